import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readLibrary } from '../../../../src/course/read-course.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-mdx-'));
  for (const course of ['tea', 'plain']) mkdirSync(path.join(root, course));
  writeFileSync(path.join(root, 'tea/01-water.mdx'), 'Boil {1 + 1} cups.\n');
  writeFileSync(path.join(root, 'tea/02-leaves.mdx'), 'Loose.\n');
  writeFileSync(path.join(root, 'tea/03-cups.md'), 'Warm.\n');
  writeFileSync(path.join(root, 'plain/01-one.md'), 'Text.\n');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

test('that a course holds code is said once for the course, and is no problem', () => {
  const { notes, problems } = readLibrary(root);
  expect(notes).toEqual([expect.stringMatching(/tea: 2 files are MDX, which is code: .*--no-mdx/)]);
  expect(problems.filter(({ code }) => code.startsWith('mdx'))).toEqual([]);
});

test('refused, none of it is read, each file is an error, and the rest of the course stays', () => {
  vi.stubEnv('LECTERN_NO_MDX', '1');
  const { courses, problems, notes } = readLibrary(root);
  expect(notes).toEqual([]);
  expect(problems.map(({ code, grade, place }) => [code, grade, path.basename(place.file)])).toEqual([
    ['mdx-refused', 'error', '01-water.mdx'],
    ['mdx-refused', 'error', '02-leaves.mdx'],
  ]);
  const chapters = courses.map(({ id, chapters: all }) => [id, all.map((chapter) => chapter.id)]);
  expect(chapters).toEqual([
    ['plain', ['one']],
    ['tea', ['cups']],
  ]);
});
