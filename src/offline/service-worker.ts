// The service worker. Files of a saved course come from its cache, all of one version. Everything else comes from the network,
// and a limited number of visited pages and files is cached for when there is none. A navigation that neither can answer leads
// to the offline page. Bundled into one file at the site's root by integrations/offline.ts.
// Not here: saving a course (save.ts, which runs in the page, where progress can be shown).
import { ExpirationPlugin } from 'workbox-expiration';
import { CacheFirst, NetworkFirst, type StrategyOptions } from 'workbox-strategies';
import { FROM_SITE, LIST, isCacheable, offlineCopies, visitedName, type OfflineCopy } from './copies.ts';

/** The part of ServiceWorkerGlobalScope that is used here; the DOM types of pages do not include it. */
interface Worker {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void>; matchAll(options: object): Promise<readonly unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof WorkerEvents>(
    name: Name,
    listener: (event: WorkerEvents[Name]) => void,
  ): void;
}
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerEvents {
  readonly install: Extendable;
  readonly activate: Extendable;
  readonly message: MessageEvent;
  readonly fetch: Fetching;
}

type WorkboxPlugin = NonNullable<StrategyOptions['plugins']>[number];

const worker = globalThis as unknown as Worker;
const root = new URL(worker.registration.scope).pathname;
/** Limit of the cache of visited pages and files; the least recently used are evicted. */
const MOST_VISITED = 200;

const visited: StrategyOptions = {
  cacheName: visitedName(root),
  plugins: [
    {
      cacheWillUpdate: ({ request, response }: { request: Request; response: Response }) =>
        Promise.resolve(isCacheable(response, mayBePage(request)) ? response : null),
    },
    // Its optional callbacks are typed slightly differently from what a strategy expects.
    new ExpirationPlugin({ maxEntries: MOST_VISITED, purgeOnQuotaError: true }) as WorkboxPlugin,
  ],
};
const fromNetwork = new NetworkFirst(visited);
/** Files whose names change with their content. */
const fromCache = new CacheFirst(visited);
const NAMED_BY_CONTENT = /^(?:assets|fonts)\//;

let copies: Promise<readonly CopyWithPaths[]> | undefined;

interface CopyWithPaths extends OfflineCopy {
  readonly paths: ReadonlySet<string>;
}

// Caches are separate for each version, so a new worker can take over at once.
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', () => (copies = undefined));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(root)) return;
  const path = decoded(pathname.slice(root.length));
  // Checks for a newer version must reach the network.
  if (path.endsWith(`/${LIST}`) || request.headers.has(FROM_SITE)) return;
  if (request.mode === 'navigate') event.waitUntil(removeOld());
  event.respondWith(answer(event, path));
});

async function answer(event: Fetching, path: string): Promise<Response> {
  const { request } = event;
  const names = [path, ...otherNamesOf(path)];
  for (const { cacheName, paths } of await copiesWithPaths()) {
    const name = names.find((each) => paths.has(each));
    const found =
      name === undefined ? undefined : await (await caches.open(cacheName)).match(addressOf(name));
    if (found) return found;
  }
  const isPage = request.mode === 'navigate';
  if (!isPage && !/^(?:script|style|font|image|)$/.test(request.destination)) return fetch(request);
  // Downloads are not cached: the reader saves them as files.
  if (isDownload(path)) return fetch(request);
  try {
    return await (NAMED_BY_CONTENT.test(path) ? fromCache : fromNetwork).handle({ event, request });
  } catch (error) {
    const page = isPage ? await offlinePage(path) : undefined;
    if (page) return page;
    throw error;
  }
}

/** Pages are also fetched as text, where notes are attached to them again. */
function mayBePage({ mode, destination }: Request): boolean {
  return mode === 'navigate' || destination === '';
}

/** `course/` is `course/index.html`, and some hosts drop the extension of pages. */
function otherNamesOf(path: string): string[] {
  if (path === '' || path.endsWith('/')) return [`${path}index.html`];
  return /\.\w+$/.test(path) ? [] : [`${path}.html`, `${path}/index.html`];
}

function isDownload(path: string): boolean {
  return /\.(?:epub|pdf|zip|md|txt|xml|mp4|webm|mp3|ogg|wasm|data|gz)$/i.test(path);
}

function addressOf(path: string): string {
  return root + path.split('/').map(encodeURIComponent).join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A redirect, because the relative addresses of the offline page work only at its own address. */
async function offlinePage(path: string): Promise<Response | undefined> {
  const page = 'offline.html';
  const isSaved = (await copiesWithPaths()).some(({ paths }) => paths.has(page));
  if (!isSaved || path === page) return undefined;
  return Response.redirect(
    `${new URL(addressOf(page), location.origin).href}?page=${encodeURIComponent(path)}`,
  );
}

function copiesWithPaths(): Promise<readonly CopyWithPaths[]> {
  return (copies ??= offlineCopies(root).then((courses) =>
    courses.map((course) => ({
      ...course,
      paths: new Set([...course.files, ...(course.hasEngine ? course.engine : [])].map(([path]) => path)),
    })),
  ));
}

/** Removes replaced versions once no other page is open: an open page of an old version may still load parts of it. */
async function removeOld(): Promise<void> {
  const seen = new Set<string>();
  const old = (await copiesWithPaths()).filter(({ course }) => seen.has(course) || !seen.add(course));
  if (old.length === 0) return;
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length > 1) return;
  for (const { cacheName } of old) await caches.delete(cacheName);
  copies = undefined;
}
