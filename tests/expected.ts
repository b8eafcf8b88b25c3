// What tests of whole folders compare: files of expectations, and a course's outline as text.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Course } from '../src/course/types.ts';

/** The text against a file of expectations; UPDATE_CASES=1 writes the file anew. */
export function compareExpected(folder: string, file: string, actual: string): void {
  const expected = path.join(folder, file);
  const text = actual === '' ? '' : `${actual.trimEnd()}\n`;
  if (process.env['UPDATE_CASES'] === '1') {
    mkdirSync(path.dirname(expected), { recursive: true });
    writeFileSync(expected, text);
  }
  expect(text, file).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : '(no such file)');
}

export function outlineOf(course: Course): string {
  const lines = [`${course.id}: ${course.title}`];
  let part = '';
  for (const chapter of course.chapters) {
    const { number, id, title, sections, anchors } = chapter;
    if ((chapter.part ?? '') !== part) lines.push(`  [${(part = chapter.part ?? '')}]`);
    const formerly =
      anchors.length > 0 ? `  (formerly ${anchors.map((anchor) => `#${anchor}`).join(', ')})` : '';
    lines.push(`  ${number}. ${id}: ${title}${formerly}`);
    for (const section of sections)
      lines.push(`  ${'  '.repeat(section.depth - 1)}#${section.id}: ${section.title}`);
  }
  return lines.join('\n');
}
