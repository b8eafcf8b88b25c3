// Who sends a request: the bearer token is looked up, and the caller it stands for goes with the request.
// Not here: what a caller may do (permissions.ts), and issuing tokens, which is an authorization server's job.
import type { MiddlewareHandler } from 'hono';
import type { KioskEnv, Services } from './context.ts';
import { Problem } from './problems.ts';

/** What the token's owner allowed the client application to do. */
export type Scope = 'orders:read' | 'orders:write' | 'profile' | 'catalog:write';

/** What the token's owner may do at Kiosk. A customer is limited to what is theirs; the others are not. */
export type Role = 'anonymous' | 'customer' | 'clerk' | 'partner';

export interface Caller {
  /** The application that sends the request; '' without a token. Rate limits go by it. */
  readonly client: string;
  /** The application and whoever uses it: idempotency keys and rate limits of two principals never meet. */
  readonly principal: string;
  readonly role: Role;
  /** The customer the token acts for; null for the others. */
  readonly userId: number | null;
  readonly scopes: readonly Scope[];
}

/** What an authorization server knows about an access token (RFC 7662, token introspection). */
export interface TokenInfo extends Caller {
  readonly expiresAt: Date;
}

export const ANONYMOUS: Caller = { client: '', principal: '', role: 'anonymous', userId: null, scopes: [] };

/** A real access token lives for minutes; these must still work when a reader tries them. */
const NEVER = new Date('2100-01-01T00:00:00Z');

function customerToken(name: string, userId: number, change: Partial<TokenInfo> = {}): TokenInfo {
  return {
    client: 'mobile-app',
    principal: `mobile-app/${name}`,
    role: 'customer',
    userId,
    scopes: ['orders:read', 'orders:write', 'profile'],
    expiresAt: NEVER,
    ...change,
  };
}

/** The tokens of the course. Readable on purpose: a real token is at least 128 random bits. */
const DEMO_TOKENS: Readonly<Record<string, TokenInfo>> = {
  'alice-token': customerToken('alice', 1),
  'bob-token': customerToken('bob', 2),
  'carol-token': customerToken('carol', 3),
  'dan-token': customerToken('dan', 4),
  'alice-read-only': customerToken('alice', 1, { scopes: ['orders:read'] }),
  'alice-expired': customerToken('alice', 1, { expiresAt: new Date('2026-03-01T00:00:00Z') }),
  'clerk-token': {
    client: 'back-office',
    principal: 'back-office/clerk-7',
    role: 'clerk',
    userId: null,
    scopes: ['orders:read', 'orders:write', 'profile', 'catalog:write'],
    expiresAt: NEVER,
  },
  'books-token': partnerToken('partner-books'),
  'trial-token': partnerToken('partner-trial'),
};

function partnerToken(client: string): TokenInfo {
  return {
    client,
    principal: client,
    role: 'partner',
    userId: null,
    scopes: ['orders:read'],
    expiresAt: NEVER,
  };
}

export function introspectDemoToken(token: string): TokenInfo | null {
  return Object.hasOwn(DEMO_TOKENS, token) ? (DEMO_TOKENS[token] ?? null) : null;
}

/** Sets `caller`. An invalid token is reported by refuseInvalidToken(), after the rate limit has counted the request. */
export function identifying(services: Services): MiddlewareHandler<KioskEnv> {
  return async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    const info = token === null ? null : services.introspect(token);
    const isActive = info !== null && info.expiresAt > c.get('now');
    c.set('caller', isActive ? info : ANONYMOUS);
    c.set('hasInvalidToken', token !== null && !isActive);
    await next();
  };
}

/** 401 for a token that is unknown or expired, also on resources that need none: the client believes it is signed in. */
export function refuseInvalidToken(): MiddlewareHandler<KioskEnv> {
  return async (c, next) => {
    if (c.get('hasInvalidToken')) {
      throw new Problem(401, {
        type: 'invalid-token',
        title: 'The access token is not valid.',
        detail: 'It is unknown, has expired or was revoked; get a new one.',
        headers: { 'WWW-Authenticate': 'Bearer realm="kiosk", error="invalid_token"' },
      });
    }
    await next();
  };
}

/** The token of RFC 6750 section 2.1; '' for another scheme, which no token matches; null without the header. */
function bearerToken(header: string | undefined): string | null {
  if (header === undefined) return null;
  return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? '';
}
