// What a static host is to the tests: something that is started on a folder and answers over HTTP. Not here: the hosts
// themselves (one file each), the folder they serve (host-root.ts).
import { spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:net';

export interface RunningHost {
  /** Address of the served folder, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface Host {
  /** As the manual's table names it. */
  readonly name: string;
  /** Why the host cannot be run on this machine; undefined where it can. */
  readonly missing: string | undefined;
  start(folder: string): Promise<RunningHost>;
}

/** The first of the commands that this machine has. */
export function findCommand(names: readonly string[], versionArgument: string): string | undefined {
  return names.find((name) => spawnSync(name, [versionArgument], { stdio: 'ignore' }).status === 0);
}

/** Starts a server that stays in the foreground; resolves once it listens, rejects with its words if it ends before. */
export async function runServer(
  command: string,
  args: readonly string[],
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningHost> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (words += chunk));
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      words += String(error);
      resolve();
    });
    child.once('exit', () => resolve());
  });
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await listens(port))) {
    if (hasEnded || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${command} does not listen on port ${port}.\n${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return {
    url: `http://localhost:${port}/`,
    close: async () => {
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 3_000;

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Runs a server's own check of a configuration; what it complains of, or ''. */
export function complaintsOf(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return status === 0 ? '' : `${stdout}${stderr}` || `${command} ended with ${String(status)}`;
}
