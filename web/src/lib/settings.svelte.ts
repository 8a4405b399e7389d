// What this browser remembers.

function kept(name: string): string {
  try {
    return localStorage.getItem(`sayso.${name}`) ?? '';
  } catch {
    return '';
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`sayso.${name}`, value);
  } catch {
    // A browser that keeps nothing forgets it at the next visit.
  }
}

export type Theme = '' | 'light' | 'dark';

class Settings {
  #theme = $state<Theme>(kept('theme') as Theme);
  #who = $state(kept('who'));
  #keys = $state(kept('keys') !== 'off');

  get theme(): Theme {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    keep('theme', theme);
  }

  /** The name under which decisions are kept. */
  get who(): string {
    return this.#who;
  }
  set who(who: string) {
    this.#who = who;
    keep('who', who);
  }

  /** Whether single letters are commands. */
  get keys(): boolean {
    return this.#keys;
  }
  set keys(keys: boolean) {
    this.#keys = keys;
    keep('keys', keys ? 'on' : 'off');
  }
}

export const settings = new Settings();
