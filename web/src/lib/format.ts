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
