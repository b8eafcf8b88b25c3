// Finds the passages of notes again after a course was edited, across all its chapters. Only what may have moved is looked
// for: a note whose section still has the words in which it was last found has its place. Not here: finding
// (find-in-course.ts), the chapter that is open (notes.ts).
import { parsePage } from '../parse-page.ts';
import { addressOf, type Outline } from '../record/outline.ts';
import { digestOf } from '../record/progress.ts';
import { isDeleted, type Note } from '../record/record.ts';
import { changeItems } from '../record/store.ts';
import { readPageText } from './page-text.ts';
import { findInCourse, type ChapterTexts } from './find-in-course.ts';
import type { SectionedText } from './quote.ts';

/** The notes of a course where their passages are now, and the ids of those that have no place. */
export async function relocate(
  course: string,
  outline: Outline,
  notes: ReadonlyMap<string, Note>,
): Promise<{ readonly notes: ReadonlyMap<string, Note>; readonly orphans: ReadonlySet<string> }> {
  const chapters = outline.chapters.map(({ id }) => id);
  const fetched = new Map<string, Promise<SectionedText | undefined>>();
  const texts: ChapterTexts = (chapter) => {
    const known = fetched.get(chapter) ?? fetchText(addressOf({ course, chapter, section: '' }));
    fetched.set(chapter, known);
    return known;
  };
  const orphans = new Set<string>();
  const moved: [string, Note][] = [];
  for (const [id, note] of notes) {
    const now = digestOf(outline, note.target.chapter, note.target.section);
    if (now !== '' && now === note.digest) continue;
    // A chapter's beginning is no section and has no digest; its notes are looked for each time.
    const place = await findInCourse(note, chapters, texts);
    if (place === 'nowhere') orphans.add(id);
    if (typeof place === 'string') continue;
    const target = { course, chapter: place.chapter, section: place.found.section };
    const digest = digestOf(outline, target.chapter, target.section);
    if (
      digest !== note.digest ||
      target.chapter !== note.target.chapter ||
      target.section !== note.target.section
    )
      moved.push([id, { ...note, target, digest }]);
  }
  if (moved.length > 0)
    await changeItems(
      'notes',
      // Not what the reader has changed: it keeps its time, so that their own words win in every merge.
      moved.map(([id, { target, digest }]) => [
        id,
        (before) => (before && !isDeleted(before) ? { ...before, target, digest } : undefined),
      ]),
    );
  return { notes: new Map([...notes, ...moved]), orphans };
}

/** A chapter's page as a document that runs nothing and loads nothing; undefined if it cannot be had. */
export async function fetchPage(address: string): Promise<Document | undefined> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return undefined;
    const html = await answer.text();
    // Without its head, whose styles this page's policy does not know; with the tag that says language and direction.
    const [tag = '<html>'] = /<html\b[^>]*>/.exec(html) ?? [];
    const [main = ''] = /<main\b[\s\S]*<\/main>/.exec(html) ?? [];
    return parsePage(tag + main);
  } catch {
    return undefined;
  }
}

async function fetchText(address: string): Promise<SectionedText | undefined> {
  const page = await fetchPage(address);
  const article = page?.querySelector<HTMLElement>('article[data-chapter]');
  return article ? readPageText(article) : undefined;
}
