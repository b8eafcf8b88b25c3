// Every picture exists and says in words what it shows.
import { definitions } from 'mdast-util-definitions';
import { visit } from 'unist-util-visit';
import type { AddressBook } from '../addresses.ts';
import type { CourseDraft } from '../library.ts';
import type { Problem } from '../problems.ts';
import { pagesOf } from './pages.ts';

export function checkImages(course: CourseDraft, addresses: AddressBook): Problem[] {
  const problems: Problem[] = [];
  for (const { tree, page, name, source } of pagesOf(course)) {
    const definitionOf = definitions(tree);
    visit(tree, (node) => {
      if (node.type !== 'image' && node.type !== 'imageReference') return;
      const url = node.type === 'image' ? node.url : definitionOf(node.identifier)?.url;
      const { line, column } = node.position?.start ?? { line: source.line, column: 1 };
      const place = { file: source.file, line, column };
      if (url !== undefined) {
        const target = addresses.image(url, page, name);
        if ('missing' in target) problems.push({ ...target.problem, place });
      }
      if (!node.alt?.trim()) {
        problems.push({
          grade: 'warning',
          code: 'image-alt-missing',
          place,
          text: 'The picture has no alternative text, so a reader who cannot see it learns nothing from it.',
          hint: 'Say in the square brackets what it shows: ![Requests wait in one queue](queue.png).',
        });
      }
    });
  }
  return problems;
}
