// A fence that is never closed swallows the rest of its chapter.
import { visit } from 'unist-util-visit';
import type { CourseDraft } from '../library.ts';
import type { Problem } from '../problems.ts';

export function checkFences(course: CourseDraft): Problem[] {
  const problems: Problem[] = [];
  for (const { tree, source, format } of [course.cover, ...course.chapters]) {
    visit(tree, 'code', (node) => {
      const position = node.position;
      // A closed fence takes two lines more than its text; an indented block has no fence and as many as its text.
      if (!position || (node.lang ?? undefined) === undefined) return;
      const textLines = node.value === '' ? 0 : node.value.split('\n').length;
      const lines = position.end.line - position.start.line + 1;
      if (lines >= textLines + 2) return;
      problems.push({
        grade: format === 'mdx' ? 'error' : 'warning',
        code: 'fence-unclosed',
        place: { file: source.file, line: position.start.line, column: position.start.column },
        text: 'This code fence is never closed, so everything after it is shown as code.',
        hint: 'Close it with a line of as many ` or ~ as opened it.',
      });
    });
  }
  return problems;
}
