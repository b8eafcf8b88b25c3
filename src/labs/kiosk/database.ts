// What Kiosk needs of a database: the part of PGlite's interface it uses, so that a worker, a test or a server
// can pass any PGlite. Not here: tables (schema.sql.ts) and queries (orders.ts, …).
import { SCHEMA, SEED } from './schema.sql.ts';

/** Something that executes SQL: the database itself or a transaction on it. */
export interface Queryable {
  query<Row>(sql: string, parameters?: unknown[]): Promise<{ rows: Row[] }>;
}

export interface Database extends Queryable {
  exec(sql: string): Promise<unknown>;
  transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result>;
}

/** Creates Kiosk's tables and fixed seed data; everything that was in `public` is dropped. */
export async function fillDatabase(database: Database): Promise<void> {
  await database.exec(
    `DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; SET TIME ZONE 'UTC'; ${SCHEMA} ${SEED}`,
  );
}

/** The SQLSTATE of a database error, e.g. '23505' for a duplicate key; '' if it is not one. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
