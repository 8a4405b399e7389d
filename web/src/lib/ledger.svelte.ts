// Which ledger is open, and how much it holds: asked for once a visit, and again after something was added.

import { get } from './api';
import type { LedgerTold } from './types';

class Open {
  is = $state.raw<LedgerTold | null>(null);
  #asked: Promise<LedgerTold> | null = null;

  told(): Promise<LedgerTold> {
    this.#asked ??= get<LedgerTold>('ledger').then((told) => (this.is = told));
    this.#asked.catch(() => (this.#asked = null));
    return this.#asked;
  }

  again(): void {
    this.#asked = null;
    this.told().catch(() => undefined);
  }
}

export const ledger = new Open();
