// What a story looked like at the last visit of this browser.

import type { Story } from './types';

interface Seen {
  at: string;
  reports: number[];
  claims: Record<string, string>;
}

export interface News {
  at: string;
  reports: number;
  /** Claims with another status, and those that were not there. */
  changed: { claim: string; words: string; was: string | null; status: string }[];
}

/** What is new since the last visit, which this one takes the place of; `null` where nothing is, or nobody was here. */
export function news(story: Story, ledger: string): News | null {
  const name = `sayso.seen.${ledger}.${story.story}`;
  const contested = story.claims.filter(({ status }) => status !== 'single source');
  const seen: Seen = {
    at: new Date().toISOString().slice(0, 10),
    reports: story.timeline.map(({ report }) => report),
    claims: Object.fromEntries(contested.map(({ words, status }) => [words, status])),
  };
  try {
    const kept = localStorage.getItem(name);
    localStorage.setItem(name, JSON.stringify(seen));
    if (!kept) return null;
    const before = JSON.parse(kept) as Seen;
    const changed = contested
      .filter(({ words, status }) => before.claims[words] !== status)
      .map(({ claim, words, status }) => ({ claim, words, status, was: before.claims[words] ?? null }));
    const reports = seen.reports.filter((report) => !before.reports.includes(report)).length;
    return reports > 0 || changed.length > 0 ? { at: before.at, reports, changed } : null;
  } catch {
    // A browser that keeps nothing has no last visit.
    return null;
  }
}
