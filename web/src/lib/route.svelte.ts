// The address: which view, and what it asks for.

class Route {
  path = $state(location.pathname);
  search = $state(location.search);

  constructor() {
    addEventListener('popstate', () => this.read());
  }

  get parts(): string[] {
    return this.path.split('/').filter(Boolean).map(decode);
  }

  param(name: string): string {
    return new URLSearchParams(this.search).get(name) ?? '';
  }

  go(address: string): void {
    history.pushState(null, '', address);
    this.read();
  }

  /** Another address for what is shown already. */
  replace(address: string): void {
    history.replaceState(history.state, '', address);
    this.read();
  }

  private read(): void {
    this.path = location.pathname;
    this.search = location.search;
  }
}

export const route = new Route();

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Follows links of this page without loading it again. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.hasAttribute('target') || link.hasAttribute('download')) return;
  const to = new URL(link.getAttribute('href') ?? '', location.href);
  if (to.origin !== location.origin || to.pathname.startsWith('/api/') || to.hash) return;
  event.preventDefault();
  // Another row of the same report or story is no other page.
  const page = (path: string) => path.split('/').slice(0, 3).join('/');
  if (to.pathname.split('/').length > 3 && page(to.pathname) === page(location.pathname)) {
    route.replace(to.pathname);
    return;
  }
  route.go(to.pathname + to.search);
  scrollTo(0, 0);
}
