// Redis fences: typed into redis-cli against a real redis-server, which this file starts on a free port and stops.
// Not here: client code in TypeScript (typescript.ts), which gets the server's address in REDIS_URL.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { freePort } from '../free-port.ts';
import type { Fence } from './fences.ts';
import { ExampleFailure, compareResult, type Outcome } from './outcome.ts';
import { isInstalled, run } from './process.ts';

export interface Redis {
  /** redis://127.0.0.1:… */
  readonly url: string;
  check(fence: Fence): Promise<Outcome>;
  /** Forgets everything; before each chapter. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

/** Null if redis-server or redis-cli is not installed. */
export async function startRedis(): Promise<Redis | null> {
  if (!(await isInstalled('redis-server')) || !(await isInstalled('redis-cli'))) return null;
  const port = String(await freePort());
  const server = spawn(
    'redis-server',
    ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()],
    { stdio: 'ignore' },
  );
  const stopAtExit = () => void server.kill();
  process.once('exit', stopAtExit);
  const cli = (input: string) => run('redis-cli', ['-p', port, '--no-raw'], { input });
  await untilReady(cli, server);
  return {
    url: `redis://127.0.0.1:${port}`,
    async check(fence) {
      const commands = fence.code.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
      const { stdout } = await cli(`${commands.join('\n')}\n`);
      const error = /^\(error\).*/m.exec(stdout);
      if (error && !fence.result) throw new ExampleFailure(fence, `Redis answers ${error[0]}`);
      return { did: 'executed', rewrite: compareResult(fence, stdout) };
    },
    async empty() {
      await cli('FLUSHALL\n');
    },
    async stop() {
      process.off('exit', stopAtExit);
      if (server.exitCode !== null) return;
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

async function untilReady(
  cli: (input: string) => Promise<{ stdout: string }>,
  server: ChildProcess,
): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${String(server.exitCode)}`);
    if ((await cli('PING\n')).stdout.includes('PONG')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill();
  throw new Error('redis-server does not answer after 5 s');
}
