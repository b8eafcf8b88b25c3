// `npm run new -- course --from …`, run as an author runs it: what it says before it copies, and what it copies.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newFrom } from '../../../src/cli/new-from.ts';

let root: string;
let contentDir: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-from-'));
  contentDir = path.join(root, 'content');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(files: Readonly<Record<string, string>>, folder = 'my book'): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return path.join(root, folder);
}

const BOOK = {
  'book.toml': '[book]\ntitle = "Tea"\n',
  'src/SUMMARY.md':
    '# Summary\n\n[Before](README.md)\n\n# Leaves\n\n- [Water](water.md)\n- [Black](leaves/black.md)\n',
  'src/README.md': '# Before\n\nA cup.',
  'src/leaves/black.md': '# Black tea\n\nIt is [hot](../water.md).',
  'src/water.md': '# Water\n\n{{#include cup.txt}}',
  'src/.draft/secret.md': '# Secret',
  'node_modules/x/README.md': '# Not a chapter',
};
const ask = (from: string, isConfirmed = false) =>
  newFrom({ from, contentDir, isConfirmed, showsAll: false });

test('it says what would be read, in which order, and what is not understood, and copies nothing', async () => {
  const { message, isRefused } = await ask(put(BOOK));
  expect(isRefused).toBe(false);
  expect(message).toMatch(/would be the course "Tea"[^]*2 chapters/);
  const places = [
    'src/README.md',
    'Leaves',
    '1. Water',
    'src/water.md',
    '2. Black tea',
    'src/leaves/black.md',
  ].map((each) => message.indexOf(each));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(message).toContain('include-unread');
  expect(message).toMatch(/Nothing was copied yet\.[^]*--from ".*my book" --yes$/);
  expect(existsSync(contentDir)).toBe(false);
});

test('with --yes the book is copied as a whole, without what is no part of it', async () => {
  const from = put(BOOK);
  symlinkSync(tmpdir(), path.join(from, 'src/elsewhere'));
  const { message } = await ask(from, true);
  expect(message).toContain('Copied to');
  expect(readdirSync(contentDir)).toEqual(['my book']);
  expect(readdirSync(path.join(contentDir, 'my book'), { recursive: true }).map(String).sort()).toEqual(
    [
      'book.toml',
      'src',
      'src/README.md',
      'src/SUMMARY.md',
      'src/leaves',
      'src/leaves/black.md',
      'src/water.md',
    ].map((name) => name.split('/').join(path.sep)),
  );
  expect((await ask(from, true)).message).toContain('There is already');
});

test('a file is a course too, and a name may be long', async () => {
  const name = `${'tea-'.repeat(50)}.md`;
  const { message } = await ask(
    path.join(put({ [name]: '# Tea\n\n## Water\n\nHot.\n\n## Leaves\n\nDry.' }), name),
    true,
  );
  expect(message).toContain('with 2 chapters');
  expect(readdirSync(contentDir)).toEqual([name]);
});

test('what cannot be a course is refused with a sentence', async () => {
  const empty = put({ 'picture.png': 'x' }, 'empty');
  const bad = path.join(root, 'bad');
  put({ 'a.md': '# A\n\ntext' }, 'content/there');
  for (const [from, reason] of [
    [path.join(root, 'nowhere'), 'There is no'],
    [path.join(empty, 'picture.png'), 'neither a folder nor a file of Markdown'],
    [empty, 'There is no Markdown in'],
    [path.join(contentDir, 'there'), 'lies in the content folder already'],
    [root, 'holds the content folder'],
    [put({ 'a.md': '# A' }, 'search'), 'is one of Lectern’s own pages'],
  ] as const) {
    const { message, isRefused } = await ask(from, true);
    expect([isRefused, message]).toEqual([true, expect.stringContaining(reason)]);
  }
  expect(existsSync(bad)).toBe(false);
});

test('an option that there is not gives the usage, and exit code 1', () => {
  const { status, stderr } = spawnSync(process.execPath, ['src/cli/new.ts', 'course', '--form', 'x'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: contentDir },
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('Start a course or a chapter with one of:')]);
});

test('a title in a stranger’s book cannot steer the terminal that it is shown on', async () => {
  const { message } = await ask(put({ 'a.md': '# A\u001b[2J\u202e\n\nText.' }));
  expect(message).toContain('1. A\ufffd[2J\ufffd');
  expect(message).not.toMatch(/[\u001b\u202e]/);
});
