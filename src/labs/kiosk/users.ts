// /users: list, read, create, replace, delete.
// Not here: a user's orders (orders.ts).
import type { KioskContext, Routes, Services } from './context.ts';
import { Checker, readContent } from './content.ts';
import { sqlState, type Queryable } from './database.ts';
import { respond, respondWithResource, requireMatch } from './envelope.ts';
import { cutPage, nextPage, onlyParameters, readPage } from './pagination.ts';
import { requireClerk, requireScope, requireVisible } from './permissions.ts';
import { Problem, notFound } from './problems.ts';
import { pathId, resource } from './routing.ts';

interface UserRow {
  id: number;
  email: string;
  name: string;
  created_at: Date;
}

/** Personal data: no shared cache may store it, and a private one must revalidate it each time. */
const CACHE = 'private, no-cache';

export function addUsers(routes: Routes, { database }: Services): void {
  resource(routes, '/users', {
    async GET(c) {
      requireClerk(requireScope(c, 'profile'));
      onlyParameters(c, ['limit', 'cursor']);
      const page = readPage(c, 1);
      const after = page.by === 'keyset' ? (page.after?.[0] ?? '0') : '0';
      const { rows } = await database.query<UserRow>(
        'SELECT * FROM users WHERE id > $1 ORDER BY id LIMIT $2',
        [after, page.limit + 1],
      );
      const { rows: shown, more } = cutPage(rows, page.limit);
      const last = shown.at(-1);
      const next = more && last ? nextPage(c, [String(last.id)]) : null;
      return respond(c, shown.map(showUser), { meta: { next }, headers: { 'Cache-Control': CACHE } });
    },
    async POST(c) {
      const { email, name } = await readUser(c);
      const { rows } = await refuseTakenEmail(email, () =>
        database.query<UserRow>(
          'INSERT INTO users (email, name, created_at) VALUES ($1, $2, $3) RETURNING *',
          [email, name, c.get('now')],
        ),
      );
      const user = rows.map(showUser)[0];
      return respond(c, user, {
        status: 201,
        headers: { Location: `${c.get('prefix')}/users/${String(user?.id)}` },
      });
    },
  });

  resource(routes, '/users/:id', {
    async GET(c) {
      onlyParameters(c, []);
      return respondWithResource(c, showUser(await findUser(database, visibleId(c), '')), CACHE);
    },
    async PUT(c) {
      const id = visibleId(c);
      const { email, name } = await readUser(c);
      const user = await refuseTakenEmail(email, () =>
        database.transaction(async (tx) => {
          const row = await findUser(tx, id, 'FOR UPDATE');
          await requireMatch(c, showUser(row));
          await tx.query('UPDATE users SET email = $2, name = $3 WHERE id = $1', [id, email, name]);
          return { ...row, email, name };
        }),
      );
      // No ETag: the request content is not, byte for byte, what GET would return (RFC 9110 section 9.3.4).
      return respond(c, showUser(user));
    },
    async DELETE(c) {
      const id = visibleId(c);
      try {
        await database.transaction(async (tx) => {
          const row = await findUser(tx, id, 'FOR UPDATE');
          if (c.req.header('if-match') !== undefined) await requireMatch(c, showUser(row));
          await tx.query('DELETE FROM users WHERE id = $1', [id]);
        });
      } catch (error) {
        if (sqlState(error) !== '23503') throw error;
        throw new Problem(409, {
          type: 'user-has-orders',
          title: 'A user who has orders cannot be deleted.',
        });
      }
      return c.body(null, 204);
    },
  });
}

/** The user in the path, if the caller may see and change it. */
function visibleId(c: KioskContext): number {
  const caller = requireScope(c, 'profile');
  const id = pathId(c);
  requireVisible(caller, id);
  return id;
}

async function findUser(database: Queryable, id: number, lock: '' | 'FOR UPDATE'): Promise<UserRow> {
  const { rows } = await database.query<UserRow>(`SELECT * FROM users WHERE id = $1 ${lock}`, [id]);
  const [row] = rows;
  if (!row) throw notFound(`There is no user ${String(id)}.`);
  return row;
}

function showUser(row: UserRow) {
  return { id: row.id, email: row.email, name: row.name, createdAt: row.created_at.toISOString() };
}

async function readUser(c: KioskContext): Promise<{ email: string; name: string }> {
  const content = await readContent(c);
  const check = new Checker();
  check.onlyMembers(content, ['email', 'name']);
  const user = {
    email: check.email(content['email'], '#/email'),
    name: check.text(content['name'], '#/name'),
  };
  check.end();
  return user;
}

async function refuseTakenEmail<Result>(email: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    throw new Problem(409, {
      type: 'email-taken',
      title: 'Another user has this e-mail address.',
      members: { email },
    });
  }
}
