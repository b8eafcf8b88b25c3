// What chapter 3 says about transactions that meet, on a real PostgreSQL server with two sessions. Skipped where no
// server is installed. Not here: what one connection can show (the chapter's own fences).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres, type Server, type Session } from './postgres.ts';

const server: Server | null = startPostgres();
let a: Session;
let b: Session;

describe.skipIf(server === null)('two sessions on PostgreSQL', () => {
  beforeAll(async () => {
    if (!server) return;
    [a, b] = [await server.session(), await server.session()];
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await a.run('DROP TABLE IF EXISTS products, payments, order_items, orders CASCADE');
    await a.run('CREATE TABLE products (id int PRIMARY KEY, stock int NOT NULL CHECK (stock >= 0))');
    await a.run('INSERT INTO products VALUES (7, 10), (8, 10)');
    await a.run(
      'CREATE TABLE orders (id int PRIMARY KEY, total_cents int NOT NULL, captured_cents int, refunded_cents int DEFAULT 0 CHECK (refunded_cents <= captured_cents))',
    );
    await a.run('INSERT INTO orders VALUES (1, 0, 5000)');
    await a.run('CREATE TABLE order_items (order_id int REFERENCES orders, product_id int, price_cents int)');
    await a.run(
      'CREATE TABLE payments (id int GENERATED ALWAYS AS IDENTITY, order_id int REFERENCES orders, amount_cents int)',
    );
  });

  async function begin(level: string): Promise<void> {
    for (const session of [a, b]) await session.run(`BEGIN ISOLATION LEVEL ${level}`);
  }

  const total = async (sql: string) => Number((await a.run(sql)).rows[0]);

  test('at read committed, an UPDATE that waited re-evaluates its WHERE and changes no row', async () => {
    await begin('READ COMMITTED');
    await a.run('UPDATE products SET stock = stock - 6 WHERE id = 7 AND stock >= 6');
    const waits = b.run('UPDATE products SET stock = stock - 6 WHERE id = 7 AND stock >= 6 RETURNING id');
    await b.untilWaiting();
    await a.run('COMMIT');
    expect(await waits).toEqual({ rows: [], code: '00000' });
    await b.run('COMMIT');
    expect(await total('SELECT stock FROM products WHERE id = 7')).toBe(4);
  });

  test.each([
    ['READ COMMITTED', '00000'],
    ['REPEATABLE READ', '40001'],
    ['SERIALIZABLE', '40001'],
  ])('a lost update at %s ends with %s', async (level, code) => {
    await begin(level);
    for (const session of [a, b]) await session.run('SELECT stock FROM products WHERE id = 7');
    await a.run('UPDATE products SET stock = 9 WHERE id = 7');
    const waits = b.run('UPDATE products SET stock = 9 WHERE id = 7');
    await b.untilWaiting();
    await a.run('COMMIT');
    expect((await waits).code).toBe(code);
    await b.run('ROLLBACK');
  });

  test.each([
    ['READ COMMITTED', 6000],
    ['REPEATABLE READ', 6000],
    ['SERIALIZABLE', 3000],
  ])('two refunds of 30.00 of 50.00 at %s leave %i cents', async (level, refunded) => {
    await begin(level);
    for (const session of [a, b])
      await session.run('SELECT sum(amount_cents) FROM payments WHERE order_id = 1');
    for (const session of [a, b])
      await session.run('INSERT INTO payments (order_id, amount_cents) VALUES (1, 3000)');
    for (const session of [a, b]) await session.run('COMMIT');
    expect(await total('SELECT sum(amount_cents) FROM payments')).toBe(refunded);
  });

  async function addTrigger(body: string): Promise<void> {
    await a.run(
      `CREATE OR REPLACE FUNCTION keep_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NULL; END $$`,
    );
    await a.run(
      'CREATE TRIGGER keep_total AFTER INSERT ON order_items FOR EACH ROW EXECUTE FUNCTION keep_total()',
    );
  }

  test.each([
    [
      'recomputes the sum',
      20,
      'UPDATE orders SET total_cents = (SELECT sum(price_cents) FROM order_items WHERE order_id = NEW.order_id) WHERE id = NEW.order_id;',
    ],
    [
      'locks the parent, then recomputes',
      30,
      'PERFORM FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE; UPDATE orders SET total_cents = (SELECT sum(price_cents) FROM order_items WHERE order_id = NEW.order_id) WHERE id = NEW.order_id;',
    ],
    [
      'adds the difference',
      30,
      'UPDATE orders SET total_cents = total_cents + NEW.price_cents WHERE id = NEW.order_id;',
    ],
  ])('a trigger that %s leaves a total of %i for lines of 10 and 20', async (_, expected, body) => {
    await addTrigger(body);
    await begin('READ COMMITTED');
    await a.run('INSERT INTO order_items VALUES (1, 7, 10)');
    const waits = b.run('INSERT INTO order_items VALUES (1, 8, 20)');
    await b.untilWaiting();
    await a.run('COMMIT');
    await waits;
    await b.run('COMMIT');
    expect(await total('SELECT sum(price_cents) FROM order_items')).toBe(30);
    expect(await total('SELECT total_cents FROM orders')).toBe(expected);
  });

  test('a CHECK on the order, kept by a trigger on payments, refuses the second refund of two concurrent ones', async () => {
    await a.run(`CREATE OR REPLACE FUNCTION keep_refunds() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE orders SET refunded_cents = refunded_cents + NEW.amount_cents WHERE id = NEW.order_id; RETURN NULL; END $$`);
    await a.run(
      'CREATE TRIGGER keep_refunds AFTER INSERT ON payments FOR EACH ROW EXECUTE FUNCTION keep_refunds()',
    );
    await begin('READ COMMITTED');
    await a.run('INSERT INTO payments (order_id, amount_cents) VALUES (1, 3000)');
    const waits = b.run('INSERT INTO payments (order_id, amount_cents) VALUES (1, 3000)');
    await b.untilWaiting();
    await a.run('COMMIT');
    expect((await waits).code).toBe('23514');
    await b.run('ROLLBACK');
    expect(await total('SELECT sum(amount_cents) FROM payments')).toBe(3000);
  });

  test('FOR UPDATE on the parent makes inserts of its children wait; FOR NO KEY UPDATE does not', async () => {
    await begin('READ COMMITTED');
    await a.run('SELECT FROM orders WHERE id = 1 FOR UPDATE');
    const waits = b.run('INSERT INTO order_items VALUES (1, 7, 10)');
    await b.untilWaiting();
    await a.run('COMMIT');
    expect((await waits).code).toBe('00000');
    await b.run('COMMIT');
    await begin('READ COMMITTED');
    await a.run('SELECT FROM orders WHERE id = 1 FOR NO KEY UPDATE');
    expect((await b.run('INSERT INTO order_items VALUES (1, 8, 10)')).code).toBe('00000');
    for (const session of [a, b]) await session.run('COMMIT');
  });

  test('two transactions that lock the same rows in opposite orders deadlock, and in one order do not', async () => {
    const take = (id: number) => `UPDATE products SET stock = stock - 1 WHERE id = ${String(id)}`;
    await begin('READ COMMITTED');
    await a.run(take(7));
    await b.run(take(8));
    const first = a.run(take(8));
    await a.untilWaiting();
    const second = b.run(take(7));
    const codes = [(await second).code, (await first).code];
    expect(codes.sort()).toEqual(['00000', '40P01']);
    for (const session of [a, b]) await session.run('ROLLBACK');
    await begin('READ COMMITTED');
    await a.run(take(7));
    const waits = b.run(take(7));
    await b.untilWaiting();
    await a.run(take(8));
    await a.run('COMMIT');
    expect([(await waits).code, (await b.run(take(8))).code]).toEqual(['00000', '00000']);
    await b.run('COMMIT');
  });

  test('SKIP LOCKED gives two workers different rows without waiting', async () => {
    await begin('READ COMMITTED');
    const take = 'SELECT id FROM products ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED';
    expect([(await a.run(take)).rows, (await b.run(take)).rows]).toEqual([['7'], ['8']]);
    for (const session of [a, b]) await session.run('COMMIT');
  });

  test('a query waits behind an ALTER TABLE that waits behind a reader, and goes on when lock_timeout ends that', async () => {
    const reader = await server?.session();
    await reader?.run('BEGIN');
    await reader?.run('SELECT count(*) FROM orders');
    await a.run('BEGIN');
    await a.run(`SET LOCAL lock_timeout = '3s'`);
    const alter = a.run('ALTER TABLE orders ADD COLUMN note text');
    await a.untilWaiting();
    const query = b.run('SELECT count(*) FROM orders');
    await b.untilWaiting();
    expect((await alter).code).toBe('55P03');
    expect(await query).toEqual({ rows: ['1'], code: '00000' });
    await a.run('ROLLBACK');
    expect((await a.run('SHOW lock_timeout')).rows).toEqual(['0']);
    await reader?.run('COMMIT');
  });
});
