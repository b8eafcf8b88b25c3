// The search index: every section of the built pages, indexed by Pagefind into <site>/pagefind.
// Not here: what of a page is searched (search-records.ts), the search itself (src/search).
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { minify } from 'vite';
import type { PagefindIndex } from 'pagefind';
import { readSearchPage } from './search-records.ts';
import type { Passage, SearchPage, SearchSection } from './search-records.ts';
import { vocabularyOf } from './search-vocabulary.ts';
import { OPENING_ID, TITLE_SEPARATOR } from '../search/anchors.ts';

/**
 * Pagefind's metadata, loaded before the first result, grows by 6.2 bytes a record. So many records fit into the
 * budget of the first search; on larger sites neighbouring sections share a record, and the reader's browser cuts it.
 */
const MAX_RECORDS = 2000;

/**
 * Postings a chunk of the index holds. Pagefind's default (20,000) makes chunks of 26 KB, each fetched for one word;
 * this makes them 2 KB and the metadata hardly larger.
 */
const CHUNK_POSTINGS = 1500;

/** Weights beside 1 for prose: a word in code is often an accident, one in a summary says what was said before. */
const WEIGHT = { code: 0.3, practice: 0.4 };

/** Files that Pagefind writes for interfaces we do not use: 0.5 MB that offline copies would carry. */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\./;

export interface SearchIndexReport {
  readonly records: number;
  /** All files of the index. */
  readonly bytes: number;
}

/**
 * Indexes every built page of `outDir` that has `data-search-chapter` or `data-search-glossary`.
 * With `cacheDir`, an index of the same text is taken from there instead of being made again.
 * Throws if there is no such page, or with all that Pagefind complains of.
 */
export async function writeSearchIndex(
  outDir: string,
  { cacheDir }: { cacheDir?: string } = {},
): Promise<SearchIndexReport> {
  const pages = await readPages(outDir);
  if (pages.length === 0) {
    throw new Error(
      `The search index would be empty: no HTML file in "${outDir}" has an element with data-search-chapter. ` +
        'Was the site built into another folder?',
    );
  }
  const records = recordsOf(pages);
  const target = join(outDir, 'pagefind');
  await rm(target, { recursive: true, force: true });
  const own = await readFile(new URL(import.meta.url));
  const digest = createHash('sha256').update(JSON.stringify(records)).update(own).digest('hex').slice(0, 16);
  const cached = cacheDir === undefined ? undefined : join(cacheDir, digest);
  if (cached && (await exists(cached))) {
    await cp(cached, target, { recursive: true });
  } else {
    await index(records, target);
    await writeFile(join(target, 'vocabulary.json'), JSON.stringify(vocabularyOf(pages)));
    if (cacheDir && cached) {
      await rm(cacheDir, { recursive: true, force: true });
      await mkdir(cacheDir, { recursive: true });
      // A build that is interrupted must not leave half an index under the name of a whole one.
      await cp(target, `${cached}.part`, { recursive: true });
      await rename(`${cached}.part`, cached);
    }
  }
  return { records: records.length, bytes: await sizeOf(target) };
}

async function readPages(outDir: string): Promise<SearchPage[]> {
  const names = await readdir(outDir, { recursive: true });
  const pages: SearchPage[] = [];
  for (const name of names.filter((name) => name.endsWith('.html')).sort()) {
    const page = readSearchPage(name.split(sep).join('/'), await readFile(join(outDir, name), 'utf8'));
    if (page) pages.push(page);
  }
  return pages;
}

/** What Pagefind is given for one or more neighbouring sections of a page. */
export interface SearchRecord {
  readonly url: string;
  readonly html: string;
}

/** One record per section; where that would be more than `maxRecords`, one per run of neighbours of equal length. */
export function recordsOf(pages: readonly SearchPage[], maxRecords = MAX_RECORDS): SearchRecord[] {
  const sections = pages.reduce((sum, page) => sum + page.sections.length, 0);
  const longest = Math.ceil(sections / maxRecords);
  const courses = new Set(pages.map((page) => page.course)).size;
  return pages.flatMap((page) => {
    const runs = Math.ceil(page.sections.length / longest);
    return Array.from({ length: runs }, (_, run) => {
      const from = Math.round((run * page.sections.length) / runs);
      const to = Math.round(((run + 1) * page.sections.length) / runs);
      return recordOf(page, page.sections.slice(from, to), courses > 1);
    });
  });
}

/** Fields of a record's metadata for titles; what each weighs is the search's business (src/search/engine.ts). */
type TitleRank = 'chapter' | 'title' | 'subtitle' | 'practice';

function rankOf(section: SearchSection): TitleRank {
  if (section.kind === 'practice') return 'practice';
  if (section.id === '') return 'chapter';
  return section.kind === 'term' || section.above.length > 0 ? 'subtitle' : 'title';
}

