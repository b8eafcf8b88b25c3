// The folder that the hosts serve: the built site at its top, and once more at a path with a space in it, where a
// publisher may put it. It lies where servers that run as somebody else may read it. Not here: serving it.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunningHost } from './host.ts';

export const DEEP_PATH = 'some/deep path';

/** The places of the site below a host's address, as a browser writes them. */
export const PLACES = ['', 'some/deep%20path/'] as const;

export interface HostRoot {
  readonly folder: string;
  remove(): void;
}

/** `places`: where below the root the site lies. */
export function makeHostRoot(site: string, places: readonly string[] = ['', DEEP_PATH]): HostRoot {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lectern-host-')));
  chmodSync(folder, 0o755);
  for (const place of places) {
    mkdirSync(path.join(folder, place), { recursive: true });
    cpSync(site, path.join(folder, place), { recursive: true, preserveTimestamps: true });
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A folder for a server's own files: configuration, logs, process id. */
export function makeServerFolder(): HostRoot {
  return makeHostRoot('', []);
}

/** Starts a server with a folder of its own, which is gone when it is closed or does not start. */
export async function inServerFolder(start: (own: string) => Promise<RunningHost>): Promise<RunningHost> {
  const own = makeServerFolder();
  try {
    const { url, close } = await start(own.folder);
    return { url, close: () => close().finally(own.remove) };
  } catch (error) {
    own.remove();
    throw error;
  }
}
