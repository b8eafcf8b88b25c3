// `npm run new`, run as an author runs it: what it writes can be built without a warning, and it never overwrites.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLibrary } from '../../../src/course/read-course.ts';
import { planNew, type ContentFolder } from '../../../src/cli/new-content.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-new-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function run(...words: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/new.ts', ...words], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: root },
  });
  return { code: status, said: stdout + stderr };
}
const folder = (files: string[], folders: Record<string, string[]>): ContentFolder => ({
  files,
  folders: new Map(Object.entries(folders)),
});
const written = (words: string[], content: ContentFolder): string[] => {
  const plan = planNew(words, content);
  return 'write' in plan ? plan.write.map(({ name }) => name) : [`refused: ${plan.refuse.split('\n')[0]}`];
};

test('a new course and a new chapter can be built as they are', () => {
  expect(run('course', 'Caching: from scratch').code).toBe(0);
  const { code, said } = run('chapter', 'Keys & "values"', 'in', 'caching-from-scratch');
  expect({ code, said }).toMatchObject({
    code: 0,
    said: expect.stringContaining('02-keys-values.md') as string,
  });
  const { courses, problems } = readLibrary(root);
  expect(problems).toEqual([]);
  expect(courses.map(({ title, chapters }) => [title, ...chapters.map((chapter) => chapter.title)])).toEqual([
    ['Caching: from scratch', 'Introduction', 'Keys & "values"'],
  ]);
});

test('what exists is left as it is, with exit code 1 and a sentence', () => {
  run('course', 'Caching');
  writeFileSync(path.join(root, 'caching/index.md'), 'mine');
  const { code, said } = run('course', 'Caching');
  expect(code).toBe(1);
  expect(said).toBe('There is already "caching". Nothing was written.\n');
  expect(readFileSync(path.join(root, 'caching/index.md'), 'utf8')).toBe('mine');
  expect(run('chapter', 'Introduction').code).toBe(1);
  expect(readdirSync(path.join(root, 'caching'))).toEqual(['01-introduction.md', 'index.md']);
});

test('the first course may be begun where there is no content folder', () => {
  rmSync(root, { recursive: true });
  expect(run('course', 'First').code).toBe(0);
  mkdirSync(root, { recursive: true });
  expect(readdirSync(root)).toEqual(['first']);
});

test('a chapter is numbered after the last, with as many digits', () => {
  expect(
    written(['chapter', 'New'], folder([], { shop: ['index.md', '01-a.md', '09-b.md', 'glossary.md'] })),
  ).toEqual(['shop/10-new.md']);
  expect(written(['chapter', 'New'], folder([], { shop: ['001-a.md'] }))).toEqual(['shop/002-new.md']);
  expect(written(['chapter', 'New'], folder([], { shop: ['index.md'] }))).toEqual(['shop/01-new.md']);
});

test.each([
  [[], 'Start a course or a chapter with one of:'],
  [['lesson', 'A'], 'Start a course or a chapter with one of:'],
  [['course'], 'Start a course or a chapter with one of:'],
  [['course', 'A', 'in', 'shop'], 'Start a course or a chapter with one of:'],
  [['chapter', 'A', 'of', 'shop'], 'Start a course or a chapter with one of:'],
  [['course', 'Search'], '"search" is one of Lectern’s own pages. Choose another title.'],
  [['course', 'Notes'], 'There is already "notes.md". Nothing was written.'],
  [['chapter', 'A'], 'Say in which: shop, other.'],
  [['chapter', 'A', 'in', 'shp'], 'There is no course folder "shp". Did you mean "shop"?'],
  [
    ['chapter', 'A', 'in', 'notes'],
    '"notes.md" is a course in one file, where a chapter is a heading. Add to it:',
  ],
  [
    ['chapter', 'Glossary', 'in', 'shop'],
    '"glossary" is a page that Lectern makes for every course. Choose another title.',
  ],
  [['chapter', 'Orders', 'in', 'shop'], 'There is already "shop/01-orders.md". Nothing was written.'],
])('%j is refused: %s', (words, sentence) => {
  const content = folder(['notes.md'], { shop: ['01-orders.md'], other: ['01-a.md'], pictures: ['a.png'] });
  expect(written(words, content)).toEqual([`refused: ${sentence}`]);
});

test('a title without Latin letters makes ids that questions can have', () => {
  const plan = planNew(['chapter', 'Очереди'], folder([], { shop: ['01-a.md'] }));
  const text = 'write' in plan ? (plan.write[0]?.text ?? '') : '';
  expect(text).toMatch(/- id: explain-chapter-2\n/);
  expect(text).toMatch(/^id: explain-chapter-2-why$/m);
});
