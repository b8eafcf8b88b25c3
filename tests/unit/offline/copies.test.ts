// What a cache says it holds is believed only if it is a list of files below the site's root.
import { expect, test } from 'vitest';
import { cacheNameOf, isCacheable, isOfflineFileList } from '../../../src/offline/copies.ts';

const list = {
  course: 'tea',
  title: 'Tea',
  version: '1',
  files: [['tea/index.html', 'a', 10]],
  engine: [],
};

test('a list as the build writes it is one', () => {
  expect(isOfflineFileList(list)).toBe(true);
  expect(
    isOfflineFileList({
      ...list,
      files: [
        ['tea/über uns…html', '', 0],
        ['a/..b/c', '', 0],
      ],
    }),
  ).toBe(true);
});

test.each([
  ['nothing', null],
  ['a text', 'tea'],
  ['no files', { ...list, files: undefined }],
  ['a file without a size', { ...list, files: [['tea/index.html', 'a']] }],
  ['another site', { ...list, files: [['https://example.org/x', '', 1]] }],
  ['a path from the host’s root', { ...list, files: [['/x', '', 1]] }],
  ['a path out of the site', { ...list, files: [['tea/../../x', '', 1]] }],
  ['an engine that is no list', { ...list, engine: {} }],
])('%s is none', (_what, value) => {
  expect(isOfflineFileList(value)).toBe(false);
});

test('courses, versions and sites have caches of their own', () => {
  const names = [
    cacheNameOf('/', 'tea', '1', false),
    cacheNameOf('/', 'tea', '1', true),
    cacheNameOf('/', 'tea', '2', false),
    cacheNameOf('/', 'coffee', '1', false),
    cacheNameOf('/a/', 'tea', '1', false),
  ];
  expect(new Set(names).size).toBe(names.length);
});

test('a page in the place of a script, which some hosts send for what is not there, is not kept', () => {
  const answer = (type: string, status = 200): Response =>
    new Response('x', { status, headers: { 'content-type': type } });
  expect(isCacheable(answer('text/javascript'), false)).toBe(true);
  expect(isCacheable(answer('text/html; charset=utf-8'), true)).toBe(true);
  expect(isCacheable(answer('Text/HTML'), false)).toBe(false);
  expect(isCacheable(answer('text/javascript', 404), false)).toBe(false);
});
