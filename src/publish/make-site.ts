// Starts the process that makes everything of the site but its search index, and waits for it. What goes wrong there is
// said there. Not here: what it does (site-maker.ts).
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MEMORY } from './collect-soon.ts';
import type { FoundPages } from './search-page-cache.ts';

/** Plain data. */
export interface MakeSiteOptions {
  /** The build's cache. */
  readonly cache: string;
  readonly contentDir: string;
  /** The folder to write to. */
  readonly staging: string;
  /** The site's absolute address, or nothing. */
  readonly site: string;
  /** Warnings stop the build too. */
  readonly isStrict: boolean;
  /** Further arguments of the command, such as `--verbose`. */
  readonly args: readonly string[];
}

export interface SiteReport {
  /** How many problems were told. */
  readonly problems: number;
  /** Of the bytes of each page, by its name. */
  readonly digests: ReadonlyMap<string, string>;
  /** What can be searched of the pages that are not those of the last build. */
  readonly found: FoundPages;
}

let running: ChildProcess | undefined;

/** Undefined if nothing was made. */
export function makeSite(options: MakeSiteOptions): Promise<SiteReport | undefined> {
  const child = fork(fileURLToPath(new URL('site-maker.ts', import.meta.url)), [], {
    execArgv: [...MEMORY],
    serialization: 'advanced',
  });
  running = child;
  let report: SiteReport | undefined;
  child.on('message', (message) => (report = message as SiteReport));
  child.send(options);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      running = undefined;
      resolve(status === 0 ? report : undefined);
    });
  });
}

/** Ends the process, if it runs, and waits until it writes no more. */
export function stopMaking(): Promise<void> {
  const child = running;
  if (!child) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });
}
