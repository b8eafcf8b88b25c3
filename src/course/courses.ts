// Courses for pages: the entries of both collections combined, in order, frozen. The text of a page is its
// entry's, rendered by `render(entry)`. Not here: how the collections are filled (loader.ts).
import { getCollection, getEntry } from 'astro:content';
import { firstFigure, type FirstFigure } from './figure-gallery.ts';
import type { Chapter, Course } from './types.ts';

let courses: Promise<readonly Course[]> | undefined;

/** All courses, sorted by title. In dev they are combined anew each time, because entries change while the server runs. */
export function getCourses(): Promise<readonly Course[]> {
  if (import.meta.env.DEV) return assemble();
  return (courses ??= assemble());
}

/** The course of this id; throws if there is none, which only a wrong link in our own pages can cause. */
export async function getCourse(id: string): Promise<Course> {
  const course = (await getCourses()).find((candidate) => candidate.id === id);
  if (!course) throw new Error(`There is no course "${id}".`);
  return course;
}

/** The first figure of a course, as its chapter shows it; none where no chapter in Markdown has one. */
export async function getFirstFigure(course: Course): Promise<FirstFigure | undefined> {
  const chapter = course.chapters.find(({ figures }) => figures.length > 0);
  const entry = chapter && (await getEntry('chapters', `${course.id}/${chapter.id}`));
  return chapter && firstFigure(chapter, entry?.rendered?.html ?? '');
}

async function assemble(): Promise<readonly Course[]> {
  const chapters = new Map<string, Chapter>(
    (await getCollection('chapters')).map(({ id, data }) => [id, data]),
  );
  const courses = (await getCollection('courses')).map(({ data }): Course => ({
    ...data,
    chapters: data.chapters.flatMap((id) => chapters.get(`${data.id}/${id}`) ?? []),
  }));
  return Object.freeze(courses.sort((a, b) => a.title.localeCompare(b.title, 'en')));
}
