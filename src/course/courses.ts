// How pages ask for courses: the entries of both collections put together, in order, frozen. The text of a page is its
// entry's, rendered by `render(entry)`. Not here: how the collections are filled (loader.ts).
import { getCollection } from 'astro:content';
import type { Chapter, Course } from './types.ts';

let courses: Promise<readonly Course[]> | undefined;

/** All courses by title. In dev, where they change while the server runs, they are put together anew each time. */
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
