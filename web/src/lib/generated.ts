// Written by `cargo xtask codegen` of the rows' definitions; do not edit.

import type { Review } from './types';

/** [start, end) in code points of the report's text. */
export type Span = [number, number];

export interface Agreement {
  /** How many rows were found right. */
  accepted: number;
  /** Share of those found right, 0 to 1. */
  agreement: number;
  /** How many had another value. */
  corrected: number;
  /** statement, figure, time, place or event. */
  kind: string;
  /** How many were no such row. */
  rejected: number;
}

export interface Bounds {
  /** The value. */
  best: number | null;
  /** Not above this. */
  high: number | null;
  /** Not below this. */
  low: number | null;
}

export interface Change {
  /** What stands in this one. */
  added: string | null;
  /** What stood in the version before. */
  removed: string | null;
  /** Where it stands, in the text. */
  span: Span | null;
  /** text, title, published, outlet, url or authors. */
  what: string;
}

export interface Copy {
  /** Whether it was added before the report asked for. */
  earlier: boolean;
  /** exact, near, reprint, reuse or quotation (words in quotation marks only). */
  kind: string;
  /** Who published it. */
  outlet: string | null;
  /** Day of publication. */
  published: string | null;
  /** Its number. */
  report: number;
  /** Share of the words of the report asked for that stand in this one, 0 to 1. */
  share: number;
  /** Where the shared passages stand in the report asked for. */
  spans: Span[];
  /** Share of this one's words that stand in the report asked for. */
  their_share: number;
}

export interface Credit {
  /** The agency. */
  agency: string;
  /** The form of the credit: dateline, parentheses, dash, contribution, phrase, author or outlet. */
  rule: string;
  /** The words that say so; null where the outlet or an author is the agency. */
  span: Span | null;
}

export interface Decided {
  /** It, as it is kept; null where only what would follow was asked for. */
  decision: DecisionKept | null;
  /** What follows from it, a sentence each. */
  follows: string[];
}

export interface DecidedOn {
  /** When. */
  at: string;
  /** Who decided. */
  by: string;
  /** The last decision on it: accept or correct; a rejected row is in no list. */
  decision: 'accept' | 'reject' | 'correct' | 'withdraw';
  /** The fields whose values are a person's, in the order of their names; of a decision on another row, those that follow from it. */
  fields: string[];
  /** The decision's number in the ledger. */
  number: number;
}

export interface DecisionKept {
  /** When. */
  at: string;
  /** The claim now. */
  claim: string | null;
  /** Its number. */
  decision: number;
  /** What was decided. */
  do: 'accept' | 'reject' | 'correct' | 'withdraw' | 'edit' | 'remove' | 'merge' | 'move' | 'split' | 'status' | 'undo';
  /** What was so before. */
  from: unknown;
  /** Whether it was not undone. */
  holds: boolean;
  /** Why. */
  note: string | null;
  /** What it is on. */
  on: 'row' | 'report' | 'story' | 'claim';
  /** The report's number now; null where it is on none or the ledger does not hold it. */
  report: number | null;
  /** The row's id now. */
  row: string | null;
  /** The story's number now. */
  story: number | null;
  /** What is so from then on. */
  to: unknown;
  /** All of it in a sentence. */
  told: string;
  /** The decision that undid it. */
  undone_by: number | null;
  /** Who decided. */
  who: string;
}

export interface Entity {
  /** ISO 3166-1 alpha-2 of its country, where told. */
  country: string | null;
  /** Whether the name comes from the registry, not from the text. */
  from_registry: boolean;
  /** "e1", "e2"… in this report. */
  id: string;
  /** Where it is mentioned. */
  mentions: Mention[];
  /** The fullest name known. */
  name: string;
  /** Office held, as the text or the registry names it. */
  office: string | null;
  /** What it is. */
  type: 'PER' | 'ORG' | 'GPE' | 'LOC' | 'FAC' | 'NORP' | 'MISC';
}

