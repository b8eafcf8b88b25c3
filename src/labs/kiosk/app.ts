// Kiosk's HTTP API as one application: it runs unchanged in Node, in tests and in a web worker.
// Not here: a socket (serve.ts), the database's tables (schema.sql.ts), any resource.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { KioskEnv, Services } from './context.ts';
import { identifying, introspectDemoToken, refuseInvalidToken } from './identity.ts';
import { addCancellations } from './cancellations.ts';
import { addOrders } from './orders.ts';
import { addPayments } from './payments.ts';
import { Problem, respondWithProblem, notFound } from './problems.ts';
import { addProducts } from './products.ts';
import { RATE_LIMITS, rateLimiting } from './rate-limit.ts';
import { addUsers } from './users.ts';
import { versioning } from './versioning.ts';

/** The largest order, of fifty items, has less than a twentieth of this. */
const LARGEST_CONTENT_BYTES = 64 * 1024;

export type Kiosk = Hono<KioskEnv>;

/** The application over a database that fillDatabase() has filled. It keeps its rate limits in memory. */
export function createKiosk(given: Pick<Services, 'database'> & Partial<Services>): Kiosk {
  const services: Services = {
    clock: steppingClock(),
    newRequestId: countingIds(),
    introspect: introspectDemoToken,
    chargeCard: (card) => card !== 'tok_declined',
    rateLimits: RATE_LIMITS,
    ...given,
  };
  const app: Kiosk = new Hono<KioskEnv>();
  app.use('*', async (c, next) => {
    const now = services.clock();
    c.set('now', now);
    c.set('requestId', services.newRequestId());
    c.header('Date', now.toUTCString());
    await next();
  });
  app.use('*', versioning());
  app.use('*', identifying(services));
  app.use('*', rateLimiting(services));
  app.use('*', refuseInvalidToken());
  app.use('*', bodyLimit({ maxSize: LARGEST_CONTENT_BYTES, onError: refuseLargeContent }));

  const routes = new Hono<KioskEnv>();
  addUsers(routes, services);
  addProducts(routes, services);
  addOrders(routes, services);
  addCancellations(routes, services);
  addPayments(routes, services);
  for (const prefix of ['/v1', '/v2', '/']) app.route(prefix, routes);

  app.notFound((c) => respondWithProblem(c, notFound()));
  app.onError((error, c) => {
    if (error instanceof Problem) return respondWithProblem(c, error);
    console.error(error);
    return respondWithProblem(c, new Problem(500, { title: 'Internal Server Error' }));
  });
  return app;
}

function refuseLargeContent(): never {
  throw new Problem(413, {
    title: 'Content Too Large',
    detail: `The largest content is ${String(LARGEST_CONTENT_BYTES)} bytes.`,
  });
}

/** A clock for reproducible responses: each reading is one second later, from 09:00 on 2 March 2026 (UTC). */
export function steppingClock(startMs = Date.UTC(2026, 2, 2, 9), stepMs = 1000): () => Date {
  let nextMs = startMs;
  return () => {
    const now = new Date(nextMs);
    nextMs += stepMs;
    return now;
  };
}

/** req-1, req-2, … */
export function countingIds(): () => string {
  let count = 0;
  return () => `req-${String(++count)}`;
}
