// The search pages of an earlier build, each by its address and a digest of the HTML it was read from, so that unchanged
// pages are not parsed again. The file belongs to one version of the program (build-cache.ts).
// Not here: reading a page (search-pages.ts), the finished index (search-index.ts).
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { SearchPage } from '../search/index/sections.ts';

/** Pages that have nothing to search are there as undefined. */
export type FoundPages = ReadonlyMap<string, SearchPage | undefined>;

export interface SearchPageCache {
  /** The pages of the last build, in the order in which it asked for them; none if it is not known. */
  readonly last: readonly SearchPage[];
  /** Takes pages that were read elsewhere. */
  add(found: FoundPages): void;
  /** The search page of the HTML with this digest at this address, if it has one. */
  read(address: string, digest: string, html: () => string): Promise<SearchPage | undefined>;
  /** Keeps the pages that were asked for, and no others. */
  save(): Promise<void>;
}

/** The address of the page at this path below the site's root. */
export function searchAddress(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Names a page and what stands in it. */
export function searchKey(address: string, digest: string): string {
  return `${address} ${digest}`;
}

/** Without a file nothing is kept; one that cannot be read is as good as none. */
export async function openSearchPages(file: string | undefined): Promise<SearchPageCache> {
  const before = file === undefined ? new Map<string, SearchPage | undefined>() : await readKept(file);
  const known = new Map(before);
  const now = new Map<string, SearchPage | undefined>();
  return {
    last: [...before.values()].filter((page) => page !== undefined),
    add(found) {
      for (const [key, page] of found) known.set(key, page);
    },
    async read(address, digest, html) {
      const key = searchKey(address, digest);
      const page = known.has(key)
        ? known.get(key)
        : (await import('../search/index/sections.ts')).readSearchPage(address, html());
      now.set(key, page);
      return page;
    },
    async save() {
      const isSame = now.size === before.size && [...now.keys()].every((key) => before.has(key));
      if (file === undefined || isSame) return;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, serialize(now));
    },
  };
}

async function readKept(file: string): Promise<Map<string, SearchPage | undefined>> {
  try {
    return deserialize(await readFile(file)) as Map<string, SearchPage | undefined>;
  } catch {
    return new Map();
  }
}
