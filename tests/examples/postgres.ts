// A real PostgreSQL server with several sessions at once, for what PGlite's single connection cannot show: waiting,
// deadlocks, isolation. Not here: the fences of the chapters, which run on PGlite (sql.ts).
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The rows of a statement, columns separated by |, and the SQLSTATE it ended with ('00000': no error). */
export interface Answer {
  readonly rows: readonly string[];
  readonly code: string;
}

export interface Session {
  /** One statement. Statements of one session run one after the other; do not await one that waits for a lock. */
  run(statement: string): Promise<Answer>;
  /** Resolves when the session's statement waits for a lock. */
  untilWaiting(): Promise<void>;
}

export interface Server {
  session(): Promise<Session>;
  stop(): void;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder with initdb and pg_ctl; null if PostgreSQL is not installed. */
function findPrograms(): string | null {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const folders = [
    ...versions.map((version) => `${DEBIAN}/${String(version)}/bin`),
    '/usr/local/bin',
    '/usr/bin',
  ];
  return (
    folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl'))) ?? null
  );
}

/** Starts a throw-away server that listens on a socket in its own folder; null if there is none on the machine. */
export function startPostgres(): Server | null {
  const programs = findPrograms();
  if (programs === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'lectern-postgres-'));
  // The server refuses to run as root, who therefore starts it as the user that Debian's package made.
  const asUser =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'] : [];
  if (asUser.length > 0) {
    chmodSync(folder, 0o700);
    spawnSync('chown', ['postgres', folder]);
  }
  const call = (program: string, ...parameters: string[]) => {
    const [first = program, ...rest] = [...asUser, join(programs, program), ...parameters];
    const { status, stderr } = spawnSync(first, rest, {
      encoding: 'utf8',
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`${program} fails: ${stderr}`);
  };
  const data = join(folder, 'data');
  call('initdb', '-D', data, '-U', 'kiosk', '-A', 'trust', '--no-sync', '--no-locale', '-E', 'UTF8');
  const options = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off -c deadlock_timeout=50ms`;
  call('pg_ctl', '-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start');
  const clients: ChildProcessWithoutNullStreams[] = [];
  const openClient = async () => {
    const client = openPsql(join(programs, 'psql'), folder);
    clients.push(client.process);
    return client;
  };
  return {
    async session() {
      const [client, observer] = [await openClient(), await openClient()];
      const { rows } = await client.run('SELECT pg_backend_pid()');
      return {
        run: client.run,
        async untilWaiting() {
          for (;;) {
            const waiting = await observer.run(
              `SELECT 1 FROM pg_stat_activity WHERE pid = ${rows[0] ?? '0'} AND wait_event_type = 'Lock'`,
            );
            if (waiting.rows.length > 0) return;
          }
        },
      };
    },
    stop() {
      for (const client of clients) client.stdin.end();
      call('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** psql as a driver: after each statement it echoes a marker with the statement's SQLSTATE. */
function openPsql(program: string, socketFolder: string) {
  const client = spawn(program, ['-X', '-q', '-A', '-t', '-h', socketFolder, '-U', 'kiosk', 'postgres']);
  const waiting: ((answer: Answer) => void)[] = [];
  let text = '';
  client.stderr.resume();
  client.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (let end = /^@@(\w{5})\n/m.exec(text); end; end = /^@@(\w{5})\n/m.exec(text)) {
      const rows = text
        .slice(0, end.index)
        .split('\n')
        .filter((line) => line !== '');
      text = text.slice(end.index + end[0].length);
      waiting.shift()?.({ rows, code: end[1] ?? '' });
    }
  });
  return {
    process: client,
    run(statement: string): Promise<Answer> {
      return new Promise((resolve) => {
        waiting.push(resolve);
        client.stdin.write(`${statement.replace(/;\s*$/, '')};\n\\echo @@:SQLSTATE\n`);
      });
    },
  };
}
