// Asking the server. What goes wrong is an Error in plain words.

export type Query = Record<string, string | number | null | undefined>;

/** The part of an address that asks; empty values are left out. */
export function asked(query: Query): string {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const search = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return search && `?${search}`;
}

async function answer<T>(request: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Error('Sayso does not answer. Is `sayso serve` still running?');
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const detail = (body as { detail?: string } | null)?.detail;
  throw new Error(detail ?? `Sayso answered ${response.status}.`);
}

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return answer(fetch(`/api/v1/${path}${asked(query)}`, { signal: signal ?? null }));
}

export function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  return answer(fetch(`/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

export function postFile<T>(path: string, file: Blob, query: Query): Promise<T> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return answer(fetch(`/api/v1/${path}${asked(query)}`, { method: 'POST', headers, body: file }));
}

export function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Words that are being written: the last may go on. Of one or two letters it would go on to too many. */
export function writing(words: string): string {
  return /[\p{L}\p{N}]{3}$/u.test(words) ? `${words}*` : words;
}
