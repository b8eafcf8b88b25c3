// What is kept in this browser: one cache for each version of a course, told apart by their names, and in it the list of its
// files, which is put there last. So a cache without a list is one that was never finished, and nothing else has to be
// remembered. Used by pages and by the service worker. Not here: keeping (keep.ts), answering (service-worker.ts).

/** A file of a course: its path below the site's root, what tells its content from another's, its size in bytes. */
export type ListedFile = readonly [path: string, revision: string, bytes: number];

/** What the build says of a course (integrations/offline.ts). */
export interface CourseFiles {
  readonly course: string;
  readonly title: string;
  readonly version: string;
  readonly files: readonly ListedFile[];
  /** Large files that only labs ask for; kept if the reader wants them. */
  readonly engine: readonly ListedFile[];
}

/** A version that is kept whole. */
export interface KeptCourse extends CourseFiles {
  readonly cacheName: string;
  readonly keptAt: number;
  readonly hasEngine: boolean;
}

export const LIST = 'offline.json';
/** On requests that are to be answered by the site itself, not by what is kept of it. */
export const FROM_SITE = 'x-lectern-from-site';

/** `root` is the path of the site's root with a slash at its end: sites on one host are told apart by it. */
export function cacheNameOf(root: string, course: string, version: string, hasEngine: boolean): string {
  return `${prefixOf(root)}${course} ${version}${hasEngine ? '-engine' : ''}`;
}

export function visitedName(root: string): string {
  return `lectern ${root} visited`;
}

export function listAddress(root: string, course: string): string {
  return `${root}${encodeURIComponent(course)}/${LIST}`;
}

/** Every version that is kept whole, the latest first. */
export async function keptCourses(root: string): Promise<KeptCourse[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefixOf(root)));
  const found = await Promise.all(names.map((name) => readKept(root, name)));
  return found.filter((kept) => kept !== undefined).sort((a, b) => b.keptAt - a.keptAt);
}

/** Caches of a course's versions, whole or not, by their names. */
export async function cachesOf(root: string, course: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(`${prefixOf(root)}${course} `));
}

export function isCourseFiles(value: unknown): value is CourseFiles {
  const list = value as CourseFiles | null;
  return (
    typeof list === 'object' &&
    list !== null &&
    [list.course, list.title, list.version].every((each) => typeof each === 'string') &&
    isFileList(list.files) &&
    isFileList(list.engine)
  );
}

function isFileList(value: unknown): value is ListedFile[] {
  return (
    Array.isArray(value) &&
    value.every(
      (file: unknown) =>
        Array.isArray(file) &&
        typeof file[0] === 'string' &&
        typeof file[1] === 'string' &&
        typeof file[2] === 'number' &&
        // A path below the root and nothing else.
        !/^\/|^[a-z][\w+.-]*:|(?:^|\/)\.\.(?:\/|$)/i.test(file[0]),
    )
  );
}

/**
 * Answers that lead elsewhere, or that say there is nothing, are not worth keeping. Some hosts say the latter with a page of
 * theirs, as if it were what was asked for: under the name of a script it would stay for good.
 */
export function isWorthKeeping({ status, redirected, headers }: Response, isPage: boolean): boolean {
  const isHtml = /^text\/html\b/i.test(headers.get('content-type') ?? '');
  return status === 200 && !redirected && (isPage || !isHtml);
}

function prefixOf(root: string): string {
  return `lectern ${root} kept `;
}

async function readKept(root: string, cacheName: string): Promise<KeptCourse | undefined> {
  try {
    const [course = ''] = cacheName.slice(prefixOf(root).length).split(' ');
    const answer = await (await caches.open(cacheName)).match(listAddress(root, course));
    const kept: unknown = await answer?.json();
    if (!isCourseFiles(kept) || kept.course !== course) return undefined;
    const { keptAt, hasEngine } = kept as Partial<KeptCourse>;
    return { ...kept, cacheName, keptAt: Number(keptAt) || 0, hasEngine: hasEngine === true };
  } catch {
    return undefined; // What cannot be read is not kept.
  }
}
