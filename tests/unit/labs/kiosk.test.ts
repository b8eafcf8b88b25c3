import { describe, expect, test } from 'vitest';
import { kioskClient } from './kiosk-client.ts';

const kiosk = kioskClient();
const order = { items: [{ productId: 2, quantity: 1 }] };
const alice = { Authorization: 'Bearer alice-token' };
const bob = { Authorization: 'Bearer bob-token' };

describe('resources', () => {
  test('a user is created, read, replaced and deleted', async () => {
    const created = await kiosk.send('POST /v2/users', {}, { email: 'eve@example.com', name: 'Eve' });
    expect([created.status, created.headers.get('location')]).toEqual([201, '/v2/users/5']);
    const read = await kiosk.send('GET /v2/users/5');
    const match = { 'If-Match': read.headers.get('etag') ?? '' };
    const replaced = await kiosk.send('PUT /v2/users/5', match, { email: 'eve@example.com', name: 'Eva' });
    expect([replaced.status, replaced.body.data.name, replaced.headers.get('etag')]).toEqual([
      200,
      'Eva',
      null,
    ]);
    expect((await kiosk.send('DELETE /v2/users/5')).status).toBe(204);
    expect((await kiosk.send('DELETE /v2/users/5')).status).toBe(404);
  });
  test('HEAD answers as GET without the content', async () => {
    const head = await kiosk.send('HEAD /v2/products/1');
    const get = await kiosk.send('GET /v2/products/1');
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
  });
  test('a method that a resource does not have is answered with those it has', async () => {
    const { status, headers } = await kiosk.send('DELETE /v2/products/1');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, PATCH, OPTIONS']);
    expect((await kiosk.send('OPTIONS /v2/products/1')).status).toBe(204);
  });
  test('the same requests give the same answers, byte for byte', async () => {
    const lines = ['GET /v1/products/1', 'GET /orders?limit=2', 'GET /v2/nowhere'];
    const first = [];
    for (const line of lines) first.push((await kiosk.send(line)).text);
    kiosk.restart();
    const second = [];
    for (const line of lines) second.push((await kiosk.send(line)).text);
    expect(second).toEqual(first);
  });
  test('a cancelled order gives its stock back once; cancelling again replaces the reason', async () => {
    const before = (await kiosk.send('GET /v2/products/2')).body.data.stock;
    const path = '/v2/orders/12/cancellation';
    expect((await kiosk.send(`GET ${path}`)).status).toBe(404);
    const first = await kiosk.send(`PUT ${path}`, {}, { reason: 'too late' });
    const again = await kiosk.send(`PUT ${path}`, {}, { reason: 'too slow' });
    expect([first.status, again.status, again.body.data.reason]).toEqual([201, 200, 'too slow']);
    expect((await kiosk.send(`GET ${path}`)).body.data).toEqual(again.body.data);
    expect((await kiosk.send('GET /v2/orders/12')).body.data.status).toBe('cancelled');
    expect((await kiosk.send('GET /v2/products/2')).body.data.stock).toBe(before + 2);
    expect((await kiosk.send('PUT /v2/orders/1/cancellation', {}, { reason: 'late' })).status).toBe(409);
    expect((await kiosk.send(`PUT ${path}`)).status).toBe(415);
  });
});

