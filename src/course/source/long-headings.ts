// Headings that are as long as texts: each is shown in lists, in search results and in the window's own title, so one of
// that length becomes a paragraph. Not here: titles in front matter (schema.ts), what headings mean (outline/).
import type { Root } from 'mdast';
import type { Problem } from '../problems.ts';
import { headingText } from '../outline/title.ts';
import { LONGEST_TITLE } from './schema.ts';

/** Changes the tree, and tells each. */
export function takeLongHeadings(tree: Root, file: string, problems: Problem[]): void {
  tree.children = tree.children.map((node) => {
    if (node.type !== 'heading') return node;
    const { length } = headingText(node);
    if (length <= LONGEST_TITLE) return node;
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    problems.push({
      grade: 'warning',
      code: 'heading-too-long',
      place: { file, line, column },
      text: `This heading has ${length.toLocaleString('en')} characters, and the limit is ${LONGEST_TITLE}, so it is shown as a paragraph.`,
      hint: 'Write a short heading and the rest as text below it. If it is a paragraph, put a blank line between it and the row of hyphens below it.',
    });
    return { type: 'paragraph', children: node.children, ...(node.position && { position: node.position }) };
  });
}
