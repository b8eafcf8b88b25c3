// What a search costs: every byte up to the first results of a first search, and the time from the last key to the
// results once the index is warm. On our own courses, and on libraries of 110 and 1,000 chapters.
import type { Page } from '@playwright/test';
import { librarySite } from './build.ts';
import { withSite, type Loaded } from './reader.ts';
import { courseSite } from './sites.ts';
import { median, printTable, type Row } from './table.ts';

interface Searched {
  readonly title: string;
  readonly site: () => Promise<string>;
  readonly page: string;
  readonly queries: readonly string[];
  /** Kilobytes of the first search. */
  readonly budget?: number;
}

const LIBRARY = [
  'stale cache',
  'durable ledger',
  'replica',
  'bounded queue',
  'primary leader',
  'token bucket',
];
const LIBRARY_PAGE = 'course-001/chapter-7.html';
const SITES: readonly Searched[] = [
  {
    title: 'our own courses',
    site: courseSite,
    page: 'backend-architecture/caching-strategies.html',
    queries: ['cache invalidation', 'saga', 'circuit breaker', 'read replicas', 'indexes', 'canary'],
    budget: 88,
  },
  { title: '110 chapters', site: () => librarySite(110), page: LIBRARY_PAGE, queries: LIBRARY },
  {
    title: '1,000 chapters',
    site: () => librarySite(1000),
    page: LIBRARY_PAGE,
    queries: LIBRARY,
    budget: 120,
  },
];
const ROUNDS = 5;

export async function benchSearch(): Promise<void> {
  for (const { title, site, page: address, queries, budget } of SITES) {
    await withSite(await site(), async (url, open) => {
      const first: Loaded[] = [];
      const newWord: number[] = [];
      const warm: number[] = [];
      for (const query of queries) {
        const { page, take } = await open();
        await page.goto(url + address, { waitUntil: 'networkidle' });
        take();
        await page.keyboard.press('/');
        await page.locator('dialog.search input').fill(query);
        await page.locator('dialog.search .search-hit').first().waitFor();
        first.push(take());
        if (first.length === queries.length) {
          for (const next of queries.slice(0, -1)) newWord.push(await lastKeyToResults(page, next));
          for (let round = 0; round < ROUNDS; round++) {
            for (const next of queries) warm.push(await lastKeyToResults(page, next));
          }
        }
        await page.context().close();
      }
      const kb = first.map(({ script, other }) => (script + other) / 1024);
      const rows: Row[] = [
        { what: 'first search, all bytes', measured: median(kb), unit: 'KB', ...(budget && { budget }) },
        { what: 'the largest of them', measured: Math.max(...kb), unit: 'KB' },
        { what: 'last key to results, word not yet asked for', measured: median(newWord), unit: 'ms' },
        { what: 'last key to results, index warm', measured: median(warm), unit: 'ms', budget: 30 },
        { what: 'the slowest of them', measured: Math.max(...warm), unit: 'ms' },
      ];
      printTable(`Search: ${title} (median of ${queries.length} queries)`, rows);
    });
  }
}

/** Milliseconds from the last letter of the query to the change of the list. */
async function lastKeyToResults(page: Page, query: string): Promise<number> {
  const field = page.locator('dialog.search input');
  await field.fill(query.slice(0, -1));
  await page.waitForTimeout(400);
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve, reject) => {
        const input = document.querySelector<HTMLInputElement>('dialog.search input');
        const list = document.querySelector('dialog.search .search-list');
        if (!input || !list) return reject(new Error('The search is not open.'));
        const observer = new MutationObserver(() => {
          if (!list.querySelector('.search-hit')) return;
          observer.disconnect();
          resolve(performance.now() - startedAt);
        });
        observer.observe(list, { childList: true, subtree: true });
        input.value = text;
        const startedAt = performance.now();
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        setTimeout(() => reject(new Error(`No results for "${text}".`)), 5_000);
      }),
    query,
  );
}
