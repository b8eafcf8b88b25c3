// The only file that talks to Astro's loader interface: the content folder in, one store entry per course out.
// Courses that have not changed are not read again; courses that are gone disappear.
// Not here: what is read (library.ts) and how it is rendered (a parameter).
import { channel } from 'node:diagnostics_channel';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { courseKeeper, pagesFile } from './course-keeper.ts';
import { keptCourses, type CourseJob, type CourseOptions } from './kept-courses.ts';
import { ContentProblems, printProblems, sortProblems, type Problem } from './problems.ts';
import type { Course } from './types.ts';

export interface CourseLoaderOptions extends Pick<CourseOptions, 'contentDir' | 'renderer' | 'version'> {
  /** Warnings stop the build too. */
  readonly strict: boolean;
  /** As in kept-courses.ts; `folder` is the keeper's. */
  finishAhead(
    setup: { contentDir: string; folder: string; version: string },
    jobs: readonly CourseJob[],
  ): Promise<void>;
}

/** What lies in the store: the course without its HTML, and the file that has it. */
export interface StoredCourse {
  readonly course: Course;
  readonly pagesFile: string;
}

export function courseLoader(options: CourseLoaderOptions): Loader {
  return {
    name: 'lectern-courses',
    async load(context) {
      await sync(options, context);
      watch(options, context);
    },
  };
}

async function sync(options: CourseLoaderOptions, context: LoaderContext): Promise<void> {
  const { store, config } = context;
  const folder = path.join(fileURLToPath(config.cacheDir), 'courses');
  const { courses, problems } = await keptCourses({
    ...options,
    keeper: courseKeeper(folder),
    finishAhead: (jobs) =>
      options.finishAhead({ contentDir: options.contentDir, folder, version: options.version }, jobs),
  });
  report(problems, options.strict, context);
  for (const course of courses) {
    const data: StoredCourse = { course, pagesFile: pagesFile(folder, course.id) };
    store.set({ id: course.id, data: { ...data }, digest: context.generateDigest(JSON.stringify(data)) });
  }
  // Nothing may outlive its source.
  for (const id of store.keys()) if (!courses.some((course) => course.id === id)) store.delete(id);
}

/**
 * Errors stop a build with all problems told; warnings are told and built on. While an author writes, errors are told
 * too (in the terminal and, by whoever listens, on the page), and what can be shown is shown.
 */
function report(problems: readonly Problem[], strict: boolean, { logger, watcher }: LoaderContext): void {
  const sorted = sortProblems(problems);
  const stops = sorted.some(({ grade }) => strict || grade === 'error');
  if (stops && !watcher) throw new ContentProblems(sorted);
  if (sorted.length > 0) logger[stops ? 'error' : 'warn'](`\n\n${printProblems(sorted)}\n`);
  contentProblems.publish(sorted);
}

/** Where the problems of each reading are announced while an author writes; see publish/problem-overlay.ts. */
const contentProblems = channel('lectern:content-problems');

/** In `npm run dev`: any change below the content folder brings the courses up to date. */
function watch(options: CourseLoaderOptions, context: LoaderContext): void {
  const { watcher, logger } = context;
  if (!watcher) return;
  watcher.add(options.contentDir);
  let timer: NodeJS.Timeout | undefined;
  const later = (_event: string, path: string): void => {
    if (!path.startsWith(options.contentDir)) return;
    clearTimeout(timer);
    // Editors write a file in several steps; one reading after the last is enough.
    timer = setTimeout(() => {
      sync(options, context).catch((error: unknown) => {
        logger.error(error instanceof Error ? `\n\n${error.message}\n` : String(error));
      });
    }, 60);
  };
  watcher.on('all', later);
}
