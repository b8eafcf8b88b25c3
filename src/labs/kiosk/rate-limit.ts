// A token bucket for each principal: a request that gets a token is served, one that does not is told when to retry (429).
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

/** Tolerance for rounding: without it, a client that waited as told would occasionally be refused. */
const ROUNDING = 1e-6;

/** The state of one bucket: the tokens it held at `atMs`. */
interface Bucket {
  tokens: number;
  atMs: number;
}

/** By client application; '' is shared by all requests without a valid token. */
export const RATE_LIMITS: Readonly<Record<string, RateLimit>> = {
  '': { name: 'anonymous', capacity: 60, windowSeconds: 60 },
  'mobile-app': { name: 'mobile', capacity: 600, windowSeconds: 60 },
  'back-office': { name: 'staff', capacity: 600, windowSeconds: 60 },
  'partner-books': { name: 'partner', capacity: 300, windowSeconds: 60 },
  'partner-trial': { name: 'trial', capacity: 3, windowSeconds: 30 },
};

/** Takes a token, or returns the seconds until there is one. Changes `bucket`. */
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

/** Charges the bucket of the caller. Runs before anything that costs more than looking up a token. */
export function rateLimiting(services: Services): MiddlewareHandler<KioskEnv> {
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    const { client, principal } = c.get('caller');
    const limit = services.rateLimits[client];
    if (!limit) throw new Error(`There is no rate limit for the client "${client}".`);
    const nowMs = c.get('now').getTime();
    const bucket = buckets.get(principal) ?? { tokens: limit.capacity, atMs: nowMs };
    buckets.set(principal, bucket);
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
        title: 'The rate limit of this client is used up.',
        detail: `The next request will be served in ${String(waitSeconds)} s.`,
        headers: { 'Retry-After': String(waitSeconds) },
      });
    }
    await next();
  };
}
