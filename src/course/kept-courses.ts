// Courses that an earlier build finished and that are still true are taken as they are; only the others are read and
// rendered. A course follows from its own texts, and from what its links and pictures were found to lead to: both are
// compared. One course is in memory at a time. Not here: where they are kept (course-keeper.ts), reading (library.ts).
import { createHash } from 'node:crypto';
import { AddressBook, type ImageTarget, type LinkTarget, type Page, type SourcePages } from './links/link-resolver.ts';
import type { Problem } from './problems.ts';
import type { PageCache, RenderOptions } from './render-course.ts';
import { readSources, type CourseFiles } from './source/content-folder.ts';
import type { Course } from './types.ts';

/** Something that a page asked of the content folder, and the answer. */
export interface Lookup {
  readonly kind: 'link' | 'image';
  readonly address: string;
  readonly page: string;
  readonly name: string;
  /** As JSON. */
  readonly answer: string;
}

/** A finished course, with all that it follows from. Plain data. */
export interface KeptCourse {
  /** Of its texts. */
  readonly digest: string;
  /** Undefined if its files hold nothing to read, which is a problem. */
  readonly course: Course | undefined;
  readonly problems: readonly Problem[];
  readonly sources: readonly SourcePages[];
  readonly lookups: readonly Lookup[];
}

export interface CourseKeeper {
  get(id: string, digest: string): KeptCourse | undefined;
  /** Keeps it with its pages; gives it back without their HTML. */
  set(id: string, kept: KeptCourse): KeptCourse;
  /** The pages of a course that were rendered before. */
  pages(id: string): PageCache;
  /** Forgets the courses of other ids. */
  keepOnly(ids: readonly string[]): void;
}

/** A course to be finished; `digest` is that of its texts. */
export interface CourseJob {
  readonly files: CourseFiles;
  readonly digest: string;
}

export interface CourseOptions {
  readonly contentDir: string;
  /** Changes when the renderer does, so that nothing stale is kept. */
  readonly version: string;
  readonly keeper: CourseKeeper;
  /** Loaded when there is something to render; drawing figures takes a lot of code that plain courses do without. */
  renderer(needs: { readonly figures: boolean }): Promise<Pick<RenderOptions, 'render' | 'renderFigure'>>;
  /** May finish some of these courses elsewhere and put them where the keeper finds them. */
  finishAhead?(jobs: readonly CourseJob[]): Promise<void>;
}

/** All courses of the folder without their HTML, which the keeper has, and all problems. */
export async function keptCourses(
  options: CourseOptions,
): Promise<{ readonly courses: readonly Course[]; readonly problems: readonly Problem[] }> {
  const { contentDir, keeper } = options;
  const problems: Problem[] = [];
  const jobs = readSources(contentDir, problems).map((files) => ({
    files,
    digest: digestOf(files, options.version),
  }));
  const isNew = ({ files, digest }: CourseJob): boolean => keeper.get(files.id, digest) === undefined;
  await options.finishAhead?.(jobs.filter(isNew));
  const found: { readonly job: CourseJob; readonly kept: KeptCourse }[] = [];
  for (const job of jobs) {
    // At first a course sees its own pages only, so that each can be forgotten before the next is read.
    const kept = keeper.get(job.files.id, job.digest) ?? (await finishCourse(job, undefined, options));
    found.push({ job, kept });
  }
  const sources = found.flatMap(({ kept }) => kept.sources);
  const courses: Course[] = [];
  for (const { job, kept } of found) {
    const book = new Witness(contentDir, sources);
    const final = isStillTrue(kept, book) ? kept : await finishCourse(job, sources, options);
    if (final.course) courses.push(final.course);
    problems.push(...final.problems);
  }
  keeper.keepOnly(jobs.map(({ files }) => files.id));
  return { courses, problems };
}

/** Reads, checks and renders one course; without `sources`, links to other courses lead nowhere. */
export async function finishCourse(
  { files, digest }: CourseJob,
  sources: readonly SourcePages[] | undefined,
  options: CourseOptions,
): Promise<KeptCourse> {
  const [{ readCourse }, { checkCourse }, { renderLibrary }, renderer] = await Promise.all([
    import('./read-course.ts'),
    import('./checks/check-course.ts'),
    import('./render-course.ts'),
    options.renderer({ figures: mayHaveFigures(files) }),
  ]);
  const read = readCourse(files);
  const book = new Witness(options.contentDir, sources ?? read.sources);
  const drafts = read.course ? [read.course] : [];
  const problems = [...read.problems, ...drafts.flatMap((draft) => checkCourse(draft, book))];
  const cache = options.keeper.pages(files.id);
  const rendered = await renderLibrary(
    { courses: drafts, addresses: book, problems },
    { ...renderer, cache, digest: sha1, version: options.version },
  );
  return options.keeper.set(files.id, {
    digest,
    course: rendered.courses[0],
    problems: rendered.problems,
    sources: read.sources,
    lookups: book.lookups(),
  });
}

/** Asks everything again that the course's pages asked when it was finished. */
function isStillTrue({ sources, lookups }: KeptCourse, book: Witness): boolean {
  const pages = new Map(sources.flatMap((source) => source.pages.map((page) => [page.page, page])));
  return lookups.every(({ kind, address, page, name, answer }) => {
    // A term of the glossary looks from the glossary's page, under a name of its own.
    const from = pages.get(page) ?? pages.get(page.replace(/#.*/s, ''));
    return from !== undefined && JSON.stringify(book[kind](address, { ...from, page }, name)) === answer;
  });
}

/** Notes what it is asked. */
class Witness extends AddressBook {
  readonly #asked = new Map<string, Lookup>();

  override link(address: string, from: Page, name: string): LinkTarget {
    return this.#note('link', address, from, name, super.link(address, from, name));
  }

  override image(address: string, from: Page, name: string): ImageTarget {
    return this.#note('image', address, from, name, super.image(address, from, name));
  }

  lookups(): Lookup[] {
    return [...this.#asked.values()];
  }

  #note<T>(kind: Lookup['kind'], address: string, { page }: Page, name: string, answer: T): T {
    this.#asked.set(`${kind} ${page} ${address}`, {
      kind,
      address,
      page,
      name,
      answer: JSON.stringify(answer),
    });
    return answer;
  }
}

/** True rather too often than too rarely. */
export function mayHaveFigures({ single, index, glossary, chapters }: CourseFiles): boolean {
  const sources = [single, index, glossary, ...chapters.map(({ source }) => source)];
  return sources.some((source) => source?.format === 'mdx' || /[`~]{3}\s*figure\b/.test(source?.text ?? ''));
}

function digestOf(files: CourseFiles, version: string): string {
  return sha1([version, files]);
}

function sha1(content: unknown): string {
  return createHash('sha1').update(JSON.stringify(content)).digest('base64url');
}
