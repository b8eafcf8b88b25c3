// Runs a program to its end and gives what it printed. Not here: a program that stays (redis.ts).
import { spawn } from 'node:child_process';

export interface Finished {
  /** Null if it was stopped. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Rejects only if the program cannot be started (ENOENT). */
export function run(
  program: string,
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const { input = '', timeoutMs = 15_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr, timedOut });
    });
    // A program that ends without reading its input closes the pipe; that is not our failure.
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** Whether the program is on this machine. */
export async function isInstalled(program: string): Promise<boolean> {
  try {
    return (await run(program, ['--version'])).code === 0;
  } catch {
    return false;
  }
}
