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
/** Address and part of each chapter of the only course. */
function parts(): [string, string][] {
  return (readSources(root, [])[0]?.chapters ?? []).map(({ id, part }) => [id, part]);
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

test('Markdown that lies deep in a folder is a course', () => {
  write('a/b/c.md', 'text');
  expect(read()).toMatchObject({ ids: ['a'], codes: [] });
  expect(readSources(root, [])[0]?.chapters.map(({ id, part }) => [id, part])).toEqual([['c', '']]);
});

test('a folder in a course is a part, called by its own page, by a list or by its name', () => {
  write('tea/01-basics/README.md', '# The basics');
  write('tea/01-basics/water.md', 'text');
  write('tea/02-tools/_category_.json', '{ "label": "Tools and pots", "position": 2 }');
  write('tea/02-tools/china/pot.md', 'text');
  write('tea/03-last_things/end.md', 'text');
  expect(parts()).toEqual([
    ['water', 'The basics'],
    ['pot', 'Tools and pots · China'],
    ['end', 'Last things'],
  ]);
});

test("a part's own page is a chapter when there is something to read in it", () => {
  write('tea/basics/index.md', '# Basics\n\nBegin here.');
  write('tea/basics/water.md', 'text');
  write('tea/tools/pot.md', 'text');
  expect(parts()).toEqual([
    ['basics', 'Basics'],
    ['water', 'Basics'],
    ['pot', 'Tools'],
  ]);
});

test('front matter of other tools gives the order where names have no numbers', () => {
  write('tea/a.md', '---\nsidebar_position: 3\n---\ntext');
  write('tea/b.md', '---\nweight: 2\n---\ntext');
  write('tea/c.md', '---\nsidebar:\n  label: C\n  order: 1\n---\ntext');
  write('tea/d.md', '+++\nweight = 4\n+++\ntext');
  write('tea/e10.md', 'text');
  write('tea/e2.md', 'text');
  expect(parts().map(([id]) => id)).toEqual(['c', 'b', 'a', 'd', 'e2', 'e10']);
});

test.each([
  [
    'SUMMARY.md',
    '# Summary\n\n[Start](start.md)\n\n# Basics\n\n- [Water](water.md)\n  - [Hard](more/hard.md)\n\n# Rest\n\n- [Leaves](leaves.md)',
  ],
  [
    '_sidebar.md',
    '- [Start](/start)\n- Basics\n  - [Water](water.md)\n  - [Hard](more/hard.md "Hard water")\n- **Rest**\n  - [Leaves](leaves.md)',
  ],
  [
    '_toc.yml',
    '- file: start\n- part: Basics\n  chapters:\n    - file: water\n      sections:\n        - file: more/hard\n- part: Rest\n  chapters:\n    - file: leaves',
  ],
  [
    'mkdocs.yml',
    'site_name: Tea\ndocs_dir: .\nnav:\n  - Start: start.md\n  - Basics:\n      - water.md\n      - Hard: more/hard.md\n  - Rest:\n      - leaves.md\n  - Elsewhere: https://example.org/\n',
  ],
  [
    '_quarto.yml',
    'book:\n  chapters:\n    - start.md\n    - part: Basics\n      chapters: [water.md, more/hard.md]\n    - part: Rest\n      chapters:\n        - leaves.md\n',
  ],
  [
    'myst.yml',
    'project:\n  toc:\n    - file: start.md\n    - title: Basics\n      children:\n        - file: water.md\n        - file: more/hard.md\n    - title: Rest\n      children:\n        - file: leaves.md\n',
  ],
])('%s gives order and parts', (name, list) => {
  for (const chapter of ['leaves', 'more/hard', 'start', 'water']) write(`tea/${chapter}.md`, 'text');
  write(`tea/${name}`, list);
  expect(read().codes).toEqual([]);
  expect(parts()).toEqual([
    ['start', ''],
    ['water', 'Basics'],
    ['hard', 'Basics'],
    ['leaves', 'Rest'],
  ]);
});

test('the root of a list is the cover, and a folder with one page and its pictures is no part', () => {
  write('tea/_toc.yml', 'format: jb-book\nroot: intro\nchapters:\n  - file: water\n');
  write('tea/intro.md', '# All about tea');
  write('tea/water.md', 'text');
  write('coffee/beans/index.md', '---\nweight: 2\n---\ntext');
  write('coffee/mill/index.md', '---\nweight: 1\n---\ntext');
  const [coffee, tea] = readSources(root, []);
  expect(tea?.index?.name).toBe('tea/intro.md');
  expect(tea?.chapters.map(({ id }) => id)).toEqual(['water']);
  expect(coffee?.chapters.map(({ id, part }) => [id, part])).toEqual([
    ['mill', ''],
    ['beans', ''],
  ]);
});

test('what a list does not name comes last, which is told once', () => {
  write('tea/SUMMARY.md', '- [Water](water.md)');
  for (const name of ['a', 'b', 'water']) write(`tea/${name}.md`, 'text');
  expect(read().codes).toEqual(['chapter-unlisted']);
  expect(parts().map(([id]) => id)).toEqual(['water', 'a', 'b']);
});

test('a project of another tool, put here whole, has its chapters in one folder, which is no part', () => {
  write('tea/mkdocs.yml', 'site_name: All about tea\nnav:\n  - index.md\n  - leaves.md\n  - water.md\n');
  write('tea/docs/index.md', 'Welcome.');
  for (const name of ['leaves', 'water']) write(`tea/docs/${name}.md`, 'text');
  const [course] = readSources(root, []);
  expect(course).toMatchObject({ bookTitle: 'All about tea', index: { name: 'tea/docs/index.md' } });
  expect(parts()).toEqual([
    ['leaves', ''],
    ['water', ''],
  ]);
});

test('files of one name in two folders have the folder in their addresses', () => {
  for (const folder of ['01-basics', '02-tools']) write(`tea/${folder}/intro.md`, 'text');
  expect(parts().map(([id]) => id)).toEqual(['basics-intro', 'tools-intro']);
});

test('drafts of other tools are left out', () => {
  write('tea/a.md', '---\ndraft: true\n---\ntext');
  write('tea/b.md', '---\npublished: false\n---\ntext');
  write('tea/c.md', 'text');
  write('d.md', '---\ndraft: true\n---\ntext');
  expect(read()).toMatchObject({ ids: ['tea'], codes: [] });
  expect(parts().map(([id]) => id)).toEqual(['c']);
});

test.skipIf(process.platform === 'win32')('a link that leads back up is not followed for ever', () => {
  write('tea/part/a.md', 'text');
  symlinkSync(path.join(root, 'tea'), path.join(root, 'tea/part/loop'));
  expect(parts().map(([id]) => id)).toEqual(['a']);
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