export interface EntityListed {
  /** ISO 3166-1 alpha-2 of its country, where told. */
  country: string | null;
  /** How many of them deny. */
  denials: number;
  /** The first day on which a report that names it was published. */
  first: string | null;
  /** The last. */
  last: string | null;
  /** The name. */
  name: string;
  /** An office that it holds, where told. */
  office: string | null;
  /** In how many reports it is named. */
  reports: number;
  /** How many statements it makes. */
  statements: number;
  /** What it is. */
  type: 'PER' | 'ORG' | 'GPE' | 'LOC' | 'FAC' | 'NORP' | 'MISC';
}

export interface Event {
  /** Who does it, the first of `actors`. */
  actor: Participant | null;
  /** All who do it. */
  actors: Participant[];
  /** The CAMEO code that corresponds; empty for HARM, which has none. */
  cameo: string;
  /** How sure it is that there is such an event, 0 to 1. */
  confidence: number;
  /** PLOVER contexts. */
  contexts: string[];
  /** The day of the row. */
  day: string | null;
  /** What day that is. */
  day_basis: 'true of' | 'told' | 'said' | 'published' | null;
  /** What a person decided on it, in a ledger. */
  decided?: DecidedOn | null;
  /** The figure in its clause. */
  figure: string | null;
  /** "v1", "v2"… in this report. */
  id: string;
  /** PLOVER mode. */
  mode: string | null;
  /** Who published it. */
  outlet: string | null;
  /** Where it was read from. */
  path: string;
  /** Name of the place that its clause tells. */
  place: string | null;
  /** That place's row. */
  place_id: string | null;
  /** Whether it is told to have been ("positive") or not to have been ("negative"). */
  polarity: 'positive' | 'negative';
  /** To whom, the first of `recipients`. */
  recipient: Participant | null;
  /** All to whom it is done. */
  recipients: Participant[];
  /** The report's number. */
  report: number;
  /** The rule that found it. */
  rule: string;
  /** From the outlet to the last voice. */
  say_so: string[];
  /** The statement it stands in. */
  statement: string | null;
  /** How far it has come, as the words tell. */
  status: 'happened' | 'ongoing' | 'planned' | 'possible' | 'denied' | 'background';
  /** TIMEX3 value of the time that its clause tells. */
  time: string | null;
  /** That time's row. */
  time_id: string | null;
  /** The word that tells it. */
  trigger: Span;
  /** PLOVER type (2021), or HARM, where people come to harm with no one attacking. */
  type: 'AGREE' | 'CONSULT' | 'SUPPORT' | 'COOPERATE' | 'AID' | 'CONCEDE' | 'RETREAT' | 'REQUEST' | 'ACCUSE' | 'REJECT' | 'THREATEN' | 'PROTEST' | 'SANCTION' | 'MOBILIZE' | 'COERCE' | 'ASSAULT' | 'HARM';
  /** Its address. */
  url: string | null;
  /** The words that its spans stand for. */
  words: EventWords;
}

export interface EventWords {
  /** The names of all who do it, or their words. */
  actors: string[];
  /** The names of all to whom it is done, or their words. */
  recipients: string[];
  /** The sentence it stands in. */
  sentence: string;
  /** The word that tells it. */
  trigger: string;
  /** Whose word it is: the last voice. */
  who: string;
}