describe('problems', () => {
  test('carry the media type, the status and a place to look the request up', async () => {
    const { headers, body } = await kiosk.send('GET /v2/users/99');
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      type: 'about:blank',
      status: 404,
      instance: '/requests/req-1',
      success: false,
    });
  });
  test('name all faults of the content at once', async () => {
    const content = { userId: 1, items: [{ productId: 1, quantity: 0, colour: 'blue' }], note: '' };
    const { status, body } = await kiosk.send(
      'POST /v2/orders',
      { ...alice, 'Idempotency-Key': 'k' },
      content,
    );
    expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([
      422,
      ['#/userId', '#/note', '#/items/0/colour', '#/items/0/quantity'],
    ]);
  });
  test.each([
    ['GET /v2/orders?statsu=paid', 400],
    ['GET /v2/orders?limit=0', 400],
    ['GET /v2/orders?cursor=xyz', 400],
    ['GET /v2/orders?createdFrom=2026-02-30', 400],
    ['GET /v2/users/0', 404],
    ['GET /v2/users/1e3', 404],
    ['GET /v3/users', 404],
  ])('%s is answered with %i', async (line, status) => {
    expect((await kiosk.send(line)).status).toBe(status);
  });
  test('content that is not JSON, of another type, or too little of a thing is told apart', async () => {
    const key = { ...alice, 'Idempotency-Key': 'k' };
    expect((await kiosk.send('POST /v2/orders', key, '{')).status).toBe(400);
    expect((await kiosk.send('POST /v2/orders', { ...key, 'Content-Type': 'text/plain' }, '{}')).status).toBe(
      415,
    );
    const short = await kiosk.send('POST /v2/orders', key, {
      items: [{ productId: 4, quantity: 1 }],
    });
    expect([short.status, short.body.left]).toEqual([409, 0]);
  });
  test('a duplicate e-mail address is a conflict, and so is deleting a user who has orders', async () => {
    const taken = await kiosk.send('POST /v2/users', {}, { email: 'bob@example.com', name: 'Bob' });
    const used = await kiosk.send('DELETE /v2/users/1');
    expect([taken.status, used.status]).toEqual([409, 409]);
  });
});

