// Starts Astro's build in a process of its own and waits for it. What goes wrong there is said there.
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/** Memory is collected sooner than V8 would; without that, a build of 1,000 chapters holds 1 GB, most of it garbage. */
const COLLECT_SOON = '--heap-growing-percent=40';
const MEMORY = ['--max-semi-space-size=6', COLLECT_SOON];

/** The same for this process, as far as it can be said to one that runs. */
export function collectSoon(): void {
  setFlagsFromString(COLLECT_SOON);
}

let running: ChildProcess | undefined;

/** The number of problems that were told, or undefined if nothing was built. */
export function runAstro(args: readonly string[]): Promise<number | undefined> {
  const script = fileURLToPath(new URL('astro-build.ts', import.meta.url));
  const child = spawn(process.execPath, [...MEMORY, script, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  running = child;
  let problems: number | undefined;
  child.on('message', (message) => ({ problems } = message as { problems: number }));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      running = undefined;
      resolve(status === 0 ? problems : undefined);
    });
  });
}

/** Ends Astro's process, if it runs, and waits until it writes no more. */
export function stopAstro(): Promise<void> {
  const child = running;
  if (!child) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });
}