export interface Figure {
  /** Whether the text says that it is not exact. */
  approximate: boolean;
  /** The value that the text gives; null for ranges, which are never averaged. */
  best: number | null;
  /** What bounds or bends the number. */
  comparator: 'at least' | 'at most' | 'more than' | 'less than' | 'about' | 'nearly' | 'additional' | 'not' | null;
  /** Probability that it is a figure with these bounds. */
  confidence: number;
  /** What is counted or measured, as the text has it. */
  counted: string | null;
  /** Where those words stand. */
  counted_span: Span | null;
  /** The day of the row. */
  day: string | null;
  /** What day that is. */
  day_basis: 'true of' | 'told' | 'said' | 'published' | null;
  /** What a person decided on it, in a ledger. */
  decided?: DecidedOn | null;
  /** The share of that figure, worked out. */
  derived: Bounds | null;
  /** total, increment or decrement. */
  extent: 'total' | 'increment' | 'decrement';
  /** Numerator and denominator of a share. */
  fraction: number[] | null;
  /** Not above this; null where the text leaves it open. */
  high: number | null;
  /** "f1", "f2"… in this report. */
  id: string;
  /** count, measure, money, share, age, killed, wounded, captured, missing, displaced or casualties. */
  kind: 'count' | 'measure' | 'money' | 'share' | 'age' | 'killed' | 'wounded' | 'captured' | 'missing' | 'displaced' | 'casualties';
  /** Not below this; null where the text leaves it open. */
  low: number | null;
  /** The same in the base unit. */
  normalised: Normalised | null;
  /** The earlier figure that counts the whole. */
  of: string | null;
  /** Who published it. */
  outlet: string | null;
  /** Where it was read from. */
  path: string;
  /** What each of it is for: "barrel" in "$58 a barrel". */
  per: string | null;
  /** The report's number. */
  report: number;
  /** The rule that read the number. */
  rule: string;
  /** The time at which it was said, where the words at the cue tell it. */
  said: string | null;
  /** From the outlet to the last voice. */
  say_so: string[];
  /** The number with its comparator, currency and unit. */
  span: Span;
  /** The statement it stands in. */
  statement: string | null;
  /** The time it is true of, where its clause tells one. */
  time: string | null;
  /** SI symbol, ISO 4217 code, "percent", or the unit's English name. */
  unit: string | null;
  /** Its address. */
  url: string | null;
  /** Of whom or of what whole. */
  whole: string | null;
  /** The words that its spans stand for. */
  words: FigureWords;
}

export interface FigureWords {
  /** The figure. */
  figure: string;
  /** The sentence it stands in. */
  sentence: string;
  /** Whose word it is: the last voice. */
  who: string;
}

export interface Ledger {
  /** Bytes of the file. */
  bytes: number;
  /** How many claims of each status. */
  claims: Record<string, unknown>;
  /** How many decisions of people hold. */
  decisions: number;
  /** How many events. */
  events: number;
  /** How many figures. */
  figures: number;
  /** Version of the file's form. */
  format: number;
  /** The model that read the report added last. */
  model: string | null;
  name: string;
  /** The models that read the reports before it, where they are others. */
  other_models: string[];
  /** How many outlets. */
  outlets: number;
  /** How many reports people took out. */
  removed: number;
  /** How many reports, versions counted each. */
  reports: number;
  /** The first day of publication. */
  since: string | null;
  /** How many statements. */
  statements: number;
  /** How many stories. */
  stories: number;
  /** The last. */
  until: string | null;
  version: string;
  /** How many reports tell neither outlet nor day. */
  without_outlet_or_day: number;
}

export interface Mapped {
  /** First-order division. */
  admin1: string | null;
  /** How sure it is that this place is meant, where it is surest, 0 to 1. */
  confidence: number;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** The first day on which one was published. */
  first: string | null;
  /** The last. */
  last: string | null;
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lon: number;
  /** Its name in the gazetteer. */
  name: string;
  /** How exact the coordinates are; those of all but points and settlements are the middle of an area. */
  precision: string;
  /** In how many reports. */
  reports: number;
}

export interface Mark {
  /** When. */
  at: string;
  /** Who decided. */
  by: string;
  /** What was decided. */
  do: 'accept' | 'reject' | 'correct' | 'withdraw' | 'edit' | 'remove' | 'merge' | 'move' | 'split' | 'status' | 'undo';
  /** The decision's number. */
  number: number;
}

