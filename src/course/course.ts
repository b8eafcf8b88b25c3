// How pages ask for courses: read once from the store, in order, frozen.
// Not here: how they got into the store (loader.ts).
import { getCollection } from 'astro:content';
import type { RenderedPage } from './rendering.ts';
import type { Chapter, Course } from './types.ts';

let courses: Promise<readonly Course[]> | undefined;

/** All courses by title. In dev, where the store changes under our feet, they are read again each time. */
export function getCourses(): Promise<readonly Course[]> {
  if (import.meta.env.DEV) return readStore();
  courses ??= readStore();
  return courses;
}

/** The course of this id; throws if there is none, which only a wrong link in our own pages can cause. */
export async function getCourse(id: string): Promise<Course> {
  const course = (await getCourses()).find((candidate) => candidate.id === id);
  if (!course) throw new Error(`There is no course "${id}".`);
  return course;
}

async function readStore(): Promise<readonly Course[]> {
  const entries = new Map((await getCollection('courses')).map(({ id, data }) => [id, data as unknown]));
  const html = (course: string, page: string): RenderedPage => entries.get(`page:${course}/${page}`) as RenderedPage;
  const courses = [...entries].flatMap(([id, data]): Course[] => {
    if (id.startsWith('page:')) return [];
    const course = data as Course;
    const chapters = course.chapters.map((chapter): Chapter => {
      const { html: body, answersHtml } = html(id, chapter.id);
      return { ...chapter, html: body, answersHtml };
    });
    return [{ ...course, coverHtml: html(id, 'index').html, chapters }];
  });
  return Object.freeze(courses.sort((a, b) => a.title.localeCompare(b.title, 'en')));
}
