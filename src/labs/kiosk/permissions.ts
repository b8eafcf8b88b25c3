// What a caller may do: by scope (what the application was allowed) and by owner (whose order it is).
// Not here: who the caller is (identity.ts).
import type { KioskContext } from './context.ts';
import type { Caller, Scope } from './identity.ts';
import { Problem, notFound } from './problems.ts';

/** The caller, if its token has the scope: 401 without a token, 403 with one that may not. */
export function requireScope(c: KioskContext, scope: Scope): Caller {
  const caller = c.get('caller');
  if (caller.role === 'anonymous') {
    throw new Problem(401, {
      type: 'authentication-required',
      title: 'This request needs an access token.',
      detail: 'Send it as "Authorization: Bearer …".',
      headers: { 'WWW-Authenticate': 'Bearer realm="kiosk"' },
    });
  }
  if (!caller.scopes.includes(scope)) {
    throw new Problem(403, {
      type: 'insufficient-scope',
      title: 'The access token does not allow this.',
      detail: `The request needs the scope ${scope}.`,
      members: { scope },
      headers: {
        'WWW-Authenticate': `Bearer realm="kiosk", error="insufficient_scope", scope="${scope}"`,
      },
    });
  }
  return caller;
}

/** The only user whose data the caller may see; null if it may see everyone's. Queries take it as a condition. */
export function visibleUser(caller: Caller): number | null {
  if (caller.role === 'customer' || caller.role === 'anonymous') return caller.userId ?? 0;
  return null;
}

/** A user in the path: another customer's is answered like one that does not exist, so that ids cannot be tried out. */
export function requireVisible(caller: Caller, userId: number): void {
  const visible = visibleUser(caller);
  if (visible !== null && visible !== userId) throw notFound(`There is no user ${String(userId)}.`);
}

/** For what only employees do. */
export function requireClerk(caller: Caller): void {
  if (caller.role !== 'clerk') throw forbidden('Only employees may do this.');
}

export function forbidden(detail: string): Problem {
  return new Problem(403, { title: 'Forbidden', detail });
}
