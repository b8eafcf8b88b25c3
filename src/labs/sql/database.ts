// A PostgreSQL (PGlite) that runs scripts as psql would: statement by statement, values as the server writes them. Runs in
// the worker and, when a course is checked, in Node. Not here: where PGlite's files come from.
import type { PGlite } from '@electric-sql/pglite';
import { MOST_ROWS, type Answer, type Column, type MessageAnswer, type ScriptAnswer } from './answer.ts';
import { findStatements } from './statements.ts';

/** What results depend on; the same as for the examples' recorded results (tests/examples/sql.ts). */
const SETTINGS = `SET TIME ZONE 'UTC'; SET lc_messages = 'C'`;

/** A statement has brought PostgreSQL down: it answers nothing more, or never. Only a new one can go on. */
export class EngineEnded extends Error {}

export interface Database {
  run(script: string): Promise<ScriptAnswer>;
  /** As it was when it was opened. False if it cannot be made so; then it is of no more use. */
  empty(): Promise<boolean>;
  /** Names of tables with their columns, for completion. */
  tables(): Promise<Record<string, readonly string[]>>;
  version(): Promise<string>;
}

/** A new database of PGlite for scripts. */
export async function prepare(pglite: PGlite): Promise<Database> {
  await pglite.exec(SETTINGS);
  const types = new Map<number, string>();
  await readTypes(pglite, types);
  const roles = new Set(await readRoles(pglite));
  return {
    async run(script) {
      const statements = [];
      let changed = false;
      for (const { text, start } of findStatements(script)) {
        const began = performance.now();
        const done = await runStatement(pglite, text, script, start);
        const ms = performance.now() - began;
        changed ||= done.changed;
        if (done.typeIds.some((id) => !types.has(id))) await readTypes(pglite, types);
        statements.push({ text, answers: done.answers(types), ms });
      }
      return { statements, changed };
    },
    async empty() {
      try {
        await pglite.exec('ROLLBACK');
        await pglite.exec('DISCARD ALL');
        await dropEverything(pglite, roles);
        await pglite.exec(SETTINGS);
        return true;
      } catch {
        return false;
      }
    },
    async tables() {
      const { rows } = await quietly(
        pglite,
        `SELECT table_name, column_name FROM information_schema.columns
         WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY table_name, ordinal_position`,
      );
      // A table may be called like something that every object has.
      const tables = Map.groupBy(rows, ([table]) => table ?? '');
      return Object.fromEntries(
        [...tables].map(([table, columns]) => [table, columns.map(([, column]) => column ?? '')]),
      );
    },
    async version() {
      const { rows } = await quietly(pglite, 'SHOW server_version');
      return rows[0]?.[0] ?? '';
    },
  };
}

interface Raw {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly rows: (string | null)[][];
  count: number;
}

interface Done {
  readonly changed: boolean;
  readonly typeIds: readonly number[];
  answers(types: ReadonlyMap<number, string>): Answer[];
}

type Message = { readonly name: string } & Readonly<Record<string, unknown>>;

async function runStatement(pglite: PGlite, statement: string, script: string, start: number): Promise<Done> {
  const before = await lastTransaction(pglite);
  const messages = await send(pglite, statement);
  const made: (Answer | Raw)[] = [];
  const tags: string[] = [];
  let raw: Raw | undefined;
  for (const message of messages) {
    if (message.name === 'rowDescription') {
      raw = { fields: message['fields'] as Raw['fields'], rows: [], count: 0 };
    } else if (message.name === 'dataRow' && raw) {
      raw.count += 1;
      if (raw.rows.length < MOST_ROWS) raw.rows.push(message['fields'] as (string | null)[]);
    } else if (message.name === 'commandComplete') {
      const tag = String(message['text']);
      tags.push(tag);
      if (raw) made.push(raw);
      if (!raw || /^(?:INSERT|UPDATE|DELETE|MERGE)\b/.test(tag)) made.push({ kind: 'tag', tag });
      raw = undefined;
    } else if (message.name === 'notice' || message.name === 'error') {
      made.push(readMessage(message.name, message, statement, script, start));
    }
  }
  const onlyRead = tags.every((tag) => /^(?:SELECT|EXPLAIN|SHOW)\b/.test(tag));
  const after = await lastTransaction(pglite);
  const raws = made.filter((each): each is Raw => 'fields' in each);
  return {
    // A failed statement may still have taken numbers of sequences, which its transaction shows.
    changed: !onlyRead || before === undefined || before !== after,
    typeIds: raws.flatMap(({ fields }) => fields.map(({ dataTypeID }) => dataTypeID)),
    answers: (types) =>
      made.map((each) =>
        'fields' in each
          ? { kind: 'rows', columns: namesOf(each, types), rows: each.rows, count: each.count }
          : each,
      ),
  };
}

