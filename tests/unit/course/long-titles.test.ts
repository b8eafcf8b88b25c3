// Titles have a limit, wherever they come from: they are shown in lists, in results and in the window's own title.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLibrary } from '../../../src/course/read-course.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-titles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(files: Readonly<Record<string, string>>): ReturnType<typeof readLibrary> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readLibrary(folder);
}

const LONG = 'word '.repeat(10_000);
const longest = (titles: readonly string[]): number => Math.max(...titles.map(({ length }) => length));

test('a heading as long as a text becomes a paragraph, and is told with its line', () => {
  const { courses, problems } = read({
    'tea.md': `# Tea\n\n## Water\n\nFresh.\n\n## ${LONG}\n\n### ${LONG}\n`,
  });
  expect(courses[0]?.chapters.map(({ title }) => title)).toEqual(['Water']);
  expect(courses[0]?.chapters[0]?.sections).toEqual([]);
  expect(problems.map(({ code, place }) => [code, place.line])).toEqual([
    ['heading-too-long', 7],
    ['heading-too-long', 9],
  ]);
});

test('a title of the front matter that is too long gives way to the next', () => {
  const data = `---\ntitle: ${LONG}\n---\n\n# Short\n\nText.\n`;
  const { courses, problems } = read({ 'tea/index.md': data, 'tea/01-water.md': data });
  expect(courses[0]?.title).toBe('Short');
  expect(courses[0]?.chapters[0]?.title).toBe('Short');
  expect(problems.map(({ code, grade }) => [code, grade])).toEqual([
    ['front-matter-invalid', 'warning'],
    ['front-matter-invalid', 'warning'],
  ]);
});

test('what other tools call a book, a page or a part is cut', () => {
  const { courses } = read({
    'tea/mkdocs.yml': `site_name: ${LONG}\n`,
    'tea/a.md': 'Text.\n',
    'tea/b.md': `---\nsidebar_label: ${LONG}\n---\n\nText.\n`,
    'tea/part/index.md': `# ${LONG}\n\nText.\n`,
    'tea/part/c.md': 'Text.\n',
  });
  const [course] = courses;
  const titles = course?.chapters.flatMap(({ title, part = '' }) => [title, part]) ?? [];
  expect(titles.length).toBeGreaterThan(6);
  expect(longest([course?.title ?? '', ...titles])).toBeLessThan(520);
});
