// How pages ask for courses: read once, in order, frozen. A chapter's HTML is fetched when it is asked for, so that pages
// which need not be built again cost nothing. Not here: how they were finished and kept (kept-courses.ts).
import { coursesFolder, keptCoursesIn, keptPage, pagesFile } from './course-keeper.ts';
import type { RenderedPage } from './render-course.ts';
import type { Chapter, Course } from './types.ts';

let courses: readonly Course[] | undefined;

/** All courses by title. In dev, where they change under our feet, they are read again each time. */
export function getCourses(): Promise<readonly Course[]> {
  courses = import.meta.env.DEV ? readCourses() : (courses ?? readCourses());
  return Promise.resolve(courses);
}

/** The course of this id; throws if there is none, which only a wrong link in our own pages can cause. */
export async function getCourse(id: string): Promise<Course> {
  const course = (await getCourses()).find((candidate) => candidate.id === id);
  if (!course) throw new Error(`There is no course "${id}".`);
  return course;
}

function readCourses(): readonly Course[] {
  const folder = coursesFolder();
  const courses = keptCoursesIn(folder).map((course): Course => {
    const page = (id: string): RenderedPage =>
      keptPage(pagesFile(folder, course.id), course.digest, `${course.id}/${id}`);
    const chapters = course.chapters.map((chapter): Chapter =>
      fetching(chapter, {
        html: () => page(chapter.id).html,
        answersHtml: () => page(chapter.id).answersHtml,
      }),
    );
    return fetching({ ...course, chapters }, { coverHtml: () => page('index').html });
  });
  return Object.freeze(courses.sort((a, b) => a.title.localeCompare(b.title, 'en')));
}

/** The same with fields that are fetched when they are read, and are left out when the whole is printed. */
function fetching<T extends object>(from: T, fields: { readonly [K in keyof T]?: () => T[K] }): T {
  const descriptors = Object.entries(fields).map(([name, get]) => [
    name,
    { get: get as () => unknown, enumerable: false },
  ]);
  return Object.defineProperties({ ...from }, Object.fromEntries(descriptors) as PropertyDescriptorMap);
}
