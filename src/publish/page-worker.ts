// A thread that writes some of the site's new pages with the compiled templates, and says what it wrote.
// Not here: which pages (site-pages.ts).
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import type { PageWork } from './page-workers.ts';
import { writeNewPages } from './site-pages.ts';

const { renderer, folders, names } = workerData as PageWork;
const { sitePages } = (await import(pathToFileURL(renderer).href)) as typeof import('./page-renderer.ts');
const wanted = new Set(names);
const pages = (await sitePages()).filter(({ name }) => wanted.delete(name));
parentPort?.postMessage(await writeNewPages(pages, folders));
