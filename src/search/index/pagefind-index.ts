// The door to Pagefind at build: records in, files of an index out. Not here: what records hold (records.ts), the files
// we add (write-index.ts).
import { close, createIndex, type PagefindIndex } from 'pagefind';
import type { SearchRecord } from './records.ts';

/** Writes an index of these records, all in one language, into `outputPath`; throws all that Pagefind complains of. */
export async function indexRecords(
  records: readonly SearchRecord[],
  outputPath: string,
  language: string,
): Promise<void> {
  // Read once, when Pagefind's process starts; it is not among the documented options.
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = String(chunkPostings(records));
  try {
    const { index, errors } = await createIndex({ forceLanguage: stemmerOf(language) });
    if (!index) throw indexFailure(errors);
    const complaints = [...errors, ...(await addAll(index, records))];
    if (complaints.length > 0) throw indexFailure(complaints);
    const written = await index.writeFiles({ outputPath });
    if (written.errors.length > 0) throw indexFailure(written.errors);
  } finally {
    await close();
  }
}

/** Words of scripts without spaces come apart (segment.ts); Pagefind would cut them once more, and in another way. */
function stemmerOf(language: string): string {
  return /^(?:zh|ja|th|lo|km|my)$/.test(language) ? 'unknown' : language;
}

function indexFailure(complaints: readonly string[]): Error {
  return new Error(
    `Pagefind could not make the search index:\n${complaints.join('\n') || 'it gave no reason'}`,
  );
}

/**
 * Postings that a chunk of the index holds. Pagefind's default (20,000) makes chunks of 26 KB, each fetched for one
 * word; 700 make 1.2 KB. Every chunk also costs 12 bytes of the metadata that each first search loads: where the sum of
 * both is least grows with the square root of the text (measured at 0.4 and 5 million characters).
 */
function chunkPostings(records: readonly SearchRecord[]): number {
  const characters = records.reduce((sum, { html }) => sum + html.length, 0);
  return Math.max(700, Math.round(0.72 * Math.sqrt(characters)));
}

/** A few hundred at a time: all at once would be held twice, as text and on the way to Pagefind's process. */
const BATCH = 200;

async function addAll(index: PagefindIndex, records: readonly SearchRecord[]): Promise<string[]> {
  const complaints: string[] = [];
  for (let from = 0; from < records.length; from += BATCH) {
    const answers = records.slice(from, from + BATCH).map(async ({ url, html }) => {
      const { errors } = await index.addHTMLFile({ url, content: html });
      return errors.map((error) => `${url}: ${error}`);
    });
    complaints.push(...(await Promise.all(answers)).flat());
  }
  return complaints;
}
