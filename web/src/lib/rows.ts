// The rows of a report as the page handles them, with what people decided.

import type { EventRow, Figure, Place, Report, Review, Span, Statement, StatementDetail, Time, Value } from './types';

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
    | { kind: 'statement'; row: Statement; detail: StatementDetail }
    | { kind: 'figure'; row: Figure }
    | { kind: 'time'; row: Time }
    | { kind: 'place'; row: Place }
    | { kind: 'event'; row: EventRow }
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
  const rows: Row[] = [];
  report.statements.forEach((row, at) => {
    const detail = report.details.statements[at];
    if (!detail) return;
    const { statement: id, spans, say_so, confidence } = row;
    rows.push({ kind: 'statement', id, spans, say_so, confidence, rule: detail.rule, review: reviews.get(id), row, detail });
  });
  for (const row of report.figures) {
    const { figure: id, span, say_so, confidence } = row;
    rows.push({ kind: 'figure', id, spans: [span], say_so, confidence, rule: '', review: reviews.get(id), row });
  }
  for (const row of report.details.times) {
    const { time: id, span, say_so, confidence, rule } = row;
    rows.push({ kind: 'time', id, spans: [span], say_so, confidence, rule, review: reviews.get(id), row });
  }
  for (const row of report.places) {
    const { id, span, say_so, confidence, rule } = row;
    rows.push({ kind: 'place', id, spans: [span], say_so, confidence, rule, review: reviews.get(id), row });
  }
  for (const row of report.events) {
    const { event: id, span, say_so, confidence, rule } = row;
    rows.push({ kind: 'event', id, spans: [span], say_so, confidence, rule, review: reviews.get(id), row });
  }
  return rows;
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
  const name = held(row, 'speaker', row.detail.speaker_name);
  if (typeof name === 'string') return { name, known: true };
  return { name: row.row.source || 'unknown', known: false };
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
