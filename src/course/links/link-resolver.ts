// Where links and pictures in an author's text lead: to a page, a section, a file beside the text, or nowhere.
// Every address is relative and names a file that exists, so a site works on any host, at any path, and from disk.
// Not here: cutting (outline.ts); what a picture is (pictures.ts); copying the files (pages/[...file].ts).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from '../outline/contents-list.ts';
import { didYouMean, type Problem } from '../problems.ts';
import { isInside, MARKDOWN, statsOf } from '../source/source-file.ts';
import type { CourseFile } from '../types.ts';
import { fileSpelled } from './file-spelled.ts';
import { addressKind, wikiName, withoutDropped } from './address-kind.ts';
import { whyNotOffered, whyUnreadable, whyNoPictureName } from './offered-files.ts';
import { needsLightGround } from './picture-ground.ts';
import { readPicture, type NoPicture, type Picture } from './pictures.ts';
import { publishedAddress } from './published-address.ts';
import { fileNames, pageNames, wikiTargets, type WikiNames } from './wiki-names.ts';
import { looseAnchor, PageNames } from './written-forms.ts';

/** A page that links may name. */
export interface Page {
  readonly course: string;
  /** `index`, `glossary` or a chapter's id. */
  readonly page: string;
  /** Ids as links in Markdown write them (GitHub's rule) → ids on our pages; the page itself is ''. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Those of them that the author gave: other tools know such a name in the whole book. */
  readonly labels: ReadonlySet<string>;
}

/** A source file with the pages it became; a single-file course has many. */
export interface SourcePages {
  readonly name: string;
  readonly pages: readonly Page[];
  /** Ids that are unique over the whole file, for a file with several pages. */
  readonly fileIds: ReadonlyMap<string, { readonly chapter: string; readonly section: string }>;
}

export type LinkTarget =
  | {
      readonly href: string;
      /** What readers see instead of the words that stand in the link. */
      readonly words?: string;
    }
  | { readonly broken: true; readonly problem: Omit<Problem, 'place'> };
export type ImageTarget =
  | {
      readonly src: string;
      readonly width?: number;
      readonly height?: number;
      /** True for a dark picture on a transparent ground. */
      readonly ground?: boolean;
      /** Of the picture's own file. */
      readonly problems?: readonly Problem[];
    }
  | { readonly missing: true; readonly problem: Omit<Problem, 'place'> };

/** Films and sound, which are written like pictures. */
const PLAYED = /\.(?:mp4|webm|ogv|mov|m4v|mp3|ogg|oga|wav|m4a|flac|opus|aac)$/i;

/** Folders whose files other tools put at the site's root. */
const SERVED = [
  'static',
  'public',
  'docs',
  'src',
  'assets',
  'docs/public',
  'docs/static',
  'docs/.vuepress/public',
  'src/content/docs',
];

/** Longer than disks allow; to find out where a path of dots leads takes the square of its length. */
const LONGEST_PATH = 5_000;
const SHOWN = 60;

/** Links that lead nowhere and get a suggestion. */
const MOST_GUESSES = 500;

export class LinkResolver {
  readonly #root: string;
  readonly #sources: ReadonlyMap<string, SourcePages>;
  /** By course: address from the course's folder → path below the content folder. */
  readonly #files = new Map<string, Map<string, string>>();
  readonly #pictures = new Map<string, Picture | NoPicture>();
  readonly #names: PageNames;
  readonly #grounds = new Map<string, boolean>();
  /** Headings of a file by the letters and digits of their ids; made when one is looked for. */
  readonly #loose = new WeakMap<
    SourcePages,
    ReadonlyMap<string, { readonly page: Page; readonly section: string }>
  >();
  /** By course: names that authors gave → their page, or nothing where several have the name. */
  readonly #labels = new Map<string, Map<string, Page | undefined>>();
  /** By course, and by its folder; made when a link by name is met. */
  readonly #wikiPages = new Map<string, WikiNames<SourcePages>>();
  readonly #wikiFiles = new Map<string, WikiNames<string>>();
  #guesses = 0;

  constructor(contentDir: string, sources: readonly SourcePages[]) {
    this.#root = path.resolve(contentDir);
    this.#sources = new Map(sources.map((source) => [source.name.normalize('NFC'), source]));
    this.#names = new PageNames(sources);
  }

