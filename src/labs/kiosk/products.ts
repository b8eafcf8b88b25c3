// /products: list with filters, read with an entity tag, change with If-Match.
// Not here: orders, which take from the stock.
import type { KioskContext, Routes, Services, Version } from './context.ts';
import { Checker, isObject, readContent } from './content.ts';
import type { Queryable } from './database.ts';
import { respond, respondWithResource, entityTag, requireMatch } from './envelope.ts';
import { showMoney } from './money.ts';
import { cutPage, nextPage, onlyParameters, readNumber, readPage } from './pagination.ts';
import { invalidParameter, notFound } from './problems.ts';
import { requireScope } from './permissions.ts';
import { pathId, resource } from './routing.ts';

interface ProductRow {
  id: number;
  sku: string;
  name: string;
  price_cents: number;
  stock: number;
}

/** A catalog page may be stored by any cache and must be revalidated before it is used again. */
const CACHE = 'public, no-cache';

export function addProducts(routes: Routes, { database }: Services): void {
  resource(routes, '/products', {
    async GET(c) {
      onlyParameters(c, ['limit', 'cursor', 'inStock', 'maxPriceCents']);
      const page = readPage(c, 1);
      if (page.by === 'offset') throw invalidParameter('offset', 'Products are paged by cursor.');
      const { rows } = await database.query<ProductRow>(
        `SELECT * FROM products
         WHERE id > $1 AND ($2::boolean IS NULL OR (stock > 0) = $2) AND ($3::integer IS NULL OR price_cents <= $3)
         ORDER BY id LIMIT $4`,
        [
          page.after?.[0] ?? '0',
          readBoolean(c, 'inStock'),
          readNumber(c, 'maxPriceCents', 0, 100_000_000) ?? null,
          page.limit + 1,
        ],
      );
      const { rows: shown, more } = cutPage(rows, page.limit);
      const last = shown.at(-1);
      const next = more && last ? nextPage(c, [String(last.id)]) : null;
      const data = shown.map((row) => showProduct(row, c.get('version')));
      return respond(c, data, { meta: { next }, headers: { 'Cache-Control': CACHE } });
    },
  });

  resource(routes, '/products/:id', {
    async GET(c) {
      onlyParameters(c, []);
      const row = await findProduct(database, pathId(c), '');
      return respondWithResource(c, showProduct(row, c.get('version')), CACHE);
    },
    async PATCH(c) {
      requireScope(c, 'catalog:write');
      const id = pathId(c);
      const change = await readChange(c);
      const changed = await database.transaction(async (tx) => {
        const row = await findProduct(tx, id, 'FOR NO KEY UPDATE');
        await requireMatch(c, showProduct(row, c.get('version')));
        const next = { ...row, ...change };
        await tx.query('UPDATE products SET name = $2, price_cents = $3, stock = $4 WHERE id = $1', [
          id,
          next.name,
          next.price_cents,
          next.stock,
        ]);
        return next;
      });
      const data = showProduct(changed, c.get('version'));
      return respond(c, data, { headers: { ETag: await entityTag(c.get('version'), data) } });
    },
  });
}

async function findProduct(
  database: Queryable,
  id: number,
  lock: '' | 'FOR NO KEY UPDATE',
): Promise<ProductRow> {
  const { rows } = await database.query<ProductRow>(`SELECT * FROM products WHERE id = $1 ${lock}`, [id]);
  const [row] = rows;
  if (!row) throw notFound(`There is no product ${String(id)}.`);
  return row;
}

function showProduct(row: ProductRow, version: Version) {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    ...showMoney('price', row.price_cents, version),
    stock: row.stock,
  };
}

/** A merge patch (RFC 7396): members that are sent are changed, the others stay. Null would delete a member; none here can be deleted. */
async function readChange(c: KioskContext): Promise<Partial<ProductRow>> {
  const content = await readContent(c, 'application/merge-patch+json');
  const check = new Checker();
  const change: Partial<ProductRow> = {};
  const priceName = c.get('version') === 1 ? 'priceCents' : 'price';
  check.onlyMembers(content, ['name', priceName, 'stock']);
  if ('name' in content) change.name = check.text(content['name'], '#/name');
  if ('stock' in content) change.stock = check.integer(content['stock'], '#/stock', 0, 1_000_000);
  if ('priceCents' in content && priceName === 'priceCents') {
    change.price_cents = check.integer(content['priceCents'], '#/priceCents', 0, 100_000_000);
  }
  if ('price' in content && priceName === 'price') {
    const price = isObject(content['price']) ? content['price'] : {};
    check.onlyMembers(price, ['cents', 'currency'], '#/price');
    change.price_cents = check.integer(price['cents'], '#/price/cents', 0, 100_000_000);
    if ('currency' in price && price['currency'] !== 'EUR')
      check.fault('#/price/currency', 'must be "EUR"', '');
  }
  check.end();
  return change;
}

function readBoolean(c: KioskContext, name: string): boolean | null {
  const text = c.req.query(name);
  if (text === undefined) return null;
  if (text === 'true' || text === 'false') return text === 'true';
  throw invalidParameter(name, `${name} must be true or false.`);
}
