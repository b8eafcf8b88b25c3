// Every link leads somewhere: to a page, a heading, a file beside the text, or another site.
import { visit } from 'unist-util-visit';
import type { AddressBook } from '../addresses.ts';
import type { CourseDraft } from '../library.ts';
import type { Problem } from '../problems.ts';
import { pagesOf } from './pages.ts';

export function checkLinks(course: CourseDraft, addresses: AddressBook): Problem[] {
  const problems: Problem[] = [];
  for (const { tree, page, name, source } of pagesOf(course)) {
    visit(tree, (node) => {
      if (node.type !== 'link' && node.type !== 'definition') return;
      // A definition may name a picture; those that do are checked where the picture stands.
      if (node.type === 'definition' && /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(node.url)) return;
      const target = addresses.link(node.url, page, name);
      if (!('broken' in target)) return;
      const { line, column } = node.position?.start ?? { line: source.line, column: 1 };
      problems.push({ ...target.problem, place: { file: source.file, line, column } });
    });
  }
  return problems;
}
