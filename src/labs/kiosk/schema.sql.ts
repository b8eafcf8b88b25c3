// Kiosk's tables and the few fixed rows with which every lab and every printed exchange begins.
// Not here: migrations; the labs start from nothing each time.

/** Money is in integer cents, times are timestamptz. */
export const SCHEMA = `
CREATE TABLE users (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email      text NOT NULL UNIQUE,
  name       text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE products (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku         text NOT NULL UNIQUE,
  name        text NOT NULL,
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  stock       integer NOT NULL CHECK (stock >= 0)
);
CREATE TABLE orders (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id     bigint NOT NULL REFERENCES users,
  status      text NOT NULL CHECK (status IN ('pending', 'paid', 'shipped', 'cancelled')),
  total_cents integer NOT NULL CHECK (total_cents >= 0),
  created_at  timestamptz NOT NULL
);
CREATE INDEX orders_newest_first ON orders (created_at DESC, id DESC);
CREATE TABLE order_items (
  order_id         bigint NOT NULL REFERENCES orders,
  product_id       bigint NOT NULL REFERENCES products,
  quantity         integer NOT NULL CHECK (quantity > 0),
  unit_price_cents integer NOT NULL CHECK (unit_price_cents >= 0),
  PRIMARY KEY (order_id, product_id)
);
CREATE TABLE cancellations (
  order_id     bigint PRIMARY KEY REFERENCES orders,
  reason       text NOT NULL,
  cancelled_at timestamptz NOT NULL
);
CREATE TABLE payments (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id        bigint NOT NULL REFERENCES orders,
  amount_cents    integer NOT NULL CHECK (amount_cents >= 0),
  status          text NOT NULL CHECK (status IN ('authorized', 'captured', 'refunded', 'failed')),
  idempotency_key text NOT NULL UNIQUE,
  created_at      timestamptz NOT NULL
);
CREATE TABLE idempotency_keys (
  principal   text NOT NULL,
  key         text NOT NULL,
  fingerprint text NOT NULL,
  status      integer,
  location    text,
  body        text,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (principal, key)
);
`;

/** Four users, six products, twelve orders an hour apart, and their payments. Identity columns continue after them. */
export const SEED = `
INSERT INTO users (email, name, created_at) VALUES
  ('alice@example.com', 'Alice', '2026-01-05 09:00:00+00'),
  ('bob@example.com',   'Bob',   '2026-01-06 10:30:00+00'),
  ('carol@example.com', 'Carol', '2026-01-09 08:15:00+00'),
  ('dan@example.com',   'Dan',   '2026-02-01 12:00:00+00');
INSERT INTO products (sku, name, price_cents, stock) VALUES
  ('mug-blue',    'Blue mug',        1250, 40),
  ('mug-red',     'Red mug',         1250, 12),
  ('tea-green',   'Green tea 100 g',  690, 80),
  ('tea-black',   'Black tea 100 g',  590, 0),
  ('pot-small',   'Small teapot',    3400, 5),
  ('scale',     'Pocket scale',    2200, 9);
INSERT INTO orders (user_id, status, total_cents, created_at) VALUES
  (1, 'shipped',   1250, '2026-03-01 08:00:00+00'),
  (2, 'shipped',   1380, '2026-03-01 09:00:00+00'),
  (3, 'shipped',   3400, '2026-03-01 10:00:00+00'),
  (1, 'shipped',    690, '2026-03-01 11:00:00+00'),
  (2, 'cancelled', 1250, '2026-03-01 12:00:00+00'),
  (4, 'shipped',   2200, '2026-03-01 13:00:00+00'),
  (1, 'paid',      3400, '2026-03-01 14:00:00+00'),
  (3, 'paid',      2500, '2026-03-01 15:00:00+00'),
  (2, 'paid',      2070, '2026-03-01 16:00:00+00'),
  (4, 'pending',   1250, '2026-03-01 17:00:00+00'),
  (1, 'pending',   2200, '2026-03-01 18:00:00+00'),
  (3, 'pending',   2500, '2026-03-01 19:00:00+00');
INSERT INTO order_items (order_id, product_id, quantity, unit_price_cents) VALUES
  (1, 1, 1, 1250), (2, 3, 2, 690), (3, 5, 1, 3400), (4, 3, 1, 690), (5, 2, 1, 1250), (6, 6, 1, 2200),
  (7, 5, 1, 3400), (8, 1, 2, 1250), (9, 3, 3, 690), (10, 1, 1, 1250), (11, 6, 1, 2200), (12, 2, 2, 1250);
INSERT INTO cancellations VALUES (5, 'ordered by mistake', '2026-03-01 12:30:00+00');
INSERT INTO payments (order_id, amount_cents, status, idempotency_key, created_at)
SELECT id, total_cents, 'captured', 'seed-' || id, created_at + interval '5 minutes'
FROM orders WHERE status IN ('shipped', 'paid') ORDER BY id;
`;
