// Finds the passages of notes again after a course was edited, across all its chapters. A note whose section has the same digest
// as when it was last found keeps its place and is not searched for. Not here: searching (find-in-course.ts), the chapter that
// is open (notes.ts).
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
    // A chapter's beginning has no digest, so its notes are searched for each time.
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
      // The time stays the same, so that in a merge the reader's own changes win.
      moved.map(([id, { target, digest }]) => [
        id,
        (before) => (before && !isDeleted(before) ? { ...before, target, digest } : undefined),
      ]),
    );
  return { notes: new Map([...notes, ...moved]), orphans };
}

/** A chapter's page as an inert document; undefined if it cannot be fetched. */
export async function fetchPage(address: string): Promise<Document | undefined> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return undefined;
    const html = await answer.text();
    // Without the head, whose styles this page's policy forbids; with the html tag, which has language and direction.
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
