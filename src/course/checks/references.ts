// `[words][name]` and `[^name]` have a definition in their file; without one, readers would see the brackets.
// A definition in another file of the course does not count: each file stands alone, as on GitHub.
import type { Text } from 'mdast';
import { linesOf } from '../text-lines.ts';
import { visit } from 'unist-util-visit';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';
import { pagesOf } from './pages.ts';

// The second not after a letter or a bracket, so that `a[0][1]` in prose is none.
const REFERENCE = /(?<!\\)\[\^([^\]\s[]+)\](?!:)|(?<![\\\p{L}\p{N}\])])\[[^\][]+\]\[([^\][]+)\]/gu;

export function checkReferences(course: CourseDraft): Problem[] {
  const problems: Problem[] = [];
  for (const { tree, source, text } of pagesOf(course)) {
    const lines = linesOf(text);
    visit(tree, 'text', (node) => {
      for (const { line, column, note, name } of referencesIn(node, lines)) {
        problems.push({
          grade: 'warning',
          code: 'reference-undefined',
          place: { file: source.file, line, column },
          text: `There is no definition of ${note ? `the footnote "${name}"` : `the reference "${name}"`} in this file, so its brackets are shown as text.`,
          hint: note
            ? `Write "[^${name}]: …" on a line of its own.`
            : `Write "[${name}]: address" on a line of its own.`,
        });
      }
    });
  }
  return problems;
}

interface Reference {
  readonly line: number;
  readonly column: number;
  readonly note: boolean;
  readonly name: string;
}

/** Looked for in the file's own lines: in the tree, escaped brackets look like others. */
function referencesIn({ value, position }: Text, lines: readonly string[]): Reference[] {
  if (!position || !value.includes('[')) return [];
  const { start, end } = position;
  const found: Reference[] = [];
  for (let line = start.line; line <= end.line; line++) {
    const text = (lines[line - 1] ?? '').slice(0, line === end.line ? end.column - 1 : undefined);
    for (const { 1: note, 2: name, index } of text.matchAll(REFERENCE)) {
      if (line === start.line && index < start.column - 1) continue;
      found.push({ line, column: index + 1, note: note !== undefined, name: note ?? name ?? '' });
    }
  }
  return found;
}
