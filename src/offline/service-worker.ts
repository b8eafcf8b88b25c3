// Answers for the site where the network does not. Files of a kept course come from its cache, all of one version; anything
// else comes from the network, and what was visited is kept for when there is none, up to a limit. A page that is neither
// is answered with one that says what is kept. Built into one file at the site's root by integrations/offline.ts.
// Not here: what is kept (keep.ts, which runs in the page and can say how far it is).
import { ExpirationPlugin } from 'workbox-expiration';
import { CacheFirst, NetworkFirst, type StrategyOptions } from 'workbox-strategies';
import {
  FROM_SITE,
  LIST,
  isWorthKeeping,
  keptCourses,
  visitedName,
  type KeptCourse,
} from './kept-courses.ts';

/** What of a worker's world is used here; the types of pages have no names for it. */
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
/** Pages and files that were visited; the oldest go first. */
const MOST_VISITED = 200;

const visited: StrategyOptions = {
  cacheName: visitedName(root),
  plugins: [
    {
      cacheWillUpdate: ({ request, response }: { request: Request; response: Response }) =>
        Promise.resolve(isWorthKeeping(response, mayBePage(request)) ? response : null),
    },
    // Its optional steps are declared a little differently from what a strategy asks for.
    new ExpirationPlugin({ maxEntries: MOST_VISITED, purgeOnQuotaError: true }) as WorkboxPlugin,
  ],
};
const fromNetwork = new NetworkFirst(visited);
/** Files whose names change with their content. */
const fromCache = new CacheFirst(visited);
const NAMED_BY_CONTENT = /^(?:assets|fonts)\//;

let kept: Promise<readonly KeptFiles[]> | undefined;

interface KeptFiles extends KeptCourse {
  readonly paths: ReadonlySet<string>;
}

// The caches are told apart by version, so that a new worker can take over at once.
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', () => (kept = undefined));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(root)) return;
  const path = decoded(pathname.slice(root.length));
  // Whether there is something newer is asked of the site itself.
  if (path.endsWith(`/${LIST}`) || request.headers.has(FROM_SITE)) return;
  if (request.mode === 'navigate') event.waitUntil(removeOld());
  event.respondWith(answer(event, path));
});

async function answer(event: Fetching, path: string): Promise<Response> {
  const { request } = event;
  const names = [path, ...otherNamesOf(path)];
  for (const { cacheName, paths } of await keptFiles()) {
    const name = names.find((each) => paths.has(each));
    const found =
      name === undefined ? undefined : await (await caches.open(cacheName)).match(addressOf(name));
    if (found) return found;
  }
  const isPage = request.mode === 'navigate';
  if (!isPage && !/^(?:script|style|font|image|)$/.test(request.destination)) return fetch(request);
  // Downloads are the reader's own to keep.
  if (isDownload(path)) return fetch(request);
  try {
    return await (NAMED_BY_CONTENT.test(path) ? fromCache : fromNetwork).handle({ event, request });
  } catch (error) {
    const page = isPage ? await offlinePage(path) : undefined;
    if (page) return page;
    throw error;
  }
}

/** A page is fetched as text, too, where notes are found again in it. */
function mayBePage({ mode, destination }: Request): boolean {
  return mode === 'navigate' || destination === '';
}

/** `course/` is `course/index.html`, and some hosts leave out the ending of a page. */
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

/** Sent there, because its addresses are right only at its own place. */
async function offlinePage(path: string): Promise<Response | undefined> {
  const page = 'offline.html';
  const isKept = (await keptFiles()).some(({ paths }) => paths.has(page));
  if (!isKept || path === page) return undefined;
  return Response.redirect(
    `${new URL(addressOf(page), location.origin).href}?page=${encodeURIComponent(path)}`,
  );
}

function keptFiles(): Promise<readonly KeptFiles[]> {
  return (kept ??= keptCourses(root).then((courses) =>
    courses.map((course) => ({
      ...course,
      paths: new Set([...course.files, ...(course.hasEngine ? course.engine : [])].map(([path]) => path)),
    })),
  ));
}

/**
 * Removes versions that a newer one has replaced, once no other page is open: an open page of the old version may still
 * ask for parts of it.
 */
async function removeOld(): Promise<void> {
  const seen = new Set<string>();
  const old = (await keptFiles()).filter(({ course }) => seen.has(course) || !seen.add(course));
  if (old.length === 0) return;
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length > 1) return;
  for (const { cacheName } of old) await caches.delete(cacheName);
  kept = undefined;
}
