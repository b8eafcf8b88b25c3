// Keeps a course in this browser, removes it, and says what could not be done. A version is kept when all its files are
// there; until then, and if one of them cannot be had, the version before stays what it was.
// Not here: what is shown of it (cover.ts, update.ts).
import {
  FROM_SITE,
  cacheNameOf,
  cachesOf,
  isCourseFiles,
  keptCourses,
  listAddress,
  visitedName,
  type CourseFiles,
  type ListedFile,
} from './kept-courses.ts';

/** Why a course is not kept. */
export type KeepTrouble = 'full' | 'unreachable' | 'changed';

export class KeepError extends Error {
  readonly trouble: KeepTrouble;
  constructor(trouble: KeepTrouble, options?: ErrorOptions) {
    super(trouble, options);
    this.trouble = trouble;
  }
}

/** The path of the site's root, with a slash at its end. */
export function siteRoot(): string {
  return new URL(document.documentElement.dataset['root'] ?? './', location.href).pathname;
}

/** What the site has of the course now. Throws a KeepError if it cannot be asked. */
export async function fetchList(root: string, course: string): Promise<CourseFiles> {
  const answer = await fetch(listAddress(root, course), { cache: 'no-cache' }).catch((cause: unknown) => {
    throw new KeepError('unreachable', { cause });
  });
  const list: unknown = answer.ok ? await answer.json().catch(() => undefined) : undefined;
  if (!isCourseFiles(list) || list.course !== course) throw new KeepError('unreachable');
  return list;
}

export interface KeepOptions {
  readonly hasEngine: boolean;
  readonly signal?: AbortSignal;
  onProgress?(doneBytes: number, allBytes: number): void;
}

/** How many files are asked for at a time. */
const AT_ONCE = 12;

/** Keeps what the list names. Throws a KeepError, or what the signal was aborted with; then nothing has changed. */
export async function keepCourse(root: string, list: CourseFiles, options: KeepOptions): Promise<void> {
  const { hasEngine, signal, onProgress } = options;
  const files = hasEngine ? [...list.files, ...list.engine] : list.files;
  const allBytes = sumOf(files);
  const name = cacheNameOf(root, list.course, list.version, hasEngine);
  const before = await keptCourses(root);
  if (before.some(({ cacheName }) => cacheName === name)) return;
  const earlier = before.find(({ course }) => course === list.course);
  const known = new Map(
    [...(earlier?.files ?? []), ...(earlier?.hasEngine ? earlier.engine : [])].map(([path, revision]) => [
      path,
      revision,
    ]),
  );
  const stop = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let doneBytes = 0;
  try {
    const cache = await caches.open(name);
    const old = earlier && (await caches.open(earlier.cacheName));
    const queue = [...files];
    const work = async (): Promise<void> => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        stopped.throwIfAborted();
        const [path, revision, bytes] = file;
        const address = root + path.split('/').map(encodeURIComponent).join('/');
        const copy = known.get(path) === revision ? await old?.match(address) : undefined;
        await put(cache, address, copy ?? (await fetchFile(address, stopped)));
        doneBytes += bytes;
        onProgress?.(doneBytes, allBytes);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // A site that was published anew meanwhile has given files of both versions.
    if ((await fetchList(root, list.course)).version !== list.version) throw new KeepError('changed');
    const marked = JSON.stringify({ ...list, hasEngine, keptAt: Date.now() });
    await put(cache, listAddress(root, list.course), new Response(marked, { headers: JSON_TYPE }));
  } catch (error) {
    stop.abort();
    await caches.delete(name);
    throw error;
  }
  navigator.serviceWorker?.controller?.postMessage('kept');
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Removes all versions of the course, and with the last course everything else. */
export async function removeCourse(root: string, course: string): Promise<void> {
  for (const name of await cachesOf(root, course)) await caches.delete(name);
  navigator.serviceWorker?.controller?.postMessage('kept');
  if ((await keptCourses(root)).length > 0) return;
  await caches.delete(visitedName(root));
  const registration = await navigator.serviceWorker?.getRegistration(root);
  await registration?.unregister();
}

export function sumOf(files: readonly ListedFile[]): number {
  return files.reduce((sum, [, , bytes]) => sum + bytes, 0);
}

async function fetchFile(address: string, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(address, { cache: 'no-cache', headers: { [FROM_SITE]: '1' }, signal }).catch(
    (cause: unknown) => {
      signal.throwIfAborted();
      throw new KeepError('unreachable', { cause });
    },
  );
  if (!answer.ok) throw new KeepError('unreachable');
  // Some hosts send on from an address to a shorter one; an answer that was sent on may not be shown as a page.
  const type = answer.headers.get('content-type');
  return new Response(await answer.blob(), { headers: type === null ? {} : { 'content-type': type } });
}

async function put(cache: Cache, address: string, answer: Response): Promise<void> {
  await cache.put(address, answer).catch((cause: unknown) => {
    throw new KeepError('full', { cause });
  });
}
