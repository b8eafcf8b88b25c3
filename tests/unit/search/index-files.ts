// Searching a built index without a browser: Pagefind's module and files are read from disk.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import { createSearch, type Search } from '../../../src/search/engine/engine.ts';

/** Files asked for since the last call of `takeFetched`. */
let fetched: string[] = [];

/** Names below the site of the files that were asked for. */
export function takeFetched(): string[] {
  const names = fetched;
  fetched = [];
  return names;
}

/** What comes in place of a file; undefined for the file itself. */
type Damage = (address: string, bytes: Uint8Array<ArrayBuffer>) => Response | undefined;

/** A search over `<folder>/pagefind`; `fail` says which addresses cannot be fetched, `damage` what comes in place of some. */
export function searchIn(
  folder: string,
  fail: (address: string) => boolean = () => false,
  damage: Damage = () => undefined,
): Search {
  const root = pathToFileURL(`${folder}/`).href;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.stubGlobal('fetch', async (input: string | URL) => {
    const address = new URL(String(input));
    if (fail(address.href)) throw new TypeError('Failed to fetch');
    fetched.push(decodeURIComponent(address.pathname.slice(new URL(root).pathname.length)));
    return readFile(address).then(
      (bytes) => damage(address.href, new Uint8Array(bytes)) ?? new Response(bytes),
      () => new Response('', { status: 404 }),
    );
  });
  return createSearch(root);
}
