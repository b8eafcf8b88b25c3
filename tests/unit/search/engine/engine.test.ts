import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeSearchIndex } from '../../../../src/search/index/write-index.ts';
import type { SearchAnswer } from '../../../../src/search/engine/hit.ts';
import { searchIn, takeFetched } from '../index-files.ts';

let folder: string;

function chapter(course: string, number: number, id: string, title: string, body: string): string {
  return `<!doctype html><html lang="en"><body><article data-search-chapter data-course="${course}" data-course-title="${course}"
    data-chapter="${id}" data-chapter-title="${title}" data-chapter-number="${number}"><h1>${title}</h1>${body}</article></body></html>`;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'search-'));
  await mkdir(path.join(folder, 'shop'));
  await mkdir(path.join(folder, 'manual'));
  const pages: Record<string, string> = {
    'index.html': '<html lang="en"><body><h1>Library of caches</h1></body></html>',
    'shop/databases.html': chapter(
      'shop',
      3,
      'databases',
      'Databases',
      `<p>Rows and tables.</p>
       <h2 id="read-replicas">Read Replicas</h2><p>A replica repeats every change of the primary.</p>
       <pre>const readReplica = connect(); const read_replica = 'r1'; createOrder({ user_id: 7 });</pre>
       <h2 id="locks">Locks</h2><p>Use SELECT FOR UPDATE before you write. Searching takes O(log n) steps, λ a second.</p>
       <h2 id="limits">Limits</h2><p>The p99 is 42.9 ms.</p>`,
    ),
    'shop/caching.html': chapter(
      'shop',
      5,
      'caching',
      'Caching',
      `<p>Copies of data.</p>
       <h2 id="invalidation">Cache Invalidation</h2><p>When a copy must go, the replica of it goes too.</p>
       <h3 id="ttl">Time to live</h3><p>It expires by itself; see Cache-Control and Kubernetes.</p>
       <h2 id="rates">Too Many Requests</h2><p>The answer is status 429 then.</p>
       <h2 id="summary">Summary</h2><p>Cache invalidation is hard. Cache invalidation again.</p>`,
    ),
    'shop/glossary.html': `<html lang="en"><body><article data-search-glossary data-course="shop" data-course-title="shop"><h1>Glossary</h1>
      <dl><dt id="stampede">Cache stampede</dt><dd class="aliases">thundering herd, dogpile</dd><dd>Many misses at once.</dd></dl></article></body></html>`,
    'manual/writing.html': chapter(
      'manual',
      1,
      'writing',
      'Writing',
      '<h2 id="caches">Caches</h2><p>The build keeps a cache.</p>',
    ),
  };
  for (const [name, html] of Object.entries(pages)) await writeFile(path.join(folder, name), html);
  const report = await writeSearchIndex(folder);
  expect(report.records).toBe(12);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllGlobals());

async function first(typed: string, options?: { course?: string }): Promise<string | undefined> {
  const answer = await searchIn(folder).ask(typed, options);
  return hits(answer)[0];
}
function hits(answer: SearchAnswer | undefined): string[] {
  expect(answer?.kind).toBe('hits');
  return answer?.kind === 'hits' ? answer.hits.map(({ address }) => address) : [];
}

