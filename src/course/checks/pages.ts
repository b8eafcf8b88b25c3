// All pages of a course as the rules read them: cover, chapters, and the glossary with its terms' texts.
import type { CourseDraft } from '../read-course.ts';
import type { PageDraft } from '../outline/page-drafts.ts';

export function pagesOf({ cover, chapters, glossary, terms }: CourseDraft): PageDraft[] {
  if (!glossary) return [cover, ...chapters];
  const children = [...glossary.tree.children, ...terms.flatMap(({ definition }) => definition.children)];
  return [cover, ...chapters, { ...glossary, tree: { type: 'root', children } }];
}
