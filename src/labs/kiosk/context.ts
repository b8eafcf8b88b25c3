// What every part of Kiosk knows about the current request, and the services that are injected into the application.
// Not here: any behavior.
import type { Context, Hono } from 'hono';
import type { Database } from './database.ts';
import type { Caller, TokenInfo } from './identity.ts';
import type { RateLimit } from './rate-limit.ts';

/** The versions of the API that are served. */
export type Version = 1 | 2;

/** What Kiosk depends on from outside; with fixed services, the same requests give the same responses. */
export interface Services {
  readonly database: Database;
  /** Read once per request. */
  readonly clock: () => Date;
  /** A new identifier for each request, unique within the application. */
  readonly newRequestId: () => string;
  /** The authorization server: what an access token stands for, null if nothing. */
  readonly introspect: (token: string) => TokenInfo | null;
  /** The payment provider: whether it lets this card pay this amount. */
  readonly chargeCard: (card: string, amountCents: number) => boolean;
  /** The rate limit of each client application; '' is for requests without a token. */
  readonly rateLimits: Readonly<Record<string, RateLimit>>;
}

export interface KioskEnv {
  Variables: {
    /** When the request arrived. */
    now: Date;
    requestId: string;
    /** Who sent it. */
    caller: Caller;
    /** It carried a token that is unknown or expired. */
    hasInvalidToken: boolean;
    version: Version;
    /** '/v1' or '/v2' if the path named the version, else ''; URLs in the response begin with it. */
    prefix: string;
  };
}

export type KioskContext = Context<KioskEnv>;
export type Routes = Hono<KioskEnv>;
