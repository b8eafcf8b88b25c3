import { expect, test } from 'vitest';
import { findUnfinished } from '../../../../src/markdown/html/unfinished-html.ts';

test.each([
  'a < b and c <3',
  '<b title=">">x</b>',
  "<b title='a\"b'>x</b>",
  '<b title=a"b>x</b>',
  // What ends a comment, by the standard's tokenizer.
  '<!---->',
  '<!-->',
  '<!--->',
  '<!-- a --!> b',
  '<!----!>',
  '<!--!> a -->',
  '<!-- <b title=" -->',
  '<!doctype html>',
  '<?php x ?>',
  '</ no tag>',
  'ends with </',
])('%s is finished', (html) => expect(findUnfinished(html)).toBeUndefined());

test.each([
  ['a <b', 2, 'tag'],
  ['<a><b title="', 3, 'tag'],
  ["<b title='>", 0, 'tag'],
  ['<b title= ">', 0, 'tag'],
  ['</b', 0, 'tag'],
  ['a <!-- b', 2, 'comment'],
  ['<!-- a -- >', 0, 'comment'],
  ['<!-- a --> <!-- b', 11, 'comment'],
  ['<!--!>', 0, 'comment'],
  ['<!---!>', 0, 'comment'],
  ['<!x', 0, 'comment'],
  ['<?x', 0, 'comment'],
  ['</ x', 0, 'comment'],
] as const)('%s is not, from sign %i on: a %s', (html, start, kind) => {
  expect(findUnfinished(html)).toEqual({ start, kind });
});

test('the first of several counts, and each is looked at once', () => {
  expect(findUnfinished('<i> <b x=" <!-- ')).toEqual({ start: 4, kind: 'tag' });
  // Read in one pass: the square of so many would not come back.
  expect(findUnfinished('<a b="">'.repeat(200_000))).toBeUndefined();
  expect(findUnfinished('<!-- -->'.repeat(200_000))).toBeUndefined();
});
