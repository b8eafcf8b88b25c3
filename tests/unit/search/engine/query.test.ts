import { describe, expect, test } from 'vitest';
import { readQuery, splitIdentifiers, contentWordsOf, wordsOf } from '../../../../src/search/engine/query.ts';
import { spellSymbols, symbolWords } from '../../../../src/search/engine/symbols.ts';

describe('a query', () => {
  test('of white space or punctuation asks nothing', () => {
    for (const typed of ['', '   ', '?', '… — !']) expect(readQuery(typed).words).toEqual([]);
  });

  test('is asked as typed first, then by the parts of its identifiers', () => {
    expect(readQuery('readReplica').spellings).toEqual(['readreplica', 'read replica']);
    expect(readQuery('user_id').spellings).toEqual(['user_id', 'user id']);
    expect(readQuery('Cache-Control').spellings).toEqual(['cachecontrol', 'cache control']);
    expect(readQuery('cache control').spellings).toEqual(['cache control']);
  });

  test('loses its small words where others remain, and keeps them as its wording', () => {
    const query = readQuery('When should I split a monolith?');
    expect(query.words).toEqual(['split', 'monolith']);
    expect(query.spellings).toEqual(['split monolith']);
    expect(query.wording).toEqual(['when', 'should', 'i', 'split', 'a', 'monolith']);
  });

  test('loses the verbs and nouns that only ask', () => {
    expect(readQuery('what is the difference between a queue and a log').words).toEqual(['queue', 'log']);
    expect(readQuery("What's a saga used without?").words).toEqual(['saga']);
    expect(readQuery('how to make my own figure').words).toEqual(['figure']);
  });

  test('keeps the small words of an identifier', () => {
    expect(readQuery('no-store').words).toEqual(['no', 'store']);
    expect(readQuery('the If-Match header').words).toEqual(['if', 'match', 'header']);
    expect(readQuery('isReady').words).toEqual(['is', 'ready']);
  });

  test('has a number in one word, as the index has it', () => {
    expect(readQuery('99.99% of 16,384').words).toEqual(['99.99', '16384']);
    expect(readQuery('99.99% of 16,384').spellings).toEqual(['9999 16384']);
    expect(wordsOf('1, 2 and 3.')).toEqual(['1', '2', 'and', '3']);
  });

  test('has what stands around an apostrophe in one word, as the index has it', () => {
    expect(readQuery("Conway's law").spellings).toEqual(['conways law']);
    expect(wordsOf('Little’s Law')).toEqual(['littles', 'law']);
  });

  test('of nothing but small words keeps them', () => {
    expect(readQuery('to be or not').words).toEqual(['to', 'be', 'or', 'not']);
  });

  test('may be a pasted page without becoming thousands of look-ups', () => {
    expect(readQuery('several different words '.repeat(1000)).words.length).toBeLessThanOrEqual(12);
  });

  test('keeps as one word what would fall into single letters', () => {
    expect(readQuery('N+1 queries').words).toEqual(['n1', 'queries']);
  });

  test('has numbers, percentiles and letters of other alphabets as words', () => {
    expect(readQuery('p99').words).toEqual(['p99']);
    expect(readQuery('429').words).toEqual(['429']);
    expect(readQuery('λ').words).toEqual(['λ']);
  });

  test('finds accents either way', () => {
    expect(wordsOf('Café Zürich')).toEqual(['cafe', 'zurich']);
  });
});

test('identifiers fall into their parts, acronyms stay whole', () => {
  expect(splitIdentifiers('parseHTTPHeader createOrder order_items[0]')).toBe(
    'parse HTTP Header create Order order items 0',
  );
});

test('words are dropped only if something is left', () => {
  expect(contentWordsOf('The cache')).toEqual(['cache']);
  expect(contentWordsOf('The what')).toEqual(['the', 'what']);
});

describe('orders of growth', () => {
  test('become the same word in the text and in the query', () => {
    expect(symbolWords('It takes O(n log n) comparisons, never O(n²).')).toEqual(['bigonlogn', 'bigon2']);
    expect(spellSymbols('O(n log n)')).toBe('bigonlogn');
    expect(spellSymbols('o(N^2)')).toBe('bigon2');
    expect(readQuery('O(1) lookup').words).toEqual(['bigo1', 'lookup']);
  });

  test('are not seen in calls', () => {
    expect(symbolWords('foo(n) and to(x)')).toEqual([]);
  });
});

test('Greek letters that stand alone are found by their names', () => {
  expect(symbolWords('ρ = λ/μ, where µ is the micro sign; not λόγος')).toEqual(['rho', 'lambda', 'mu']);
});