export interface Mention {
  /** name, nominal or pronoun. */
  form: 'name' | 'nominal' | 'pronoun';
  /** Where it stands. */
  span: Span;
}

export interface Normalised {
  /** The value. */
  best: number | null;
  /** Not above this. */
  high: number | null;
  /** Not below this. */
  low: number | null;
  /** The base unit's symbol. */
  unit: string;
}

export interface Outlet {
  /** Its name. */
  outlet: string;
  /** How many reports, versions included. */
  reports: number;
}

export interface Participant {
  /** Probability that it takes part so, 0..=1; absent in rows of earlier versions. */
  confidence: number | null;
  /** ISO 3166-1 alpha-2 of their countries. */
  countries: string[];
  /** The entity, where it can be told. */
  entity: string | null;
  /** PLOVER sector. */
  sector: string | null;
  /** Where they stand. */
  span: Span;
  /** The words. */
  text: string;
}

export interface Place {
  /** First-order division. */
  admin1: string | null;
  /** Second-order division. */
  admin2: string | null;
  /** Probability that the words name a place and this one. */
  confidence: number;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** What a person decided on it, in a ledger. */
  decided?: DecidedOn | null;
  /** Its number in GeoNames. */
  geonames: number | null;
  /** "p1", "p2"… in this report. */
  id: string;
  /** Its sort. */
  kind: 'continent' | 'country' | 'province' | 'district' | 'capital' | 'seat' | 'town' | 'quarter' | 'region' | 'water' | 'river' | 'island' | 'mountain' | 'airport' | 'site' | null;
  /** Degrees north; null where the gazetteer has no such place. */
  lat: number | null;
  /** Degrees east. */
  lon: number | null;
  /** Its name in the gazetteer. */
  name: string;
  /** How exact the coordinates are. Those of all but points and settlements are the middle of an area. */
  precision: 'point' | 'settlement' | 'district' | 'province' | 'country' | 'area' | 'unknown';
  /** Radius of a disc that holds most of an area, in km. */
  radius_km: number | null;
  /** "near", "within", a direction ("south of") or a part ("northern"). */
  relation: string | null;
  /** The rule that decided. */
  rule: string;
  /** What else the name may be, best first. */
  runners_up: RunnerUp[];
  /** From the outlet to the last voice. */
  say_so: string[];
  /** The words that name it. */
  span: Span;
  /** The statement it stands in. */
  statement: string | null;
}

export interface Queued {
  /** The claim that it is of. */
  claim: string | null;
  /** How sure it is, 0 to 1. */
  confidence: number;
  /** The day of the row. */
  day: string | null;
  /** What sort of row it is. */
  kind: 'statement' | 'figure' | 'time' | 'place' | 'event';
  /** Who published it. */
  outlet: string | null;
  /** The report's number. */
  report: number;
  /** The row's id in it. */
  row: string;
  /** How that stands. */
  status: string | null;
  /** Whose word it is. */
  who: string;
  /** Why. */
  why: 'contested' | 'told' | 'unsure';
  /** Its words. */
  words: string;
}

