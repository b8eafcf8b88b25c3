// The only file that talks to Astro's loader interface: the content folder in, one store entry per course out.
// Pages that have not changed are not rendered again; courses that are gone disappear.
// Not here: what is read (library.ts) and how it is rendered (a parameter).
import { channel } from 'node:diagnostics_channel';
import type { Loader, LoaderContext } from 'astro/loaders';
import { readLibrary } from './library.ts';
import { ContentProblems, printProblems, sortProblems, type Problem } from './problems.ts';
import { renderLibrary, type PageCache, type RenderedPage, type RenderOptions } from './rendering.ts';

export interface CourseLoaderOptions extends Pick<RenderOptions, 'render' | 'renderFigure' | 'version'> {
  readonly contentDir: string;
  /** Warnings stop the build too. */
  readonly strict: boolean;
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
  const { store } = context;
  const seen = new Set<string>();
  const library = readLibrary(options.contentDir);
  const cache = storeCache(context, seen);
  const { courses, problems } = await renderLibrary(library, {
    ...options,
    cache,
    digest: (content) => context.generateDigest(JSON.stringify(content)),
  });
  report(problems, options.strict, context);
  for (const course of courses) {
    seen.add(course.id);
    // The HTML is in the pages' own entries; course.ts puts the two together.
    const chapters = course.chapters.map(({ html: _html, answersHtml: _answers, ...chapter }) => chapter);
    const data: Record<string, unknown> = { ...course, coverHtml: undefined, chapters };
    store.set({ id: course.id, data, digest: context.generateDigest(JSON.stringify(data)) });
  }
  // Nothing may outlive its source; what is left are the entries of files that are gone.
  for (const id of store.keys()) if (!seen.has(id)) store.delete(id);
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

/** Rendered pages live in the same store, under ids that no course can have. */
function storeCache({ store }: LoaderContext, seen: Set<string>): PageCache {
  return {
    get(key, digest) {
      seen.add(`page:${key}`);
      const entry = store.get(`page:${key}`);
      return entry?.digest === digest ? (entry.data as unknown as RenderedPage) : undefined;
    },
    set(key, digest, page) {
      store.set({ id: `page:${key}`, data: { ...page }, digest });
    },
  };
}

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