describe('the first hit', () => {
  test.each([
    ['a heading', 'cache invalidation', 'shop/caching.html#invalidation'],
    ['its beginning', 'cache inv', 'shop/caching.html#invalidation'],
    ['words of it in another form', 'invalidating caches', 'shop/caching.html#invalidation'],
    ['a chapter', 'caching', 'shop/caching.html'],
    ['a whole identifier', 'readReplica', 'shop/databases.html#read-replicas'],
    ['the same in another style', 'read_replica', 'shop/databases.html#read-replicas'],
    ['a part of an identifier', 'order', 'shop/databases.html#read-replicas'],
    ['parts of an identifier', 'user id', 'shop/databases.html#read-replicas'],
    ['an identifier that is in the text in its parts only', 'cacheControl', 'shop/caching.html#ttl'],
    ['a header', 'Cache-Control', 'shop/caching.html#ttl'],
    ['a statement', 'SELECT FOR UPDATE', 'shop/databases.html#locks'],
    ['an order of growth', 'O(log n)', 'shop/databases.html#locks'],
    ['a Greek letter', 'λ', 'shop/databases.html#locks'],
    ['its name', 'lambda', 'shop/databases.html#locks'],
    ['a percentile', 'p99', 'shop/databases.html#limits'],
    ['a status, not a fraction', '429', 'shop/caching.html#rates'],
    ['an alias of a term', 'dogpile', 'shop/glossary.html#stampede'],
    ['a slip', 'kubernetse', 'shop/caching.html#ttl'],
    ['a slip in two words', 'cahce invaldation', 'shop/caching.html#invalidation'],
    ['a question', 'how do I invalidate a cache?', 'shop/caching.html#invalidation'],
    ['words that no section holds together', 'expires primary', 'shop/caching.html#ttl'],
  ])('for %s', async (_, typed, wanted) => {
    expect(await first(typed)).toBe(wanted);
  });

  test('in one course is of that course', async () => {
    expect(await first('cache', { course: 'manual' })).toBe('manual/writing.html#caches');
    expect(await searchIn(folder).courses()).toEqual(['manual', 'shop']);
  });
});

test('a hit knows the way to it and shows why it was found', async () => {
  const answer = await searchIn(folder).ask('expires by itself');
  expect(answer?.kind === 'hits' && answer.hits[0]).toEqual({
    address: 'shop/caching.html#ttl',
    kind: 'section',
    title: 'Time to live',
    above: ['Cache Invalidation'],
    chapter: { address: 'shop/caching.html', number: 5, title: 'Caching', course: 'shop' },
    excerpt: [
      { text: 'It ', isMarked: false },
      { text: 'expires', isMarked: true },
      { text: ' by ', isMarked: false },
      { text: 'itself', isMarked: true },
      { text: '; see Cache-Control and Kubernetes.', isMarked: false },
    ],
  });
});

test('a corrected word is said', async () => {
  expect(await searchIn(folder).ask('kubernetse')).toMatchObject({
    query: 'kubernetse',
    corrected: 'kubernetes',
    total: 1,
  });
});

test('a word that is not there is said, and the others are answered', async () => {
  const answer = await searchIn(folder).ask('xylophone replica');
  expect(answer).toMatchObject({ query: 'xylophone replica', missing: ['xylophone'] });
  expect(hits(answer)[0]).toBe('shop/databases.html#read-replicas');
});

test('a word that cannot be corrected leaves the parts of an identifier as they were', async () => {
  const answer = await searchIn(folder).ask('for-update xylophone');
  expect(answer).toMatchObject({ missing: ['xylophone'] });
  expect(answer).not.toHaveProperty('corrected');
  expect(hits(answer)[0]).toBe('shop/databases.html#locks');
});

test('what is not there is not found', async () => {
  for (const typed of ['xylophone', 'O(n³)', 'cac0phony'])
    expect(hits(await searchIn(folder).ask(typed))).toEqual([]);
});

test('pages without the marks are not indexed', async () => {
  expect(hits(await searchIn(folder).ask('library'))).toEqual([]);
});

test('more hits follow those already shown, without changing them', async () => {
  const answer = await searchIn(folder).ask('cache');
  if (answer?.kind !== 'hits') throw new Error('no hits');
  const all = await answer.more(100);
  expect(all.slice(0, answer.hits.length)).toEqual(answer.hits);
  expect(all.length).toBe(answer.total);
  expect(new Set(all.map(({ address }) => address)).size).toBe(all.length);
});

test('an answer that comes after a newer question is dropped', async () => {
  const search = searchIn(folder);
  const [older, newer] = await Promise.all([search.ask('replica'), search.ask('cache')]);
  expect(older).toBeUndefined();
  expect(hits(newer).length).toBeGreaterThan(0);
});

test('nothing typed asks nothing and loads nothing', async () => {
  takeFetched();
  expect(await searchIn(folder).ask('  ?')).toEqual({ kind: 'nothing-asked' });
  expect(takeFetched()).toEqual([]);
});

