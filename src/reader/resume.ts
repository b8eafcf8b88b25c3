// Where a reader goes on in a course, and how far they are, in words: for the cover, the library and the notebook.
// Not here: what was read (record/progress.ts), showing it (cover-progress.ts, notebook/).
import { translate } from '../languages/translate.ts';
import type { Outline } from './record/outline.ts';
import { minutesLeft, type Reading } from './record/progress.ts';
import type { Item } from './record/record.ts';

/** What is read of a course, by chapter and section. */
export type Readings = ReadonlyMap<string, ReadonlyMap<string, Reading>>;

/** The place at which the reader goes on. */
export interface ResumePoint {
  readonly chapter: string;
  /** '' for its beginning. */
  readonly section: string;
  readonly sectionTitle: string;
}

/** Inside the chapter that the reader stopped in, or at the beginning of the next if that chapter is read to its end. */
export function resumePoint(
  place: Item<'places'>,
  outline: Outline,
  reading: Readings,
): ResumePoint | undefined {
  const at = outline.chapters.findIndex(({ id }) => id === place.chapter);
  const reached = outline.chapters[at];
  if (!reached) return undefined; // The chapter was removed or renamed: the cover keeps leading to the first one.
  const isDone = isFinished(reached, place.section, reading.get(place.chapter));
  // A last chapter that is read to its end leads to its own beginning.
  const chapter = isDone ? (outline.chapters[at + 1] ?? reached) : reached;
  const isInside = !isDone && place.section !== '';
  return {
    chapter: chapter.id,
    section: isInside ? place.section : '',
    sectionTitle: isInside ? place.title : '',
  };
}

/** Read to its end: all of it, or its last section and most of what comes before. */
function isFinished(
  { sections }: Outline['chapters'][number],
  lastPlace: string,
  reading: ReadonlyMap<string, Reading> | undefined,
): boolean {
  const last = sections.at(-1)?.id;
  if (last === undefined || !reading) return false;
  const count = sections.filter(({ id }) => reading.has(id)).length;
  return (
    count >= sections.length || (lastPlace === last && reading.has(last) && count >= sections.length / 2)
  );
}

/** "Caching: Write-through · 12 min left in this chapter" */
export function describeResumePoint(
  point: ResumePoint,
  chapter: Outline['chapters'][number],
  reading: Readings,
): string {
  const title = point.sectionTitle === '' ? chapter.title : `${chapter.title}: ${point.sectionTitle}`;
  const minutes = minutesLeft(chapter, reading.get(chapter.id));
  if (minutes === 0 || point.section === '') return title;
  return `${title} · ${translate('cover', 'minutesLeft', { other: '{count} min left in this chapter' }, { count: minutes })}`;
}

/** "3 of 12 sections read, 1 changed since"; `whole` stands in place of the count where all are read. */
export function progressWords(states: readonly Reading[], total: number, whole?: string): string {
  const read = Math.min(states.length, total);
  const changed = states.filter((state) => state === 'changed').length;
  const words =
    whole !== undefined && read === total
      ? whole
      : translate('cover', 'progress', { other: '{read} of {count} sections read' }, { read, count: total });
  if (changed === 0) return words;
  return `${words}, ${translate('cover', 'changed', { other: '{count} changed since' }, { count: changed })}`;
}
