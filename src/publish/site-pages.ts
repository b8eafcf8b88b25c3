// Writes the pages and files of the site that the templates make of the courses. A page whose key an earlier build saw
// is taken from there; where many are new, a thread makes half of them. Not here: the templates (site-templates.ts), what
// a page is made of (src/pages), the thread (page-workers.ts).
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shareFile } from './kept-folder.ts';
import type { SitePage } from './page-renderer.ts';
import { searchAddress, searchKey } from './search-page-cache.ts';
import { readSearchPage, type SearchPage } from '../search/index/sections.ts';

interface KeptPage {
  readonly key: string;
  /** Of its bytes. */
  readonly digest: string;
  readonly size: number;
  readonly mtimeMs: number;
}

type Manifest = Readonly<Record<string, KeptPage>>;

/** Where pages are written to, and where those with a key are kept for the next build. */
export interface PageFolders {
  readonly target: string;
  readonly kept: string;
}

/** Plain data: a thread may have written them. */
export interface WrittenPages {
  /** Of the bytes of each page, by its name. */
  readonly digests: ReadonlyMap<string, string>;
  /** What can be searched of new ones, read while their HTML is in memory. */
  readonly found: ReadonlyMap<string, SearchPage | undefined>;
  /** Those that were kept. */
  readonly kept: Manifest;
}

/** Has the pages of these names written elsewhere. */
export type WriteElsewhere = (names: readonly string[]) => Promise<WrittenPages>;

/** A thread needs half a second to begin; fewer new pages are written sooner without. */
const WORTH_A_THREAD = 200;

/**
 * Writes all pages. A kept page is used while its file is as it was left: it may be the same file as the one in the last
 * output.
 */
export async function writePages(
  pages: readonly SitePage[],
  folders: PageFolders,
  elsewhere: WriteElsewhere,
): Promise<Pick<WrittenPages, 'digests' | 'found'>> {
  const before = readManifest(folders.kept);
  const isKept = ({ name, key }: SitePage): boolean => {
    const old = before[name];
    return old !== undefined && old.key === key && isAsLeft(path.join(folders.kept, name), old);
  };
  const { old = [], made = [] } = Object.groupBy(firstOfName(pages), (page) =>
    isKept(page) ? 'old' : 'made',
  );
  // Neighbours stay together: a course's text is read once for all its pages.
  const half = made.length < WORTH_A_THREAD ? 0 : Math.floor(made.length / 2);
  const there = half > 0 ? elsewhere(made.slice(0, half).map(({ name }) => name)) : undefined;
  const [here, others] = await Promise.all([writeNewPages(made.slice(half), folders), there]);
  const keptNow: Record<string, KeptPage> = { ...here.kept, ...others?.kept };
  const digests = new Map([...here.digests, ...(others?.digests ?? [])]);
  const prepare = folderMaker();
  for (const { name } of old) {
    const page = before[name];
    if (!page) continue;
    keptNow[name] = page;
    digests.set(name, page.digest);
    shareFile(path.join(folders.kept, name), prepare(path.join(folders.target, name)));
  }
  for (const name of Object.keys(before))
    if (!(name in keptNow)) rmSync(path.join(folders.kept, name), { force: true });
  mkdirSync(folders.kept, { recursive: true });
  writeFileSync(manifestOf(folders.kept), JSON.stringify(keptNow));
  return { digests, found: new Map([...here.found, ...(others?.found ?? [])]) };
}

/** Two routes may give one name; the first is meant. */
function firstOfName(pages: readonly SitePage[]): SitePage[] {
  const names = new Set<string>();
  return pages.filter(({ name }) => !names.has(name) && names.add(name));
}

/** Makes and writes these pages, whatever an earlier build kept. */
export async function writeNewPages(
  pages: readonly SitePage[],
  { target, kept }: PageFolders,
): Promise<WrittenPages> {
  const keptNow: Record<string, KeptPage> = {};
  const digests = new Map<string, string>();
  const found = new Map<string, SearchPage | undefined>();
  const prepare = folderMaker();
  for (const { name, key, render } of pages) {
    const file = prepare(path.join(target, name));
    const bytes = await render();
    const digest = createHash('sha1').update(bytes).digest('base64url');
    digests.set(name, digest);
    if (key === undefined) writeFileSync(file, bytes);
    else {
      const keptFile = prepare(path.join(kept, name));
      keptNow[name] = { key, digest, ...keep(keptFile, bytes) };
      shareFile(keptFile, file);
    }
    if (!name.endsWith('.html')) continue;
    const address = searchAddress(name);
    found.set(searchKey(address, digest), readSearchPage(address, new TextDecoder().decode(bytes)));
  }
  return { digests, found, kept: keptNow };
}

/** Makes each file's folder, once. */
function folderMaker(): (file: string) => string {
  const made = new Set<string>();
  return (file) => {
    const folder = path.dirname(file);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    return file;
  };
}

/** A new file, never the old one with other bytes: that may be part of the last output, which stays as it is. */
function keep(file: string, bytes: Uint8Array): Pick<KeptPage, 'size' | 'mtimeMs'> {
  rmSync(file, { force: true });
  writeFileSync(file, bytes);
  const { size, mtimeMs } = statSync(file);
  return { size, mtimeMs };
}

function isAsLeft(file: string, { size, mtimeMs }: KeptPage): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.size === size && found.mtimeMs === mtimeMs;
}

function manifestOf(kept: string): string {
  return `${kept}.json`;
}

/** One that cannot be read is as good as none. */
function readManifest(kept: string): Manifest {
  try {
    return JSON.parse(readFileSync(manifestOf(kept), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}
