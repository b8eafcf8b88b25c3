// Where a page stands in the library; what the header, the chapter list and the footer show of it.
import type { Course } from '../course/types.ts';

export interface SiteNavigation {
  readonly course?: {
    readonly id: string;
    readonly title: string;
    readonly hasGlossary: boolean;
    readonly hasFigures: boolean;
  };
  /** The chapters of the course, for the list that every page of it carries. */
  readonly chapters?: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly minutes: number;
  }[];
  /** The chapter's id, or the name of another page of the course. */
  readonly page?: string;
  /** Whether the page has a list of its own sections. */
  readonly hasSections?: boolean;
}

export function courseNavigation(course: Course, page: string): SiteNavigation {
  return {
    course: {
      id: course.id,
      title: course.title,
      hasGlossary: course.terms.length > 0,
      hasFigures: course.chapters.some(({ figures }) => figures.length > 0),
    },
    chapters: course.chapters.map(({ id, number, title, minutes }) => ({ id, number, title, minutes })),
    page,
    hasSections: (course.chapters.find(({ id }) => id === page)?.sections.length ?? 0) > 0,
  };
}
