// Where a page stands in the library; what the header, the chapter list and the footer show of it.
import type { Chapter, Course } from '../course/types.ts';

export interface ListedChapter {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly titleParts?: Chapter['titleParts'] | undefined;
  /** Of the part that begins with it. */
  readonly partTitle?: string | undefined;
  readonly minutes: number;
}

export interface SiteNavigation {
  readonly course?: {
    readonly id: string;
    readonly title: string;
    readonly hasGlossary: boolean;
    readonly hasFigures: boolean;
  };
  /** The chapters of the course, for the list that every page of it carries; of a long course those around the page. */
  readonly chapters?: readonly ListedChapter[];
  /** How many the course has, listed or not. */
  readonly chapterCount?: number;
  /** The chapter's id, or the name of another page of the course. */
  readonly page?: string;
  /** Whether the page has a list of its own sections. */
  readonly hasSections?: boolean;
}

/**
 * A list of more chapters than this is no way to find one, and on each page of a course of thousands it makes the site grow
 * with the square; such a course's pages list the chapters around them and lead to the cover for all.
 */
const MOST_LISTED = 300;
const LISTED_AROUND = 20;

export function courseNavigation(course: Course, page: string): SiteNavigation {
  const { facts, chapters, places } = listOf(course);
  const at = places.get(page);
  const from = Math.max(0, (at ?? 0) - LISTED_AROUND);
  return {
    course: facts,
    chapters: isLong(course) ? chapters.slice(from, from + 2 * LISTED_AROUND + 1) : chapters,
    chapterCount: chapters.length,
    page,
    hasSections: at !== undefined && (course.chapters[at]?.sections.length ?? 0) > 0,
  };
}

/** True where pages list only the chapters around them. */
export function isLong({ chapters }: Course): boolean {
  return chapters.length > MOST_LISTED;
}

/** The title of the part that begins with this chapter, if one does. */
export function partBeginningWith({ chapters }: Course, { part, number }: Chapter): string | undefined {
  return part === chapters[number - 2]?.part ? undefined : part;
}

interface CourseList {
  readonly facts: NonNullable<SiteNavigation['course']>;
  readonly chapters: readonly ListedChapter[];
  /** By id, counted from 0. */
  readonly places: ReadonlyMap<string, number>;
}

const lists = new WeakMap<Course, CourseList>();

/** Made once for all pages of a course. */
function listOf(course: Course): CourseList {
  const known = lists.get(course);
  if (known) return known;
  const list = {
    facts: {
      id: course.id,
      title: course.title,
      hasGlossary: course.terms.length > 0,
      hasFigures: course.chapters.some(({ figures }) => figures.length > 0),
    },
    chapters: course.chapters.map((chapter) => {
      const { id, number, title, titleParts, minutes } = chapter;
      return { id, number, title, titleParts, partTitle: partBeginningWith(course, chapter), minutes };
    }),
    places: new Map(course.chapters.map(({ id }, at) => [id, at])),
  };
  lists.set(course, list);
  return list;
}
