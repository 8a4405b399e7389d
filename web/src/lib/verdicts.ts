// What a check of a text found, as a word, a sign and how grave it is. Kinds that are not known here are told by their word.

import { Points } from './text';
import type { Check } from './types';

interface Verdict {
  word: string;
  sign: string;
  /** 3 wrong, 2 look at it, 1 can't be told, 0 stands. */
  grave: number;
}

const KNOWN: Record<string, Verdict> = {
  altered: { word: 'altered', sign: '≠', grave: 3 },
  said_by_someone_else: { word: 'someone else’s', sign: '⇄', grave: 3 },
  reversed: { word: 'turned around', sign: '⇄', grave: 3 },
  corrected: { word: 'corrected since', sign: '✎', grave: 3 },
  superseded: { word: 'superseded', sign: '↻', grave: 2 },
  disputed: { word: 'disputed', sign: '⇆', grave: 2 },
  not_found: { word: 'not found', sign: '?', grave: 1 },
  not_comparable: { word: 'can’t be compared', sign: '~', grave: 1 },
  not_checked: { word: 'not checked', sign: '·', grave: 1 },
  exact: { word: 'as told', sign: '✓', grave: 0 },
  stands: { word: 'stands', sign: '✓', grave: 0 },
};

export function verdict(name: string): Verdict {
  return KNOWN[name] ?? { word: name.replaceAll('_', ' '), sign: '•', grave: 2 };
}

/** A sentence of the text with what was checked in it; the gravest comes first. */
export interface Sentence {
  text: string;
  /** Whether a paragraph ends with it. */
  ends: boolean;
  checks: { check: Check; at: number }[];
}

/** The text sentence by sentence; each check stands in the sentence where it begins. */
export function sentences(text: string, checks: Check[]): Sentence[] {
  const points = new Points(text);
  const found: Sentence[] = [];
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    const end = index + segment.length;
    const here = checks
      .map((check, at) => ({ check, at, start: points.toUnits(check.span[0]) }))
      .filter(({ start }) => start >= index && start < end)
      .sort((a, b) => verdict(b.check.verdict).grave - verdict(a.check.verdict).grave || a.start - b.start);
    const blank = segment.trim() === '';
    const last = found.at(-1);
    if (blank && last) last.ends ||= segment.includes('\n');
    else if (!blank) found.push({ text: segment.trim(), ends: /\n\s*$/.test(segment), checks: here });
  }
  return found;
}
