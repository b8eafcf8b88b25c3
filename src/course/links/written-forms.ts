// The forms in which other tools write links to pages: without an extension, as a folder, as the page's address, from the
// site's root. Each page is known by all its names; a link is looked up by all that it may mean.
// Not here: links that name a file that exists (link-resolver.ts), and anchors (anchors.ts).
import path from 'node:path';
import type { Page, SourcePages } from './pages.ts';

export interface FoundPage {
  readonly source: SourcePages;
  /** The page that is named, where the file has several. */
  readonly page: Page | undefined;
}

const EXTENSION = /\.(?:md|markdown|mdown|mkd|mdx|qmd|rmd|html?|php|aspx)$/i;
const COVER = /(?:^|\/)(?:index|_index|readme)$/i;
/** Folders in which projects of other tools keep their chapters, and which their addresses do not name. */
const TRUNKS = [
  'docs',
  'src',
  'content',
  'book',
  'source',
  'doc',
  'pages',
  'content/docs',
  'src/content/docs',
];

export class PageNames {
  readonly #pages = new Map<string, FoundPage>();

  constructor(sources: Iterable<SourcePages>) {
    const folders: [string, FoundPage][] = [];
    for (const source of sources) {
      const only = source.pages.length === 1 ? source.pages[0] : undefined;
      const found = { source, page: undefined };
      const name = keyOf(source.name);
      this.#add(name, found);
      this.#add(withoutNumbers(name), found);
      this.#add(withoutNumbers(name).replaceAll('/_', '/'), found);
      for (const page of source.pages)
        this.#add(keyOf(`${page.course}/${page.page}`), only ? found : { source, page });
      folders.push([path.posix.dirname(source.name), found]);
    }
    // A folder without a page of its own begins with its first chapter.
    for (const [folder, found] of folders) {
      for (const key of [folder.toLowerCase(), withoutNumbers(folder.toLowerCase())])
        if (key.includes('/')) this.#add(key, found);
    }
  }

  /** The page that such a link means, if any; `name` is the file it stands in. */
  find(written: string, { course }: Page, name: string): FoundPage | undefined {
    // A file that is named by its whole name is that one or none; only the way to it may be written otherwise.
    const isFile = /\.(?:md|markdown|mdx|qmd)$/i.test(written) && !COVER.test(written.replace(EXTENSION, ''));
    const bare = written.replace(/^(?:@site|@|~)(?=\/)/, '').replace(/^\.\/(?=\/)/, '');
    const folder = path.posix.dirname(name);
    const top = name.includes('/') ? (name.split('/')[0] ?? '') : course;
    const bases = bare.startsWith('/')
      ? ['', top, ...TRUNKS.map((trunk) => `${top}/${trunk}`), course]
      : [folder, ...(isFile ? [] : [name.replace(EXTENSION, ''), course])];
    // Some sites lie at an address of their own, such as /docs/.
    const ways = bare.startsWith('/') ? [bare.slice(1), bare.replace(/^\/[^/]+\/(?=.)/, '')] : [bare];
    for (const way of ways) {
      for (const base of bases) {
        const target = path.posix.normalize(path.posix.join(base, way));
        if (target.startsWith('..')) continue;
        const found = this.#pages.get(keyOf(target));
        if (found && (!isFile || isNamedSo(found, way))) return found;
      }
    }
    return undefined;
  }

  #add(key: string, found: FoundPage): void {
    if (!this.#pages.has(key)) this.#pages.set(key, found);
  }
}

function isNamedSo({ source }: FoundPage, written: string): boolean {
  const [own, other] = [source.name, written].map((name) => path.posix.basename(name.normalize('NFC')));
  return own?.toLowerCase() === other?.toLowerCase();
}

/** A path without extension, slash at its end, and the name that a cover has by itself; capitals do not count. */
function keyOf(target: string): string {
  const name = target.normalize('NFC').replace(/\/+$/, '');
  return name.replace(EXTENSION, '').replace(COVER, '').toLowerCase();
}

function withoutNumbers(key: string): string {
  return key
    .split('/')
    .map((part) => part.replace(/^(?:\d{4}-\d\d-\d\d|\d+)[-_. ]+(?=.)/, ''))
    .join('/');
}

/** The anchor's letters and digits: tools differ in what they make of capitals, accents and everything else. */
export function looseAnchor(anchor: string): string {
  return anchor
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
