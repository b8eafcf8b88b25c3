// The search index: every section of the built pages, indexed by Pagefind into <site>/pagefind.
// Not here: what of a page is searched (sections.ts, records.ts), the search itself (src/search/engine).
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { indexRecords } from './pagefind-index.ts';
import { baseOf, recordsOf, sectionsPerRecord, type SearchRecord } from './records.ts';
import { readSearchPage, type SearchPage } from './sections.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Files that Pagefind writes for interfaces we do not use: 0.5 MB that offline copies would carry. */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\./;

export interface SearchIndexReport {
  /** Pages that can be searched. */
  readonly pages: number;
  readonly records: number;
}

/**
 * Indexes every built page of `outDir` that has `data-search-chapter` or `data-search-glossary`.
 * Throws if there is no such page, or with all that Pagefind complains of.
 */
export async function writeSearchIndex(outDir: string): Promise<SearchIndexReport> {
  const pages = await readPages(outDir);
  if (pages.length === 0) {
    throw new Error(
      `The search index would be empty: no HTML file in "${outDir}" has an element with data-search-chapter. ` +
        'Was the site built into another folder?',
    );
  }
  const target = join(outDir, 'pagefind');
  const records = recordsOf(pages);
  const languages = byLanguage(records);
  for (const [index, [language, own]] of languages.entries()) {
    const folder = index === 0 ? target : join(target, language);
    const ownPages = pages.filter((page) => baseOf(page.language) === language);
    await indexRecords(own, folder, language);
    await writeFile(join(folder, 'vocabulary.json'), JSON.stringify(vocabularyOf(ownPages)));
    await removeUnused(folder, await readEntry(folder));
  }
  const courses = Object.fromEntries(pages.map((page) => [page.courseTitle, baseOf(page.language)]));
  const entry = {
    ...(await readEntry(target)),
    // The search reads fewer records at a time where each holds several sections.
    sections_per_record: sectionsPerRecord(pages),
    site: {
      languages: languages.map(([language]) => language),
      courses: languages.length > 1 ? courses : {},
    },
  };
  await writeFile(join(target, ENTRY), JSON.stringify(entry));
  return { pages: pages.length, records: records.length };
}

/**
 * The records of each language, the largest first. Each gets an index of its own, the first in `pagefind/` and each
 * other in a folder of its name there: one index has one way to cut and stem words. Each keeps its copy of Pagefind’s
 * script, which holds one WebAssembly at a time.
 */
function byLanguage(records: readonly SearchRecord[]): [language: string, records: SearchRecord[]][] {
  const groups = Map.groupBy(records, ({ language }) => language);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

async function readPages(outDir: string): Promise<SearchPage[]> {
  const names = await readdir(outDir, { recursive: true });
  const pages: SearchPage[] = [];
  for (const name of names.filter((each) => each.endsWith('.html')).sort()) {
    const address = name.split(sep).map(encodeURIComponent).join('/');
    const page = readSearchPage(address, await readFile(join(outDir, name), 'utf8'));
    if (page) pages.push(page);
  }
  return pages;
}

/** What Pagefind says of its index. */
interface Entry {
  readonly languages: Readonly<Record<string, { readonly wasm: string | null }>>;
}

const ENTRY = 'pagefind-entry.json';

async function readEntry(target: string): Promise<Entry> {
  return JSON.parse(await readFile(join(target, ENTRY), 'utf8')) as Entry;
}

/** Leaves of what Pagefind wrote only what a reader's browser may ask for: one WebAssembly for each language's stemmer. */
async function removeUnused(target: string, { languages }: Entry): Promise<void> {
  const stemmers = new Set(Object.values(languages).map(({ wasm }) => `wasm.${wasm ?? 'unknown'}.pagefind`));
  for (const name of await readdir(target)) {
    const isUnused = UNUSED.test(name) || (name.startsWith('wasm.') && !stemmers.has(name));
    if (isUnused) await rm(join(target, name));
  }
}
