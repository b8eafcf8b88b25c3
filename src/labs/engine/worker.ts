// The worker of a lab: PostgreSQL (PGlite) and, when asked for, Kiosk on it. One question is answered after the other.
// Not here: scripts (sql/database.ts), requests (http/kiosk-session.ts).
import { PGlite } from '@electric-sql/pglite';
import type { KioskSession } from '../http/kiosk-session.ts';
import { EngineEnded, prepare, type Database } from '../sql/database.ts';
import { loadEngineFiles, type EngineFiles } from './files.ts';
import type { CallName, Calls, Question, Reply } from './protocol.ts';

let files: Promise<EngineFiles> | undefined;
let pglite: PGlite | undefined;
let database: Database | undefined;
let kiosk: KioskSession | undefined;

type Answers = {
  readonly [Name in CallName]: (given: Calls[Name]['given']) => Promise<Calls[Name]['gives']>;
};

const answers: Answers = {
  async start() {
    return (await openDatabase()).version();
  },
  run: async ({ script }) => (await openDatabase()).run(script),
  async empty() {
    if (!database || (await database.empty())) return undefined;
    const old = pglite;
    pglite = database = undefined;
    await old?.close();
    await openDatabase();
    return undefined;
  },
  tables: async () => (await openDatabase()).tables(),
  send: async (request) => (await openKiosk()).send(request),
  async restartKiosk() {
    await (await openKiosk()).restart();
    return undefined;
  },
  memory: () => {
    const { HEAPU8 } = (pglite as unknown as { Module?: { HEAPU8?: Uint8Array } } | undefined)?.Module ?? {};
    return Promise.resolve(HEAPU8?.byteLength ?? 0);
  },
};

async function openPglite(): Promise<PGlite> {
  const onProgress = (loaded: number): void => reply({ loaded });
  files ??= loadEngineFiles(onProgress);
  pglite ??= await PGlite.create(await files);
  return pglite;
}

async function openDatabase(): Promise<Database> {
  database ??= await prepare(await openPglite());
  return database;
}

/** Its own script, which a lab of SQL never loads. */
async function openKiosk(): Promise<KioskSession> {
  kiosk ??= await (await import('../http/kiosk-session.ts')).openKioskSession(await openPglite());
  return kiosk;
}

function reply(message: Reply): void {
  postMessage(message);
}

let last: Promise<void> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  last = last.then(() => answer(data));
});

async function answer({ id, call, given }: Question): Promise<void> {
  try {
    const answering = answers[call] as (given: unknown) => Promise<unknown>;
    reply({ id, gives: await answering(given) });
  } catch (error) {
    // What could not be loaded is asked for again with the next question.
    files = pglite ? files : undefined;
    const failed = error instanceof Error ? error.message : String(error);
    reply({ id, failed, isEnded: error instanceof EngineEnded });
  }
}
