// A content folder → its courses with the HTML of every page, and every problem told, without Astro: for tests that look
// at many small folders. Of MDX there is only what can be read without running it.
import { cacheKey } from '../src/course/cache-key.ts';
import type { Problem } from '../src/course/problems.ts';
import { readLibrary, type Library } from '../src/course/read-course.ts';
import { renderCourse, type RenderFigure } from '../src/course/render-course.ts';
import type { Chapter, Course } from '../src/course/types.ts';
import { checkLabs } from '../src/integrations/lab-check.ts';
import { renderChapter } from '../src/markdown/render.ts';

export interface ChapterWithHtml extends Chapter {
  readonly html: string;
}

export interface CourseWithHtml extends Course {
  readonly coverHtml: string;
  readonly chapters: readonly ChapterWithHtml[];
}

export interface RenderedLibrary {
  readonly courses: readonly CourseWithHtml[];
  readonly problems: readonly Problem[];
}

export async function renderFolder(folder: string, renderFigure: RenderFigure): Promise<RenderedLibrary> {
  return renderLibrary(readLibrary(folder), renderFigure);
}

async function renderLibrary(library: Library, renderFigure: RenderFigure): Promise<RenderedLibrary> {
  const problems = [...library.problems];
  const courses: CourseWithHtml[] = [];
  for (const draft of library.courses) {
    for (const problem of await checkLabs(draft)) problems.push(problem);
    const rendered = await renderCourse(draft, library.addresses, {
      render: renderChapter,
      renderFigure,
      cache: () => undefined,
      digest: cacheKey,
      version: '',
    });
    for (const problem of rendered.problems) problems.push(problem);
    courses.push({
      ...rendered.course,
      coverHtml: rendered.cover.page.html,
      chapters: rendered.course.chapters.map((chapter, at) => ({
        ...chapter,
        html: rendered.chapters[at]?.page.html ?? '',
      })),
    });
  }
  return { courses, problems };
}