test('the vocabulary is loaded only for a word that is not found', async () => {
  takeFetched();
  await searchIn(folder).ask('replicas');
  expect(takeFetched()).not.toContain('pagefind/vocabulary.json');
  await searchIn(folder).ask('replicsa');
  expect(takeFetched()).toContain('pagefind/vocabulary.json');
});

describe('trouble', () => {
  test('a folder without an index is said to have none', async () => {
    expect(await searchIn(path.join(folder, 'shop')).ask('cache')).toEqual({
      kind: 'trouble',
      trouble: 'no-index',
    });
  });

  test('no network is said to be no network', async () => {
    expect(await searchIn(folder, () => true).ask('cache')).toEqual({ kind: 'trouble', trouble: 'offline' });
  });

  test('an index of which parts are out of reach is not an index without matches', async () => {
    let isOnline = true;
    const search = searchIn(folder, () => !isOnline);
    expect(hits(await search.ask('replica')).length).toBeGreaterThan(0);
    isOnline = false;
    expect(await search.ask('zookeeper')).toEqual({ kind: 'trouble', trouble: 'offline' });
    isOnline = true;
    expect(hits(await search.ask('replica')).length).toBeGreaterThan(0);
  });

  test('a failed start is tried again with the next question', async () => {
    let isOnline = false;
    const search = searchIn(folder, () => !isOnline);
    expect(await search.ask('replica')).toEqual({ kind: 'trouble', trouble: 'offline' });
    isOnline = true;
    expect(hits(await search.ask('replica')).length).toBeGreaterThan(0);
  });
});

describe('a damaged index', () => {
  const page = () => new Response('<!doctype html><title>Not found</title>');
  const kinds = {
    missing: () => new Response('', { status: 404 }),
    cut: (bytes: Uint8Array<ArrayBuffer>) => new Response(bytes.subarray(0, bytes.length - 20)),
    'a page of the host': page,
  };

  test.each(Object.entries(kinds))('of which chunks are %s is not one without matches', async (_, damage) => {
    let isDamaged = true;
    const damaged = (address: string, bytes: Uint8Array<ArrayBuffer>) =>
      isDamaged && address.includes('/pagefind/index/') ? damage(bytes) : undefined;
    const search = searchIn(folder, () => false, damaged);
    expect(await search.ask('replica')).toEqual({ kind: 'trouble', trouble: 'incomplete' });
    isDamaged = false;
    expect(hits(await search.ask('replica')).length).toBeGreaterThan(0);
  });

  test.each(Object.entries(kinds))(
    'of which a fragment is %s gives the other hits and says so',
    async (_, damage) => {
      const whole = await searchIn(folder).ask('cache');
      let spoilt: string | undefined;
      const search = searchIn(
        folder,
        () => false,
        (address, bytes) => {
          if (!address.includes('/pagefind/fragment/')) return undefined;
          spoilt ??= address;
          return address === spoilt ? damage(bytes) : undefined;
        },
      );
      const answer = await search.ask('cache');
      expect(answer).toMatchObject({ kind: 'hits', isPartial: true });
      expect(hits(answer).length).toBeGreaterThan(0);
      expect(hits(whole)).toEqual(expect.arrayContaining(hits(answer).slice(0, 1)));
    },
  );

  test('is told from one that has no such word', async () => {
    expect(await searchIn(folder).ask('xylophone')).toMatchObject({
      kind: 'hits',
      isPartial: false,
      hits: [],
    });
  });
});

describe('the index', () => {
  test('holds only what a browser asks for', async () => {
    const names = await readdir(path.join(folder, 'pagefind'));
    expect(names.filter((name) => /ui|worker|highlight|unknown/.test(name))).toEqual([]);
  });

  test('is cut into chunks of a few kilobytes', async () => {
    const chunks = path.join(folder, 'pagefind', 'index');
    const sizes = await Promise.all(
      (await readdir(chunks)).map(async (name) => (await stat(path.join(chunks, name))).size),
    );
    expect(Math.max(...sizes)).toBeLessThan(4000);
  });

  test('is refused for a folder without pages, in words', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'search-'));
    await expect(writeSearchIndex(empty)).rejects.toThrow(
      /no HTML file in ".*" has an element with data-search-chapter/,
    );
    await rm(empty, { recursive: true });
  });
});
