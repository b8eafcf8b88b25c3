// A book of each tool, put into the content folder as it is: no error, the outline that its author expects, each kind of
// sign that is not ours told once in a file, and no words lost. In `expected/` of each: `outline.txt`, `problems.txt`, and
// `not-shown.txt`, the words of the source that are neither on a page nor in a message: signs of the tool, never a text.
// UPDATE_CASES=1 writes the expectations anew; read the difference before you believe it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printProblems, sortProblems } from '../../src/course/problems.ts';
import { renderFigure } from '../../src/figures/render-figure.ts';
import { compareExpected, outlineOf } from '../expected.ts';
import { renderFolder, type CourseWithHtml } from '../rendered-library.ts';
import { filesOf, TOOLS, writeBook } from './books.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lectern-tools-'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

test.each(TOOLS)('a book of %s', async (tool) => {
  const content = path.join(root, tool);
  writeBook(tool, path.join(content, 'book'));
  const { courses, problems } = await renderFolder(content, renderFigure);
  const shown = path.relative('.', content).split(path.sep).join('/');
  const report =
    problems.length === 0
      ? ''
      : printProblems(sortProblems(problems)).replaceAll(shown, '').replaceAll(content, '');
  const expected = path.join(import.meta.dirname, tool, 'expected');
  expect(problems.filter(({ grade }) => grade === 'error')).toEqual([]);
  compareExpected(expected, 'outline.txt', courses.map(outlineOf).join('\n'));
  compareExpected(expected, 'problems.txt', report);
  compareExpected(expected, 'not-shown.txt', notShown(tool, courses, report).join('\n'));
});

/** Words of the source's texts that a reader sees nowhere and that no message names. */
function notShown(tool: string, courses: readonly CourseWithHtml[], report: string): string[] {
  const data = JSON.stringify(courses).replace(/\\[nt]/g, ' ');
  // In a formula, and in code, parts of a word may have elements of their own.
  const shown = new Set(
    wordsIn(`${data} ${data.replace(/<[^>]*>/g, '')} ${data.replace(/<[^>]*>/g, ' ')} ${report}`),
  );
  const written = filesOf(tool).flatMap(({ name, text }) =>
    /\.(?:md|mdx|qmd)$/.test(name) ? wordsIn(withoutFrontMatter(text)) : [],
  );
  return [...new Set(written)].filter((word) => !shown.has(word)).sort();
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, '');
}
