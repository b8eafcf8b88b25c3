// Each folder beside this file is a test: `content/` is what an author wrote, `expected/` what must come of it:
// `problems.txt` (the printed report), `outline.txt` (courses, chapters, sections), and any page as `course/page.html`.
// UPDATE_CASES=1 writes the expectations anew; read the difference before you believe it.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { printProblems, sortProblems } from '../../src/course/problems.ts';
import type { Course, Term } from '../../src/course/types.ts';
import { renderFigure } from '../../src/figures/render-figure.ts';
import { renderFolder, type CourseWithHtml } from '../rendered-library.ts';

const here = import.meta.dirname;
const cases = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test.each(cases.map(({ name }) => name))('%s', async (name) => {
  const content = path.join(here, name, 'content');
  const { courses, problems } = await renderFolder(content, renderFigure);
  const shown = path.relative('.', content).split(path.sep).join('/');
  const report = problems.length === 0 ? '' : printProblems(sortProblems(problems));
  compare(name, 'problems.txt', report.replaceAll(`${shown}/`, '').replaceAll(shown, '.'));
  compare(name, 'outline.txt', courses.map(outline).join('\n'));
  for (const page of pagesOf(path.join(here, name, 'expected')))
    compare(name, page, pretty(htmlOf(courses, page)));
});

function compare(name: string, file: string, actual: string): void {
  const expected = path.join(here, name, 'expected', file);
  const text = actual === '' ? '' : `${actual.trimEnd()}\n`;
  if (process.env['UPDATE_CASES'] === '1') {
    mkdirSync(path.dirname(expected), { recursive: true });
    writeFileSync(expected, text);
  }
  expect(text, file).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : '(no such file)');
}

function outline(course: Course): string {
  const lines = [`${course.id}: ${course.title}`];
  for (const { number, id, title, sections, anchors } of course.chapters) {
    const formerly =
      anchors.length > 0 ? `  (formerly ${anchors.map((anchor) => `#${anchor}`).join(', ')})` : '';
    lines.push(`  ${number}. ${id}: ${title}${formerly}`);
    for (const section of sections)
      lines.push(`  ${'  '.repeat(section.depth - 1)}#${section.id}: ${section.title}`);
  }
  return lines.join('\n');
}

function pagesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.split(path.sep).join('/'));
}

function htmlOf(courses: readonly CourseWithHtml[], page: string): string {
  const [course = '', file = ''] = page.split('/');
  const found = courses.find(({ id }) => id === course);
  const id = file.replace(/\.html$/, '');
  if (id === 'index') return found?.coverHtml ?? '';
  if (id === 'glossary') return (found?.glossaryHtml ?? '') + (found?.terms.map(printTerm).join('') ?? '');
  const chapter = found?.chapters.find((candidate) => candidate.id === id);
  return (chapter?.html ?? '') + (chapter?.answersHtml ?? '');
}

/** A term's data as attributes of an element that no page has. */
function printTerm({ id, name, aliases, introducedIn, definition }: Term): string {
  return `\n<term id="${id}" name="${name}" aliases="${aliases.join(', ')}" introduced-in="${introducedIn}">\n${definition}\n</term>`;
}

/** A block a line, so that a difference can be read; figures have tests of their own. */
function pretty(html: string): string {
  return html
    .replace(/(<lectern-figure [^>]*>)[\s\S]*?(?=<\/lectern-figure>)/g, '$1…')
    .replace(
      /(<\/(?:p|h[1-6]|li|ul|ol|pre|figure|div|table|tr|details|blockquote|section|form|fieldset)>)(?!\n)/g,
      '$1\n',
    );
}
