// An index that was begun with the last build's records is the one that the new records alone would give.
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { beginIndex, closePagefind, fillIndex } from '../../../../src/search/index/pagefind-index.ts';
import type { SearchRecord } from '../../../../src/search/index/records.ts';

afterAll(closePagefind);

const record = (url: string, text: string): SearchRecord => ({
  url,
  html: `<html lang="en"><body><p id="a">${text}</p></body></html>`,
});
const OLD = [
  record('a.html#', 'a bounded queue'),
  record('a.html#b', 'an unbounded stampede'),
  record('c.html#', 'shards'),
];

/** Every file of the index by its name and bytes. */
async function indexOf(
  records: readonly SearchRecord[],
  begunWith?: readonly SearchRecord[],
): Promise<string[]> {
  const index = await fillIndex(records, begunWith && beginIndex(begunWith));
  const { files } = await index.getFiles();
  await closePagefind();
  return files
    .map(({ path, content }) => `${path} ${createHash('sha1').update(content).digest('hex')}`)
    .sort();
}

const CHANGES: readonly (readonly [what: string, now: readonly SearchRecord[]])[] = [
  ['nothing', OLD],
  ['a text', OLD.with(1, record('a.html#b', 'a single flight'))],
  [
    'the language of a text',
    OLD.with(2, { url: 'c.html#', html: '<html lang="de"><p id="a">Teile</p></html>' }),
  ],
  ['a record more', [...OLD, record('d.html#', 'more')]],
  ['a record fewer', OLD.slice(1)],
  ['their order', OLD.toReversed()],
  ['so much text that words are kept otherwise', OLD.with(0, record('a.html#', 'word '.repeat(3_000_000)))],
];

test.each(CHANGES)('where %s has changed', { timeout: 60_000 }, async (_what, now) => {
  expect(await indexOf(now, OLD)).toEqual(await indexOf(now));
});

test('a text that has changed is not found under its old words', async () => {
  const now = OLD.with(1, record('a.html#b', 'a single flight'));
  expect(await indexOf(now, OLD)).not.toEqual(await indexOf(OLD));
});
