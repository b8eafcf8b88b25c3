// Place and sections read, from the record. Not here: what counts as read
// (read-sections.ts), showing it (cover.ts, sections.ts).
import { outlineOf, type Outline } from './outline.ts';
import { asName, chapterKey, readKey, sectionKey, type Item, type Target } from './record.ts';
import { changeItem, changeItems, readItem, readPart } from './store.ts';

export type Place = Omit<Item<'places'>, 'at'>;

/** Where to go on in a course. */
export const placeIn = (course: string): Promise<Item<'places'> | undefined> => readItem('places', course);

export function savePlace(course: string, place: Place, at: number): Promise<boolean> {
  return changeItem('places', course, () => ({ ...place, title: asName(place.title), at }));
}

/** State of a section: read in its current version, or changed since it was read. */
export type Reading = 'read' | 'changed';

/** What is read of a course, by chapter and section; with one chapter named, of that alone. */
export async function readingIn(
  course: string,
  outline: Outline | undefined,
  onlyChapter?: string,
): Promise<Map<string, Map<string, Reading>>> {
  const prefix =
    onlyChapter === undefined ? `${encodeURIComponent(course)}/` : `${chapterKey(course, onlyChapter)}#`;
  const reading = new Map<string, Map<string, Reading>>();
  for (const [key, { read, digest }] of await readPart('sections', prefix)) {
    const [, chapter, section] = readKey(key) ?? [];
    if (!read || chapter === undefined || section === undefined) continue;
    const known = reading.get(chapter) ?? new Map<string, Reading>();
    reading.set(
      chapter,
      known.set(section, isChanged(outline, chapter, section, digest) ? 'changed' : 'read'),
    );
  }
  return reading;
}

function isChanged(outline: Outline | undefined, chapter: string, section: string, digest: string): boolean {
  const now = digestOf(outline, chapter, section);
  return digest !== '' && now !== '' && now !== digest;
}

/** The digest of a section as it is now; '' if it is not known. */
export function digestOf(outline: Outline | undefined, chapter: string, section: string): string {
  const sections = outline?.chapters.find(({ id }) => id === chapter)?.sections;
  return sections?.find(({ id }) => id === section)?.digest ?? '';
}

/** Marks sections of a chapter as read in their current version, or as not read. */
export async function saveReading(
  { course, chapter }: Pick<Target, 'course' | 'chapter'>,
  sections: Iterable<string>,
  read: boolean,
  at: number,
): Promise<boolean> {
  const outline = await outlineOf(course);
  return changeItems(
    'sections',
    [...sections].map((section) => {
      const digest = digestOf(outline, chapter, section);
      const item = { at, read, digest };
      return [sectionKey({ course, chapter, section }), () => item] as const;
    }),
  );
}

const WORDS_PER_MINUTE = 230;

/** Minutes left in a chapter: its reading time, by the share of its words that is not read yet. */
export function minutesLeft(
  chapter: Outline['chapters'][number],
  reading: ReadonlyMap<string, Reading> | undefined,
): number {
  const all = chapter.sections.reduce((sum, { words }) => sum + words, 0);
  const left = chapter.sections.reduce(
    (sum, { id, words }) => (reading?.get(id) === 'read' ? sum : sum + words),
    0,
  );
  // The chapter's stated minutes include figures and code, which word counts do not.
  const minutes = all === 0 ? 0 : (Math.max(chapter.minutes, all / WORDS_PER_MINUTE) * left) / all;
  return left === 0 ? 0 : Math.max(1, Math.round(minutes));
}
