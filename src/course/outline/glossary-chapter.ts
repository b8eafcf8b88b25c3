// The glossary of a single-file course: a chapter called "Glossary" in which each `###` is a term. It becomes the
// course's glossary page instead of a chapter; a chapter of that name without such headings stays a chapter.
// Not here: what is in a term (glossary.ts).
import type { Root } from 'mdast';
import type { TermDraft } from './glossary.ts';
import { readGlossary } from './glossary.ts';
import type { Outline } from './outline.ts';
import type { ChapterPart } from './part.ts';
import type { Problem } from '../problems.ts';

export interface GlossaryChapter {
  readonly outline: Outline;
  readonly terms: readonly TermDraft[];
  readonly part: ChapterPart | undefined;
}

/** The outline without its glossary, and the glossary; links into the one file still find its terms. */
export function takeGlossary(outline: Outline, file: string, problems: Problem[]): GlossaryChapter {
  const part = outline.chapters.find(isGlossary);
  if (!part) return { outline, terms: [], part };
  const terms = readGlossary(part.tree, file, problems, 3);
  const byLine = new Map(terms.map((term) => [term.line, term]));
  const sectionIds = new Map(
    part.sections.map((section) => [section.id, byLine.get(section.line)?.id ?? '']),
  );
  const fileIds = new Map(
    [...outline.fileIds].map(([anchor, { chapter, section }]) => [
      anchor,
      chapter === part.id
        ? { chapter: 'glossary', section: sectionIds.get(section) ?? '' }
        : { chapter, section },
    ]),
  );
  const chapters = outline.chapters.filter((chapter) => chapter !== part);
  return { outline: { ...outline, chapters, fileIds }, terms, part };
}

function isGlossary({ title, tree }: { readonly title: string; readonly tree: Root }): boolean {
  return (
    title.toLowerCase() === 'glossary' &&
    tree.children.some((node) => node.type === 'heading' && node.depth === 3)
  );
}