  /** Files beside the texts that the course's pages were found to use, by address. */
  filesOf(course: string): readonly CourseFile[] {
    return [...(this.#files.get(course) ?? [])]
      .map(([address, source]) => ({ address: `${course}/${address}`, source }))
      .sort((a, b) => (a.address < b.address ? -1 : 1));
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
    const target = this.#below(pathPart, name);
    const named = target?.normalize('NFC');
    const source =
      named === undefined ? undefined : (this.#sources.get(named) ?? this.#sources.get(`${named}/index.md`));
    if (source) return anchor ? this.#inPages(href, anchor, source, from) : this.#toFirst(source, from);
    const file = this.#fileAt(pathPart, target, name);
    if (file !== undefined && !MARKDOWN.test(file)) return this.#offer(href, file, from, name);
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
      const file = source ? undefined : this.#fileByName(wanted, name);
      if (!source && file === undefined) continue;
      const target =
        file !== undefined
          ? this.#offer(href, file, from, name)
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

  /** A file of the course that is no page, by its name. */
  #fileByName(wanted: string, name: string): string | undefined {
    const folder = name.includes('/') ? (name.split('/')[0] ?? '') : '';
    // A file by itself has no folder that is its own.
    if (folder === '') return this.#fileAt(wanted, this.#below(wanted, name), name);
    const files =
      this.#wikiFiles.get(folder) ?? this.#wikiFiles.set(folder, fileNames(this.#root, folder)).get(folder);
    const found = files?.find(wanted, name);
    return found === undefined || MARKDOWN.test(found) ? undefined : found;
  }

  /** A link to a file beside the text. */
  #offer(href: string, target: string, from: Page, name: string): LinkTarget {
    const full = path.join(this.#root, target);
    if (!isInside(this.#root, full)) return outside(href);
    const unreadable = whyUnreadable(full);
    if (unreadable !== undefined)
      return broken(
        'file-unreadable',
        `The file "${href}" cannot be offered: ${unreadable}.`,
        'Give yourself the right to read it, or offer a smaller one.',
      );
    const why = whyNotOffered(target, full);
    if (why !== undefined) {
      return broken(
        'link-unsafe',
        why === 'run'
          ? `The link "${href}" leads to a kind of file that a browser would run as part of the site.`
          : why === 'settings'
            ? `The link "${href}" leads to a file that a host would take for settings of the site.`
            : `The file "${href}" begins like a web page, and some hosts would show it as one of the site’s own.`,
        'Offer it inside a .zip, or as .txt.',
      );
    }
    return { href: this.#publish(target, from, name) };
  }

  /** The path below the content folder of a file that exists, also where it is written from a site's root. */
  #fileAt(written: string, target: string | undefined, name: string): string | undefined {
    const own = target === undefined ? undefined : fileSpelled(this.#root, target);
    if (own !== undefined) return own;
    const decoded = decode(written).replace(/^(?:@site|@|~)(?=\/)/, '');
    if (!decoded.startsWith('/') || decoded.includes('\0') || decoded.includes('\\')) return undefined;
    const top = name.includes('/') ? `${name.split('/')[0] ?? ''}/` : '';
    return ['', top, ...SERVED.map((folder) => `${top}${folder}/`)]
      .map((base) => path.posix.normalize(path.posix.join(base, decoded.slice(1))))
      .flatMap((file) => (file.startsWith('..') ? [] : (fileSpelled(this.#root, file) ?? [])))[0];
  }

  image(src: string, from: Page, name: string): ImageTarget {
    const wiki = wikiName(src);
    if (addressKind(src) !== 'relative' && wiki === undefined) {
      const shown = src.length > 60 ? `${src.slice(0, 60)}…` : src;
      return missing(
        'image-elsewhere',
        `The picture "${shown}" is no file beside the text, and a page of Lectern asks no other site for anything.`,
        'Save it beside the text and name that file.',
      );
    }
    const [, written = ''] = splitAddress(src);
    if (written.length > LONGEST_PATH)
      return missing(
        'image-missing',
        `There is no file "${src.slice(0, SHOWN)}…", so its alternative text is shown instead: no path has ${written.length.toLocaleString('en')} letters.`,
        'Name the file beside the text.',
      );
    const below = this.#below(written, name);
    const target =
      (wiki === undefined
        ? this.#fileAt(written, below, name)
        : this.#fileByName(wikiTargets(wiki)[0]?.name ?? '', name)) ?? below;
    if (target === undefined && written.startsWith('/'))
      return missing(
        'image-missing',
        `There is no file "${src}", so its alternative text is shown instead.`,
        'Put the file beside the text and write its name without the "/" before it.',
      );
    if (target === undefined)
      return missing(
        'image-outside-content',
        `The picture "${src}" lies outside the content folder.`,
        'Copy it beside the text.',
      );
    const full = path.join(this.#root, target);
    if (!statsOf(full)?.isFile()) {
      return missing(
        'image-missing',
        `There is no file "${src}", so its alternative text is shown instead.`,
        'Put the file beside the text, or correct its name (capital letters count).',
      );
    }
    if (!isInside(this.#root, full))
      return missing(
        'image-outside-content',
        `The picture "${src}" is a link out of the content folder.`,
        'Copy it beside the text.',
      );
    if (PLAYED.test(target)) {
      const offered = this.#offer(src, target, from, name);
      return 'href' in offered ? { src: offered.href } : { missing: true, problem: offered.problem };
    }
    if (whyNoPictureName(target)) {
      return missing(
        'image-unsafe',
        `The picture "${src}" has a name that a host would take for settings of the site, or for a program.`,
        'Give it and its folders names without a dot at the beginning, and the ending of its kind alone.',
      );
    }
    const picture = this.#picture(full);
    if ('code' in picture) return { missing: true, problem: picture };
    const { width, height, ending, problems } = picture;
    return {
      src: this.#publish(target, from, name, ending),
      ...(width !== undefined && height !== undefined && { width, height }),
      ...(problems.length > 0 && { problems }),
      ...(this.#needsGround(full) && { ground: true }),
    };
  }

  /** Each is read once, however often it is shown. */
  #picture(full: string): Picture | NoPicture {
    const known = this.#pictures.get(full);
    if (known) return known;
    const picture = readPicture(full);
    this.#pictures.set(full, picture);
    return picture;
  }

  /** Asked once for each picture: it takes the time to unpack it. */
  #needsGround(full: string): boolean {
    const known = this.#grounds.get(full);
    if (known !== undefined) return known;
    const needs = needsLightGround(full, readFileSync(full));
    this.#grounds.set(full, needs);
    return needs;
  }

  #inFile(href: string, anchor: string, from: Page, name: string): LinkTarget {
    const source = this.#sources.get(name.normalize('NFC'));
    if (anchor === '' || !source) return { href: '#' };
    const own = from.anchors.get(decode(anchor));
    if (own !== undefined && source.pages.length === 1) return { href: `#${own}` };
    return this.#inPages(href, anchor, source, from, true);
  }

  /** The only page of the course whose author gave this name to a place of it. */
  #labelled(anchor: string, course: string): Page | undefined {
    let labels = this.#labels.get(course);
    if (!labels) {
      labels = new Map();
      for (const source of this.#sources.values()) {
        for (const page of source.pages.filter((each) => each.course === course))
          for (const label of page.labels) labels.set(label, labels.has(label) ? undefined : page);
      }
      this.#labels.set(course, labels);
    }
    return labels.get(anchor);
  }

  #inPages(href: string, rawAnchor: string, source: SourcePages, from: Page, isInFile = false): LinkTarget {
    const anchor = decode(rawAnchor);
    const inFile = source.fileIds.get(anchor);
    const page = inFile
      ? source.pages.find(({ page: id }) => id === inFile.chapter)
      : source.pages.find(({ anchors }) => anchors.has(anchor));
    if (page) return { href: toPage(page, inFile ? inFile.section : (page.anchors.get(anchor) ?? ''), from) };
    const loose = this.#looseIds(source).get(looseAnchor(anchor));
    if (loose) return { href: toPage(loose.page, loose.section, from) };
    // The top of the page, as browsers have it.
    if (anchor.toLowerCase() === 'top') return this.#toFirst(source, from);
    const labelled = isInFile ? this.#labelled(anchor, from.course) : undefined;
    if (labelled) return { href: toPage(labelled, labelled.anchors.get(anchor) ?? '', from) };
    const known = [...source.fileIds.keys(), ...source.pages.flatMap(({ anchors }) => [...anchors.keys()])];
    return broken(
      'link-anchor-unknown',
      `The link "${href}" points to a heading that does not exist.`,
      this.#guess(anchor, known, `No heading there has the id "${anchor}".`),
    );
  }

  #looseIds(source: SourcePages): ReadonlyMap<string, { readonly page: Page; readonly section: string }> {
    const made = this.#loose.get(source);
    if (made) return made;
    const ids = new Map<string, { page: Page; section: string }>();
    const add = (anchor: string, page: Page, section: string): void => {
      const key = looseAnchor(anchor);
      if (key !== '' && !ids.has(key)) ids.set(key, { page, section });
    };
    const pages = new Map(source.pages.map((page) => [page.page, page]));
    for (const [anchor, { chapter, section }] of source.fileIds) {
      const page = pages.get(chapter);
      if (page) add(anchor, page, section);
    }
    for (const page of source.pages) for (const [anchor, section] of page.anchors) add(anchor, page, section);
    this.#loose.set(source, ids);
    return ids;
  }

  /** The nearest name, while there are few to find: each is compared with all. */
  #guess(name: string, candidates: readonly string[], otherwise: string): string {
    this.#guesses += 1;
    return this.#guesses > MOST_GUESSES ? otherwise : didYouMean(name, candidates, otherwise);
  }

  #toFirst(source: SourcePages, from: Page): LinkTarget {
    const page = source.pages.find(({ page: id }) => id === 'index') ?? source.pages[0];
    return page ? { href: toPage(page, '', from) } : { href: '#' };
  }

  /** The file's address from the course's folder, where it is published from now on. */
  #publish(target: string, { course }: Page, name: string, ending?: string): string {
    const address = publishedAddress(target, name, ending, course);
    const files = this.#files.get(course) ?? new Map<string, string>();
    this.#files.set(course, files.set(address, target));
    return encodeURI(address);
  }

  /** Path below the content folder, or undefined if it leads out of it. */
  #below(written: string, name: string): string | undefined {
    const decoded = decode(written);
    if (decoded.includes('\0') || decoded.includes('\\') || decoded.startsWith('/')) return undefined;
    const target = path.posix
      .normalize(path.posix.join(path.posix.dirname(name), decoded))
      .replace(/\/$/, '');
    return target.startsWith('..') ? undefined : target;
  }
}

/** Address of a page, or of a section of it, from another page; both lie one folder below the site's root. */
export function toPage(
  to: Pick<Page, 'course' | 'page'>,
  section: string,
  from: Pick<Page, 'course' | 'page'>,
): string {
  const hash = section === '' ? '' : `#${encodeURIComponent(section)}`;
  if (to.course === from.course && to.page === from.page) return hash || '#';
  const folder = to.course === from.course ? '' : `../${encodeURIComponent(to.course)}/`;
  return `${folder}${encodeURIComponent(to.page)}.html${hash}`;
}

/** The path and the anchor, as browsers divide them: they drop line breaks, and take `\\` for `/` before `?` and `#`. */
function splitAddress(address: string): readonly [whole: string, path?: string, anchor?: string] {
  const [whole = '', written = '', anchor] =
    /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(withoutDropped(address)) ?? [];
  const slashed = written.replaceAll('\\', '/');
  return anchor === undefined ? [whole, slashed] : [whole, slashed, anchor];
}

function outside(href: string): LinkTarget {
  return broken(
    'link-outside-content',
    `The link "${href}" leads out of the content folder, where the site cannot follow.`,
    'Link to a file below the content folder, or to a full https:// address.',
  );
}

function broken(code: string, text: string, hint: string): LinkTarget {
  return { broken: true, problem: { grade: 'warning', code, text, hint } };
}

function missing(code: string, text: string, hint: string): ImageTarget {
  return { missing: true, problem: { grade: 'warning', code, text, hint } };
}
