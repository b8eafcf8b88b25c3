// A token bucket for each API key: who has a token is served, who has none is told when to come again (429).
// Not here: a bucket shared by several processes; this one lives in the memory of one.
import type { MiddlewareHandler } from 'hono';
import type { KioskEnv, Services } from './context.ts';
import { Problem } from './problems.ts';

/** `capacity` tokens at most; `capacity` new ones every `windowSeconds`, evenly. */
export interface RateLimit {
  readonly name: string;
  readonly capacity: number;
  readonly windowSeconds: number;
}

/** What adding up fractions of a token may lose; without it, who waited as told would be refused now and then. */
const ROUNDING = 1e-6;

/** The state of one bucket: the tokens it held at `atMs`. */
interface Bucket {
  tokens: number;
  atMs: number;
}

/** What anybody gets who brings no key, and the keys that the course uses. */
export const RATE_LIMITS: Readonly<Record<string, RateLimit>> = {
  '': { name: 'anonymous', capacity: 60, windowSeconds: 60 },
  'mobile-app': { name: 'mobile', capacity: 600, windowSeconds: 60 },
  'partner-trial': { name: 'trial', capacity: 3, windowSeconds: 30 },
};

/** Takes a token if there is one; else says in how many seconds there will be. Changes `bucket`. */
export function takeToken(bucket: Bucket, limit: RateLimit, nowMs: number): { waitSeconds: number } {
  const perMs = limit.capacity / (limit.windowSeconds * 1000);
  bucket.tokens = Math.min(limit.capacity, bucket.tokens + (nowMs - bucket.atMs) * perMs);
  bucket.atMs = nowMs;
  const missing = 1 - bucket.tokens;
  if (missing > ROUNDING) {
    return { waitSeconds: Math.max(1, Math.ceil(missing / perMs / 1000 - ROUNDING)) };
  }
  bucket.tokens = Math.max(0, bucket.tokens - 1);
  return { waitSeconds: 0 };
}

/** Names the client by its API key and charges its bucket; an unknown key is refused. */
export function rateLimiting(services: Services): MiddlewareHandler<KioskEnv> {
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    const client = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const limit = Object.hasOwn(services.rateLimits, client) ? services.rateLimits[client] : undefined;
    if (!limit) {
      throw new Problem(401, {
        title: 'Unauthorized',
        detail: 'The API key is not known.',
        headers: { 'WWW-Authenticate': 'Bearer realm="kiosk", error="invalid_token"' },
      });
    }
    c.set('client', client);
    const nowMs = c.get('now').getTime();
    const bucket = buckets.get(client) ?? { tokens: limit.capacity, atMs: nowMs };
    buckets.set(client, bucket);
    const { waitSeconds } = takeToken(bucket, limit, nowMs);
    const remaining = `"${limit.name}";r=${String(Math.floor(bucket.tokens + ROUNDING))}`;
    c.header(
      'RateLimit-Policy',
      `"${limit.name}";q=${String(limit.capacity)};w=${String(limit.windowSeconds)}`,
    );
    c.header('RateLimit', waitSeconds > 0 ? `${remaining};t=${String(waitSeconds)}` : remaining);
    if (waitSeconds > 0) {
      throw new Problem(429, {
        type: 'rate-limited',
        title: 'The allowance of this API key is used up.',
        detail: `The next request will be served in ${String(waitSeconds)} s.`,
        headers: { 'Retry-After': String(waitSeconds) },
      });
    }
    await next();
  };
}
