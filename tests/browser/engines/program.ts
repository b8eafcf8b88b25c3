// A program that a driver starts and ends: only ever by its own process number.
import { spawn, type ChildProcess } from 'node:child_process';

export interface Program {
  readonly child: ChildProcess;
  /** All it has printed, on both streams. */
  printed(): string;
  stop(): Promise<void>;
}

/** A browser that does not end when asked is ended. */
const STOP_MS = 3000;
const START_MS = 60_000;

export function startProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Program {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that a browser's own processes end with it.
    detached: true,
  });
  let printed = '';
  for (const stream of child.stdio.slice(1))
    stream?.on('data', (text: Buffer) => {
      printed += text.toString();
      child.emit('printed');
    });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => (printed += error.message));
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has ended by itself.
    }
  };
  const endNow = (): void => signal('SIGKILL');
  process.once('exit', endNow);
  return {
    child,
    printed: () => printed,
    async stop() {
      if (child.pid === undefined) return;
      signal('SIGTERM');
      const timer = setTimeout(endNow, STOP_MS);
      await ended;
      endNow();
      clearTimeout(timer);
      process.off('exit', endNow);
    },
  };
}

/** Resolves with the match once the program has printed it. */
export async function printedLine(program: Program, pattern: RegExp): Promise<RegExpExecArray> {
  const { child } = program;
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      done();
      reject(new Error(`${child.spawnfile} ${why}. It printed:\n${program.printed()}`));
    };
    const look = (): void => {
      const found = pattern.exec(program.printed());
      if (!found) return;
      done();
      resolve(found);
    };
    const onClose = (): void => fail('ended');
    const timer = setTimeout(() => fail(`did not print ${String(pattern)}`), START_MS);
    const done = (): void => {
      clearTimeout(timer);
      child.off('printed', look);
      child.off('close', onClose);
    };
    child.on('printed', look);
    child.once('close', onClose);
    look();
  });
}
