// /orders and /users/:id/orders: list newest first, read, place.
// Not here: cancelling (cancellations.ts), paying (payments.ts).
import type { KioskContext, Routes, Services } from './context.ts';
import { Checker, isObject, readContent } from './content.ts';
import type { Queryable } from './database.ts';
import { respondWithResource, envelope } from './envelope.ts';
import { executeOnce } from './idempotency.ts';
import { listOrders } from './order-list.ts';
import { findOrder, showOrder, type ItemRow, type OrderRow } from './order.ts';
import { forbidden, requireScope, requireVisible, visibleUser } from './permissions.ts';
import { Problem, invalidContent, notFound } from './problems.ts';
import { pathId, resource } from './routing.ts';

interface WantedItem {
  readonly productId: number;
  readonly quantity: number;
}

export function addOrders(routes: Routes, services: Services): void {
  const { database } = services;

  resource(routes, '/orders', {
    GET: async (c) => listOrders(c, database, visibleUser(requireScope(c, 'orders:read')), null),
    POST: (c) => placeOrder(c, services, null),
  });

  resource(routes, '/users/:id/orders', {
    async GET(c) {
      const caller = requireScope(c, 'orders:read');
      const userId = pathId(c);
      requireVisible(caller, userId);
      const { rows } = await database.query('SELECT id FROM users WHERE id = $1', [userId]);
      if (rows.length === 0) throw notFound(`There is no user ${String(userId)}.`);
      return listOrders(c, database, visibleUser(caller), userId);
    },
    POST: (c) => placeOrder(c, services, pathId(c)),
  });

  resource(routes, '/orders/:id', {
    async GET(c) {
      const visible = visibleUser(requireScope(c, 'orders:read'));
      const order = await findOrder(database, pathId(c), visible, '');
      const { rows: items } = await database.query<ItemRow>(
        'SELECT * FROM order_items WHERE order_id = $1 ORDER BY product_id',
        [order.id],
      );
      return respondWithResource(c, showOrder(order, c.get('version'), items), 'private, no-cache');
    },
  });
}

/** `pathUser` is the user in the path; null on /orders, where the order is the caller's own. */
async function placeOrder(c: KioskContext, services: Services, pathUser: number | null): Promise<Response> {
  const caller = requireScope(c, 'orders:write');
  if (pathUser !== null) requireVisible(caller, pathUser);
  return executeOnce(c, services, async (tx) => {
    const wanted = await readOrder(c, pathUser ?? caller.userId, pathUser === null);
    const { rows: users } = await tx.query('SELECT id FROM users WHERE id = $1', [wanted.userId]);
    if (users.length === 0) throw notFound(`There is no user ${String(wanted.userId)}.`);
    const items: ItemRow[] = [];
    for (const [index, item] of wanted.items.entries()) items.push(await takeStock(tx, item, index));
    const total = items.reduce((sum, item) => sum + item.quantity * item.unit_price_cents, 0);
    const { rows } = await tx.query<OrderRow>(
      `INSERT INTO orders (user_id, status, total_cents, created_at) VALUES ($1, 'pending', $2, $3) RETURNING *`,
      [wanted.userId, total, c.get('now')],
    );
    const [order] = rows;
    if (!order) throw new Error('INSERT … RETURNING returned nothing.');
    for (const item of items) {
      await tx.query('INSERT INTO order_items VALUES ($1, $2, $3, $4)', [
        order.id,
        item.product_id,
        item.quantity,
        item.unit_price_cents,
      ]);
    }
    return {
      status: 201,
      location: `${c.get('prefix')}/orders/${String(order.id)}`,
      body: envelope(c, showOrder(order, c.get('version'), items)),
    };
  });
}

/**
 * Items come sorted by product, so that two orders lock the same rows in the same order and cannot deadlock.
 * `userId` is from the path or the token. Version 1 began with a `userId` in the content: it may still be sent there,
 * and only callers who may order for anyone can choose a user with it.
 */
async function readOrder(
  c: KioskContext,
  userId: number | null,
  mayNameUser: boolean,
): Promise<{ userId: number; items: WantedItem[] }> {
  const content = await readContent(c);
  const check = new Checker();
  const namesUser = mayNameUser && c.get('version') === 1 && 'userId' in content;
  check.onlyMembers(content, namesUser ? ['userId', 'items'] : ['items']);
  const named = namesUser ? check.integer(content['userId'], '#/userId', 1, Number.MAX_SAFE_INTEGER) : userId;
  const wanted = { userId: named ?? 0, items: [] as WantedItem[] };
  const listed: readonly unknown[] = Array.isArray(content['items']) ? content['items'] : [];
  if (listed.length === 0 || listed.length > 50)
    check.fault('#/items', 'must be a list of 1 to 50 items', null);
  for (const [index, item] of listed.entries()) {
    const pointer = `#/items/${String(index)}`;
    const members = isObject(item) ? item : {};
    check.onlyMembers(members, ['productId', 'quantity'], pointer);
    const productId = check.integer(members['productId'], `${pointer}/productId`, 1, Number.MAX_SAFE_INTEGER);
    const quantity = check.integer(members['quantity'], `${pointer}/quantity`, 1, 100);
    if (wanted.items.some((other) => other.productId === productId)) {
      check.fault(`${pointer}/productId`, 'is listed twice', null);
    }
    wanted.items.push({ productId, quantity });
  }
  check.end();
  if (named === null) throw forbidden('This token acts for no customer; order at /users/{id}/orders.');
  if (userId !== null && named !== userId) throw forbidden('An order can only be placed for yourself.');
  wanted.items.sort((a, b) => a.productId - b.productId);
  return wanted;
}

async function takeStock(
  tx: Queryable,
  { productId, quantity }: WantedItem,
  index: number,
): Promise<ItemRow> {
  const { rows } = await tx.query<{ price_cents: number; stock: number }>(
    'SELECT price_cents, stock FROM products WHERE id = $1 FOR NO KEY UPDATE',
    [productId],
  );
  const [product] = rows;
  if (!product)
    throw invalidContent([{ detail: 'names no product', pointer: `#/items/${String(index)}/productId` }]);
  if (product.stock < quantity) {
    throw new Problem(409, {
      type: 'out-of-stock',
      title: 'There is not enough in stock.',
      detail: `Product ${String(productId)}: ${String(quantity)} wanted, ${String(product.stock)} left.`,
      members: { productId, wanted: quantity, left: product.stock },
    });
  }
  await tx.query('UPDATE products SET stock = stock - $2 WHERE id = $1', [productId, quantity]);
  return { product_id: productId, quantity, unit_price_cents: product.price_cents };
}
