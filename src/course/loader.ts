// The loader of the collections `courses` and `chapters`, and the only file that knows Astro's loader interface. Both
// collections are filled by one pass over the content folder, so the two loaders wait for each other.
// Not here: what is read and what is reused (load-courses.ts), the entries' shapes (entry-schemas.ts).
import { channel } from 'node:diagnostics_channel';
import path from 'node:path';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { ChapterData, CourseData } from './entry-schemas.ts';
import { cacheKey } from './cache-key.ts';
import { loadCourses, type CourseMemory, type CourseStore, type LoadOptions } from './load-courses.ts';
import type { PageDraft } from './outline/page-drafts.ts';
import { printReport } from './problem-report.ts';
import { ContentProblems, printable, sortProblems, type Problem } from './problems.ts';
import type { DigestedPage } from './render-course.ts';

export interface CourseLoaderOptions extends Omit<LoadOptions, 'store' | 'note'> {
  /** Whether warnings stop a build as errors do. */
  readonly isStrict: boolean;
  /** Whether every problem is printed in full. */
  readonly showsAll: boolean;
}

type Collection = 'courses' | 'chapters';
type Contexts = Readonly<Record<Collection, LoaderContext>>;

/** The same name for both, so that Astro refreshes them together. */
const NAME = 'lectern-courses';

export function courseLoaders(options: CourseLoaderOptions): Record<Collection, Loader> {
  let arrived: Partial<Record<Collection, LoaderContext>> = {};
  let done: PromiseWithResolvers<void> | undefined;
  const loaderOf = (collection: Collection): Loader => ({
    name: NAME,
    async load(context) {
      arrived = { ...arrived, [collection]: context };
      done ??= Promise.withResolvers<void>();
      const { promise, resolve } = done;
      const { courses, chapters } = arrived;
      if (courses && chapters) {
        [arrived, done] = [{}, undefined];
        resolve(load({ courses, chapters }, options));
      }
      await promise;
    },
  });
  return { courses: loaderOf('courses'), chapters: loaderOf('chapters') };
}

/** In a build, errors are thrown together; in dev they are shown and the server goes on. */
async function load(contexts: Contexts, options: CourseLoaderOptions): Promise<void> {
  const { watcher, logger } = contexts.courses;
  const told = new Set<string>();
  const note = (text: string): void => {
    if (!told.has(text)) logger.warn(printable(text));
    told.add(text);
  };
  const update = async (): Promise<void> => {
    const store = storeIn(contexts);
    const problems = sortProblems(
      await loadCourses({ ...options, checkLabs: watcher ? undefined : options.checkLabs, store, note }),
    );
    const isWrong = problems.some(({ grade }) => options.isStrict || grade === 'error');
    if (isWrong && !watcher) throw new ContentProblems(problems, printReport(problems, options.showsAll));
    report(problems, logger, options.showsAll);
  };
  await update();
  if (watcher) watch(options.contentDir, watcher, logger, oneAtATime(update));
}

/** Astro's store: results of the last build, and of this one. */
function storeIn({ courses, chapters }: Contexts): CourseStore {
  const rendered = (id: string) => (id.includes('/') ? chapters : courses).store.get(id)?.rendered;
  return {
    memoryOf(id, digest) {
      if (courses.store.get(id)?.digest !== digest) return undefined;
      return rendered(id)?.metadata?.['memory'] as CourseMemory | undefined;
    },
    findPage(id, digest) {
      const made = rendered(id)?.metadata?.['made'] as DigestedPage | undefined;
      return made?.digest === digest ? { ...made.page, html: rendered(id)?.html ?? '' } : undefined;
    },
    async set(id, digest, made, memory) {
      removeCourse(id);
      if (!made) return;
      const { course, cover } = made;
      const data: CourseData = { ...course, chapters: course.chapters.map((chapter) => chapter.id) };
      await put(courses, id, { ...data }, digest, made.draft.cover, cover, { memory });
      for (const [at, { draft, ...page }] of made.chapters.entries()) {
        const chapter = course.chapters[at];
        if (!chapter) continue;
        const facts: ChapterData = { ...chapter, course: id };
        await put(chapters, `${id}/${chapter.id}`, { ...facts }, cacheKey(page.digest, facts), draft, page, {
          headings: chapter.sections.map(({ id: slug, title: text, depth }) => ({ depth, slug, text })),
        });
      }
    },
    keepOnly(ids) {
      for (const id of courses.store.keys()) if (!ids.includes(id)) removeCourse(id);
    },
  };

  function removeCourse(id: string): void {
    courses.store.delete(id);
    for (const chapter of chapters.store.keys())
      if (chapter.startsWith(`${id}/`)) chapters.store.delete(chapter);
  }

  /** For MDX, Astro compiles the file when a page renders it; for Markdown, the HTML is stored. */
  async function put(
    { store, parseData }: LoaderContext,
    id: string,
    data: Record<string, unknown>,
    digest: string,
    { format, source }: PageDraft,
    { digest: pageDigest, page }: DigestedPage,
    metadata: Record<string, unknown>,
  ): Promise<void> {
    const filePath = path.relative(process.cwd(), path.resolve(source.file)).split(path.sep).join('/');
    const { html, ...rest } = page;
    const made: Omit<DigestedPage, 'page'> & { page: typeof rest } = { digest: pageDigest, page: rest };
    store.set({
      id,
      data: await parseData({ id, data, filePath }),
      digest,
      filePath,
      ...(format === 'mdx' && { deferredRender: true }),
      rendered: { html, metadata: { ...metadata, made } },
    });
  }
}

/** Diagnostics channel on which problems are published in dev; see integrations/problem-overlay.ts. */
const contentProblems = channel('lectern:content-problems');

function report(problems: readonly Problem[], logger: LoaderContext['logger'], showsAll: boolean): void {
  const isWrong = problems.some(({ grade }) => grade === 'error');
  if (problems.length > 0) logger[isWrong ? 'error' : 'warn'](`\n\n${printReport(problems, showsAll)}\n`);
  contentProblems.publish(problems);
}

/** Updates the courses after any change below the content folder. */
function watch(
  contentDir: string,
  watcher: NonNullable<LoaderContext['watcher']>,
  logger: LoaderContext['logger'],
  update: () => Promise<void>,
): void {
  watcher.add(contentDir);
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (_event, changed) => {
    if (!changed.startsWith(contentDir)) return;
    clearTimeout(timer);
    // Editors write a file in several steps; one update after the last is enough.
    timer = setTimeout(() => {
      update().catch((error: unknown) => {
        logger.error(error instanceof Error ? `\n\n${error.message}\n` : String(error));
      });
    }, SETTLED_AFTER_MS);
  });
}

const SETTLED_AFTER_MS = 60;

/** Updates run one after the other: of two at once, the earlier could finish last and leave its old text. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let isQueued = false;
  return () => {
    if (isQueued) return running;
    isQueued = true;
    running = running
      .catch(() => undefined)
      .then(() => {
        isQueued = false;
        return work();
      });
    return running;
  };
}
