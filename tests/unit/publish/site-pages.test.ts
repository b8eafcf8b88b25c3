// Which pages are made, which are taken from the last build, and what is handed to a thread.
import { linkSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { SitePage } from '../../../src/publish/page-renderer.ts';
import { writeNewPages, writePages } from '../../../src/publish/site-pages.ts';

const work = mkdtempSync(path.join(tmpdir(), 'site-pages-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const folders = { target: path.join(work, 'site'), kept: path.join(work, 'pages') };
let made: string[] = [];
let madeElsewhere: string[] = [];
beforeEach(() => {
  for (const folder of ['site', 'pages', 'pages.json'])
    rmSync(path.join(work, folder), { recursive: true, force: true });
});

const page = (name: string, key: string | undefined, text = key ?? ''): SitePage => ({
  name,
  key,
  render() {
    made.push(name);
    return Promise.resolve(new TextEncoder().encode(`<p>${name} ${text}</p>`));
  },
});

async function write(pages: readonly SitePage[]): Promise<Awaited<ReturnType<typeof writePages>>> {
  [made, madeElsewhere] = [[], []];
  rmSync(folders.target, { recursive: true, force: true });
  return writePages(pages, folders, (names) => {
    madeElsewhere = [...names];
    return writeNewPages(
      pages.filter(({ name }) => names.includes(name)),
      folders,
    );
  });
}

const readSite = (name: string): string => readFileSync(path.join(folders.target, name), 'utf8');

test('a page whose key is the last build’s is not made again, one with another key or with none is', async () => {
  await write([page('a.html', '1'), page('b/c.html', '1'), page('d.txt', undefined, 'one')]);
  expect(made).toEqual(['a.html', 'b/c.html', 'd.txt']);
  const { digests, found } = await write([
    page('a.html', '1'),
    page('b/c.html', '2'),
    page('d.txt', undefined, 'two'),
  ]);
  expect(made).toEqual(['b/c.html', 'd.txt']);
  expect([readSite('a.html'), readSite('b/c.html'), readSite('d.txt')]).toEqual([
    '<p>a.html 1</p>',
    '<p>b/c.html 2</p>',
    '<p>d.txt two</p>',
  ]);
  expect([...digests.keys()].sort()).toEqual(['a.html', 'b/c.html', 'd.txt']);
  expect([...found.keys()].map((key) => key.split(' ')[0])).toEqual(['b/c.html']);
});

test('a kept page that somebody has changed is made again', async () => {
  await write([page('a.html', '1')]);
  writeFileSync(path.join(folders.kept, 'a.html'), 'something else');
  await write([page('a.html', '1')]);
  expect(readSite('a.html')).toBe('<p>a.html 1</p>');
});

test('a new page is a new file: what the last output shares with it stays as it was', async () => {
  await write([page('a.html', '1')]);
  const last = path.join(work, 'last.html');
  linkSync(path.join(folders.target, 'a.html'), last);
  await write([page('a.html', '2')]);
  expect(readFileSync(last, 'utf8')).toBe('<p>a.html 1</p>');
});

test('a page that is no more is kept no longer', async () => {
  await write([page('a.html', '1'), page('b.html', '1')]);
  await write([page('a.html', '1')]);
  expect(readdirSync(folders.kept)).toEqual(['a.html']);
  await write([page('a.html', '1'), page('b.html', '1')]);
  expect(made).toEqual(['b.html']);
});

test('of two pages with one name the first is written', async () => {
  await write([page('a.html', '1', 'first'), page('a.html', '1', 'second')]);
  expect(readSite('a.html')).toBe('<p>a.html first</p>');
  expect(made).toEqual(['a.html']);
});

test('of many new pages half are made elsewhere, each once, and all are kept', async () => {
  const pages = Array.from({ length: 301 }, (_, at) => page(`p${at}.html`, 'x'));
  const { digests, found } = await write(pages);
  expect(madeElsewhere).toHaveLength(150);
  expect(made.toSorted()).toEqual(pages.map(({ name }) => name).sort());
  expect(digests.size).toBe(301);
  expect(found.size).toBe(301);
  await write(pages);
  expect([made, madeElsewhere]).toEqual([[], []]);
  expect(readSite('p0.html')).toBe('<p>p0.html x</p>');
});

test('what goes wrong elsewhere stops the build', async () => {
  const pages = Array.from({ length: 300 }, (_, at) => page(`p${at}.html`, 'x'));
  const failing = writePages(pages, folders, () => Promise.reject(new Error('no memory')));
  await expect(failing).rejects.toThrow('no memory');
});
