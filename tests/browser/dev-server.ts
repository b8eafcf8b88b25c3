// `npm run dev` for tests and benchmarks: on a content folder of their own, beside whatever else runs.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { freePort } from '../free-port.ts';

export interface DevServer {
  /** Address of the site's root, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const START_MS = 90_000;

/** Resolves once a page is served; `cache` is a folder for what it keeps. */
export async function startDevServer(contentDir: string, cache: string): Promise<DevServer> {
  const port = await freePort();
  const url = `http://localhost:${port}/`;
  const astro = path.resolve('node_modules/astro/bin/astro.mjs');
  const child = spawn(process.execPath, [astro, 'dev', '--port', String(port), '--ignore-lock'], {
    env: {
      ...process.env,
      CONTENT_DIR: contentDir,
      LECTERN_CACHE: path.resolve(cache),
      ASTRO_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (text) => (printed += String(text)));
  child.stderr.on('data', (text) => (printed += String(text)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  const until = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (Date.now() < until && child.exitCode === null) await new Promise((next) => setTimeout(next, 100));
    else {
      await close();
      throw new Error(`The dev server does not answer at ${url}. It printed:\n${printed}`);
    }
  }
  return { url, close };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
