// The values that a person may correct, with what the page calls them. Which there are and what they may be is generated.

import { CORRECTABLE, EXTENTS, FIGURE_KINDS, POLARITIES, STANCES, STATEMENT_KINDS, STATUSES, TIME_TYPES, TYPES } from './generated';
import type { Kind } from './rows';

export { STANCES, TYPES } from './generated';

export interface Field {
  name: string;
  label: string;
  shape: 'words' | 'number' | 'flag' | readonly string[];
}

const field = (name: string, label: string, shape: Field['shape']): Field => ({ name, label, shape });

// A field that is correctable but not named here is a fault of the types.
type Fields = { [K in Kind]: Record<(typeof CORRECTABLE)[K][number], Field> };

const all: Fields = {
  statement: {
    speaker: field('speaker', 'Speaker', 'words'),
    stance: field('stance', 'Stance', STANCES),
    kind: field('kind', 'Kind', STATEMENT_KINDS),
    negated: field('negated', 'The cue is negated', 'flag'),
  },
  figure: {
    low: field('low', 'Not below', 'number'),
    best: field('best', 'Value', 'number'),
    high: field('high', 'Not above', 'number'),
    unit: field('unit', 'Unit', 'words'),
    counted: field('counted', 'What is counted', 'words'),
    kind: field('kind', 'What sort of figure', FIGURE_KINDS),
    extent: field('extent', 'Extent', EXTENTS),
  },
  time: {
    value: field('value', 'Value (TIMEX3)', 'words'),
    start: field('start', 'First day', 'words'),
    end: field('end', 'Last day', 'words'),
    kind: field('kind', 'Kind', TIME_TYPES),
  },
  place: {
    name: field('name', 'Name', 'words'),
    lat: field('lat', 'Degrees north', 'number'),
    lon: field('lon', 'Degrees east', 'number'),
    country: field('country', 'Country (two letters)', 'words'),
  },
  event: {
    type: field('type', 'Type (PLOVER)', TYPES),
    mode: field('mode', 'Mode', 'words'),
    status: field('status', 'Status', STATUSES),
    polarity: field('polarity', 'Polarity', POLARITIES),
  },
};

export const FIELDS = Object.fromEntries(Object.entries(all).map(([kind, fields]) => [kind, Object.values(fields)])) as Record<Kind, Field[]>;
