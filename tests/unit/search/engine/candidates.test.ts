import { expect, test } from 'vitest';
import { findCandidates } from '../../../../src/search/engine/candidates.ts';
import type { PagefindInstance } from '../../../../src/search/engine/pagefind.ts';
import { readQuery } from '../../../../src/search/engine/query.ts';

/** Ids of the records found, best first, where the index answers each term with these records and scores. */
async function found(typed: string, answers: Record<string, Record<string, number>>): Promise<string[]> {
  const pagefind: PagefindInstance = {
    init: async () => undefined,
    preload: async () => undefined,
    filters: async () => ({}),
    destroy: async () => undefined,
    search: async (term) => ({
      results: Object.entries(answers[term] ?? {})
        .map(([id, score]) => ({ id, score, words: [], data: () => Promise.reject(new Error(id)) }))
        .sort((a, b) => b.score - a.score),
    }),
  };
  return (await findCandidates(pagefind, readQuery(typed), {})).map(({ id }) => id);
}

test('a record that is all about the rarer word comes before those that happen to hold all', async () => {
  const adding = { 'Add machines': 10, a: 1, b: 1, c: 1, d: 1, e: 1 };
  const ids = await found('add picture', {
    'add picture': { 'by chance': 3, 'by chance too': 2.2, other: 1.5, another: 1 },
    add: { ...adding, 'by chance': 1, 'by chance too': 1, other: 1, another: 1 },
    picture: { Pictures: 20, 'by chance': 2, 'by chance too': 1.2, other: 0.5, another: 0.5 },
  });
  expect(ids.slice(0, 2)).toEqual(['by chance', 'Pictures']);
});

test('only the best few records with some of the words join those with all', async () => {
  const whole = { a: 4, b: 3, c: 2, d: 1 };
  const ids = await found('read replica', {
    'read replica': whole,
    read: { ...whole, e: 1, f: 1, g: 1 },
    replica: { ...whole, h: 1 },
  });
  expect(ids).toHaveLength(6);
  expect(ids.slice(0, 4)).toEqual(['a', 'b', 'c', 'd']);
});

test('no record with some of the words joins very many with all', async () => {
  const whole = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`whole ${at}`, 1]));
  const replica = { Replicas: 9, ...whole };
  expect(await found('read replica', { 'read replica': whole, read: whole, replica })).toHaveLength(30);
});

test('all records with some of the words are there if few have all', async () => {
  const ids = await found('read replica', {
    'read replica': { a: 4 },
    read: { a: 2, e: 1, f: 1, g: 1 },
    replica: { a: 2, h: 1 },
  });
  expect(ids.sort()).toEqual(['a', 'e', 'f', 'g', 'h']);
});

test('an identifier that stands whole comes before one in its parts', async () => {
  const answers = { nostore: { whole: 1 }, 'no store': { parts: 9, whole: 2 } };
  expect(await found('no-store', answers)).toEqual(['whole', 'parts']);
  expect(await found('no-store', { 'no store': { parts: 9 } })).toEqual(['parts']);
});
