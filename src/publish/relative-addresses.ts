// Addresses from the site's root (`/assets/…`), as the bundler writes them, → addresses relative to the page, so that
// the site works at any path of any host. Our own links are relative from the start.

const ATTRIBUTE = /\b(href|src|srcset|component-url|renderer-url)="\/(?!\/)([^"]*)"/g;

/** `depth` is the number of folders between the root and the page. */
export function relativeAddresses(html: string, depth: number): string {
  const root = '../'.repeat(depth) || './';
  return html.replace(ATTRIBUTE, (_whole, name: string, rest: string) => `${name}="${root}${rest}"`);
}
