// The values that a person may correct, as crates/ledger/src/review/field.rs has them.

import type { Kind } from './rows';

export const STANCES = [
  'asserts',
  'denies',
  'asks',
  'orders',
  'requests',
  'promises',
  'threatens',
  'warns',
  'believes',
  'doubts',
  'expects',
  'accuses',
  'praises',
  'apologises',
  'hearsay',
  'unknown',
] as const;

export const TYPES = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'COOPERATE',
  'AID',
  'CONCEDE',
  'RETREAT',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
  'HARM',
] as const;

export interface Field {
  name: string;
  label: string;
  shape: 'words' | 'number' | 'flag' | readonly string[];
}

const field = (name: string, label: string, shape: Field['shape']): Field => ({ name, label, shape });

export const FIELDS: Record<Kind, Field[]> = {
  statement: [
    field('speaker', 'Speaker', 'words'),
    field('stance', 'Stance', STANCES),
    field('kind', 'Kind', ['direct', 'indirect', 'mixed', 'embedded']),
    field('negated', 'The cue is negated', 'flag'),
  ],
  figure: [
    field('low', 'Not below', 'number'),
    field('best', 'Value', 'number'),
    field('high', 'Not above', 'number'),
    field('unit', 'Unit', 'words'),
    field('counted', 'What is counted', 'words'),
    field('extent', 'Extent', ['total', 'increment', 'decrement']),
  ],
  time: [
    field('value', 'Value (TIMEX3)', 'words'),
    field('start', 'First day', 'words'),
    field('end', 'Last day', 'words'),
    field('kind', 'Kind', ['DATE', 'TIME', 'DURATION', 'SET']),
  ],
  place: [
    field('name', 'Name', 'words'),
    field('lat', 'Degrees north', 'number'),
    field('lon', 'Degrees east', 'number'),
    field('country', 'Country (two letters)', 'words'),
  ],
  event: [
    field('type', 'Type (PLOVER)', TYPES),
    field('mode', 'Mode', 'words'),
    field('status', 'Status', ['happened', 'ongoing', 'planned', 'possible', 'denied', 'background']),
    field('polarity', 'Polarity', ['positive', 'negative']),
  ],
};
