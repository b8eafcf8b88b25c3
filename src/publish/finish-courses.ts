// The content folder's courses, read, checked, rendered and kept for the pages: the part of a build that tells authors
// what is wrong. Not here: what is done (course/kept-courses.ts), pages (site-pages.ts).
import { coursesFolder, courseKeeper } from '../course/course-keeper.ts';
import { keptCourses } from '../course/kept-courses.ts';
import { ContentProblems, printProblems, sortProblems } from '../course/problems.ts';
import type { RenderOptions } from '../course/render-course.ts';
import { rendererVersion } from '../markdown/version.ts';
import { finishInWorkers } from './course-workers.ts';

export interface FinishOptions {
  readonly contentDir: string;
  /** Warnings stop the build too. */
  readonly isStrict: boolean;
  /** Draws figures; asked for only where a text may have some. */
  figures(): Promise<RenderOptions['renderFigure']>;
  /** Resolves when there is memory for threads. */
  readonly roomForThreads: Promise<unknown>;
}

/** The number of problems, which have been told; throws `ContentProblems` with all of them if any stops the build. */
export async function finishCourses(options: FinishOptions): Promise<number> {
  const { contentDir, isStrict, figures } = options;
  const folder = coursesFolder();
  const { problems } = await keptCourses({
    contentDir,
    version: rendererVersion,
    keeper: courseKeeper(folder),
    async renderer(needs) {
      const { renderChapter } = await import('../markdown/render.ts');
      const renderFigure = needs.figures ? await figures() : () => ({ problems: [] });
      return { render: renderChapter, renderFigure };
    },
    async finishAhead(jobs) {
      // One thread beside the compiler was tried: 1.5 s less for 1,000 chapters, and up to 900 MB at once.
      if (jobs.length > 0) await options.roomForThreads;
      await finishInWorkers({ contentDir, folder, version: rendererVersion }, jobs);
    },
  });
  const sorted = sortProblems(problems);
  if (sorted.some(({ grade }) => isStrict || grade === 'error')) throw new ContentProblems(sorted);
  if (sorted.length > 0) console.warn(`\n${printProblems(sorted)}\n`);
  return sorted.length;
}
