// PostgreSQL in the process, for tests. Initializing a database takes seconds, so it is done once in a process; every database
// starts from a copy of that one. Not here: a server with several sessions (examples/postgres.ts).
import { PGlite } from '@electric-sql/pglite';

let initialized: Promise<Blob> | undefined;

/** An empty database. */
export async function openPGlite(): Promise<PGlite> {
  initialized ??= initialize();
  return PGlite.create({ loadDataDir: await initialized });
}

async function initialize(): Promise<Blob> {
  const database = await PGlite.create();
  try {
    return await database.dumpDataDir('none');
  } finally {
    await database.close();
  }
}
