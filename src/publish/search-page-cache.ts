// The search pages of an earlier build, each by a digest of the HTML it was read from, so that unchanged pages are not
// parsed again. The file belongs to one version of the program (build-cache.ts).
// Not here: reading a page (search-pages.ts), the finished index (search-index.ts).
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { readSearchPage, type SearchPage } from './search-pages.ts';

export interface SearchPageCache {
  /** The search page of this HTML at this address, if it has one. */
  read(address: string, html: Buffer): SearchPage | undefined;
  /** Keeps the pages that were asked for, and no others. */
  save(): Promise<void>;
}

type Kept = ReadonlyMap<string, SearchPage | undefined>;

/** Without a file nothing is kept; one that cannot be read is as good as none. */
export async function openSearchPages(file: string | undefined): Promise<SearchPageCache> {
  const before: Kept = file === undefined ? new Map() : await readKept(file);
  const now = new Map<string, SearchPage | undefined>();
  return {
    read(address, html) {
      const digest = `${address} ${createHash('sha1').update(html).digest('base64url')}`;
      const page = before.has(digest) ? before.get(digest) : readSearchPage(address, html.toString('utf8'));
      now.set(digest, page);
      return page;
    },
    async save() {
      const isSame = now.size === before.size && [...now.keys()].every((digest) => before.has(digest));
      if (file === undefined || isSame) return;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, serialize(now));
    },
  };
}

async function readKept(file: string): Promise<Kept> {
  try {
    return deserialize(await readFile(file)) as Kept;
  } catch {
    return new Map();
  }
}
