// The list of orders, newest first: filters, and a page by offset or by keyset.
import type { KioskContext } from './context.ts';
import type { Database } from './database.ts';
import { respond } from './envelope.ts';
import { showOrder, type OrderRow } from './order.ts';
import { cutPage, nextOffset, nextPage, onlyParameters, readNumber, readPage } from './pagination.ts';
import { invalidParameter } from './problems.ts';

/** `key_time` is in microseconds: a JavaScript Date would cut them off, and the next page would lose or repeat rows. */
interface ListedRow extends OrderRow {
  key_time: string;
}

const COLUMNS = '*, (extract(epoch FROM created_at) * 1000000)::bigint::text AS key_time';
const KEY_TIME = `timestamptz 'epoch' + $6::bigint * interval '1 microsecond'`;
const FILTER = `($1::bigint IS NULL OR user_id = $1) AND ($2::text IS NULL OR status = $2)
  AND ($3::timestamptz IS NULL OR created_at >= $3) AND ($4::timestamptz IS NULL OR created_at < $4)
  AND ($5::bigint IS NULL OR user_id = $5)`;
const STATUSES = ['pending', 'paid', 'shipped', 'cancelled'];

/** `userId` from the path, or null to take it from the query; either filters what `visibleTo` may see. */
export async function listOrders(
  c: KioskContext,
  database: Database,
  visibleTo: number | null,
  userId: number | null,
): Promise<Response> {
  const ownUser = userId === null ? ['userId'] : [];
  onlyParameters(c, ['limit', 'offset', 'cursor', 'status', 'createdFrom', 'createdBefore', ...ownUser]);
  const filters = [
    userId ?? readNumber(c, 'userId', 1, Number.MAX_SAFE_INTEGER) ?? null,
    readStatus(c),
    readTime(c, 'createdFrom'),
    readTime(c, 'createdBefore'),
    visibleTo,
  ];
  const page = readPage(c, 2);
  const show = (rows: readonly OrderRow[]) => rows.map((row) => showOrder(row, c.get('version')));
  const headers = { 'Cache-Control': 'private, no-cache' };

  if (page.by === 'offset') {
    const { rows } = await database.query<ListedRow>(
      `SELECT ${COLUMNS} FROM orders WHERE ${FILTER} ORDER BY created_at DESC, id DESC LIMIT $6 OFFSET $7`,
      [...filters, page.limit + 1, page.offset],
    );
    const { rows: counted } = await database.query<{ total: number }>(
      `SELECT count(*)::integer AS total FROM orders WHERE ${FILTER}`,
      filters,
    );
    const { rows: shown, more } = cutPage(rows, page.limit);
    const next = more ? nextOffset(c, page.offset, page.limit) : null;
    return respond(c, show(shown), { meta: { next, total: counted[0]?.total }, headers });
  }

  const { rows } = await database.query<ListedRow>(
    `SELECT ${COLUMNS} FROM orders
     WHERE ${FILTER} AND ($6::bigint IS NULL OR (created_at, id) < (${KEY_TIME}, $7::bigint))
     ORDER BY created_at DESC, id DESC LIMIT $8`,
    [...filters, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
  const { rows: shown, more } = cutPage(rows, page.limit);
  const last = shown.at(-1);
  const next = more && last ? nextPage(c, [last.key_time, String(last.id)]) : null;
  return respond(c, show(shown), { meta: { next }, headers });
}

function readStatus(c: KioskContext): string | null {
  const status = c.req.query('status');
  if (status === undefined) return null;
  if (STATUSES.includes(status)) return status;
  throw invalidParameter('status', `status must be one of ${STATUSES.join(', ')}.`);
}

/** RFC 3339 with a zone, so that the server need not guess one. */
function readTime(c: KioskContext, name: string): string | null {
  const text = c.req.query(name);
  if (text === undefined) return null;
  const looksRight = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (looksRight && !Number.isNaN(Date.parse(text))) return text;
  throw invalidParameter(name, `${name} must be a time such as 2026-03-01T00:00:00Z.`);
}
