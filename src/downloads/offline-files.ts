// Which files of the built site a course needs offline: what its pages ask for, directly or by their scripts. Large engines that
// only labs load are listed apart. Not here: writing the list (integrations/offline.ts), using it (src/offline/).
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { OfflineFileList, ListedFile } from '../offline/copies.ts';
import type { BuiltCourse } from './built-course.ts';
import { digestOf } from './cached-files.ts';

/** Pages and files that every course needs: the library, search, the notebook, the offline page. */
const SHARED = [
  'index.html',
  'offline.html',
  'search/index.html',
  'notebook/index.html',
  'notebook/review.html',
  'manifest.webmanifest',
  'favicon.svg',
  'apple-touch-icon.png',
];
/** Assets from this size on belong to the engines of labs, not to a page; so does WebAssembly of any size. */
const ENGINE_BYTES = 400_000;
const ENGINE = /\.(?:wasm|data|tar|gz|tgz)$/;

/** The list of files that the course needs offline. */
export function listFiles({ id, title }: BuiltCourse, site: SiteFiles): OfflineFileList {
  const pages = site.pagesOf(id);
  const asked = [...SHARED, `${id}/outline.json`].filter((name) => site.has(name));
  const found = new Set([...asked, ...pages, ...site.search]);
  for (const page of new Set([...pages, ...asked.filter((name) => name.endsWith('.html'))]))
    for (const name of site.askedBy(page)) found.add(name);
  const all = [...found].sort().map((name): ListedFile => [name, site.revisionOf(name), site.sizeOf(name)]);
  const isEngine = ([name, , bytes]: ListedFile): boolean =>
    name.startsWith('assets/') && (bytes >= ENGINE_BYTES || ENGINE.test(name));
  const files = all.filter((file) => !isEngine(file));
  // Every page's script can load the labs, so the engines are listed only where a page has one.
  const engine = pages.some((page) => site.hasLab(page)) ? all.filter(isEngine) : [];
  return {
    course: id,
    title,
    version: digestOf(JSON.stringify([files, engine])).slice(0, 16),
    files,
    engine,
  };
}

/** The files of a built site, each read once. */
export class SiteFiles {
  readonly #outDir: string;
  readonly #assets: ReadonlySet<string>;
  readonly #asked = new Map<string, readonly string[]>();
  readonly #revisions = new Map<string, string>();
  /** The search index, which is one for all courses. */
  readonly search: readonly string[];

  constructor(outDir: string) {
    this.#outDir = outDir;
    this.#assets = new Set(this.#filesIn('assets'));
    this.search = this.#filesIn('pagefind');
  }

  has(name: string): boolean {
    return existsSync(path.join(this.#outDir, name));
  }

  sizeOf(name: string): number {
    return statSync(path.join(this.#outDir, name)).size;
  }

  /** A digest of the content; '' where the file's name already contains one. */
  revisionOf(name: string): string {
    if (/^(?:assets|fonts|pagefind\/(?:[\w-]+\/)?(?:fragment|index))\//.test(name)) return '';
    const known = this.#revisions.get(name) ?? digestOf(this.#read(name)).slice(0, 12);
    this.#revisions.set(name, known);
    return known;
  }

  /** The course's pages, without the print page. */
  pagesOf(course: string): string[] {
    return readdirSync(path.join(this.#outDir, course))
      .filter((name) => name.endsWith('.html') && name !== 'print.html')
      .map((name) => `${course}/${name}`);
  }

  /** Whether the page has a lab. */
  hasLab(page: string): boolean {
    return this.#read(page).includes(' data-lab=');
  }

  /** Files that a page loads: pictures, recordings, fonts, styles, scripts and what scripts import. */
  askedBy(page: string): Set<string> {
    const html = this.#read(page).toString('utf8');
    const found = new Set<string>();
    const addresses = [
      ...html.matchAll(/<(?:link|script|img|source|video|audio)\b[^>]*?\s(?:src|href|poster)="([^"#?:]+)"/g),
      ...html.matchAll(/url\(([^)"'#?:]+)\)/g),
    ];
    for (const [, address = ''] of addresses) {
      const name = path.posix.join(path.posix.dirname(page), decodeURI(address));
      if (/\.(?:md|xml)$/.test(name) || !this.#isFile(name)) continue;
      for (const each of name.startsWith('assets/') ? this.#withParts(name) : [name]) found.add(each);
    }
    return found;
  }

  /** A script or style with the assets that it names, transitively. */
  #withParts(asset: string): Set<string> {
    const found = new Set([asset]);
    // A Set's iteration includes what is added meanwhile.
    for (const name of found) for (const part of this.#namedIn(name)) found.add(part);
    return found;
  }

  #namedIn(asset: string): readonly string[] {
    const known = this.#asked.get(asset);
    if (known) return known;
    const names = /\.(?:js|mjs|css)$/.test(asset)
      ? [
          ...this.#read(asset)
            .toString('utf8')
            .matchAll(/[\w.@~$+-]+\.\w+/g),
        ]
          .map(([name]) => `assets/${name}`)
          .filter((name) => this.#assets.has(name))
      : [];
    this.#asked.set(asset, names);
    return names;
  }

  #isFile(name: string): boolean {
    return (
      !name.startsWith('..') &&
      statSync(path.join(this.#outDir, name), { throwIfNoEntry: false })?.isFile() === true
    );
  }

  #read(name: string): Buffer {
    return readFileSync(path.join(this.#outDir, name));
  }

  #filesIn(folder: string): string[] {
    const full = path.join(this.#outDir, folder);
    if (!existsSync(full)) return [];
    return readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(this.#outDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      );
  }
}
