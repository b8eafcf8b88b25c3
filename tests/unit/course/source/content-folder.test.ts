// What depends on the disk and cannot lie in a case folder: size, links, folders that are not there.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../../../src/course/problems.ts';
import { MAX_BYTES } from '../../../../src/course/source/source-file.ts';
import { readSources } from '../../../../src/course/source/content-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-sources-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function read(folder = root): { ids: string[]; problems: Problem[]; codes: string[] } {
  const problems: Problem[] = [];
  const courses = readSources(folder, problems);
  return { ids: courses.map(({ id }) => id), problems, codes: problems.map(({ code }) => code) };
}
function write(name: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
}

test('a file of five million bytes is read, one of a byte more is refused with its size', () => {
  write('fits.md', 'x'.repeat(MAX_BYTES));
  write('large.md', 'x'.repeat(MAX_BYTES + 1));
  const { ids, problems } = read();
  expect(ids).toEqual(['fits']);
  expect(problems.map(({ code, text }) => `${code}: ${text}`)).toEqual([
    'file-too-large: The file has 5,000,001 bytes; the limit is 5,000,000.',
  ]);
});

test('a content folder that does not exist is an error that says how to choose another', () => {
  const { problems } = read(path.join(root, 'nowhere'));
  expect(problems.map(({ code, grade }) => `${grade} ${code}`)).toEqual(['error content-empty']);
  expect(problems[0]?.hint).toContain('CONTENT_DIR');
});

test('a content folder without anything, or without Markdown, is an error', () => {
  expect(read().codes).toEqual(['content-empty']);
  write('pictures/a.png', 'x');
  expect(read().codes).toEqual(['content-empty']);
});

test('an empty folder is an error, a folder of pictures beside a course is none', () => {
  write('course.md', 'text');
  write('pictures/a.png', 'x');
  mkdirSync(path.join(root, 'begun'));
  expect(read()).toMatchObject({ ids: ['course'], codes: ['course-empty'] });
});

test('a file that is a link out of the content folder is not read; a link within it is', () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'lectern-outside-'));
  writeFileSync(path.join(outside, 'secret.md'), 'secret');
  write('real.md', 'text');
  symlinkSync(path.join(outside, 'secret.md'), path.join(root, 'linked.md'));
  symlinkSync(path.join(root, 'real.md'), path.join(root, 'alias.md'));
  expect(read()).toMatchObject({ ids: ['alias', 'real'], codes: ['file-outside-content'] });
  rmSync(outside, { recursive: true });
});

test('a folder that is a link out of the content folder is not entered, and told', () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'lectern-outside-'));
  writeFileSync(path.join(outside, '01-secret.md'), 'secret');
  write('real.md', 'text');
  symlinkSync(outside, path.join(root, 'linked'));
  expect(read()).toMatchObject({ ids: ['real'], codes: ['file-outside-content'] });
  rmSync(outside, { recursive: true });
});

test('bytes that are no UTF-8 are an error on the line they stand on, and the other files are read', () => {
  write('bad.md', Buffer.concat([Buffer.from('# Title\n\nline\n'), Buffer.from([0x63, 0xe9])]));
  write('good.md', 'text');
  const { ids, problems } = read();
  expect(ids).toEqual(['good']);
  expect(problems.map(({ code, place }) => `${code}:${place.line}`)).toEqual(['file-not-utf8:4']);
});

test('chapters come in the order of their numbers, not of their digits', () => {
  for (const name of ['10-last', '2-second', '01-first']) write(`shop/${name}.md`, 'text');
  const [course] = readSources(root, []);
  expect(course?.chapters.map(({ id }) => id)).toEqual(['first', 'second', 'last']);
});

test('Markdown that only lies too deep gives no course, which is an error', () => {
  write('a/b/c.md', 'text');
  expect(read().codes.sort()).toEqual(['chapter-nested', 'content-empty']);
});

test.skipIf(process.platform === 'win32')('a pipe with the name of a course is not waited for', () => {
  execFileSync('mkfifo', [path.join(root, 'pipe.md')]);
  expect(read()).toMatchObject({ ids: [], codes: ['file-unreadable'] });
});

test.skipIf(process.platform === 'win32')('links that lead to each other are no reason to stop', () => {
  write('real.md', 'text');
  symlinkSync(path.join(root, 'b'), path.join(root, 'a'));
  symlinkSync(path.join(root, 'a'), path.join(root, 'b'));
  symlinkSync(path.join(root, 'c.md'), path.join(root, 'c.md'));
  expect(read()).toMatchObject({ ids: ['real'], codes: ['file-outside-content'] });
});
