// Idempotency keys: a retry with the same key gets the stored response and is not executed again.
// Follows draft-ietf-httpapi-idempotency-key-header: 400 without a key (from version 2 on), 422 for a key used with other
// content.
// Not here: what is executed.
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { KioskContext, Services } from './context.ts';
import type { Queryable } from './database.ts';
import { sha256 } from './hash.ts';
import { Problem } from './problems.ts';

/** How long a response is stored. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** The response of the first execution, as it is stored. */
export interface Kept {
  readonly status: ContentfulStatusCode;
  readonly location: string | null;
  readonly body: string;
}

interface KeyRow extends Kept {
  readonly fingerprint: string;
}

/**
 * Runs `execute` once for each key. The key is written in the transaction that does the work: a second request with
 * the same key waits for the first one's commit, and a problem thrown by `execute` rolls the key back with everything
 * else, so that the caller may correct the request and use the key again.
 */
export async function executeOnce(
  c: KioskContext,
  { database }: Services,
  execute: (tx: Queryable, key: string) => Promise<Kept>,
): Promise<Response> {
  const key = readKey(c);
  const fingerprint = await sha256(`${c.req.method} ${c.req.path}\n${await c.req.text()}`);
  const now = c.get('now');
  const { kept, replayed } = await database.transaction(async (tx) => {
    await tx.query('DELETE FROM idempotency_keys WHERE created_at < $1', [new Date(now.getTime() - KEPT_MS)]);
    const { rows: inserted } = await tx.query(
      `INSERT INTO idempotency_keys (principal, key, fingerprint, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING key`,
      [c.get('caller').principal, key, fingerprint, now],
    );
    if (inserted.length === 0) return { kept: await readKept(tx, c, key, fingerprint), replayed: true };
    const first = await execute(tx, key);
    await tx.query(
      'UPDATE idempotency_keys SET status = $3, location = $4, body = $5 WHERE principal = $1 AND key = $2',
      [c.get('caller').principal, key, first.status, first.location, first.body],
    );
    return { kept: first, replayed: false };
  });
  if (kept.location !== null) c.header('Location', kept.location);
  if (replayed) c.header('Idempotent-Replayed', 'true');
  return c.body(kept.body, kept.status, { 'Content-Type': 'application/json' });
}

/**
 * A string in quotes, as the draft has it (structured fields), or bare. Version 1 began without keys and cannot require
 * them now: a request without a key gets a random one, which no retry can repeat.
 */
function readKey(c: KioskContext): string {
  const header = c.req.header('idempotency-key');
  if (header === undefined && c.get('version') === 1) return crypto.randomUUID();
  const field = header?.trim() ?? '';
  const key = /^"(.*)"$/.exec(field)?.[1] ?? field;
  if (/^[\x21\x23-\x7e]{1,100}$/.test(key)) return key;
  throw new Problem(400, {
    type: 'idempotency-key-missing',
    title: 'This request needs an Idempotency-Key.',
    detail:
      'Send a new key of 1 to 100 visible characters, for example a UUID, and the same key when you send again.',
  });
}

async function readKept(tx: Queryable, c: KioskContext, key: string, fingerprint: string): Promise<Kept> {
  const { rows } = await tx.query<KeyRow>(
    'SELECT status, location, body, fingerprint FROM idempotency_keys WHERE principal = $1 AND key = $2',
    [c.get('caller').principal, key],
  );
  const [row] = rows;
  if (!row) throw new Error(`The idempotency key ${key} is neither new nor there.`);
  if (row.fingerprint !== fingerprint) throw keyReused();
  return row;
}

export function keyReused(): Problem {
  return new Problem(422, {
    type: 'idempotency-key-reused',
    title: 'This Idempotency-Key was used for another request.',
    detail: 'A key stands for one request; send a new key.',
  });
}
