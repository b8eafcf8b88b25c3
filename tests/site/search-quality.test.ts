// Whether readers find what they look for in the built site, and what the first search costs them. The queries are in
// tests/search/queries.yaml; they are asked as the browser asks them, with files read from disk.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { searchIn, takeFetched } from '../unit/search/index-files.ts';
import { root } from './built-site.ts';

const COURSE = 'backend-architecture';
/** Of all queries, as a share. */
const PASS_MARK = 0.95;
/** Kilobytes of the first search on our course, by product.md: everything that is loaded up to the first results. */
const BUDGET_KB = 88;
/** A reader searches from a page of the course, so its sections are looked through first. */
const FROM = { course: 'Backend Architecture & Systems Design' };

interface Query {
  readonly ask: string;
  readonly want: readonly string[];
}
const groups = parse(readFileSync(new URL('../search/queries.yaml', import.meta.url), 'utf8')) as Record<
  string,
  Query[]
>;
const queries = Object.values(groups).flat();

afterAll(() => vi.unstubAllGlobals());

/** `caching-strategies#ttl` → `backend-architecture/caching-strategies.html#ttl` */
function addressOf(place: string): string {
  const [page, id] = place.split('#');
  return `${COURSE}/${page}.html${id === undefined ? '' : `#${id}`}`;
}

describe('the query set', () => {
  test('is large enough to mean something', () => {
    expect(queries.length).toBeGreaterThanOrEqual(60);
  });

  test('names only sections that exist', () => {
    const missing = queries
      .flatMap(({ want }) => want)
      .filter((place) => {
        const [page, id] = place.split('#');
        const file = path.join(root, COURSE, `${page}.html`);
        return !existsSync(file) || (id !== undefined && !readFileSync(file, 'utf8').includes(`id="${id}"`));
      });
    expect(missing).toEqual([]);
  });
});

test(`the right section is on top for ${PASS_MARK * 100} % of the queries`, async () => {
  const search = searchIn(root);
  const missed: string[] = [];
  for (const { ask, want } of queries) {
    const answer = await search.ask(ask, FROM);
    const top = answer?.kind === 'hits' ? answer.hits[0]?.address : answer?.kind;
    if (!want.map(addressOf).includes(top ?? '')) missed.push(`"${ask}" gives ${top}, not ${want[0]}`);
  }
  expect(missed.length / queries.length, missed.join('\n')).toBeLessThanOrEqual(1 - PASS_MARK);
});

test(`the first search of an ordinary query loads ${BUDGET_KB} KB`, async () => {
  const own = readdirSync(path.join(root, 'assets')).filter((name) =>
    /^(?:dialog|session|search)\./.test(name),
  );
  const always = ['pagefind/pagefind.js', ...own.map((name) => `assets/${name}`)];
  const costs: number[] = [];
  for (const { ask } of queries) {
    takeFetched();
    await searchIn(root).ask(ask, FROM);
    costs.push([...always, ...new Set(takeFetched())].reduce((sum, name) => sum + wireSize(name), 0) / 1000);
  }
  costs.sort((a, b) => a - b);
  expect(costs[Math.floor(costs.length / 2)]).toBeLessThanOrEqual(BUDGET_KB);
  // A misspelt word also fetches the vocabulary.
  expect(costs.at(-1)).toBeLessThanOrEqual(BUDGET_KB + 12);
});

const sizes = new Map<string, number>();

/** Bytes with Brotli at its best, or as the file is where it is compressed already. */
function wireSize(name: string): number {
  let size = sizes.get(name);
  if (size === undefined) {
    const bytes = readFileSync(path.join(root, name));
    size = Math.min(
      bytes.length,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    );
    sizes.set(name, size);
  }
  return size;
}
