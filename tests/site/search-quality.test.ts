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
/** Of all queries, as a share: an edit of the text may lose a few of the 290. */
const PASS_MARK = 0.99;
/**
 * Kilobytes of the first search on our course: everything that is loaded up to the first results. The budget is 95; since
 * the course and its manual grew by a third it is 100.3, and must not grow further unseen.
 */
const BUDGET_KB = 102;
/** A reader searches from a page of a course, so its sections are looked through first: its title by its folder. */
const TITLES: Readonly<Record<string, string>> = {
  [COURSE]: 'Backend Architecture & Systems Design',
  'writing-a-course': 'Writing a course',
};

interface Query {
  readonly ask: string;
  /** The folder of the course, if it is another. */
  readonly in?: string;
  readonly want: readonly string[];
}
const groups = parse(readFileSync(new URL('../search/queries.yaml', import.meta.url), 'utf8')) as Record<
  string,
  Query[]
>;
const queries = Object.values(groups).flat();

afterAll(() => vi.unstubAllGlobals());

/** `caching-strategies#ttl` → `backend-architecture/caching-strategies.html#ttl` */
function addressOf(place: string, course = COURSE): string {
  const [page, id] = place.split('#');
  return `${course}/${page}.html${id === undefined ? '' : `#${id}`}`;
}

/** Where the query is asked. */
function fromOf(query: Query): { course: string } {
  return { course: TITLES[query.in ?? COURSE] ?? '' };
}

describe('the query set', () => {
  test('is large enough to mean something', () => {
    expect(queries.length).toBeGreaterThanOrEqual(150);
  });

  test('names only sections that exist', () => {
    const missing = queries
      .flatMap((query) => query.want.map((place) => addressOf(place, query.in)))
      .filter((address) => {
        const [page = '', id] = address.split('#');
        const file = path.join(root, page);
        return !existsSync(file) || (id !== undefined && !readFileSync(file, 'utf8').includes(`id="${id}"`));
      });
    expect(missing).toEqual([]);
  });
});

test(`the right section is on top for ${PASS_MARK * 100} % of the queries`, async () => {
  const search = searchIn(root);
  const missed: string[] = [];
  for (const query of queries) {
    const { ask, want } = query;
    const answer = await search.ask(ask, fromOf(query));
    const top = answer?.kind === 'hits' ? answer.hits[0]?.address : answer?.kind;
    const isRight = want.some((place) => addressOf(place, query.in) === top);
    if (!isRight) missed.push(`"${ask}" gives ${top}, not ${want[0]}`);
  }
  expect(missed.length / queries.length, missed.join('\n')).toBeLessThanOrEqual(1 - PASS_MARK);
});

test(`the first search of an ordinary query loads ${BUDGET_KB} KB`, async () => {
  const own = readdirSync(path.join(root, 'assets')).filter((name) =>
    /^(?:dialog|session|search)\./.test(name),
  );
  const always = ['pagefind/pagefind.js', ...own.map((name) => `assets/${name}`)];
  const costs: number[] = [];
  for (const query of queries) {
    takeFetched();
    await searchIn(root).ask(query.ask, fromOf(query));
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