export interface Report {
  /** The day on which it was added, where that was given. */
  added: string | null;
  /** Who wrote it. */
  authors: string[];
  /** What it changed in the version before. */
  changes: Change[];
  /** Reports that it shares words with, added before or after it: the hundred that share most of it. */
  copies: Copy[];
  /** How many such reports there are in all. */
  copies_in_all: number;
  /** The agencies that it credits. */
  credits: Credit[];
  /** What people decided on it: its headline, day, outlet, address or story. */
  decided: Mark[];
  /** What several mentions name. */
  entities: Entity[];
  /** Who did what to whom. */
  events: Event[];
  /** Numbers that count or measure. */
  figures: Figure[];
  /** ISO 639-3 code of the language. */
  language: string | null;
  /** Id of the model that read it. */
  model: string;
  /** Who published it. */
  outlet: string | null;
  /** Where it was read from. */
  path: string;
  /** Places on the map. */
  places: Place[];
  /** Day of publication. */
  published: string | null;
  /** Share of the text that was read. */
  read: number;
  /** Its number. */
  report: number;
  /** Passages that other reports have word for word. */
  reprinted: Reprinted[];
  /** Whose word the statements are, most first. */
  rests_on: RestsOnRow[];
  reviews: Review[];
  /** Who said what. */
  statements: Statement[];
  /** The story that it is of. */
  story: number | null;
  /** The text. */
  text: string;
  /** Time expressions. */
  times: Time[];
  /** Headline. */
  title: string | null;
  /** Its address. */
  url: string | null;
  /** Version of Sayso that read it. */
  version: string;
  /** All its versions, itself among them, in the order in which they were added. */
  versions: Version[];
  /** What failed or was doubtful in reading it. */
  warnings: string[];
  /** Words read. */
  words: number;
}

export interface ReportListed {
  /** Who published it. */
  outlet: string | null;
  /** Where it was read from. */
  path: string;
  /** Day of publication. */
  published: string | null;
  /** Its number. */
  report: number;
  /** How it begins, or the words around those that were asked for. */
  snippet: SnippetPiece[];
  /** How many statements it has. */
  statements: number;
  /** Headline. */
  title: string | null;
  /** Its address. */
  url: string | null;
  /** The three whose word most of them are. */
  voices: Voice[];
  /** Words read. */
  words: number;
}

export interface Reprinted {
  /** Whether it was added before this one. */
  earlier: boolean;
  /** Who published that. */
  outlet: string | null;
  /** When. */
  published: string | null;
  /** The other report. */
  report: number;
  /** Where the passage stands in this report. */
  span: Span;
  /** Where it stands in the other. */
  their_span: Span;
}

export interface RestsOnRow {
  /** The entity, where there is one. */
  entity: string | null;
  /** The speaker's name; null for statements whose speaker can't be told. */
  name: string | null;
  /** How many statements. */
  statements: number;
}

export interface RunnerUp {
  /** First-order division. */
  admin1: string | null;
  /** How likely. */
  confidence: number;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lon: number;
  /** Its name. */
  name: string;
}

export interface SnippetPiece {
  /** Whether they were asked for. */
  hit: boolean;
  /** The words. */
  text: string;
}

export interface Speaker {
  /** Probability, 0 to 1. */
  confidence: number;
  /** Id of the entity. */
  entity: string;
  /** Its name. */
  name: string;
}

export interface Statement {
  /** To whom. */
  addressee: Span | null;
  /** Why the source is not named. */
  anonymity: Span | null;
  /** Who it may be, where the speaker can't be told. */
  candidates: Speaker[];
  /** Probability that content and source are right. */
  confidence: number;
  /** What is said, in pieces. */
  content: Span[];
  /** The words that attribute it. */
  cue: Span[];
  /** The day of the row. */
  day: string | null;
  /** What day that is. */
  day_basis: 'true of' | 'told' | 'said' | 'published' | null;
  /** What a person decided on it, in a ledger. */
  decided?: DecidedOn | null;
  /** "s1", "s2"… in this report. */
  id: string;
  /** direct, indirect, mixed or embedded. */
  kind: 'direct' | 'indirect' | 'mixed' | 'embedded';
  /** On what it was said. */
  medium: Span | null;
  /** Whether the cue is negated. */
  negated: boolean;
  /** Who published it. */
  outlet: string | null;
  /** The statement it stands in. */
  parent: string | null;
  /** Where it was read from. */
  path: string;
  /** The report's number. */
  report: number;
  /** The model's id or the rule that made the row. */
  rule: string;
  /** When, as the words at the cue tell. */
  said_at: Span | null;
  /** From the outlet to the last voice. */
  say_so: string[];
  /** The words that name who says it. */
  source: Span[];
  /** The entity the source resolves to; null where it can't be told. */
  speaker: Speaker | null;
  /** What the speaker does with it. */
  stance: 'asserts' | 'denies' | 'asks' | 'orders' | 'requests' | 'promises' | 'threatens' | 'warns' | 'believes' | 'doubts' | 'expects' | 'accuses' | 'praises' | 'apologises' | 'refuses' | 'hearsay' | 'unknown';
  /** Its address. */
  url: string | null;
  /** Where it was said. */
  venue: Span | null;
  /** The words that its spans stand for. */
  words: StatementWords;
}

