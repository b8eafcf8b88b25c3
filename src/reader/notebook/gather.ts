// What the record holds, as the notebook shows it: by course, notes and bookmarks in the order of the text, notes whose passage
// is gone apart. Not here: showing it (course-section.ts), finding passages again (notes/relocate.ts).
import { relocate } from '../notes/relocate.ts';
import { textFragment } from '../notes/text-fragment.ts';
import { addressOf, outlineOf, type Outline } from '../record/outline.ts';
import { isDeleted, readKey, type Bookmark, type LearnerRecord, type Note } from '../record/record.ts';
import type { SiteCourse } from '../site-courses.ts';
import type { NotebookNote } from './markdown.ts';

export interface CourseNotes {
  readonly id: string;
  readonly outline: Outline | undefined;
  readonly title: string;
  readonly bookmarks: readonly Bookmark[];
  readonly notes: ReadonlyMap<string, Note>;
  readonly orphans: ReadonlySet<string>;
}

/** What the record holds: the courses of this site in its order, then courses that the site does not have (any more). */
export async function gatherNotes(
  record: LearnerRecord,
  siteCourses: readonly SiteCourse[],
): Promise<CourseNotes[]> {
  const ids = new Set([...siteCourses.map(({ id }) => id), ...coursesIn(record)]);
  const gathered: CourseNotes[] = [];
  for (const id of ids) {
    if (!coursesIn(record).has(id)) continue;
    const known = siteCourses.find((each) => each.id === id);
    const outline = known ? await outlineOf(id) : undefined;
    const bookmarks = [...record.bookmarks.values()].filter(
      (each) => !isDeleted(each) && each.target.course === id,
    );
    const notes = new Map<string, Note>();
    for (const [key, note] of record.notes)
      if (!isDeleted(note) && note.target.course === id) notes.set(key, note);
    gathered.push({
      id,
      outline,
      title: known?.title ?? id,
      bookmarks: bookmarks as Bookmark[],
      // Without the course's text it is unknown where its notes belong.
      ...(outline ? await relocate(id, outline, notes) : { notes, orphans: new Set<string>() }),
    });
  }
  return gathered;
}

/** Ids of all courses that the record knows. */
function coursesIn(record: LearnerRecord): Set<string> {
  const ids = new Set(record.places.keys());
  for (const part of [record.sections, record.answers])
    for (const key of part.keys()) ids.add(readKey(key)?.[0] ?? '');
  for (const part of [record.bookmarks, record.notes])
    for (const item of part.values()) if (!isDeleted(item)) ids.add(item.target.course);
  ids.delete('');
  return ids;
}

export interface ShownNote extends NotebookNote {
  readonly id: string;
  readonly note: Note;
}

/** The notes in the order of the text, by chapter, and those without a place. */
export function orderNotes({ outline, notes, orphans }: CourseNotes): {
  readonly chapters: readonly { readonly title: string; readonly notes: readonly ShownNote[] }[];
  readonly orphans: readonly ShownNote[];
} {
  const all = [...notes]
    .map(([id, note]): ShownNote => {
      const sections = outline?.chapters.find((each) => each.id === note.target.chapter)?.sections;
      const label = sections?.find((each) => each.id === note.target.section)?.title ?? note.label;
      const address = `${addressOf(note.target)}${passageOf(note)}`;
      return { id, note, quote: note.quote.exact, text: note.text, label, address };
    })
    .sort(
      (a, b) =>
        positionOf(outline, a.note.target) - positionOf(outline, b.note.target) ||
        a.note.madeAt - b.note.madeAt,
    );
  const titles = new Map(outline?.chapters.map((chapter) => [chapter.id, chapter.title]));
  const byChapter = new Map<string, ShownNote[]>();
  for (const each of all) {
    if (orphans.has(each.id)) continue;
    const title = titles.get(each.note.target.chapter) ?? each.note.target.chapter;
    byChapter.set(title, [...(byChapter.get(title) ?? []), each]);
  }
  return {
    chapters: [...byChapter].map(([title, list]) => ({ title, notes: list })),
    orphans: all.filter(({ id }) => orphans.has(id)),
  };
}

/** The text fragment by which browsers find the passage, with the `#` that must come before it. */
function passageOf({ quote, target }: Note): string {
  if (quote.exact === '') return '';
  return `${target.section === '' ? '#' : ''}${textFragment(quote.exact)}`;
}

/** Sorts by place in the course; what is not in it comes last. */
export function positionOf(outline: Outline | undefined, { chapter, section }: Note['target']): number {
  const at = outline?.chapters.findIndex(({ id }) => id === chapter) ?? -1;
  if (at < 0) return Infinity;
  return at * 10_000 + 1 + (outline?.chapters[at]?.sections.findIndex(({ id }) => id === section) ?? 0);
}
