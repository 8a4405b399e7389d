// The types of answers: those of rows are generated of their definitions, the others as /api/openapi.json describes them.

import type { Span } from './generated';

export type { Agreement, Entity, Event, Figure, Mapped, Participant, Place, Report, ReportListed, Reprinted, Span, Statement, Time, Voice } from './generated';

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

export interface StoryListed {
  story: number;
  title: string | null;
  first_day: string | null;
  last_day: string | null;
  reports: number;
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
  attestations: Attestation[];
}

export interface InStory {
  report: number;
  outlet: string | null;
  published: string | null;
  title: string | null;
  agencies: string[];
  copy_of: number | null;
  revises: number | null;
  likeness: number;
}

export interface Story extends StoryListed {
  timeline: InStory[];
  claims: Claim[];
}

export interface Page<T> {
  items: T[];
  next: number | null;
}

export interface Added {
  added: { report: number; title: string | null; outcome: 'new' | 'known' | 'revision' }[];
  failed: string[];
}
