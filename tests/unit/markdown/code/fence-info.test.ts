import { expect, test } from 'vitest';
import { readFenceInfo } from '../../../../src/markdown/code/fence-info.ts';

test('a fence without words asks for nothing', () => {
  const info = readFenceInfo(null, null);
  expect(info).toMatchObject({ language: '', title: '', tab: '', alt: '' });
  expect(info.marked.size + info.inserted.size + info.deleted.size).toBe(0);
});

test('title, tab and alt are read in double and single quotes and bare', () => {
  expect(readFenceInfo('ts', 'title="a b.ts" tab=\'Type Script\' alt=x')).toMatchObject({
    language: 'ts',
    title: 'a b.ts',
    tab: 'Type Script',
    alt: 'x',
  });
});

test('a quote inside a quoted value is written with a backslash', () => {
  expect(readFenceInfo('text', String.raw`alt="says \"no\""`).alt).toBe('says "no"');
});

test('line marks are single numbers and ranges, with or without a space before the brace', () => {
  expect([...readFenceInfo('ts', '{2,4-6}').marked]).toEqual([2, 4, 5, 6]);
  expect([...readFenceInfo('ts{1,3}', null).marked]).toEqual([1, 3]);
  expect(readFenceInfo('ts{1,3}', null).language).toBe('ts');
});

test('inserted and deleted lines have their own marks', () => {
  const { inserted, deleted } = readFenceInfo('ts', 'ins={3} del={4-5}');
  expect([[...inserted], [...deleted]]).toEqual([[3], [4, 5]]);
});

test('an absurd range does not fill the memory', () => {
  expect(readFenceInfo('ts', '{1-999999999}').marked.size).toBeLessThan(20_000);
});

test('words that are not known are ignored', () => {
  expect(readFenceInfo('sql', 'norun="why" error="23505" hl_lines whatever=1').title).toBe('');
});

test('a file name serves as title if there is none', () => {
  expect(readFenceInfo('ts', 'file="cart.ts"').title).toBe('cart.ts');
});
