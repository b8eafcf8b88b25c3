// The search index: every section of the built pages, indexed by Pagefind into <site>/pagefind.
// Not here: what of a page is searched (search-pages.ts, search-records.ts), the search itself (src/search).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { closePagefind, fillIndex, indexFailure, loadPagefind, type BegunIndex } from './pagefind-index.ts';
import { openSearchPages, searchAddress, type SearchPageCache } from '../../publish/search-page-cache.ts';
import type { SearchPage } from './sections.ts';
import { shortenProgram, type ProgramFile } from './program.ts';
import { recordsOf, sectionsPerRecord, type SearchRecord } from './records.ts';
import { vocabularyOf } from './vocabulary.ts';
import { keepFolder, takeFolder } from '../../publish/kept-folder.ts';

/** Files that Pagefind writes for interfaces we do not use: 0.5 MB that offline copies would carry. */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\./;

export interface SearchIndexReport {
  /** Pages that can be searched. */
  readonly pages: number;
  readonly records: number;
  /** All files of the index. */
  readonly bytes: number;
}

export interface SearchIndexOptions {
  readonly cacheDir?: string;
  readonly searchPages?: SearchPageCache;
  readonly digests?: ReadonlyMap<string, string>;
  /** An index with the records of the last build. */
  readonly begun?: BegunIndex | undefined;
}

/**
 * Indexes every built page of `outDir` that has `data-search-chapter` or `data-search-glossary`.
 * With `cacheDir`, an index of the same text is taken from there instead of being made again; with `searchPages` and
 * `digests` (of the pages' bytes, by their names) pages that were read before are not opened.
 * Throws if there is no such page, or with all that Pagefind complains of.
 */
export async function writeSearchIndex(
  outDir: string,
  { cacheDir, searchPages, digests, begun }: SearchIndexOptions = {},
): Promise<SearchIndexReport> {
  const cache = searchPages ?? (await openSearchPages(undefined));
  const pages = await readPages(outDir, cache, digests);
  if (pages.length === 0) {
    throw new Error(
      `The search index would be empty: no HTML file in "${outDir}" has an element with data-search-chapter. ` +
        'Was the site built into another folder?',
    );
  }
  const records = recordsOf(pages);
  const target = join(outDir, 'pagefind');
  await rm(target, { recursive: true, force: true });
  const cached = cacheDir === undefined ? undefined : join(cacheDir, digestOfIndex(records));
  if (cached === undefined || !takeFolder(cached, target)) {
    await rm(target, { recursive: true, force: true });
    // Pagefind is a process of its own; while it works there is time for the rest.
    let vocabulary = '';
    let program: ReadonlyMap<string, Uint8Array> = new Map();
    await index(records, begun, target, async (files) => {
      vocabulary = JSON.stringify(vocabularyOf(pages));
      await cache.save();
      program = await shortenProgram(files, cacheDir && `${cacheDir}-program`);
    });
    await tellSectionsPerRecord(target, sectionsPerRecord(pages));
    await writeFile(join(target, 'vocabulary.json'), vocabulary);
    for (const [name, bytes] of program) await writeFile(join(target, name), bytes);
    if (cacheDir && cached) {
      await rm(cacheDir, { recursive: true, force: true });
      keepFolder(target, cached);
    }
  } else await Promise.all([cache.save(), begun && closePagefind()]);
  return { pages: pages.length, records: records.length, bytes: await sizeOf(target) };
}

/** Of the text alone: a cache belongs to one version of the program (build-cache.ts). */
function digestOfIndex(records: readonly SearchRecord[]): string {
  return createHash('sha256').update(JSON.stringify(records)).digest('hex').slice(0, 16);
}

function digestOf(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('base64url');
}

async function readPages(
  outDir: string,
  cache: SearchPageCache,
  digests: ReadonlyMap<string, string> = new Map(),
): Promise<SearchPage[]> {
  const names = await readdir(outDir, { recursive: true });
  const pages: SearchPage[] = [];
  for (const name of names.filter((name) => name.endsWith('.html')).sort()) {
    const path = name.split(sep).join('/');
    const digest = digests.get(path) ?? digestOf(readFileSync(join(outDir, name)));
    const page = await cache.read(searchAddress(path), digest, () =>
      readFileSync(join(outDir, name), 'utf8'),
    );
    if (page) pages.push(page);
  }
  return pages;
}

async function index(
  records: readonly SearchRecord[],
  begun: BegunIndex | undefined,
  target: string,
  meanwhile: (program: readonly ProgramFile[]) => Promise<void>,
): Promise<void> {
  try {
    const index = await fillIndex(records, begun);
    const program = await programOf(records);
    const [{ errors }] = await Promise.all([index.writeFiles({ outputPath: target }), meanwhile(program)]);
    if (errors.length > 0) throw indexFailure(errors);
  } finally {
    await closePagefind();
  }
  await removeUnused(target);
}

/** What Pagefind will write beside an index of these records, except the index. */
async function programOf(records: readonly SearchRecord[]): Promise<readonly ProgramFile[]> {
  const { createIndex } = await loadPagefind();
  const { index } = await createIndex();
  if (!index) return [];
  const languages = new Set(records.map(({ html }) => /^<html lang="[^"]*">/.exec(html)?.[0] ?? '<html>'));
  for (const [at, html] of [...languages].entries()) {
    await index.addHTMLFile({ url: `${at}.html`, content: `${html}<body><p>word</p></body></html>` });
  }
  const { files } = await index.getFiles();
  await index.deleteIndex();
  const entry = files.find(({ path }) => path === 'pagefind-entry.json');
  const isUsed = usedFiles(new TextDecoder().decode(entry?.content));
  return files.filter(({ path }) => isUsed(path));
}

/** The search reads fewer records at a time where each holds several sections. */
async function tellSectionsPerRecord(target: string, count: number): Promise<void> {
  const file = join(target, 'pagefind-entry.json');
  const entry = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...entry, sections_per_record: count }));
}

/** Leaves of what Pagefind wrote only what a reader's browser may ask for. */
async function removeUnused(target: string): Promise<void> {
  const isUsed = usedFiles(await readFile(join(target, 'pagefind-entry.json'), 'utf8'));
  for (const name of await readdir(target)) if (!isUsed(name)) await rm(join(target, name));
}

/** Of an index with this entry; a language whose words Pagefind cannot stem has the WebAssembly "unknown". */
function usedFiles(entry: string): (name: string) => boolean {
  const { languages } = JSON.parse(entry) as { languages: Record<string, { wasm: string | null }> };
  const stemmers = new Set(Object.values(languages).map(({ wasm }) => `wasm.${wasm ?? 'unknown'}.pagefind`));
  return (name) => !UNUSED.test(name) && (!name.startsWith('wasm.') || stemmers.has(name));
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((entry) => stat(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
