// Checks pages in a thread that is ended when a statement takes too long. Not here: the checking (check-page.ts).
import { Worker } from 'node:worker_threads';
import type { Finding, LabItem } from './check-page.ts';

/** For one example, on a slow machine. */
const LONGEST_MS = 60_000;
/** For PostgreSQL to start, on a machine that does much else. */
const LONGEST_START_MS = 600_000;

type Message =
  | { readonly item: number | undefined }
  | { readonly findings: readonly Finding[] }
  | { readonly failed: string };

export interface PageChecker {
  checkPage(items: readonly LabItem[]): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

export function openPageChecker(longestMs = LONGEST_MS): PageChecker {
  let thread: Worker | undefined;
  const close = async (): Promise<void> => {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  };
  return {
    async checkPage(items) {
      const worker = (thread ??= new Worker(new URL('./thread.ts', import.meta.url)));
      let timer: NodeJS.Timeout | undefined;
      let current: number | undefined;
      const found = new Promise<readonly Finding[]>((resolve, reject) => {
        const wait = (ms: number): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            void close();
            if (current === undefined) reject(new Error(`PostgreSQL has not started after ${ms / 1000} s.`));
            else resolve([{ item: current, kind: 'endless', text: String(ms / 1000), code: '', at: 0 }]);
          }, ms);
        };
        // An example may bring PostgreSQL down, or take all memory that the thread may have.
        const fail = (error: Error): void => {
          void close();
          if (current === undefined) reject(error);
          else resolve([{ item: current, kind: 'ends', text: '', code: '', at: 0 }]);
        };
        wait(LONGEST_START_MS);
        worker.once('error', fail);
        worker.on('message', (message: Message) => {
          if ('findings' in message) return resolve(message.findings);
          if ('failed' in message) return fail(new Error(message.failed));
          current = message.item;
          wait(current === undefined ? LONGEST_START_MS : longestMs);
        });
      });
      worker.postMessage(items);
      try {
        return await found;
      } finally {
        clearTimeout(timer);
        worker.removeAllListeners('message');
        worker.removeAllListeners('error');
      }
    },
    close,
  };
}
