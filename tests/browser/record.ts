// The learner's record as it lies in a test browser's database, read and written past the page.
import type { Page } from '@playwright/test';

type Part = 'sections' | 'places' | 'bookmarks' | 'notes' | 'answers' | 'aside';

/** All entries of a part, by key; empty where there is no database. */
export function stored(page: Page, part: Part): Promise<Record<string, unknown>> {
  return page.evaluate(async (wanted) => {
    const name = `lectern:${new URL(document.documentElement.dataset['root'] || './', location.href).pathname}`;
    if (!(await indexedDB.databases()).some((each) => each.name === name)) return {};
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('The database does not open.'));
    });
    const store = database.transaction(wanted).objectStore(wanted);
    const all = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const [keys, values] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
    database.close();
    return Object.fromEntries(
      keys.map((key, at) => [JSON.stringify(key).replace(/^"|"$/g, ''), values[at] as unknown]),
    );
  }, part);
}

/** Puts an entry there, whatever it is; a page of the site has made the database. */
export function store(page: Page, part: Part, key: string, value: unknown): Promise<void> {
  return page.evaluate(
    async ([wanted, name, given]) => {
      const root = new URL(document.documentElement.dataset['root'] || './', location.href).pathname;
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(`lectern:${root}`);
        opening.onsuccess = () => resolve(opening.result);
      });
      const transaction = database.transaction(wanted, 'readwrite');
      transaction.objectStore(wanted).put(given, name);
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    },
    [part, key, value] as const,
  );
}
