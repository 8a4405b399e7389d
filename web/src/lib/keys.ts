// Single keys as commands, unless someone is writing or has switched them off.

import { settings } from './settings.svelte';

export type Keys = Record<string, () => void>;

/** Listens until the answer is called. */
export function keysOf(keys: Keys): () => void {
  const pressed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const writing = target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
    const single = event.key.length === 1;
    if (event.ctrlKey || event.metaKey || event.altKey || (writing && single) || (single && !settings.keys)) return;
    const command = keys[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}