function recordOf(page: SearchPage, sections: readonly SearchSection[], isFiltered: boolean): SearchRecord {
  const words = (texts: readonly string[]) => escape([...new Set(texts)].join(' · '));
  const titles = (rank: TitleRank) => words(sections.filter((section) => rankOf(section) === rank).map(({ title }) => title));
  const meta = [
    ['chapter', titles('chapter')],
    ['title', titles('title')],
    ['subtitle', titles('subtitle')],
    ['practice', titles('practice')],
    ['also', words(sections.flatMap((section) => section.also))],
    ['in', words([page.title, ...sections.flatMap((section) => section.above)])],
  ].filter(([, value]) => value !== '');
  const body = sections.map((section) => sectionHtml(page, section)).join('');
  const head = meta.map(([name, value]) => `<i data-pagefind-meta="${name}">${value}</i>`).join('');
  const filter = isFiltered ? `<i data-pagefind-filter="course">${escape(page.course)}</i>` : '';
  return {
    // Pagefind keeps one record per address; the part behind # tells ours apart.
    url: `${page.address}#${sections[0]?.id ?? ''}`,
    html: `<html lang="${escape(page.language)}"><body><div data-pagefind-ignore>${head}${filter}</div>${body}</body></html>`,
  };
}

/** The element's name carries the kind of section, its title the way to it; see src/search/anchors.ts. */
function sectionHtml(page: SearchPage, section: SearchSection): string {
  const element = { section: 'section', practice: 'aside', term: 'dfn' }[section.kind];
  const way = [String(page.number), page.courseTitle, page.title, ...section.above];
  if (section.id !== '') way.push(section.title);
  const title = escape(way.join(TITLE_SEPARATOR));
  // A heading with nothing below it would be no record to Pagefind: it stands for its own text.
  const said: readonly Passage[] = section.passages.length > 0 ? section.passages : [{ kind: 'prose', text: section.title }];
  const passages = said.map(({ kind, text }) => {
    const weight = (kind === 'code' ? WEIGHT.code : 1) * (section.kind === 'practice' ? WEIGHT.practice : 1);
    const attribute = weight === 1 ? '' : ` data-pagefind-weight="${weight}"`;
    return `<p${attribute}>${escape(text)}</p>`;
  });
  return `<${element} id="${escape(section.id || OPENING_ID)}" data-pagefind-title="${title}"></${element}>${passages.join('')}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

async function index(records: readonly SearchRecord[], target: string): Promise<void> {
  // Read once, when Pagefind's process starts; it is not among the documented options.
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = String(CHUNK_POSTINGS);
  const pagefind = await import('pagefind');
  try {
    const { index, errors } = await pagefind.createIndex();
    const complaints = [...errors];
    if (!index) throw complaint(complaints);
    complaints.push(...(await addAll(index, records)));
    complaints.push(...(await index.writeFiles({ outputPath: target })).errors);
    if (complaints.length > 0) throw complaint(complaints);
  } finally {
    await pagefind.close();
  }
  await removeUnused(target);
  await shorten(join(target, 'pagefind.js'));
}

/** Leaves of what Pagefind wrote only what a reader's browser may ask for. */
async function removeUnused(target: string): Promise<void> {
  const entry = JSON.parse(await readFile(join(target, 'pagefind-entry.json'), 'utf8')) as {
    languages: Record<string, { wasm: string | null }>;
  };
  const stemmers = new Set(Object.values(entry.languages).map(({ wasm }) => `wasm.${wasm ?? 'unknown'}.pagefind`));
  for (const name of await readdir(target)) {
    if (UNUSED.test(name) || (name.startsWith('wasm.') && !stemmers.has(name))) await rm(join(target, name));
  }
}

async function addAll(index: PagefindIndex, records: readonly SearchRecord[]): Promise<string[]> {
  const answers = await Promise.all(
    records.map(async (record) => {
      const { errors } = await index.addHTMLFile({ url: record.url, content: record.html });
      return errors.map((error) => `${record.url}: ${error}`);
    }),
  );
  return answers.flat();
}

function complaint(errors: readonly string[]): Error {
  return new Error(`Pagefind could not make the search index:\n${errors.join('\n') || 'it gave no reason'}`);
}

/** Pagefind ships its module with long names: 12.1 KB over the wire, 9.9 KB when shortened. */
async function shorten(file: string): Promise<void> {
  const { code, errors } = await minify(file, await readFile(file, 'utf8'), { module: true });
  if (errors.length > 0) throw new Error(`Pagefind's module could not be shortened: ${errors[0]?.message ?? ''}`);
  await writeFile(file, code);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((entry) => stat(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
