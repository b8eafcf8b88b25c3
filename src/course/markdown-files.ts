// The Markdown of a course as its author wrote it: of each page its own stretch, and all of it. Read from the author's files
// when a page is asked for, so that Astro's store holds no second copy of the text.
// Not here: how a file is cut into chapters (outline/outline.ts).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Course } from './types.ts';

/** The text of each chapter by its id. */
export function chapterMarkdown(course: Course): Map<string, string> {
  const read = new Map<string, string[]>();
  const linesOf = (file: string): string[] => {
    const lines = read.get(file) ?? readFileSync(path.resolve(file), 'utf8').split(/(?<=\n)/);
    read.set(file, lines);
    return lines;
  };
  return new Map(
    course.chapters.map(({ id, source }) => {
      const lines = linesOf(source.file);
      if (source.file !== course.source.file) return [id, lines.join('')];
      return [id, lines.slice(source.line - 1, endOf(course, source.line, lines)).join('')];
    }),
  );
}

/** All of it: a single file as it is, a folder's files in order. */
export function courseMarkdown(course: Course): string {
  const files = new Set([course.source.file, ...course.chapters.map(({ source }) => source.file)]);
  const texts = [...files].flatMap((file) => {
    try {
      return [readFileSync(path.resolve(file), 'utf8').trimEnd()];
    } catch {
      return []; // A folder without a cover has none to read.
    }
  });
  return `${texts.join('\n\n')}\n`;
}

/** Where a chapter of a single file ends: where the next one, or the glossary, begins. */
function endOf({ chapters, terms, source }: Course, line: number, lines: readonly string[]): number {
  const starts = chapters
    .filter((chapter) => chapter.source.file === source.file)
    .map(({ source }) => source.line);
  const [firstTerm] = terms.map((term) => term.line).sort((a, b) => a - b);
  if (firstTerm !== undefined) {
    const above = lines.slice(0, firstTerm - 1).findLastIndex((each) => /^#{1,5}\s/.test(each));
    if (above >= 0) starts.push(above + 1);
  }
  return Math.min(...starts.filter((start) => start > line).map((start) => start - 1), lines.length);
}
