// A list that is asked for anew as its question changes, and goes on page by page.

import { get, inWords, isAbort, type Query } from './api';
import type { Page } from './types';

/** How long to wait for the next letter. */
const PAUSE = 90;

export class List<T> {
  items = $state.raw<T[]>([]);
  next = $state<number | null>(null);
  total = $state<number | null>(null);
  trouble = $state('');
  /** Whether there was an answer to the question. */
  answered = $state(false);
  #path: string;
  #query: Query = {};
  #asking = new AbortController();
  #wait: ReturnType<typeof setTimeout> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  ask(query: Query): void {
    clearTimeout(this.#wait);
    this.#query = query;
    this.#wait = setTimeout(() => this.again(), this.answered ? PAUSE : 0);
  }

  async again(): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    await this.#load(this.#query, []);
  }

  async more(): Promise<void> {
    if (this.next !== null) await this.#load({ ...this.#query, skip: this.next }, this.items);
  }

  async #load(query: Query, before: T[]): Promise<void> {
    try {
      const page = await get<Page<T>>(this.#path, query, this.#asking.signal);
      this.items = [...before, ...page.items];
      this.next = page.next;
      this.total = page.total ?? null;
      this.trouble = '';
      this.answered = true;
    } catch (error) {
      if (isAbort(error)) return;
      this.trouble = inWords(error);
    }
  }
}

/** Fields of a question, kept in the address. */
export class Fields<Name extends string> {
  values: Record<Name, string>;

  constructor(names: readonly Name[]) {
    const search = new URLSearchParams(location.search);
    const values = Object.fromEntries(names.map((name) => [name, search.get(name) ?? '']));
    this.values = $state(values as Record<Name, string>);
  }
}
