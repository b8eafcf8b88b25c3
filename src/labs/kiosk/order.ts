// One order: its row, how it is found, how it is shown.
// Not here: what can be done with it (orders.ts, payments.ts).
import type { Version } from './context.ts';
import type { Queryable } from './database.ts';
import { showMoney } from './money.ts';
import { notFound } from './problems.ts';

export interface OrderRow {
  id: number;
  user_id: number;
  status: string;
  total_cents: number;
  created_at: Date;
}

export interface ItemRow {
  product_id: number;
  quantity: number;
  unit_price_cents: number;
}

/**
 * `visibleTo` is the only user whose orders the caller may see, or null: another's order is not found. The lock keeps
 * writers of the order out and lets rows that refer to it be inserted.
 */
export async function findOrder(
  database: Queryable,
  id: number,
  visibleTo: number | null,
  lock: '' | 'FOR NO KEY UPDATE',
): Promise<OrderRow> {
  const { rows } = await database.query<OrderRow>(
    `SELECT * FROM orders WHERE id = $1 AND ($2::bigint IS NULL OR user_id = $2) ${lock}`,
    [id, visibleTo],
  );
  const [row] = rows;
  if (!row) throw notFound(`There is no order ${String(id)}.`);
  return row;
}

export function showOrder(row: OrderRow, version: Version, items?: readonly ItemRow[]) {
  return {
    id: row.id,
    userId: row.user_id,
    status: row.status,
    ...showMoney('total', row.total_cents, version),
    createdAt: row.created_at.toISOString(),
    ...(items && {
      items: items.map((item) => ({
        productId: item.product_id,
        quantity: item.quantity,
        ...showMoney('unitPrice', item.unit_price_cents, version),
      })),
    }),
  };
}
