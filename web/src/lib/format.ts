// Days and numbers as people read them.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

export function day(iso: string | null): string {
  const [year, month, date] = (iso ?? '').split('-').map(Number);
  if (!year || !month || !date) return 'no date';
  return `${date} ${MONTHS[month - 1] ?? ''} ${year}`;
}

// Made once: a formatter costs more than what it formats.
const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export function number(value: number): string {
  return NUMBERS.format(value);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`;
}

/** A figure's value with its bounds: "9", "at least 14", "3–5". */
export function value(figure: { low: number | null; best: number | null; high: number | null }): string {
  const { low, best, high } = figure;
  if (low !== null && high !== null && low !== high) {
    const range = `${number(low)}–${number(high)}`;
    return best !== null && best !== low && best !== high ? `${number(best)} (${range})` : range;
  }
  if (best === null) return low !== null ? `at least ${number(low)}` : high !== null ? `at most ${number(high)}` : 'unknown';
  if (low === null && high !== null) return `at most ${number(high)}`;
  if (high === null && low !== null) return `at least ${number(low)}`;
  return number(best);
}

/** Two days as a stretch of time; one where they are the same. */
export function days(first: string | null, last: string | null): string {
  if (!first || !last || first === last) return day(first ?? last);
  const [year, month] = first.split('-');
  const end = day(last);
  if (!last.startsWith(`${year}-`)) return `${day(first)} to ${end}`;
  const start = day(first).split(' ');
  return `${last.startsWith(`${year}-${month}-`) ? start[0] : start.slice(0, 2).join(' ')} to ${end}`;
}

/** A day as people write it, as the ledger has it; `null` where it is none. */
export function dayOf(words: string): string | null {
  const iso = words.trim().match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  const named = words.trim().match(/^(\d{1,2})\.? +([A-Za-z]{3,})\.?,? +(\d{4})$/) ?? turned(words);
  const [year, month, date] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : named
      ? [Number(named[3]), 1 + MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === named[2]?.slice(0, 3).toLowerCase()), Number(named[1])]
      : [0, 0, 0];
  const time = new Date(Date.UTC(year, month - 1, date));
  const is = month > 0 && time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === date;
  return is ? time.toISOString().slice(0, 10) : null;
}

/** "September 14, 2026" as its parts in the other order. */
function turned(words: string): RegExpMatchArray | null {
  const found = words.trim().match(/^([A-Za-z]{3,})\.? +(\d{1,2}),? +(\d{4})$/);
  return found && [found[0], found[2] ?? '', found[1] ?? '', found[3] ?? ''];
}

/** What a list of names says in a sentence. */
export function names(all: string[], most = 3): string {
  if (all.length > most) return `${all.slice(0, most).join(', ')} and ${all.length - most} more`;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** What a report is called: its headline, else the file that it was read from. */
export function title(report: { title: string | null; path?: string; report?: number }): string {
  if (report.title) return report.title;
  if (report.path === '-') return 'Pasted text';
  return report.path?.split('/').at(-1) ?? `Report ${report.report ?? ''}`;
}

/** An address that may be opened: one of the web, and nothing that runs. */
export function original(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

export function host(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, '');
  } catch {
    return url;
  }
}