export interface StatementWords {
  /** What is said. */
  content: string;
  /** The words that attribute it. */
  cue: string;
  /** The words that name the source. */
  source: string;
  /** The speaker's name, else the words that name the source, else "unknown". */
  who: string;
}

export interface Time {
  /** What the value rests on. */
  basis: 'explicit' | 'text' | 'dateline' | 'publication' | 'defaulted' | 'unplaced';
  /** Probability that the value is right. */
  confidence: number;
  /** What a person decided on it, in a ledger. */
  decided?: DecidedOn | null;
  /** Last day meant. */
  end: string | null;
  /** "t1", "t2"… in this report. */
  id: string;
  /** TIMEX3 mod. */
  mod: 'BEFORE' | 'AFTER' | 'START' | 'MID' | 'END' | 'APPROX' | 'LESS_THAN' | 'MORE_THAN' | 'EQUAL_OR_LESS' | 'EQUAL_OR_MORE' | null;
  /** The finest unit told. */
  precision: 'minute' | 'part_of_day' | 'day' | 'week' | 'month' | 'part_of_year' | 'year' | 'decades' | 'vague';
  /** The rule that read it. */
  rule: string;
  /** From the outlet to the last voice. */
  say_so: string[];
  /** Where it stands. */
  span: Span;
  /** First day meant. */
  start: string | null;
  /** The statement it stands in. */
  statement: string | null;
  /** TIMEX3 type. */
  type: 'DATE' | 'TIME' | 'DURATION' | 'SET';
  /** TIMEX3 value. */
  value: string;
}

export interface Version {
  /** Day of publication. */
  published: string | null;
  /** Its number. */
  report: number;
  /** Headline. */
  title: string | null;
}

export interface Voice {
  /** The speaker's name, or the words that name the source; null for statements of which nothing names it. */
  name: string | null;
  /** How many. */
  statements: number;
}

export const STANCES = ['asserts', 'denies', 'asks', 'orders', 'requests', 'promises', 'threatens', 'warns', 'believes', 'doubts', 'expects', 'accuses', 'praises', 'apologises', 'refuses', 'hearsay', 'unknown'] as const;

export const STATEMENT_KINDS = ['direct', 'indirect', 'mixed', 'embedded'] as const;

export const TYPES = ['AGREE', 'CONSULT', 'SUPPORT', 'COOPERATE', 'AID', 'CONCEDE', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'HARM'] as const;

export const STATUSES = ['happened', 'ongoing', 'planned', 'possible', 'denied', 'background'] as const;

export const POLARITIES = ['positive', 'negative'] as const;

export const EXTENTS = ['total', 'increment', 'decrement'] as const;

export const FIGURE_KINDS = ['count', 'measure', 'money', 'share', 'age', 'killed', 'wounded', 'captured', 'missing', 'displaced', 'casualties'] as const;

export const TIME_TYPES = ['DATE', 'TIME', 'DURATION', 'SET'] as const;

/** The values of each sort of row that a person may correct. */
export const CORRECTABLE = {
  statement: ['speaker', 'stance', 'kind', 'negated'],
  figure: ['low', 'best', 'high', 'unit', 'counted', 'kind', 'extent'],
  time: ['value', 'start', 'end', 'kind'],
  place: ['name', 'lat', 'lon', 'country'],
  event: ['type', 'mode', 'status', 'polarity'],
} as const;
