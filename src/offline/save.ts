// Saves an offline copy of a course in this browser, and removes it. A copy counts only when all its files are stored; until
// then, and if one of them cannot be fetched, the previous copy stays in use.
// Not here: what the reader sees of it (cover.ts, update.ts).
import {
  FROM_SITE,
  cacheNameOf,
  cachesOf,
  isOfflineFileList,
  offlineCopies,
  listAddress,
  visitedName,
  type OfflineFileList,
  type ListedFile,
} from './copies.ts';

/** Why a course could not be saved. */
export type SaveTrouble = 'full' | 'unreachable' | 'changed';

export class SaveError extends Error {
  readonly trouble: SaveTrouble;
  constructor(trouble: SaveTrouble, options?: ErrorOptions) {
    super(trouble, options);
    this.trouble = trouble;
  }
}

/** The path of the site's root, with a slash at its end. */
export function siteRoot(): string {
  return new URL(document.documentElement.dataset['root'] ?? './', location.href).pathname;
}

/** The site's current list of the course's files. Throws a SaveError if it cannot be fetched. */
export async function fetchList(root: string, course: string): Promise<OfflineFileList> {
  const answer = await fetch(listAddress(root, course), { cache: 'no-cache' }).catch((cause: unknown) => {
    throw new SaveError('unreachable', { cause });
  });
  const list: unknown = answer.ok ? await answer.json().catch(() => undefined) : undefined;
  if (!isOfflineFileList(list) || list.course !== course) throw new SaveError('unreachable');
  return list;
}

export interface SaveOptions {
  readonly hasEngine: boolean;
  readonly signal?: AbortSignal;
  onProgress?(doneBytes: number, allBytes: number): void;
}

/** How many files are fetched at a time. */
const CONCURRENCY = 12;

/** Stores the listed files. Throws a SaveError, or the reason of an aborted signal; then nothing has changed. */
export async function saveCourse(root: string, list: OfflineFileList, options: SaveOptions): Promise<void> {
  const { hasEngine, signal, onProgress } = options;
  const files = hasEngine ? [...list.files, ...list.engine] : list.files;
  const allBytes = sumOf(files);
  const name = cacheNameOf(root, list.course, list.version, hasEngine);
  const before = await offlineCopies(root);
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
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    // A site that was republished meanwhile may have sent files of both versions.
    if ((await fetchList(root, list.course)).version !== list.version) throw new SaveError('changed');
    const marked = JSON.stringify({ ...list, hasEngine, savedAt: Date.now() });
    await put(cache, listAddress(root, list.course), new Response(marked, { headers: JSON_TYPE }));
  } catch (error) {
    stop.abort();
    await caches.delete(name);
    throw error;
  }
  navigator.serviceWorker?.controller?.postMessage('kept');
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Removes all copies of the course; with the last course, also visited pages and the service worker. */
export async function removeCourse(root: string, course: string): Promise<void> {
  for (const name of await cachesOf(root, course)) await caches.delete(name);
  navigator.serviceWorker?.controller?.postMessage('kept');
  if ((await offlineCopies(root)).length > 0) return;
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
      throw new SaveError('unreachable', { cause });
    },
  );
  if (!answer.ok) throw new SaveError('unreachable');
  // Some hosts redirect to a shorter address, and browsers refuse a redirected response for a navigation: so it is rebuilt.
  const type = answer.headers.get('content-type');
  return new Response(await answer.blob(), { headers: type === null ? {} : { 'content-type': type } });
}

async function put(cache: Cache, address: string, answer: Response): Promise<void> {
  await cache.put(address, answer).catch((cause: unknown) => {
    throw new SaveError('full', { cause });
  });
}
