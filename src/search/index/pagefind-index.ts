// The door to Pagefind at build: an index with the records it is given. Pagefind reads them one after another in a
// process of its own, so those of the last build are given to it while the new pages are still being made; a record that
// is given again takes the place of the old one. Not here: what records hold (search-records.ts), files
// (search-index.ts).
import type { PagefindIndex } from 'pagefind';
import type { SearchRecord } from './records.ts';

/** An index that is being filled. */
export interface BegunIndex {
  readonly records: readonly SearchRecord[];
  readonly filled: Promise<FilledIndex>;
}

interface FilledIndex {
  readonly index: PagefindIndex;
  /** What Pagefind complained of. */
  readonly complaints: readonly string[];
}

export function beginIndex(records: readonly SearchRecord[]): BegunIndex {
  const filled = createIndex(records);
  // Whoever needs the index is told; often it is begun in vain.
  filled.catch(() => undefined);
  return { records, filled };
}

/** The index of these records; `begun` is used if it differs in texts alone. Throws all that Pagefind complains of. */
export async function fillIndex(
  records: readonly SearchRecord[],
  begun: BegunIndex | undefined,
): Promise<PagefindIndex> {
  const isUsable = begun !== undefined && isOfSameShape(begun.records, records);
  if (begun && !isUsable) await closePagefind();
  const { index, complaints } = await (isUsable ? begun : beginIndex(records)).filled;
  const changed = isUsable ? records.filter(({ html }, at) => html !== begun.records[at]?.html) : [];
  const all = [...complaints, ...(await addAll(index, changed))];
  if (all.length > 0) throw indexFailure(all);
  return index;
}

let loading: Promise<typeof import('pagefind')> | undefined;

/** Pagefind's module; loaded only by builds that have something to index. */
export function loadPagefind(): Promise<typeof import('pagefind')> {
  return (loading ??= import('pagefind'));
}

/** Ends Pagefind's process, if it runs, and with it all indexes. */
export async function closePagefind(): Promise<void> {
  await (await loading)?.close();
}

export function indexFailure(complaints: readonly string[]): Error {
  return new Error(
    `Pagefind could not make the search index:\n${complaints.join('\n') || 'it gave no reason'}`,
  );
}

/** The order of addresses decides how an index looks; nothing can be taken out of one. */
function isOfSameShape(before: readonly SearchRecord[], now: readonly SearchRecord[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ url }, at) => url === now[at]?.url) &&
    chunkPostings(before) === chunkPostings(now)
  );
}

/**
 * Postings that a chunk of the index holds. Pagefind's default (20,000) makes chunks of 26 KB, each fetched for one
 * word; 700 make 1.2 KB. Every chunk also costs 12 bytes of the metadata that each first search loads: where the sum of
 * both is least grows with the square root of the text (measured at 0.4 and 5 million letters). In steps of 100, so that
 * it stays what it was when an author adds a sentence.
 */
function chunkPostings(records: readonly SearchRecord[]): number {
  const letters = records.reduce((sum, { html }) => sum + html.length, 0);
  return Math.max(700, 100 * Math.round(0.0072 * Math.sqrt(letters)));
}

async function createIndex(records: readonly SearchRecord[]): Promise<FilledIndex> {
  // Read once, when Pagefind's process starts; it is not among the documented options.
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = String(chunkPostings(records));
  const pagefind = await loadPagefind();
  const { index, errors } = await pagefind.createIndex();
  if (!index) throw indexFailure(errors);
  return { index, complaints: [...errors, ...(await addAll(index, records))] };
}

/** A few hundred at a time: all at once would be held twice, as text and on the way to Pagefind's process. */
const BATCH = 200;

async function addAll(index: PagefindIndex, records: readonly SearchRecord[]): Promise<string[]> {
  const complaints: string[] = [];
  for (let from = 0; from < records.length; from += BATCH) {
    const answers = records.slice(from, from + BATCH).map(async (record) => {
      const { errors } = await index.addHTMLFile({ url: record.url, content: record.html });
      return errors.map((error) => `${record.url}: ${error}`);
    });
    complaints.push(...(await Promise.all(answers)).flat());
  }
  return complaints;
}
