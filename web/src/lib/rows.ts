// The rows of a report as the page handles them, with what people decided.

import type { Event, Figure, Place, Report, Review, Span, Statement, Time, Value } from './types';

export type Kind = 'statement' | 'figure' | 'time' | 'place' | 'event';

interface Common {
  id: string;
  spans: Span[];
  say_so: string[];
  confidence: number;
  rule: string;
  /** The decision that holds. */
  review: Review | undefined;
}

export type Row = Common &
  (
    | { kind: 'statement'; row: Statement }
    | { kind: 'figure'; row: Figure }
    | { kind: 'time'; row: Time }
    | { kind: 'place'; row: Place }
    | { kind: 'event'; row: Event }
  );

export type StatementRow = Extract<Row, { kind: 'statement' }>;

/** Whose word statements are. */
export interface Voice {
  name: string;
  /** Whether it is a name, or only the words that stand for one. */
  known: boolean;
  statements: number;
  /** Its number in the report: those with most statements first. */
  rank: number;
}

export const LAYERS = ['figure', 'time', 'place', 'event'] as const;
export type Layer = (typeof LAYERS)[number];

/** Colours that are told apart; the voices after them share one. */
export const COLOURS = 7;

export function rowsOf(report: Report): Row[] {
  const reviews = new Map(report.reviews.map((review) => [review.row, review]));
  const common = (row: { id: string; say_so: string[]; confidence: number; rule: string }, spans: Span[]): Common => {
    const { id, say_so, confidence, rule } = row;
    return { id, spans, say_so, confidence, rule, review: reviews.get(id) };
  };
  return [
    ...report.statements.map((row): Row => ({ kind: 'statement', row, ...common(row, row.content) })),
    ...report.figures.map((row): Row => ({ kind: 'figure', row, ...common(row, [row.span]) })),
    ...report.times.map((row): Row => ({ kind: 'time', row, ...common(row, [row.span]) })),
    ...report.places.map((row): Row => ({ kind: 'place', row, ...common(row, [row.span]) })),
    ...report.events.map((row): Row => ({ kind: 'event', row, ...common(row, [row.trigger]) })),
  ];
}

/** A row's value: a person's where one decided, else Sayso's. */
export function held(row: Row, field: string, read: Value): Value {
  const { review } = row;
  if (review?.decision === 'correct' && review.corrected && field in review.corrected) return review.corrected[field] ?? null;
  if (review && review.decision !== 'reject' && field in review.was) return review.was[field] ?? null;
  return read;
}

/** Where a row's words stand. */
export function spansOf(row: Row): Span[] {
  const spans = held(row, 'spans', row.spans);
  return Array.isArray(spans) ? spans : row.spans;
}

/** The speaker's name, or the words that stand for one. */
export function speakerOf(row: StatementRow): { name: string; known: boolean } {
  const name = held(row, 'speaker', row.row.speaker?.name ?? null);
  if (typeof name === 'string') return { name, known: true };
  return { name: row.row.words.source || 'unknown', known: false };
}

/** The voices of a report, most statements first, and which statement is whose. */
export function voicesOf(rows: Row[]): { voices: Voice[]; of: Map<string, Voice>; total: number } {
  const found = new Map<string, Voice>();
  const of = new Map<string, Voice>();
  let total = 0;
  for (const row of rows) {
    if (row.kind !== 'statement' || row.review?.decision === 'reject') continue;
    const { name, known } = speakerOf(row);
    const key = known ? `= ${name}` : name.toLowerCase();
    const voice = found.get(key) ?? { name, known, statements: 0, rank: 0 };
    found.set(key, voice);
    voice.statements += 1;
    total += 1;
    of.set(row.id, voice);
  }
  const voices = [...found.values()].sort((a, b) => b.statements - a.statements);
  voices.forEach((voice, at) => (voice.rank = at + 1));
  return { voices, of, total };
}

/** The class that gives a voice its colour. */
export function colour(voice: Voice | undefined): string {
  if (!voice) return 'c0';
  if (!voice.known) return 'cx';
  return voice.rank <= COLOURS ? `c${voice.rank}` : 'c0';
}
