// /payments: pay for an order, read a payment.
// Not here: the provider, which is a function given from outside. It is called inside the transaction, which only a
// pure function allows: a real provider takes seconds, and its call cannot be rolled back.
import type { KioskContext, Routes, Services, Version } from './context.ts';
import { Checker, readContent } from './content.ts';
import { sqlState, type Queryable } from './database.ts';
import { respondWithResource, envelope } from './envelope.ts';
import { executeOnce, keyReused } from './idempotency.ts';
import { showMoney } from './money.ts';
import { findOrder } from './order.ts';
import { requireScope, visibleUser } from './permissions.ts';
import { Problem, notFound } from './problems.ts';
import { pathId, resource } from './routing.ts';

interface PaymentRow {
  id: number;
  order_id: number;
  amount_cents: number;
  status: string;
  created_at: Date;
}

export function addPayments(routes: Routes, services: Services): void {
  resource(routes, '/payments', {
    POST: (c) => pay(c, services),
  });

  resource(routes, '/payments/:id', {
    async GET(c) {
      const visible = visibleUser(requireScope(c, 'orders:read'));
      const id = pathId(c);
      const { rows } = await services.database.query<PaymentRow>(
        `SELECT payments.* FROM payments JOIN orders ON orders.id = order_id
         WHERE payments.id = $1 AND ($2::bigint IS NULL OR user_id = $2)`,
        [id, visible],
      );
      const [row] = rows;
      if (!row) throw notFound(`There is no payment ${String(id)}.`);
      return respondWithResource(c, showPayment(row, c.get('version')), 'private, no-cache');
    },
  });
}

function showPayment(row: PaymentRow, version: Version) {
  return {
    id: row.id,
    orderId: row.order_id,
    status: row.status,
    ...showMoney('amount', row.amount_cents, version),
    createdAt: row.created_at.toISOString(),
  };
}

/** A declined card is a regular outcome: the payment is stored as failed, and the key with it. */
async function pay(c: KioskContext, services: Services): Promise<Response> {
  const caller = requireScope(c, 'orders:write');
  return executeOnce(c, services, async (tx, key) => {
    const { orderId, card } = await readPayment(c);
    const order = await findOrder(tx, orderId, visibleUser(caller), 'FOR NO KEY UPDATE');
    if (order.status !== 'pending') {
      throw new Problem(409, {
        type: 'order-not-pending',
        title: 'Only a pending order can be paid.',
        detail: `Order ${String(orderId)} is ${order.status}.`,
        members: { orderStatus: order.status },
      });
    }
    const status = services.chargeCard(card, order.total_cents) ? 'captured' : 'failed';
    const payment = await insertPayment(tx, [
      orderId,
      order.total_cents,
      status,
      `${caller.principal}/${key}`,
      c.get('now'),
    ]);
    if (status === 'captured') await tx.query(`UPDATE orders SET status = 'paid' WHERE id = $1`, [orderId]);
    return {
      status: 201,
      location: `${c.get('prefix')}/payments/${String(payment.id)}`,
      body: envelope(c, showPayment(payment, c.get('version'))),
    };
  });
}

/** The table's own unique key outlives the stored responses: last week's key cannot pay a second time. */
async function insertPayment(tx: Queryable, values: unknown[]): Promise<PaymentRow> {
  try {
    const { rows } = await tx.query<PaymentRow>(
      `INSERT INTO payments (order_id, amount_cents, status, idempotency_key, created_at)
       VALUES ($1, $2, $3, $4, $5) RETURNING *`,
      values,
    );
    const [payment] = rows;
    if (payment) return payment;
  } catch (error) {
    if (sqlState(error) === '23505') throw keyReused();
    throw error;
  }
  throw new Error('INSERT … RETURNING returned nothing.');
}

async function readPayment(c: KioskContext): Promise<{ orderId: number; card: string }> {
  const content = await readContent(c);
  const check = new Checker();
  check.onlyMembers(content, ['orderId', 'card']);
  const payment = {
    orderId: check.integer(content['orderId'], '#/orderId', 1, Number.MAX_SAFE_INTEGER),
    card: check.text(content['card'], '#/card'),
  };
  check.end();
  return payment;
}
