// A report's text cut where rows begin and end.

import type { Span } from './types';

/** Turns code points, in which rows are told, into places of a JavaScript string, and back. */
export class Points {
  /** Code points before which there is one surrogate pair more than before. */
  private readonly wide: number[] = [];

  constructor(text: string) {
    let point = 0;
    for (const character of text) {
      if (character.length === 2) this.wide.push(point);
      point += 1;
    }
  }

  toUnits(point: number): number {
    return point + this.before(point);
  }

  toPoints(unit: number): number {
    let point = unit;
    for (const wide of this.wide) {
      if (this.toUnits(wide) >= unit) break;
      point -= 1;
    }
    return point;
  }

  private before(point: number): number {
    let [low, high] = [0, this.wide.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wide[middle] ?? 0) < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A stretch of the text that a row marks. */
export interface Mark {
  row: string;
  /** What of the row it is: "statement", "cue", "figure"… */
  part: string;
  span: Span;
}

/** Words that the same rows mark. */
export interface Segment {
  text: string;
  /** Where it starts, as a place of the JavaScript string. */
  start: number;
  marks: Mark[];
  /** The rows that begin here. */
  begins: Mark[];
}

/** The paragraphs of a text, each in segments. */
export function paragraphs(text: string, marks: Mark[], points: Points): Segment[][] {
  const placed = marks
    .map((mark) => ({ mark, start: points.toUnits(mark.span[0]), end: points.toUnits(mark.span[1]) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Segment[][] = [];
  let next = 0;
  let open: typeof placed = [];
  for (const { 0: words, index } of text.matchAll(/[^\n]+(?:\n(?!\s*\n)[^\n]+)*/g)) {
    const end = index + words.length;
    const cuts = new Set([index, end]);
    while (next < placed.length && (placed[next]?.start ?? end) < end) {
      const mark = placed[next];
      if (mark) open.push(mark);
      next += 1;
    }
    open = open.filter((mark) => mark.end > index);
    for (const mark of open) {
      if (mark.start > index) cuts.add(mark.start);
      if (mark.end < end) cuts.add(mark.end);
    }
    const places = [...cuts].sort((a, b) => a - b);
    found.push(
      places.slice(0, -1).map((start, at) => {
        const stop = places[at + 1] ?? end;
        const here = open.filter((mark) => mark.start < stop && mark.end > start);
        return {
          text: text.slice(start, stop),
          start,
          marks: here.map(({ mark }) => mark),
          begins: here.filter((mark) => mark.start === start).map(({ mark }) => mark),
        };
      }),
    );
  }
  return found;
}

/** A paragraph with more marks; the same one where none is in it. */
export function withMarks(segments: Segment[], marks: Mark[], points: Points): Segment[] {
  const last = segments.at(-1);
  const [from, to] = [segments[0]?.start ?? 0, last ? last.start + last.text.length : 0];
  const here = marks
    .map((mark) => ({ mark, start: points.toUnits(mark.span[0]), end: points.toUnits(mark.span[1]) }))
    .filter(({ start, end }) => start < to && end > from);
  if (here.length === 0) return segments;
  return segments.flatMap((segment) => {
    const stop = segment.start + segment.text.length;
    const ends = here.flatMap(({ start, end }) => [start, end]).filter((at) => at > segment.start && at < stop);
    const places = [...new Set([segment.start, ...ends, stop])].sort((a, b) => a - b);
    return places.slice(0, -1).map((start, at) => {
      const end = places[at + 1] ?? stop;
      const more = here.filter((mark) => mark.start < end && mark.end > start).map(({ mark }) => mark);
      return {
        text: segment.text.slice(start - segment.start, end - segment.start),
        start,
        marks: [...segment.marks, ...more],
        begins: start === segment.start ? segment.begins : [],
      };
    });
  });
}
