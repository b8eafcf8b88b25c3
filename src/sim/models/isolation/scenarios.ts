// Pairs of transactions that meet: their statements, and what counts as wrong. The SQL is what was sent to PostgreSQL when
// the outcomes in recorded.ts were recorded (tests/recordings/isolation.ts). Not here: the outcomes.

export type Side = 'A' | 'B';

/** `read` is what this transaction's first query returned, which the program has in a variable; null before. */
interface Statement {
  readonly sql: string | ((read: number | null) => string);
  /** Short enough for the picture. */
  readonly label: string | ((read: number | null) => string);
  /** When the program, after its query, sends nothing. */
  readonly isLeftOut?: (read: number | null) => boolean;
}

/** How a schedule ended, as far as the program and the table show it. */
export interface Outcome {
  /** All that each side's queries returned, in order. */
  readonly reads: Readonly<Record<Side, readonly number[]>>;
  readonly committed: Readonly<Record<Side, boolean>>;
  /** What `state` returns at the end. */
  readonly final: number;
}

export interface Scenario {
  readonly id: string;
  readonly label: string;
  readonly setup: readonly string[];
  /** COMMIT follows by itself. */
  readonly statements: Readonly<Record<Side, readonly Statement[]>>;
  /** One number that everybody can see once it is committed: its name in the picture, and in a sentence. */
  readonly state: { readonly sql: string; readonly name: string; readonly phrase: string };
  /** The order in which the figure lets the two act by itself. */
  readonly order: string;
  /** Name of what went wrong; null if the outcome is that of one transaction after the other. */
  readonly anomaly: (outcome: Outcome) => string | null;
}

const PRODUCTS = [
  'CREATE TABLE products (id int PRIMARY KEY, price_cents int NOT NULL, stock int NOT NULL CHECK (stock >= 0))',
  'INSERT INTO products VALUES (7, 759, 10), (8, 1290, 10)',
];
const STOCK = { sql: 'SELECT stock FROM products WHERE id = 7', name: 'stock', phrase: 'the stock' };

const readStock: Statement = { sql: STOCK.sql, label: 'SELECT stock' };
const lockStock: Statement = { sql: `${STOCK.sql} FOR UPDATE`, label: 'SELECT FOR UPDATE' };
const writeStock: Statement = {
  sql: (read) => `UPDATE products SET stock = ${(read ?? 0) - 1} WHERE id = 7`,
  label: (read) => `UPDATE stock = ${read === null ? 'read − 1' : read - 1}`,
};
const subtract = (id: number, label: string): Statement => ({
  sql: `UPDATE products SET stock = stock - 1 WHERE id = ${id}`,
  label,
});
const sold = ({ committed }: Outcome): number => Number(committed.A) + Number(committed.B);
const lostUpdate = (outcome: Outcome): string | null =>
  outcome.final === 10 - sold(outcome) ? null : 'lost update';

const readPrice: Statement = { sql: 'SELECT price_cents FROM products WHERE id = 7', label: 'SELECT price' };
const countOrders: Statement = {
  sql: `SELECT count(*) FROM orders WHERE status = 'pending'`,
  label: 'SELECT count(*)',
};
const differ = (reads: readonly number[]): boolean => reads.some((read) => read !== reads[0]);

const readRefundable: Statement = {
  sql: 'SELECT 50 - coalesce(sum(euros), 0) FROM refunds WHERE order_id = 1',
  label: 'SELECT what is left',
};
const refund: Statement = {
  sql: 'INSERT INTO refunds (order_id, euros) VALUES (1, 30)',
  label: 'INSERT refund of 30',
  isLeftOut: (read) => read !== null && read < 30,
};

export const SCENARIOS = [
  {
    id: 'lost-update',
    label: 'Stock, subtracted by the program',
    setup: PRODUCTS,
    statements: { A: [readStock, writeStock], B: [readStock, writeStock] },
    state: STOCK,
    order: 'ABABAB',
    anomaly: lostUpdate,
  },
  {
    id: 'atomic-update',
    label: 'Stock, subtracted by the database',
    setup: PRODUCTS,
    statements: {
      A: [subtract(7, 'UPDATE stock − 1')],
      B: [subtract(7, 'UPDATE stock − 1')],
    },
    state: STOCK,
    order: 'ABAB',
    anomaly: lostUpdate,
  },
  {
    id: 'locked-read',
    label: 'Stock, locked when it is read',
    setup: PRODUCTS,
    statements: { A: [lockStock, writeStock], B: [lockStock, writeStock] },
    state: STOCK,
    order: 'ABABAB',
    anomaly: lostUpdate,
  },
  {
    id: 'read-again',
    label: 'A price, read three times',
    setup: PRODUCTS,
    statements: {
      A: [readPrice, readPrice, readPrice],
      B: [{ sql: 'UPDATE products SET price_cents = 799 WHERE id = 7', label: 'UPDATE price = 799' }],
    },
    state: { sql: readPrice.sql as string, name: 'price', phrase: 'the price' },
    order: 'ABABAA',
    anomaly: ({ reads }) => (differ(reads.A) ? 'non-repeatable read' : null),
  },
  {
    id: 'phantom',
    label: 'Orders, counted twice',
    setup: [
      'CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text NOT NULL)',
      `INSERT INTO orders (status) VALUES ('pending'), ('pending'), ('shipped')`,
    ],
    statements: {
      A: [countOrders, countOrders],
      B: [{ sql: `INSERT INTO orders (status) VALUES ('pending')`, label: 'INSERT an order' }],
    },
    state: { sql: countOrders.sql as string, name: 'orders', phrase: 'the number of orders' },
    order: 'ABBAA',
    anomaly: ({ reads }) => (differ(reads.A) ? 'phantom' : null),
  },
  {
    id: 'write-skew',
    label: 'Refunds of 30 each, of 50 paid',
    setup: [
      'CREATE TABLE refunds (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id int, euros int)',
    ],
    statements: { A: [readRefundable, refund], B: [readRefundable, refund] },
    state: {
      sql: 'SELECT coalesce(sum(euros), 0) FROM refunds',
      name: 'refunds',
      phrase: 'the sum of the refunds',
    },
    order: 'ABABAB',
    anomaly: ({ final }) => (final > 50 ? 'write skew' : null),
  },
  {
    id: 'deadlock',
    label: 'Two products, in opposite order',
    setup: PRODUCTS,
    statements: {
      A: [subtract(7, 'UPDATE id 7'), subtract(8, 'UPDATE id 8')],
      B: [subtract(8, 'UPDATE id 8'), subtract(7, 'UPDATE id 7')],
    },
    state: { sql: 'SELECT sum(stock) FROM products', name: 'stocks', phrase: 'the sum of both stocks' },
    order: 'ABABAB',
    anomaly: (outcome) => (outcome.final === 20 - 2 * sold(outcome) ? null : 'lost update'),
  },
] as const satisfies readonly Scenario[];

export type ScenarioId = (typeof SCENARIOS)[number]['id'];
export type Level = 'read-committed' | 'repeatable-read' | 'serializable';

export function findScenario(id: ScenarioId): Scenario {
  const scenario: Scenario | undefined = SCENARIOS.find((one) => one.id === id);
  if (!scenario) throw new Error(`there is no scenario "${id}"`);
  return scenario;
}
