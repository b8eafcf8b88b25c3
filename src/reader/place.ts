// Where a reader is and what they have read: per course the last section and the sections that were read.
// One record in this browser. Not here: showing it (cover.ts, sections.ts), what counts as read (read-sections.ts).
// Names from outside are keys here, so what is read becomes a Map: a chapter may be called "constructor".
import { load, save } from './stored.ts';

const KEY = 'lectern:place';

interface Place {
  readonly chapter: string;
  /** The section's id, '' for the chapter's beginning. */
  readonly section: string;
  /** That section's words. */
  readonly title: string;
}

export interface CoursePlace {
  /** Where to go on. */
  readonly last: Place;
  /** Section ids by chapter. */
  readonly read: ReadonlyMap<string, readonly string[]>;
}

interface StoredCourse {
  readonly last: Place;
  readonly read: Readonly<Record<string, readonly string[]>>;
}

interface PlaceRecord {
  readonly version: 1;
  readonly courses: Readonly<Record<string, StoredCourse>>;
}

/** The place in a course, or undefined if it was never read here. */
export function placeIn(course: string): CoursePlace | undefined {
  const stored = new Map(Object.entries(loadRecord().courses)).get(course);
  return stored && { last: stored.last, read: new Map(Object.entries(stored.read)) };
}

/**
 * Keeps what is read of a chapter and, if there is one, the place. The record is read again first: another tab may have
 * written meanwhile. A course that has no place yet and gets none keeps nothing.
 */
export function keepPlace(
  course: string,
  place: Place | undefined,
  chapter: string,
  justRead: Iterable<string>,
): void {
  const courses = new Map(Object.entries(loadRecord().courses));
  const before = courses.get(course);
  const last = place ?? before?.last;
  if (!last) return;
  const read = new Map(Object.entries(before?.read ?? {}));
  const ids = new Set([...(read.get(chapter) ?? []), ...justRead]);
  if (ids.size > 0) read.set(chapter, [...ids]);
  courses.set(course, { last, read: Object.fromEntries(read) });
  save(KEY, { version: 1, courses: Object.fromEntries(courses) } satisfies PlaceRecord);
}

function loadRecord(): PlaceRecord {
  return load(KEY, isRecord) ?? { version: 1, courses: {} };
}

function isRecord(value: unknown): value is PlaceRecord {
  return (
    isObject(value) &&
    value['version'] === 1 &&
    isObject(value['courses']) &&
    Object.values(value['courses']).every(isCourse)
  );
}

function isCourse(value: unknown): value is StoredCourse {
  if (!isObject(value) || !isObject(value['last']) || !isObject(value['read'])) return false;
  const { chapter, section, title } = value['last'];
  return (
    [chapter, section, title].every(isText) &&
    Object.values(value['read']).every((ids) => Array.isArray(ids) && ids.every(isText))
  );
}

/** A text that can stand in an address: halves of characters cannot. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
