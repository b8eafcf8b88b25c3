// Root-relative addresses (`/assets/…`), as the bundler writes them, → addresses relative to the page, so that the site works at
// any path of any host. Links in templates and texts are relative from the start.

import { mapOpeningTags } from './html-tags.ts';

const ATTRIBUTE = /(?<=\s)(href|src|srcset|component-url|renderer-url)="\/(?!\/)([^"]*)"/g;

/** `depth` is the number of folders between the root and the page. */
export function relativeAddresses(html: string, depth: number): string {
  const root = '../'.repeat(depth) || './';
  return mapOpeningTags(html, (tag) =>
    tag.replace(ATTRIBUTE, (_whole, name: string, rest: string) => `${name}="${root}${rest}"`),
  );
}
