// Has some of the site's new pages written by a thread, while this one writes the others.
// Not here: which pages (site-pages.ts), the thread (page-worker.ts).
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { PageFolders, WrittenPages } from './site-pages.ts';

/** What the thread must know. Plain data. */
export interface PageWork {
  /** The compiled page-renderer.ts. */
  readonly renderer: string;
  readonly folders: PageFolders;
  readonly names: readonly string[];
}

/** Rejects with what went wrong there. */
export function writeInThread(work: PageWork): Promise<WrittenPages> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(new URL('page-worker.ts', import.meta.url)), {
      workerData: work,
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread that writes pages ended before it was done.')));
  });
}
