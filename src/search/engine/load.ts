// Fetching Pagefind, its index and the vocabulary, and naming what went wrong. Not here: searching (engine.ts).
import type { Trouble } from './hit.ts';
import type { PagefindInstance, PagefindModule } from './pagefind.ts';
import { watchFetches, type FetchWatch } from './watched-fetch.ts';

/** Constant, so that the copy in an offline cache answers; freshness is asked for by `checkIndex`. */
const CACHE_TAG = 'lectern';

/**
 * The title outweighs the text more than Pagefind's default (5): a reader who types a heading wants that section, and a
 * chapter or section before those below it. Longer words with the same beginning must not outrank the word itself, and
 * a long section is hardly worse than a short one. The fields are those of search/index/records.ts.
 */
const RANKING = {
  termSimilarity: 2,
  pageLength: 0.3,
  metaWeights: { chapter: 9, title: 8, subtitle: 6, also: 6, path: 3, practice: 0.3 },
};

/** Why the index cannot be searched. */
export class IndexError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, message: string) {
    super(message);
    this.trouble = trouble;
  }
}

export interface LoadedIndex {
  readonly pagefind: PagefindInstance;
  /** 1, or more on sites so large that sections share records. */
  readonly sectionsPerRecord: number;
  readonly watch: FetchWatch;
}

/** What the entry file says of the site (search/index/write-index.ts). */
export interface SiteEntry {
  readonly sectionsPerRecord: number;
  /** Languages, the most used first, whose index is right below `pagefind/`; each other has a folder of its name there. */
  readonly languages: readonly string[];
  /** The language of each course by its title; empty where all have the same. */
  readonly courses: Readonly<Record<string, string>>;
}

/** One for each site, since what is watched is the page's own way to fetch. */
const watches = new Map<string, { readonly fetch: typeof fetch; readonly watch: FetchWatch }>();

function watchOf(base: string): FetchWatch {
  const known = watches.get(base);
  if (known?.fetch === globalThis.fetch) return known.watch;
  const watch = watchFetches(base);
  watches.set(base, { fetch: globalThis.fetch, watch });
  return watch;
}

/** Loads Pagefind from `<root>pagefind/` or from `folder` below it; `attempt` counts from 0. Throws an IndexError. */
export async function loadIndex(root: string, attempt: number, folder = ''): Promise<LoadedIndex> {
  const base = `${root}pagefind/${folder}`;
  const watch = watchOf(base);
  // Some browsers remember that a module could not be fetched, by its address.
  const again = attempt > 0 ? `?again=${attempt}` : '';
  const [module, { sectionsPerRecord }] = await Promise.all([
    import(/* @vite-ignore */ `${base}pagefind.js${again}`).catch(
      (error: unknown) => new IndexError('broken', String(error)),
    ),
    checkIndex(root),
  ]);
  if (module instanceof IndexError) throw module;
  const { createInstance } = module as PagefindModule;
  // If its files cannot be fetched, Pagefind says so to the next search, and also rejects a promise that nobody holds.
  globalThis.addEventListener?.('unhandledrejection', (event) => {
    if (String(event.reason).includes('Pagefind')) event.preventDefault();
  });
  const pagefind = createInstance({
    basePath: base,
    noWorker: true,
    metaCacheTag: CACHE_TAG,
    ranking: RANKING,
  });
  await pagefind.init();
  return { pagefind, sectionsPerRecord, watch };
}

/**
 * Asks for the entry file past the browser's cache, so that an index renewed since is noticed; Pagefind then reads what
 * this brought. Throws an IndexError.
 */
export async function checkIndex(root: string): Promise<SiteEntry> {
  const address = `${root}pagefind/pagefind-entry.json?ts=${CACHE_TAG}`;
  const response = await fetch(address, { cache: 'no-cache' }).catch(() => undefined);
  if (!response) throw new IndexError('offline', 'The index could not be fetched.');
  const entry: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  // A host may answer with a page where it has no file.
  if (typeof entry !== 'object' || entry === null)
    throw new IndexError('no-index', `Status ${response.status}.`);
  const { sections_per_record: sectionsPerRecord = 1, site } = entry as EntryFile;
  return { sectionsPerRecord, languages: site?.languages ?? [], courses: site?.courses ?? {} };
}

interface EntryFile {
  readonly sections_per_record?: number;
  readonly site?: Pick<SiteEntry, 'languages' | 'courses'>;
}

/** Whether the index still answers: Pagefind takes a chunk that it could not fetch for one without matches. */
export async function isReachable(root: string): Promise<boolean> {
  return checkIndex(root).then(
    () => true,
    () => false,
  );
}

/** The words of the site, those of headings first; see search/index/vocabulary.ts. Empty if it cannot be had. */
export async function loadVocabulary(root: string, folder = ''): Promise<readonly string[]> {
  const response = await fetch(`${root}pagefind/${folder}vocabulary.json`).catch(() => undefined);
  if (!response?.ok) return [];
  const { headings, text } = (await response.json()) as { headings: string; text: string };
  return [...headings.split(' '), ...text.split(' ')];
}