function namesOf({ fields }: Raw, types: ReadonlyMap<number, string>): Column[] {
  return fields.map(({ name, dataTypeID }) => ({ name, type: types.get(dataTypeID) ?? '' }));
}

function readMessage(
  kind: 'error' | 'notice',
  message: Message,
  statement: string,
  script: string,
  start: number,
): MessageAnswer {
  const text = (name: string): string => (typeof message[name] === 'string' ? message[name] : '');
  const position = Number(text('position'));
  return {
    kind,
    severity: text('severity'),
    code: text('code'),
    message: text('message'),
    detail: text('detail'),
    hint: text('hint'),
    where: text('where'),
    // PostgreSQL counts characters from 1; one beyond the end means that the text ends too early.
    at:
      position > 0
        ? Math.min(start + [...statement].slice(0, position - 1).join('').length, script.length)
        : undefined,
  };
}

/** A simple query, as psql sends it: values come as texts. */
async function send(pglite: PGlite, statement: string): Promise<readonly Message[]> {
  const text = new TextEncoder().encode(statement);
  const query = new Uint8Array(text.length + 6);
  query[0] = 'Q'.charCodeAt(0);
  new DataView(query.buffer).setInt32(1, text.length + 5);
  query.set(text, 5);
  const { messages } = await pglite.execProtocol(query, { throwOnError: false }).catch((error: unknown) => {
    throw new EngineEnded('It has ended PostgreSQL.', { cause: error });
  });
  // Such as COPY … TO PROGRAM, for which there is no program here.
  if (!messages.some(({ name }) => name === 'readyForQuery'))
    throw new EngineEnded('It has ended PostgreSQL.');
  return messages as unknown as readonly Message[];
}

async function quietly(
  pglite: PGlite,
  statement: string,
): Promise<{ rows: (readonly (string | null)[])[]; failed: boolean }> {
  const messages = await send(pglite, statement);
  return {
    rows: messages.filter(({ name }) => name === 'dataRow').map(({ fields }) => fields as (string | null)[]),
    failed: messages.some(({ name }) => name === 'error'),
  };
}

/** The number that the next transaction gets, so that equal numbers mean that nothing was written; undefined in a failed transaction. */
async function lastTransaction(pglite: PGlite): Promise<string | undefined> {
  const { rows, failed } = await quietly(
    pglite,
    'SELECT pg_snapshot_xmax(pg_current_snapshot()), pg_current_xact_id_if_assigned()',
  );
  return failed ? undefined : String(rows[0]);
}

async function readTypes(pglite: PGlite, types: Map<number, string>): Promise<void> {
  const { rows } = await quietly(pglite, 'SELECT oid, format_type(oid, NULL) FROM pg_type');
  for (const [id, name] of rows) types.set(Number(id), name ?? '');
}

async function readRoles(pglite: PGlite): Promise<string[]> {
  const { rows } = await quietly(pglite, 'SELECT quote_ident(rolname) FROM pg_roles');
  return rows.flatMap(([name]) => name ?? []);
}

/** All that a script can leave behind: objects of its own schemas, roles, settings of roles and databases. */
async function dropEverything(pglite: PGlite, roles: ReadonlySet<string>): Promise<void> {
  const { rows } = await quietly(
    pglite,
    `SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger
     UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
     UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
     UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
       WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
  );
  for (const [statement] of rows) await pglite.exec(statement ?? '');
  await pglite.exec(
    `CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC;
     SELECT lo_unlink(oid) FROM pg_largeobject_metadata`,
  );
  for (const role of await readRoles(pglite)) {
    if (!roles.has(role)) await pglite.exec(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
  }
  await pglite.exec('ALTER ROLE CURRENT_USER RESET ALL');
  // Cannot stand in a transaction, as several statements sent at once would be.
  await pglite.exec('ALTER SYSTEM RESET ALL');
}
