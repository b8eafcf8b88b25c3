// Where links in an author's text lead: to a page, a section, a file beside the text, or nowhere.
// Every address is relative and names a file that exists, so a site works on any host, at any path, and from disk.
// Not here: cutting files into pages (outline/); files and pictures (linked-files.ts); headings (anchors.ts).
import path from 'node:path';
import { decode } from '../outline/contents-list.ts';
import { didYouMean } from '../problems.ts';
import { MARKDOWN } from '../source/source-file.ts';
import type { CourseFile } from '../types.ts';
import { addressKind, splitAddress, wikiName } from './address-kind.ts';
import { Anchors, firstPage } from './anchors.ts';
import { LinkedFiles, LONGEST_PATH, SHOWN } from './linked-files.ts';
import { toPage, type Page, type SourcePages } from './pages.ts';
import { broken, outside, type ImageTarget, type LinkTarget } from './targets.ts';
import { pageNames, wikiTargets, type WikiNames } from './wiki-names.ts';
import { PageNames } from './written-forms.ts';

/** How many broken links get a suggestion. */
const MOST_GUESSES = 500;

export class LinkResolver {
  readonly #sources: ReadonlyMap<string, SourcePages>;
  readonly #names: PageNames;
  readonly #anchors: Anchors;
  readonly #files: LinkedFiles;
  /** By course; made when a link by name is met. */
  readonly #wikiPages = new Map<string, WikiNames<SourcePages>>();
  #guesses = 0;

  constructor(contentDir: string, sources: readonly SourcePages[]) {
    this.#sources = new Map(sources.map((source) => [source.name.normalize('NFC'), source]));
    this.#names = new PageNames(sources);
    this.#anchors = new Anchors(this.#sources);
    this.#files = new LinkedFiles(contentDir);
  }

  /** Files beside the texts that the course's pages were found to use, by address. */
  filesOf(course: string): readonly CourseFile[] {
    return this.#files.filesOf(course);
  }

  /** `from` is the page that the picture stands on, `name` its source file. */
  image(src: string, from: Page, name: string): ImageTarget {
    return this.#files.picture(src, from, name);
  }

  /** `from` is the page that the link stands on, `name` its source file. */
  link(href: string, from: Page, name: string): LinkTarget {
    const wiki = wikiName(href);
    if (wiki !== undefined) return this.#byName(href, wiki, from, name);
    const kind = addressKind(href);
    if (kind === 'unsafe' || kind === 'other-host') {
      return broken(
        'link-unsafe',
        `The link "${href}" uses an address that is not allowed.`,
        'Use https://, http://, mailto:, tel:, or a path relative to this file.',
      );
    }
    if (kind !== 'relative') return { href };
    const [, pathPart = '', anchor] = splitAddress(href);
    if (pathPart === '') return this.#inFile(href, anchor ?? '', from, name);
    if (pathPart.length > LONGEST_PATH)
      return broken(
        'link-target-unknown',
        `The link "${href.slice(0, SHOWN)}…" points to a file that does not exist: no path has ${pathPart.length.toLocaleString('en')} letters.`,
        'Links are paths relative to this file, such as "05-caching.md#ttl".',
      );
    const target = this.#files.below(pathPart, name);
    const named = target?.normalize('NFC');
    const source =
      named === undefined ? undefined : (this.#sources.get(named) ?? this.#sources.get(`${named}/index.md`));
    if (source) return anchor ? this.#inPages(href, anchor, source, from) : this.#toFirst(source, from);
    const file = this.#files.find(pathPart, target, name);
    if (file !== undefined && !MARKDOWN.test(file)) return this.#files.link(href, file, from, name);
    const meant = this.#names.find(decode(pathPart), from, name);
    if (meant?.page && !anchor) return { href: toPage(meant.page, '', from) };
    if (meant)
      return anchor ? this.#inPages(href, anchor, meant.source, from) : this.#toFirst(meant.source, from);
    if (target === undefined && !pathPart.startsWith('/')) return outside(href);
    const candidates = [...this.#sources.keys()].map((known) =>
      path.posix.relative(path.posix.dirname(name), known),
    );
    return broken(
      'link-target-unknown',
      `The link "${href}" points to a file that does not exist.`,
      this.#guess(
        pathPart,
        candidates,
        'Links are paths relative to this file, such as "05-caching.md#ttl".',
      ),
    );
  }

  /** Where `[[Page#Heading|words]]` leads. */
  #byName(href: string, written: string, from: Page, name: string): LinkTarget {
    const pages =
      this.#wikiPages.get(from.course) ??
      this.#wikiPages.set(from.course, pageNames(this.#sources.values(), from.course)).get(from.course);
    for (const { name: wanted, anchor, words } of wikiTargets(written)) {
      if (wanted === '') return this.#inFile(href, anchor, from, name);
      const source = pages?.find(wanted, name);
      const file = source ? undefined : this.#files.findByName(wanted, name);
      if (!source && file === undefined) continue;
      const target =
        file !== undefined
          ? this.#files.link(href, file, from, name)
          : source && anchor !== ''
            ? this.#inPages(href, anchor, source, from)
            : source && this.#toFirst(source, from);
      if (target) return words === undefined || 'broken' in target ? target : { ...target, words };
    }
    return broken(
      'link-target-unknown',
      `The link "${href}" names a page that does not exist.`,
      this.#guess(
        wikiTargets(written)[0]?.name ?? '',
        [...this.#sources.keys()].map((known) => path.posix.basename(known).replace(MARKDOWN, '')),
        'Write that page, or name another; what is no link belongs between backticks.',
      ),
    );
  }

  #inFile(href: string, anchor: string, from: Page, name: string): LinkTarget {
    const source = this.#sources.get(name.normalize('NFC'));
    if (anchor === '' || !source) return { href: '#' };
    const onPage = from.anchors.get(decode(anchor));
    if (onPage !== undefined && source.pages.length === 1) return { href: `#${onPage}` };
    return this.#inPages(href, anchor, source, from, from.course);
  }

  #inPages(href: string, rawAnchor: string, source: SourcePages, from: Page, course?: string): LinkTarget {
    const anchor = decode(rawAnchor);
    const found = this.#anchors.find(anchor, source, course);
    if (found) return { href: toPage(found.page, found.section, from) };
    return broken(
      'link-anchor-unknown',
      `The link "${href}" points to a heading that does not exist.`,
      this.#guess(anchor, this.#anchors.allIn(source), `No heading there has the id "${anchor}".`),
    );
  }

  #toFirst(source: SourcePages, from: Page): LinkTarget {
    const first = firstPage(source);
    return { href: first ? toPage(first.page, '', from) : '#' };
  }

  /** A suggestion of the nearest name; only for a limited number of links, since each is compared with all names. */
  #guess(name: string, candidates: readonly string[], otherwise: string): string {
    this.#guesses += 1;
    return this.#guesses > MOST_GUESSES ? otherwise : didYouMean(name, candidates, otherwise);
  }
}
