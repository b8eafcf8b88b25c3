// The only file that talks to Astro's loader interface: in `npm run dev` it brings the courses up to date whenever the
// content folder changes, and says so (publish/live-courses.ts listens). A build finishes its courses itself
// (publish/finish-courses.ts). Not here: what is read (library.ts) and how it is rendered (a parameter).
import { channel } from 'node:diagnostics_channel';
import type { Loader, LoaderContext } from 'astro/loaders';
import { cacheKey } from './cache-key.ts';
import { courseKeeper, coursesFolder } from './course-keeper.ts';
import { keptCourses, type CourseOptions } from './kept-courses.ts';
import { printProblems, sortProblems, type Problem } from './problems.ts';

export type CourseLoaderOptions = Pick<CourseOptions, 'contentDir' | 'renderer' | 'version'>;

export function courseLoader(options: CourseLoaderOptions): Loader {
  return {
    name: 'lectern-courses',
    async load(context) {
      if (!context.watcher) return;
      await sync(options, context);
      watch(options, context, context.watcher);
    },
  };
}

/** Astro's store has only the courses' names: pages read the courses where they are kept (course.ts). */
async function sync(options: CourseLoaderOptions, { store, logger }: LoaderContext): Promise<void> {
  const { courses, problems } = await keptCourses({ ...options, keeper: courseKeeper(coursesFolder()) });
  report(problems, logger);
  for (const { id } of courses) store.set({ id, data: { id }, digest: id });
  // Nothing may outlive its source.
  for (const id of store.keys()) if (!courses.some((course) => course.id === id)) store.delete(id);
  const key = cacheKey(courses);
  if (shown !== undefined && key !== shown) coursesChanged.publish(key);
  shown = key;
}

/** Of the courses as they were last told. */
let shown: string | undefined;
const coursesChanged = channel('lectern:courses-changed');

/** Errors are told in the terminal and, by whoever listens, on the page, and what can be shown is shown. */
function report(problems: readonly Problem[], logger: LoaderContext['logger']): void {
  const sorted = sortProblems(problems);
  const isWrong = sorted.some(({ grade }) => grade === 'error');
  if (sorted.length > 0) logger[isWrong ? 'error' : 'warn'](`\n\n${printProblems(sorted)}\n`);
  contentProblems.publish(sorted);
}

/** Where the problems of each reading are announced while an author writes; see publish/problem-overlay.ts. */
const contentProblems = channel('lectern:content-problems');

/** Any change below the content folder brings the courses up to date. */
function watch(
  options: CourseLoaderOptions,
  context: LoaderContext,
  watcher: NonNullable<LoaderContext['watcher']>,
): void {
  const { logger } = context;
  watcher.add(options.contentDir);
  const update = oneAtATime(async () => {
    try {
      await sync(options, context);
    } catch (error) {
      logger.error(error instanceof Error ? `\n\n${error.message}\n` : String(error));
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const later = (_event: string, path: string): void => {
    if (!path.startsWith(options.contentDir)) return;
    clearTimeout(timer);
    // Editors write a file in several steps; one reading after the last is enough.
    timer = setTimeout(update, 60);
  };
  watcher.on('all', later);
}

/** Of two readings at once the earlier could end last, and its old text would stay on the page. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isAskedAgain = false;
  return async () => {
    isAskedAgain = true;
    if (isRunning) return;
    isRunning = true;
    while (isAskedAgain) {
      isAskedAgain = false;
      await work();
    }
    isRunning = false;
  };
}
