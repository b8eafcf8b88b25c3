// Where a reader is and what they have read: per course the last section and the sections whose end was seen.
// One record in this browser. Not here: showing it (cover.ts, sections.ts).
import { load, save } from './stored.ts';

const KEY = 'lectern:place';

export interface CoursePlace {
  /** Where to go on: chapter, section id ('' for its beginning) and that section's words. */
  last: { chapter: string; section: string; title: string };
  /** Section ids by chapter. */
  read: Record<string, string[]>;
}

interface PlaceRecord {
  version: 1;
  courses: Record<string, CoursePlace>;
}

/** The place in a course, or undefined if it was never opened here. */
export function placeIn(course: string): CoursePlace | undefined {
  const { courses } = loadRecord();
  return Object.hasOwn(courses, course) ? courses[course] : undefined;
}

/** Keeps the place. The record is read again first: another tab may have written meanwhile. */
export function keepPlace(course: string, last: CoursePlace['last'], justRead: readonly string[]): void {
  const record = loadRecord();
  const before = Object.hasOwn(record.courses, course) ? record.courses[course] : undefined;
  const read = { ...before?.read };
  read[last.chapter] = [...new Set([...(read[last.chapter] ?? []), ...justRead])];
  save(KEY, { ...record, courses: { ...record.courses, [course]: { last, read } } } satisfies PlaceRecord);
}

function loadRecord(): PlaceRecord {
  return load(KEY, isRecord) ?? { version: 1, courses: {} };
}

function isRecord(value: unknown): value is PlaceRecord {
  return (
    isObject(value) &&
    value['version'] === 1 &&
    isObject(value['courses']) &&
    Object.values(value['courses']).every(isPlace)
  );
}

function isPlace(value: unknown): value is CoursePlace {
  if (!isObject(value) || !isObject(value['last']) || !isObject(value['read'])) return false;
  const { chapter, section, title } = value['last'];
  return (
    [chapter, section, title].every((text) => typeof text === 'string') &&
    Object.values(value['read']).every(
      (ids) => Array.isArray(ids) && ids.every((id) => typeof id === 'string'),
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
