// The rows as /api/openapi.json describes them. Spans are [start, end) in code points of the report's text.

export type Span = [number, number];

export interface Voice {
  name: string | null;
  statements: number;
}

export interface ReportListed {
  report: number;
  published: string | null;
  outlet: string | null;
  title: string | null;
  path: string;
  url: string | null;
  words: number;
  statements: number;
  voices: Voice[];
  snippet: { text: string; hit: boolean }[];
}

export interface Statement {
  report: number;
  statement: string;
  day: string | null;
  day_basis: string | null;
  outlet: string | null;
  who: string;
  source: string;
  cue: string;
  content: string;
  spans: Span[];
  kind: string;
  stance: string;
  negated: boolean;
  say_so: string[];
  confidence: number;
  path: string;
  url: string | null;
}

export interface Figure {
  report: number;
  figure: string;
  day: string | null;
  day_basis: string | null;
  outlet: string | null;
  source: string;
  say_so: string[];
  words: string;
  span: Span;
  low: number | null;
  best: number | null;
  high: number | null;
  approximate: boolean;
  extent: string;
  unit: string | null;
  per: string | null;
  kind: string;
  counted: string | null;
  sentence: string;
  confidence: number;
}

export interface StatementDetail {
  statement: string;
  speaker: string | null;
  speaker_name: string | null;
  speaker_confidence: number | null;
  candidates: { entity: string; name: string; confidence: number }[];
  cue_spans: Span[];
  source_spans: Span[];
  parent: string | null;
  medium: Span | null;
  venue: Span | null;
  addressee: Span | null;
  said_at: Span | null;
  anonymity: Span | null;
  rule: string;
}

export interface Entity {
  id: string;
  name: string;
  type: string;
  country: string | null;
  office: string | null;
  from_registry: boolean;
  mentions: { span: Span; form: string }[];
}

export interface Time {
  time: string;
  span: Span;
  kind: string;
  value: string;
  start: string | null;
  end: string | null;
  basis: string;
  statement: string | null;
  say_so: string[];
  confidence: number;
  rule: string;
}

export interface Place {
  id: string;
  span: Span;
  name: string;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  precision: string;
  relation: string | null;
  statement: string | null;
  say_so: string[];
  confidence: number;
  rule: string;
}

export interface Participant {
  text: string;
  span: Span;
  entity: string | null;
  name: string | null;
  countries: string[];
  sector: string | null;
}

export interface EventRow {
  report: number;
  event: string;
  day: string | null;
  day_basis: string | null;
  outlet: string | null;
  type: string;
  mode: string | null;
  contexts: string[];
  cameo: string;
  polarity: string;
  status: string;
  actors: Participant[];
  recipients: Participant[];
  place: string | null;
  place_id: string | null;
  time: string | null;
  figure: string | null;
  trigger: string;
  span: Span;
  sentence: string;
  statement: string | null;
  source: string;
  say_so: string[];
  confidence: number;
  rule: string;
  path: string;
  url: string | null;
}

export interface Reprinted {
  report: number;
  outlet: string | null;
  published: string | null;
  earlier: boolean;
  span: Span;
  their_span: Span;
}

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

export interface Report {
  report: number;
  path: string;
  url: string | null;
  outlet: string | null;
  title: string | null;
  published: string | null;
  authors: string[];
  language: string | null;
  words: number;
  read: number;
  warnings: string[];
  model: string;
  version: string;
  versions: { report: number; published: string | null; title: string | null }[];
  changes: { what: string; removed: string | null; added: string | null; span: Span | null }[];
  credits: { agency: string; span: Span | null; rule: string }[];
  copies: {
    report: number;
    outlet: string | null;
    published: string | null;
    kind: string;
    share: number;
    their_share: number;
    earlier: boolean;
  }[];
  copies_in_all: number;
  statements: Statement[];
  figures: Figure[];
  text: string;
  details: {
    statements: StatementDetail[];
    times: Time[];
    reprinted: Reprinted[];
  };
  events: EventRow[];
  entities: Entity[];
  places: Place[];
  /** The story that it is of. */
  story: number | null;
  reviews: Review[];
}

export interface Mapped {
  name: string;
  lat: number;
  lon: number;
  country: string | null;
  admin1: string | null;
  precision: string;
  reports: number;
  first: string | null;
  last: string | null;
}

export interface Agreement {
  kind: string;
  accepted: number;
  corrected: number;
  rejected: number;
  agreement: number;
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
}

export interface Claim {
  claim: string;
  story: number;
  kind: string;
  words: string;
  status: string;
  reasons: string[];
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
