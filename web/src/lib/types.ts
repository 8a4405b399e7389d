// The types of answers: those of rows are generated of their definitions, the others as /api/openapi.json describes them.

import type { Span } from './generated';

import type { Report as Told, Statement as Said } from './generated';

/** A statement with who decided on it, where a person did. */
export type Statement = Said & { decided?: { by: string; decision: string } | null };

/** A report with what people decided on it as a whole. */
export type Report = Told & { decided?: Mark[] };

export type { Agreement, Entity, Event, Figure, Mapped, Participant, Place, ReportListed, Reprinted, Span, Time, Voice } from './generated';

export type Decision = 'accept' | 'reject' | 'correct' | 'withdraw';

export type Value = string | number | boolean | null | Span[];

export interface Review {
  review: number;
  report: number | null;
  row: string | null;
  kind: string;
  span: Span | null;
  words: string | null;
  decision: Decision;
  was: Record<string, Value>;
  corrected: Record<string, Value> | null;
  note: string | null;
  who: string;
  at: string;
}

export interface LedgerTold {
  name: string;
  version: string;
  reports: number;
  stories: number;
  /** How many by their status. */
  claims: Record<string, number>;
  statements: number;
  outlets: number;
  since: string | null;
  until: string | null;
}

/** A claim that is disputed or has changed, in one line. */
export interface Notable {
  claim: string;
  status: string;
  words: string;
  measure: string | null;
  value_low: number | null;
  value_high: number | null;
  day: string | null;
}

interface StoryHead {
  story: number;
  title: string | null;
  first_day: string | null;
  last_day: string | null;
  reports: number;
}

export interface StoryListed extends StoryHead {
  outlets: number;
  claims: number;
  contested: number;
  changed: number;
  notable: Notable[];
}

export interface Attestation {
  report: number;
  outlet: string | null;
  published: string | null;
  /** supports, denies or corrects. */
  role: string;
  /** Whose word it rests on, the rule that told, and whether that counts as an origin. */
  origin: string;
  rule: string;
  counts: boolean;
  say_so: string[];
  words: string;
  span: Span;
  statement: string | null;
  figure: string | null;
  value: string | null;
  value_low: number | null;
  value_high: number | null;
}

export interface Claim {
  claim: string;
  story: number;
  kind: string;
  words: string;
  status: string;
  reasons: string[];
  /** Who says it, who denies it and since when. */
  line: string;
  reports: number;
  publishers: number;
  families: number;
  origins: number;
  origins_least: number;
  origins_most: number;
  measure: string | null;
  value_low: number | null;
  value_high: number | null;
  decided?: Mark[];
  attestations: Attestation[];
}

export interface InStory {
  report: number;
  outlet: string | null;
  published: string | null;
  title: string | null;
  url: string | null;
  agencies: string[];
  copy_of: number | null;
  revises: number | null;
  likeness: number;
}

export interface Story extends StoryHead {
  timeline: InStory[];
  claims: Claim[];
}

/** Somebody or something that reports name. */
export interface EntityListed {
  name: string;
  type: string;
  country: string | null;
  office: string | null;
  reports: number;
  statements: number;
  denials: number;
  first: string | null;
  last: string | null;
}

export interface VoiceFound {
  name: string;
  statements: number;
  reports: number;
  outlets: number;
  first_day: string | null;
  last_day: string | null;
  claims: Claim[];
}

/** What became of one quotation, statement or figure of a text that is held against the ledger. */
export interface Check {
  kind: string;
  verdict: string;
  reason: string;
  span: Span;
  words: string;
  who: string | null;
  /** Word by word what differs. */
  difference: Piece[];
  held: Held | null;
  /** The claim of the ledger that it tells, as it stands now. */
  now?: Now | null;
}

export interface Now {
  claim: string;
  status: string;
  line: string;
  by: string | null;
  since: string | null;
  report: number | null;
  words: string | null;
  value_low: number | null;
  value_high: number | null;
}

export type Piece = { same: string } | { differs: { ledger: string; text: string } };

export interface Held {
  report: number;
  id: string | null;
  who: string | null;
  words: string;
  outlet: string | null;
  published: string | null;
}

export interface Verified {
  warnings?: string[];
  checks: Check[];
}

/** What a report tells of itself, as it would be added. */
export interface Preview {
  path: string;
  title: string | null;
  published: string | null;
  /** Where the day was found. */
  published_basis: string | null;
  outlet: string | null;
  url: string | null;
  authors: string[];
  /** ISO 639-3. */
  language: string | null;
  words: number;
  statements: number;
  /** The report of the ledger that has this content. */
  known: number | null;
  warnings: string[];
}

export interface Previewed {
  preview: Preview[];
  failed: string[];
}

/** A person's decision, as it marks what it is on. */
export interface Mark {
  do: string;
  by: string;
  at: string;
  number: number;
}

/** A decision that is kept. */
export interface Kept {
  decision: number;
  on: string;
  do: string;
  report: number | null;
  row: string | null;
  story: number | null;
  claim: string | null;
  told: string;
  note: string | null;
  who: string;
  at: string;
  holds: boolean;
  undone_by: number | null;
}

export interface Decided {
  decision: Kept | null;
  follows: string[];
}

/** A row that needs a look. */
export interface Queued {
  report: number;
  row: string;
  kind: string;
  why: string;
  confidence: number;
  claim: string | null;
  status: string | null;
  words: string;
  who: string | null;
  outlet: string | null;
  day: string | null;
}

export interface Page<T> {
  items: T[];
  next: number | null;
  /** How many there are in all, where that is told. */
  total?: number | null;
}

export interface Added {
  added: { report: number; path?: string; title: string | null; outcome: 'new' | 'known' | 'revision' | 'removed' }[];
  failed: string[];
}
