// One build at a time in a checkout, since Astro works in folders of the project. The lock is a socket on which the building
// process listens: it vanishes with the process however that ends, and no other process can be mistaken for it.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BuildRefused } from './build-failure.ts';

/** Holds the lock until this process ends; throws BuildRefused while another one builds. */
export async function lockBuild(projectDir: string): Promise<void> {
  const address = addressFor(projectDir);
  if (await listen(address)) return;
  if (await isAnswered(address)) {
    throw new BuildRefused(
      `Another build is running in "${projectDir}", and two would write into the same folders.\nWait until it has ended, or build in another checkout.`,
    );
  }
  // A stale socket of a process that was killed.
  rmSync(address, { force: true });
  await listen(address);
}

function addressFor(projectDir: string): string {
  const name = `lectern-${createHash('sha256').update(projectDir).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
}

/** False if the address is in use. A machine that allows no sockets there builds without a lock. */
function listen(address: string): Promise<boolean> {
  const server = createServer((socket) => socket.end()).unref();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen(address, () => resolve(true));
  });
}

function isAnswered(address: string): Promise<boolean> {
  const socket = connect(address);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
