// Whether the page is being printed: paper folds nothing.

import { flushSync } from 'svelte';

class Paper {
  is = $state(false);

  constructor() {
    const print = matchMedia('print');
    const now = (is: boolean) => flushSync(() => (this.is = is));
    print.addEventListener('change', (event) => now(event.matches));
    addEventListener('beforeprint', () => now(true));
    addEventListener('afterprint', () => now(false));
    this.is = print.matches;
  }
}

export const paper = new Paper();
