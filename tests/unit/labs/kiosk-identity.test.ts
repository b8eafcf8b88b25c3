// Who may do what at Kiosk: 401 without a valid token, 403 without the scope, 404 for what belongs to somebody else.
import { expect, test } from 'vitest';
import { kioskClient } from './kiosk-client.ts';

const kiosk = kioskClient();
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const alice = bearer('alice-token');
const key = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const order = { items: [{ productId: 2, quantity: 1 }] };
const ids = (body: { data: readonly { id: number }[] }) => body.data.map(({ id }) => id);

/** Every request that reads or changes what belongs to somebody; order 12 and payment 3 are Carol's, user 3. */
const PROTECTED: readonly (readonly [line: string, content?: unknown])[] = [
  ['GET /v2/users'],
  ['GET /v2/users/3'],
  ['PUT /v2/users/3', { email: 'carol@example.com', name: 'C' }],
  ['DELETE /v2/users/3'],
  ['GET /v2/users/3/orders'],
  ['POST /v2/users/3/orders', order],
  ['GET /v2/orders'],
  ['POST /v2/orders', order],
  ['GET /v2/orders/12'],
  ['GET /v2/orders/12/cancellation'],
  ['PUT /v2/orders/12/cancellation', { reason: 'spite' }],
  ['POST /v2/payments', { orderId: 12, card: 'tok_ok' }],
  ['GET /v2/payments/3'],
  ['PATCH /v2/products/1', { stock: 1 }],
];

for (const version of ['v1', 'v2']) {
  for (const [line, content] of PROTECTED) {
    test(`${line} (${version}) needs a token, and the challenge names no error`, async () => {
      const target = line.replace('v2', version);
      const { status, headers } = await kiosk.send(target, { Authorization: '', ...key() }, content);
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="kiosk"/);
    });
  }
}

for (const [line, content] of PROTECTED.filter(
  ([line]) => /\/(3|12)\b/.test(line) || line.includes('payments'),
)) {
  test(`${line} of another customer is not found, exactly as if it did not exist`, async () => {
    const answer = await kiosk.send(line, { ...alice, ...key(), 'If-Match': '*' }, content);
    expect([answer.status, answer.body.type]).toEqual([404, 'about:blank']);
  });
}

test('a missing token, an invalid one and one without the scope are told apart', async () => {
  const send = (headers: Record<string, string>) => kiosk.send('GET /v2/orders', headers);
  const none = await kiosk.send('PATCH /v2/products/1', bearer('alice-token'), { stock: 1 });
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([
    403,
    'Bearer realm="kiosk", error="insufficient_scope", scope="catalog:write"',
  ]);
  const invalid = 'Bearer realm="kiosk", error="invalid_token"';
  for (const token of ['nobody', 'toString', 'alice-expired']) {
    const { status, headers } = await send(bearer(token));
    expect([status, headers.get('www-authenticate')]).toEqual([401, invalid]);
  }
  expect((await send({ Authorization: 'Basic YWxpY2U6' })).status).toBe(401);
});

test('a token expires by the clock, also on a resource that needs none', async () => {
  kiosk.restart({ clock: () => new Date('2026-02-28T23:59:59Z') });
  expect((await kiosk.send('GET /v2/products/1', bearer('alice-expired'))).status).toBe(200);
  kiosk.restart({ clock: () => new Date('2026-03-01T00:00:00Z') });
  expect((await kiosk.send('GET /v2/products/1', bearer('alice-expired'))).status).toBe(401);
});

test('a customer lists their own orders, a clerk and a partner all; a filter does not widen that', async () => {
  expect(ids((await kiosk.send('GET /v2/orders', alice)).body)).toEqual([11, 7, 4, 1]);
  expect(ids((await kiosk.send('GET /v2/orders?userId=3', alice)).body)).toEqual([]);
  expect((await kiosk.send('GET /v2/orders?offset=0', alice)).body.meta.total).toBe(4);
  expect(ids((await kiosk.send('GET /v2/orders?limit=1', bearer('books-token'))).body)).toEqual([12]);
  expect(ids((await kiosk.send('GET /v2/orders?userId=3')).body)).toEqual([12, 8, 3]);
});

test('an order belongs to the user of the token; content cannot choose another', async () => {
  const placed = await kiosk.send('POST /v2/orders', { ...alice, ...key() }, order);
  expect([placed.status, placed.body.data.userId]).toEqual([201, 1]);
  expect((await kiosk.send('POST /v2/orders', { ...alice, ...key() }, { ...order, userId: 2 })).status).toBe(
    422,
  );
  expect((await kiosk.send('POST /v1/orders', alice, { ...order, userId: 2 })).status).toBe(403);
  expect((await kiosk.send('POST /v1/orders', alice, { ...order, userId: 1 })).status).toBe(201);
  expect((await kiosk.send('GET /v2/orders?offset=0&userId=2')).body.meta.total).toBe(3);
});

test('a clerk orders for a customer by path, and not without naming one', async () => {
  const placed = await kiosk.send('POST /v2/users/2/orders', key(), order);
  expect([placed.status, placed.body.data.userId]).toEqual([201, 2]);
  expect((await kiosk.send('POST /v2/orders', key(), order)).status).toBe(403);
  expect((await kiosk.send('POST /v1/orders', {}, { ...order, userId: 2 })).status).toBe(201);
});

test('a stored response is replayed only to the principal that got it', async () => {
  const shared = { 'Idempotency-Key': 'guessed' };
  const first = await kiosk.send('POST /v2/orders', { ...alice, ...shared }, order);
  const other = await kiosk.send('POST /v2/orders', { ...bearer('bob-token'), ...shared }, order);
  expect([other.headers.get('idempotent-replayed'), other.body.data.userId]).toEqual([null, 2]);
  expect(other.body.data.id).not.toBe(first.body.data.id);
});

test('a partner and a read-only token cannot write', async () => {
  for (const token of ['books-token', 'alice-read-only']) {
    expect((await kiosk.send('POST /v2/orders', { ...bearer(token), ...key() }, order)).status).toBe(403);
  }
  expect((await kiosk.send('GET /v2/orders/11', bearer('alice-read-only'))).status).toBe(200);
});

test('content larger than 64 KiB is refused before it is read', async () => {
  const large = { reason: 'x'.repeat(70_000) };
  expect((await kiosk.send('PUT /v2/orders/12/cancellation', {}, large)).status).toBe(413);
});
