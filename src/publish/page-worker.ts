// A thread that writes some of the site's new pages, with the compiled templates, and says what it wrote.
// Not here: which pages (site-pages.ts).
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeNewPages, type PageFolders, type WrittenPages } from './site-pages.ts';

/** Plain data. */
interface PageWork {
  /** The compiled page-renderer.ts. */
  readonly renderer: string;
  readonly folders: PageFolders;
  readonly names: readonly string[];
}

/** Rejects with what went wrong there. */
export function writeInThread(work: PageWork): Promise<WrittenPages> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: work });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread that writes pages ended before it was done.')));
  });
}

if (!isMainThread) {
  const { renderer, folders, names } = workerData as PageWork;
  const { sitePages } = (await import(pathToFileURL(renderer).href)) as typeof import('./page-renderer.ts');
  const wanted = new Set(names);
  const pages = (await sitePages()).filter(({ name }) => wanted.delete(name));
  parentPort?.postMessage(await writeNewPages(pages, folders));
}
