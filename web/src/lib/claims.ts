// A claim as people read it: who stands on which side, since when, and what its numbers mean.

import { count, number, value } from './format';
import type { Attestation, Claim } from './types';

export const STATUSES = ['disputed', 'corrected', 'updated', 'confirmed', 'single source'] as const;

/** What each status means, in a sentence. */
export const MEANS: Record<string, string> = {
  disputed: 'a source denies it, or two give values that cannot both hold',
  corrected: 'who told it took it back or mended it',
  updated: 'a source changed its figure, or a later count took the place of an earlier one',
  confirmed: 'two independent origins for sure',
  'single source': 'not more than one origin for sure',
};

/** One who stands on one side of a claim. */
export interface Party {
  who: string;
  /** Whether it is an outlet that names nobody. */
  own: boolean;
  since: string | null;
  attestations: Attestation[];
}

export function isOwn(one: Attestation): boolean {
  return one.rule === 'own voice' || one.origin === one.outlet;
}

export function outletOf(one: { outlet: string | null }): string {
  return one.outlet ?? 'unknown outlet';
}

/** Those who play one of these roles, in the order in which they came to it. */
export function parties(claim: Claim, roles: string[]): Party[] {
  const found = new Map<string, Party>();
  for (const one of claim.attestations) {
    if (!roles.includes(one.role)) continue;
    const own = isOwn(one);
    const who = own ? outletOf(one) : one.origin;
    const party = found.get(who) ?? { who, own, since: one.published, attestations: [] };
    found.set(who, party);
    party.attestations.push(one);
    if (one.published && (!party.since || one.published < party.since)) party.since = one.published;
  }
  return [...found.values()];
}

/** When a party last took one of these roles. */
function last(claim: Claim, who: string, role: string): string {
  const own = parties(claim, [role]).find((party) => party.who === who);
  return own?.attestations.flatMap(({ published }) => published ?? []).sort().at(-1) ?? '';
}

/** Whether a party has stood on the other side too, and since when on this one: "after" or "before" it was on the other. */
function other(claim: Claim, { who }: Party): 'after' | 'before' | null {
  const [says, denies] = [last(claim, who, 'supports'), last(claim, who, 'denies')];
  if (!says || !denies || says === denies) return null;
  return denies > says ? 'after' : 'before';
}

export const supporters = (claim: Claim): Party[] => parties(claim, ['supports']);

/** Those who deny it, and those who did until they said so themselves. */
export const deniers = (claim: Claim): Party[] => parties(claim, ['denies']).filter((party) => other(claim, party) !== 'after');

/** Whether one who denied it says so now. */
export const concedes = (claim: Claim, party: Party): boolean => other(claim, party) === 'before';

/** Those who took it back or mended it. */
export function correctors(claim: Claim): Party[] {
  const turned = parties(claim, ['denies']).filter((party) => other(claim, party) === 'after');
  return [...parties(claim, ['corrects']), ...turned];
}

/** The first day on which a report said so. */
export function since(claim: Claim): string | null {
  const days = claim.attestations.filter(({ role }) => role === 'supports').flatMap(({ published }) => published ?? []);
  return days.sort()[0] ?? null;
}

export function origins(claim: Claim): string {
  const { origins_least: least = claim.origins, origins_most: most = claim.origins } = claim;
  return most > least ? `${number(least)} to ${number(most)} origins` : count(least, 'origin');
}

/** The four numbers, in words. */
export function numbers(claim: Claim): string {
  const owners = claim.families < claim.publishers ? ` of ${count(claim.families, 'owner')}` : '';
  const many = claim.publishers > 1 && claim.origins <= 1 ? 'but ' : '';
  return `${count(claim.reports, 'report')}, ${count(claim.publishers, 'publisher')}${owners}, ${many}${origins(claim)}`;
}

const PEOPLE = ['killed', 'wounded', 'missing', 'captured', 'displaced', 'casualties'];

/** What a figure stands at now, where it is one. */
export function standing(claim: { value_low: number | null; value_high: number | null }): string | null {
  const { value_low: low, value_high: high } = claim;
  if (low === null && high === null) return null;
  return value({ low, high, best: low === high ? low : null });
}

/** The values of a figure in a line: what stands now, or what stands against each other. */
export function values(claim: Claim): string | null {
  if (claim.kind !== 'figure') return null;
  if (claim.status !== 'disputed') return standing(claim);
  const all = [...new Set(points(claim).map(value))];
  return all.length > 1 ? all.join(' or ') : standing(claim);
}

/** What is counted, where its sort has a name. */
export function counted(claim: { measure: string | null }): string | null {
  const { measure } = claim;
  return measure && PEOPLE.includes(measure) ? `${measure[0]?.toUpperCase()}${measure.slice(1)}` : null;
}

/** One value of a series, with whoever gave it on that day. */
export interface Point {
  key: string;
  day: string | null;
  low: number | null;
  best: number | null;
  high: number | null;
  /** The number as the report has it. */
  words: string;
  who: string;
  outlet: string;
  href: string;
  /** Whether it is a total; what came on top stands for itself. */
  whole: boolean;
  sentence: string;
}

export function address(one: Attestation): string {
  return `/reports/${one.report}/${one.figure ?? one.statement ?? ''}`.replace(/\/$/, '');
}

/** The values of a claim, the earliest first. */
export function points(claim: Claim): Point[] {
  const found = claim.attestations.flatMap((one, at): Point[] => {
    const { value_low: low, value_high: high } = one;
    if (low === null && high === null) return [];
    const best = low === high ? low : null;
    const who = isOwn(one) ? outletOf(one) : one.origin;
    const told = { words: one.value ?? '', outlet: outletOf(one), href: address(one), whole: true, sentence: one.words };
    return [{ key: `${at}`, day: one.published, low, best, high, who, ...told }];
  });
  return found.sort((a, b) => (a.day ?? '9').localeCompare(b.day ?? '9'));
}

/** Whether a claim's values are worth a drawing: more than one, or contested. */
export function isSeries(claim: Claim): boolean {
  if (claim.kind !== 'figure') return false;
  const values = new Set(points(claim).map(({ low, best, high }) => `${low} ${best} ${high}`));
  return values.size > 1;
}
