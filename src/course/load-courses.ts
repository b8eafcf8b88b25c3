// The content folder → the collections. A course whose texts have not changed since the last build, and whose links still resolve
// as before, is not read again; of a changed course only changed pages are rendered. One course is in memory at a time. Not here: Astro's store (loader.ts), reading (read-course.ts), rendering (render-course.ts).
import { cacheKey } from './cache-key.ts';
import { checkCourse } from './checks/check-course.ts';
import { DependencyRecorder, type Dependency } from './links/dependency-recorder.ts';
import type { SourcePages } from './links/pages.ts';
import type { Problem } from './problems.ts';
import { readCourse, type CourseDraft } from './read-course.ts';
import { renderCourse, type PageCache, type RenderedCourse, type RenderOptions } from './render-course.ts';
import { readSources, type CourseFiles } from './source/content-folder.ts';
import { mdxNotes } from './source/mdx-files.ts';

/** What a course's entries depend on besides its texts, and its problems. */
export interface CourseMemory {
  readonly problems: readonly Problem[];
  readonly sources: readonly SourcePages[];
  readonly dependencies: readonly Dependency[];
}

/** The store: results of the last build, and of this one. */
export interface CourseStore {
  /** Of the course, if it was made from texts of this digest. */
  memoryOf(course: string, digest: string): CourseMemory | undefined;
  readonly findPage: PageCache;
  /** Puts the course and its chapters in the place of what is there; `rendered` is undefined if there is nothing to read. */
  set(
    course: string,
    digest: string,
    rendered: RenderedCourse | undefined,
    memory: CourseMemory,
  ): Promise<void>;
  /** Removes the courses of other ids, with their chapters. */
  keepOnly(courses: readonly string[]): void;
}

export interface LoadOptions {
  readonly contentDir: string;
  /** Changes with the renderer's code, so that results of an older one are not used. */
  readonly version: string;
  readonly store: CourseStore;
  /** Receives notes on the content that are not problems. */
  note(text: string): void;
  /** Runs the labs of a course; absent in dev, where it would take too long. */
  readonly checkLabs?: ((course: CourseDraft) => Promise<readonly Problem[]>) | undefined;
  /** Loaded only when there is something to render. */
  loadRenderer(): Promise<Pick<RenderOptions, 'render' | 'renderFigure'>>;
}

/** Updates the store and returns all problems of the content. */
export async function loadCourses(options: LoadOptions): Promise<readonly Problem[]> {
  const { contentDir, store, version } = options;
  const problems: Problem[] = [];
  const found: { files: CourseFiles; digest: string; memory: CourseMemory }[] = [];
  const courses = readSources(contentDir, problems);
  for (const text of mdxNotes(courses)) options.note(text);
  for (const files of courses) {
    const digest = cacheKey(version, files);
    // At first a course sees its own pages only, so that each can be forgotten before the next is read.
    const memory = store.memoryOf(files.id, digest) ?? (await makeCourse(files, digest, undefined, options));
    found.push({ files, digest, memory });
  }
  const sources = found.flatMap(({ memory }) => memory.sources);
  for (const { files, digest, memory } of found) {
    const isFresh = stillHolds(memory, new DependencyRecorder(contentDir, sources));
    const final = isFresh ? memory : await makeCourse(files, digest, sources, options);
    problems.push(...final.problems);
  }
  store.keepOnly(found.map(({ files }) => files.id));
  return problems;
}

/** Reads, checks, renders and stores one course; without `sources`, links to other courses lead nowhere. */
async function makeCourse(
  files: CourseFiles,
  digest: string,
  sources: readonly SourcePages[] | undefined,
  { contentDir, version, store, loadRenderer, checkLabs }: LoadOptions,
): Promise<CourseMemory> {
  const read = readCourse(files);
  const links = new DependencyRecorder(contentDir, sources ?? read.sources);
  const problems = [...read.problems, ...(read.course ? checkCourse(read.course, links) : [])];
  // Before rendering, which modifies the trees.
  const labProblems = read.course && checkLabs ? await checkLabs(read.course) : [];
  const rendered = read.course
    ? await renderCourse(read.course, links, {
        ...(await loadRenderer()),
        cache: store.findPage,
        digest: cacheKey,
        version,
      })
    : undefined;
  const memory: CourseMemory = {
    problems: [...problems, ...(rendered?.problems ?? []), ...labProblems],
    sources: read.sources,
    dependencies: links.dependencies(),
  };
  await store.set(files.id, digest, rendered, memory);
  return memory;
}

/** Whether all links and pictures of the course still resolve as when it was rendered. */
function stillHolds({ sources, dependencies }: CourseMemory, links: DependencyRecorder): boolean {
  const pages = new Map(sources.flatMap((source) => source.pages.map((page) => [page.page, page])));
  return dependencies.every(({ kind, address, page, name, answer }) => {
    // A term of the glossary looks from the glossary's page, under a name of its own.
    const from = pages.get(page) ?? pages.get(page.replace(/#.*/s, ''));
    return from !== undefined && JSON.stringify(links[kind](address, { ...from, page }, name)) === answer;
  });
}
