// The offline copies in this browser: one cache for each version of a course, identified by its name. The list of files is stored
// in it last, so a cache without a list is incomplete, and no other state is needed. Used by pages and by the service worker.
// Not here: saving (save.ts), responding (service-worker.ts).

/** A file of a course: its path below the site's root, a digest of its content ('' if the name has one), its size. */
export type ListedFile = readonly [path: string, revision: string, bytes: number];

/** The build's list of a course's files (downloads/offline-files.ts). */
export interface OfflineFileList {
  readonly course: string;
  readonly title: string;
  readonly version: string;
  readonly files: readonly ListedFile[];
  /** Large files that only labs need; saved if the reader wants them. */
  readonly engine: readonly ListedFile[];
}

/** A complete copy. */
export interface OfflineCopy extends OfflineFileList {
  readonly cacheName: string;
  readonly savedAt: number;
  readonly hasEngine: boolean;
}

export const LIST = 'offline.json';
/** Header of requests that the service worker must leave to the network. */
export const FROM_SITE = 'x-lectern-from-site';

/** `root` is the path of the site's root with a slash at the end; it distinguishes several sites on one host. */
export function cacheNameOf(root: string, course: string, version: string, hasEngine: boolean): string {
  return `${prefixOf(root)}${course} ${version}${hasEngine ? '-engine' : ''}`;
}

export function visitedName(root: string): string {
  return `lectern ${root} visited`;
}

export function listAddress(root: string, course: string): string {
  return `${root}${encodeURIComponent(course)}/${LIST}`;
}

/** All complete copies, the latest first. */
export async function offlineCopies(root: string): Promise<OfflineCopy[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefixOf(root)));
  const found = await Promise.all(names.map((name) => readCopy(root, name)));
  return found.filter((copy) => copy !== undefined).sort((a, b) => b.savedAt - a.savedAt);
}

/** Names of the course's caches, complete or not. */
export async function cachesOf(root: string, course: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(`${prefixOf(root)}${course} `));
}

export function isOfflineFileList(value: unknown): value is OfflineFileList {
  const list = value as OfflineFileList | null;
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
 * Redirects and errors are not cached. Neither is HTML under the name of another file: some hosts answer so for a file that
 * is missing, and it would stay cached as that file.
 */
export function isCacheable({ status, redirected, headers }: Response, isPage: boolean): boolean {
  const isHtml = /^text\/html\b/i.test(headers.get('content-type') ?? '');
  return status === 200 && !redirected && (isPage || !isHtml);
}

function prefixOf(root: string): string {
  return `lectern ${root} kept `;
}

async function readCopy(root: string, cacheName: string): Promise<OfflineCopy | undefined> {
  try {
    const [course = ''] = cacheName.slice(prefixOf(root).length).split(' ');
    const answer = await (await caches.open(cacheName)).match(listAddress(root, course));
    const list: unknown = await answer?.json();
    if (!isOfflineFileList(list) || list.course !== course) return undefined;
    const { savedAt, hasEngine } = list as Partial<OfflineCopy>;
    return { ...list, cacheName, savedAt: Number(savedAt) || 0, hasEngine: hasEngine === true };
  } catch {
    return undefined; // An unreadable list counts as none.
  }
}
