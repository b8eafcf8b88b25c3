// Finds a passage in the chapters of a course. Pure: the texts are parameters. Not here: finding in one text (quote.ts).
import type { Note } from '../record/record.ts';
import { findExact, findSimilar, type Found, type SectionedText } from './quote.ts';

/** The texts of a course, by chapter; undefined if it cannot be fetched. */
export type ChapterTexts = (chapter: string) => Promise<SectionedText | undefined>;

export interface Whereabouts {
  readonly chapter: string;
  readonly found: Found;
}

/** An exact match in its chapter, then in the others; else a similar passage in the same order. */
export async function findInCourse(
  { quote, target }: Pick<Note, 'quote' | 'target'>,
  chapters: readonly string[],
  texts: ChapterTexts,
): Promise<Whereabouts | 'nowhere' | 'unknown'> {
  const order = [...new Set([target.chapter, ...chapters])].filter((id) => chapters.includes(id));
  let isWhole = true;
  for (const find of [findExact, findSimilar])
    for (const chapter of order) {
      // A note on a whole section belongs to that section, and to no other with the same title.
      if (quote.exact === '' && chapter !== target.chapter) continue;
      const text = await texts(chapter);
      isWhole &&= text !== undefined;
      const found = text && find(text, quote, target.section);
      if (found) return { chapter, found };
    }
  return isWhole ? 'nowhere' : 'unknown';
}
