// Every fence is closed: an open one takes in the rest of its list, quotation or file.
import type { Code } from 'mdast';
import { linesOf } from '../text-lines.ts';
import { visit } from 'unist-util-visit';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';
import { pagesOf } from './pages.ts';

export function checkFences(course: CourseDraft): Problem[] {
  const problems: Problem[] = [];
  for (const { tree, source, format, text } of pagesOf(course)) {
    const lines = linesOf(text);
    visit(tree, 'code', (node) => {
      if (isClosed(node, lines)) return;
      const { line, column } = node.position?.start ?? { line: 1, column: 1 };
      problems.push({
        grade: format === 'mdx' ? 'error' : 'warning',
        code: 'fence-unclosed',
        place: { file: source.file, line, column },
        text: 'This code fence is never closed, so everything after it, up to the end of its list, quotation or file, is shown as code.',
        hint: 'Close it with a line of as many ` or ~ as opened it.',
      });
    });
  }
  return problems;
}

/** Read from the file's lines, because the tree does not record it; indented code has no fence. */
function isClosed({ position }: Code, lines: readonly string[]): boolean {
  if (!position) return true;
  const { start, end } = position;
  const opening = /^(?:`{3,}|~{3,})/.exec((lines[start.line - 1] ?? '').slice(start.column - 1))?.[0];
  if (opening === undefined) return true;
  const closing =
    /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec((lines[end.line - 1] ?? '').slice(0, end.column - 1))?.[1] ?? '';
  return end.line > start.line && closing.startsWith(opening);
}
