import fc from '../../../property.ts';
import { expect, test } from 'vitest';
import { renderText } from '../render-text.ts';

const terms = [
  { id: 'cache', name: 'Cache', aliases: [] },
  { id: 'cache-stampede', name: 'Cache stampede', aliases: ['thundering herd', 'dogpile'] },
  { id: 'cap', name: 'CAP theorem', aliases: ['CAP'] },
  { id: 'policy', name: 'Retry policy', aliases: [] },
  { id: 'latency', name: 'Latency', aliases: [] },
  { id: 'ttl', name: 'Time to live (TTL)', aliases: ['TTL'] },
  { id: 'naive', name: 'naïve Größe', aliases: [] },
];

async function linked(text: string): Promise<string[]> {
  const { html } = await renderText(text, { terms, glossaryHref: 'glossary.html' });
  return Array.from(
    html.matchAll(/<a class="term" href="glossary.html#([^"]+)">([^<]+)<\/a>/g),
    ([, id, word]) => `${id}: ${word}`,
  );
}

test('the first mention is linked, later ones are not', async () => {
  expect(await linked('A cache is fast. The cache is small.\n\nThe Cache again.')).toEqual(['cache: cache']);
});

test('the longest match comes first', async () => {
  expect(await linked('A cache stampede hits the cache.')).toEqual([
    'cache-stampede: cache stampede',
    'cache: cache',
  ]);
});

test('aliases and simple plurals are found', async () => {
  expect(await linked('Thundering herds and retry policies')).toEqual([
    'cache-stampede: Thundering herds',
    'policy: retry policies',
  ]);
});

test('capitals are matched as written', async () => {
  expect(await linked('Wear a cap.')).toEqual([]);
  expect(await linked('CAP says so.')).toEqual(['cap: CAP']);
  expect(await linked('Two TTLs.')).toEqual(['ttl: TTLs']);
});

test('parts of words, paths and file names are no mentions', async () => {
  expect(await linked('cached caches2 precache lru.cache /cache @cache cache-less')).toEqual([
    'cache: cache',
  ]);
  expect(await linked('cached precache lru.cache /cache @cache')).toEqual([]);
});

test('words are those of any script', async () => {
  expect(await linked('Eine naïve Größe.')).toEqual(['naive: naïve Größe']);
  expect(await linked('latencyé élatency')).toEqual([]);
});

test('a term may stand across a line end, with a hyphen, or before a possessive', async () => {
  expect(await linked('a cache\nstampede')).toEqual(['cache-stampede: cache\nstampede']);
  expect(await linked('a cache-stampede')).toEqual(['cache-stampede: cache-stampede']);
});

test('headings, code, links, summaries, captions and questions are left alone', async () => {
  const text =
    '## Cache\n\n`cache` [cache](x.md)\n\n```text title="cache"\ncache\n```\n\n<details><summary>cache</summary></details>\n\n| cache |\n|--|\n';
  expect(await linked(text)).toEqual([]);
});

test('table cells, lists and emphasis are prose', async () => {
  expect(await linked('- *cache*\n\n| a |\n|--|\n| latency |')).toEqual(['cache: cache', 'latency: latency']);
});

test('the terms used are told in the order of their first mention', async () => {
  const { usedTerms } = await renderText('Latency of a cache', { terms, glossaryHref: 'g.html' });
  expect(usedTerms).toEqual(['latency', 'cache']);
});

test('without a glossary nothing is linked', async () => {
  expect((await renderText('cache', { terms })).usedTerms).toEqual([]);
});

test('linking never changes the text', async () => {
  const word = fc.constantFrom(
    'cache',
    'Cache',
    'stampede',
    'CAP',
    'policy',
    'retry',
    ' ',
    ', ',
    '.',
    '-',
    'é',
    'TTL',
    'theorem',
    's',
    'x',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 30 }), async (words) => {
      const text = `a ${words.join('')} z`;
      const plain = (await renderText(text)).html.replaceAll(/<[^>]+>/g, '');
      const html = (await renderText(text, { terms, glossaryHref: 'g.html' })).html;
      expect(html.replaceAll(/<[^>]+>/g, '')).toBe(plain);
    }),
    { numRuns: 100 },
  );
});

test('a hundred terms in fifty kilobytes are found in a fraction of the time it takes to read them', async () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    id: `t${index}`,
    name: `database term ${index}`,
    aliases: [`alias ${index}`],
  }));
  const text = 'The database and the alias of a term answer a request with low latency, as ever. '.repeat(
    640,
  );
  const time = async (terms: typeof many): Promise<number> => {
    const start = performance.now();
    await renderText(text, { terms, glossaryHref: 'g.html' });
    return performance.now() - start;
  };
  await time(many);
  const without = Math.min(await time([]), await time([]), await time([]));
  const withTerms = Math.min(await time(many), await time(many), await time(many));
  expect(withTerms - without).toBeLessThan(Math.max(40, without));
});