describe('idempotency keys', () => {
  const key = { ...alice, 'Idempotency-Key': '"0b1c"' };
  test('the same key and content give the same answer and one order', async () => {
    const first = await kiosk.send('POST /v2/orders', key, order);
    const again = await kiosk.send('POST /v2/orders', key, order);
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect((await kiosk.send('GET /v2/orders?offset=0')).body.meta.total).toBe(13);
  });
  test('the same key with other content is refused', async () => {
    await kiosk.send('POST /v2/orders', key, order);
    const other = await kiosk.send('POST /v2/orders', key, { items: [{ productId: 2, quantity: 2 }] });
    expect([other.status, other.body.type]).toEqual([
      422,
      'https://kiosk.example/problems/idempotency-key-reused',
    ]);
  });
  test('no key is refused, and another user may send the same key', async () => {
    expect((await kiosk.send('POST /v2/orders', alice, order)).status).toBe(400);
    const first = await kiosk.send('POST /v2/orders', key, order);
    const other = await kiosk.send('POST /v2/orders', { ...key, ...bob }, order);
    expect(other.body.data).toMatchObject({ id: first.body.data.id + 1, userId: 2 });
  });
  test('version 1, whose clients never had a key, takes orders and payments without one', async () => {
    const placed = await kiosk.send('POST /v1/orders', alice, order);
    const again = await kiosk.send('POST /orders', alice, order);
    expect([placed.status, again.status]).toEqual([201, 201]);
    expect(again.body.data.id).toBe(placed.body.data.id + 1);
    const payment = { orderId: placed.body.data.id, card: 'tok_visa' };
    expect((await kiosk.send('POST /v1/payments', alice, payment)).status).toBe(201);
    const malformed = await kiosk.send('POST /v1/orders', { ...alice, 'Idempotency-Key': '""' }, order);
    expect(malformed.status).toBe(400);
  });
  test('a request that failed takes its key back with everything else', async () => {
    const bad = {
      items: [
        { productId: 2, quantity: 1 },
        { productId: 4, quantity: 1 },
      ],
    };
    expect((await kiosk.send('POST /v2/orders', key, bad)).status).toBe(409);
    expect((await kiosk.send('GET /v2/products/2')).body.data.stock).toBe(12);
    expect((await kiosk.send('POST /v2/orders', key, order)).status).toBe(201);
  });
  test('requests sent at the same time with one key place one order', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => kiosk.send('POST /v2/orders', key, order)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
  test('an answer is forgotten after a day, but a payment key never pays twice', async () => {
    let now = Date.UTC(2026, 2, 2);
    kiosk.restart({ clock: () => new Date(now) });
    const clerkKey = { 'Idempotency-Key': 'p1' };
    const pay = (orderId: number) => kiosk.send('POST /v2/payments', clerkKey, { orderId, card: 'tok_ok' });
    const first = await pay(10);
    expect([first.status, first.body.data.status]).toEqual([201, 'captured']);
    expect((await pay(10)).text).toBe(first.text);
    now += 25 * 60 * 60 * 1000;
    expect((await pay(11)).status).toBe(422);
    expect((await kiosk.send('GET /v2/orders/11')).body.data.status).toBe('pending');
  });
  test('a declined card leaves a failed payment and the order unpaid', async () => {
    const declined = await kiosk.send(
      'POST /v2/payments',
      { 'Idempotency-Key': 'p1' },
      { orderId: 10, card: 'tok_declined' },
    );
    expect([declined.status, declined.body.data.status]).toEqual([201, 'failed']);
    expect((await kiosk.send('GET /v2/orders/10')).body.data.status).toBe('pending');
  });
});

describe('pages', () => {
  const ids = (body: { data: readonly { id: number }[] }) => body.data.map(({ id }) => id);
  const place = () =>
    kiosk.send('POST /v2/orders', { ...alice, 'Idempotency-Key': crypto.randomUUID() }, order);

  test('by offset repeat a row when one is added meanwhile; by cursor they do not', async () => {
    const offset1 = await kiosk.send('GET /v2/orders?offset=0&limit=3');
    const cursor1 = await kiosk.send('GET /v2/orders?limit=3');
    expect([ids(offset1.body), ids(cursor1.body)]).toEqual([
      [12, 11, 10],
      [12, 11, 10],
    ]);
    await place();
    const offset2 = await kiosk.send(`GET ${offset1.body.meta.next ?? ''}`);
    const cursor2 = await kiosk.send(`GET ${cursor1.body.meta.next ?? ''}`);
    expect([ids(offset2.body), ids(cursor2.body)]).toEqual([
      [10, 9, 8],
      [9, 8, 7],
    ]);
  });
  test('by cursor give every row once, also rows of one microsecond', async () => {
    await kiosk.database.exec(`UPDATE orders SET created_at = '2026-03-01 20:00:00.000001+00' WHERE id > 4`);
    await kiosk.database.exec(`UPDATE orders SET created_at = '2026-03-01 20:00:00.000002+00' WHERE id > 9`);
    const seen: number[] = [];
    for (let next: string | null = '/v2/orders?limit=2'; next !== null;) {
      const { body } = await kiosk.send(`GET ${next}`);
      seen.push(...ids(body));
      next = body.meta.next;
    }
    expect(seen).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
  test('keep the filters, and say so in a Link too', async () => {
    const { headers, body } = await kiosk.send('GET /v2/users/1/orders?limit=1&status=shipped');
    expect(headers.get('link')).toBe(`<${body.meta.next ?? ''}>; rel="next"`);
    expect(ids((await kiosk.send(`GET ${body.meta.next ?? ''}`)).body)).toEqual([1]);
  });
  test('are filtered by status, user and a half-open time', async () => {
    const range = 'createdFrom=2026-03-01T08:00:00Z&createdBefore=2026-03-01T10:00:00Z';
    expect(ids((await kiosk.send(`GET /v2/orders?${range}`)).body)).toEqual([2, 1]);
    expect(ids((await kiosk.send('GET /v2/orders?userId=3&status=paid')).body)).toEqual([8]);
    expect(ids((await kiosk.send('GET /v2/products?inStock=false')).body)).toEqual([4]);
    expect(ids((await kiosk.send('GET /v2/products?maxPriceCents=700&limit=1')).body)).toEqual([3]);
  });
});

describe('versions', () => {
  test('are named by path, header or parameter; without a name it is the first', async () => {
    const cents = { data: { price: { cents: 1250 } } };
    expect((await kiosk.send('GET /v2/products/1')).body).toMatchObject(cents);
    expect((await kiosk.send('GET /products/1', { 'Api-Version': '2' })).body).toMatchObject(cents);
    expect((await kiosk.send('GET /products/1?version=2')).body).toMatchObject(cents);
    expect((await kiosk.send('GET /products/1')).body).toMatchObject({ data: { priceCents: 1250 } });
  });
  test('that contradict each other or do not exist are refused', async () => {
    expect((await kiosk.send('GET /v1/products/1', { 'Api-Version': '2' })).status).toBe(400);
    expect((await kiosk.send('GET /products/1?version=3')).status).toBe(400);
  });
  test('1 announces its end; an answer that depends on the header says so', async () => {
    const { headers } = await kiosk.send('GET /products/1');
    expect(headers.get('deprecation')).toBe('@1772323200');
    expect(headers.get('sunset')).toBe('Mon, 01 Mar 2027 00:00:00 GMT');
    expect(headers.get('vary')).toBe('Api-Version');
    const second = (await kiosk.send('GET /v2/products/1')).headers;
    expect([second.get('deprecation'), second.get('vary')]).toEqual([null, null]);
  });
});

describe('conditions', () => {
  const patch = { 'Content-Type': 'application/merge-patch+json' };
  test('who has the resource already gets 304', async () => {
    const etag = (await kiosk.send('GET /v2/products/1')).headers.get('etag') ?? '';
    const again = await kiosk.send('GET /v2/products/1', { 'If-None-Match': `"other", ${etag}` });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    await kiosk.send('PATCH /v2/products/1', { ...patch, 'If-Match': etag }, { stock: 39 });
    expect((await kiosk.send('GET /v2/products/1', { 'If-None-Match': etag })).status).toBe(200);
  });
  test('of two changes from the same state the second is refused', async () => {
    const match = {
      ...patch,
      'If-Match': (await kiosk.send('GET /v2/products/1')).headers.get('etag') ?? '',
    };
    const first = await kiosk.send('PATCH /v2/products/1', match, { stock: 39 });
    const second = await kiosk.send('PATCH /v2/products/1', match, { price: { cents: 1300 } });
    expect([first.status, second.status]).toEqual([200, 412]);
    const now = { ...patch, 'If-Match': first.headers.get('etag') ?? '' };
    expect((await kiosk.send('PATCH /v2/products/1', now, { price: { cents: 1300 } })).status).toBe(200);
  });
  test('version 2 insists on If-Match; version 1 takes none, and its weak tag never passes', async () => {
    expect((await kiosk.send('PATCH /v2/products/1', patch, { stock: 1 })).status).toBe(428);
    expect((await kiosk.send('PATCH /v1/products/1', patch, { stock: 1 })).status).toBe(200);
    const weak = (await kiosk.send('GET /v1/products/1')).headers.get('etag') ?? '';
    expect(weak).toMatch(/^W\//);
    expect((await kiosk.send('GET /v1/products/1', { 'If-None-Match': weak })).status).toBe(304);
    expect(
      (await kiosk.send('PATCH /v1/products/1', { ...patch, 'If-Match': weak }, { stock: 2 })).status,
    ).toBe(412);
  });
});

describe('rate limits', () => {
  test('let a burst through, then ask to wait, and the wait is enough', async () => {
    let nowMs = Date.UTC(2026, 2, 2);
    kiosk.restart({ clock: () => new Date(nowMs) });
    const trial = { Authorization: 'Bearer trial-token' };
    const burst = [];
    for (let count = 0; count < 4; count += 1) burst.push(await kiosk.send('GET /v2/products/1', trial));
    expect(burst.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(burst[3]?.headers.get('retry-after')).toBe('10');
    expect(burst[3]?.headers.get('ratelimit')).toBe('"trial";r=0;t=10');
    nowMs += 9_999;
    expect((await kiosk.send('GET /v2/products/1', trial)).status).toBe(429);
    nowMs += 1;
    expect((await kiosk.send('GET /v2/products/1', trial)).status).toBe(200);
    expect((await kiosk.send('GET /v2/products/1')).status).toBe(200);
  });
  test('count guessed tokens as requests without one', async () => {
    const guess = { Authorization: 'Bearer toString' };
    kiosk.restart({ clock: () => new Date(0) });
    for (let count = 0; count < 60; count += 1) await kiosk.send('GET /v2/products/1', guess);
    expect((await kiosk.send('GET /v2/products/1', guess)).status).toBe(429);
    expect((await kiosk.send('GET /v2/products/1')).status).toBe(200);
  });
});
