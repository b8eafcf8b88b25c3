// /orders/:id/cancellation: cancel an order by PUT, read that it was cancelled and why.
// Not here: the order itself (orders.ts).
import type { KioskContext, Routes, Services } from './context.ts';
import { Checker, readContent } from './content.ts';
import type { Queryable } from './database.ts';
import { respond, respondWithResource } from './envelope.ts';
import { findOrder } from './order.ts';
import { requireScope, visibleUser } from './permissions.ts';
import { Problem, notFound } from './problems.ts';
import { pathId, resource } from './routing.ts';

interface CancellationRow {
  order_id: number;
  reason: string;
  cancelled_at: Date;
}

export function addCancellations(routes: Routes, { database }: Services): void {
  resource(routes, '/orders/:id/cancellation', {
    async GET(c) {
      const visible = visibleUser(requireScope(c, 'orders:read'));
      const order = await findOrder(database, pathId(c), visible, '');
      const cancellation = await findCancellation(database, order.id);
      if (!cancellation) throw notFound(`Order ${String(order.id)} is not cancelled.`);
      return respondWithResource(c, showCancellation(cancellation), 'private, no-cache');
    },
    async PUT(c) {
      const visible = visibleUser(requireScope(c, 'orders:write'));
      const id = pathId(c);
      const reason = await readReason(c);
      const { cancellation, isNew } = await database.transaction((tx) =>
        cancelOrder(tx, id, visible, reason, c.get('now')),
      );
      return respond(c, showCancellation(cancellation), { status: isNew ? 201 : 200 });
    },
  });
}

/**
 * Idempotent: the first PUT cancels the order and gives its stock back; a later one replaces the reason and nothing
 * else. RFC 9110 section 9.3.4: 201 if there was no cancellation before.
 */
async function cancelOrder(
  tx: Queryable,
  id: number,
  visibleTo: number | null,
  reason: string,
  now: Date,
): Promise<{ cancellation: CancellationRow; isNew: boolean }> {
  const order = await findOrder(tx, id, visibleTo, 'FOR NO KEY UPDATE');
  const present = await findCancellation(tx, id);
  if (present) {
    await tx.query('UPDATE cancellations SET reason = $2 WHERE order_id = $1', [id, reason]);
    return { cancellation: { ...present, reason }, isNew: false };
  }
  if (order.status !== 'pending') {
    throw new Problem(409, {
      type: 'order-not-pending',
      title: 'Only a pending order can be cancelled.',
      detail: `Order ${String(id)} is ${order.status}.`,
      members: { orderStatus: order.status },
    });
  }
  // In the order of the product ids, in which placing an order locks them too: otherwise the two could deadlock.
  await tx.query(
    `SELECT FROM products JOIN order_items ON products.id = product_id
     WHERE order_id = $1 ORDER BY products.id FOR NO KEY UPDATE OF products`,
    [id],
  );
  await tx.query(
    `UPDATE products SET stock = stock + quantity FROM order_items
     WHERE order_items.order_id = $1 AND products.id = order_items.product_id`,
    [id],
  );
  await tx.query(`UPDATE orders SET status = 'cancelled' WHERE id = $1`, [id]);
  await tx.query('INSERT INTO cancellations VALUES ($1, $2, $3)', [id, reason, now]);
  return { cancellation: { order_id: id, reason, cancelled_at: now }, isNew: true };
}

async function findCancellation(database: Queryable, orderId: number): Promise<CancellationRow | undefined> {
  const { rows } = await database.query<CancellationRow>('SELECT * FROM cancellations WHERE order_id = $1', [
    orderId,
  ]);
  return rows[0];
}

function showCancellation(row: CancellationRow) {
  return { orderId: row.order_id, reason: row.reason, cancelledAt: row.cancelled_at.toISOString() };
}

async function readReason(c: KioskContext): Promise<string> {
  const content = await readContent(c);
  const check = new Checker();
  check.onlyMembers(content, ['reason']);
  const reason = check.text(content['reason'], '#/reason');
  check.end();
  return reason;
}
