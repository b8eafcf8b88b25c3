// A rate limiter in front of an API: a token bucket, or a counter that begins anew with each window of the clock. Here
// is what the reader turns and sees; how the two decide is in token-bucket/limiters.ts, what happens when is in
// token-bucket/process.ts.
import { startRun } from '../engine.ts';
import type { History, Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { RateLimiting } from './token-bucket/process.ts';

const params = {
  limiter: {
    kind: 'choice',
    label: 'Limiter',
    options: [
      { value: 'bucket', label: 'Token bucket' },
      { value: 'counter', label: 'Counter per window' },
    ],
    default: 'bucket',
    help: 'The counter allows as many requests as the bucket holds in each window of the clock, and starts again when the bucket would have filled up from empty.',
  },
  ratePerSecond: {
    kind: 'number',
    label: 'Rate',
    unit: 'tokens/s',
    min: 1,
    max: 20,
    step: 0.5,
    default: 5,
    help: 'What the bucket gains: the load that the API can sustain.',
  },
  burst: {
    kind: 'integer',
    label: 'Burst',
    unit: 'tokens',
    min: 1,
    max: 40,
    step: 1,
    default: 10,
    help: 'What the bucket holds: how uneven a client may be.',
  },
  requestsPerSecond: {
    kind: 'number',
    label: 'Requests',
    unit: 'requests/s',
    min: 0,
    max: 30,
    step: 0.5,
    default: 4,
    help: 'What the client sends, on average.',
  },
  together: {
    kind: 'integer',
    label: 'Sent together',
    unit: 'requests',
    min: 1,
    max: 30,
    step: 1,
    default: 12,
    help: 'The client sends this many within a fraction of a second, then pauses. At 1 its requests are independent of each other.',
  },
} as const satisfies ParamSpecs;

export type TokenBucketParams = ParamsOf<typeof params>;
export type TokenBucketAction = 'burst';

/** What travels between `client`, `limiter` and `api`; a refusal goes back to the client. */
export interface LimitedRequest {
  readonly kind: 'request' | 'accepted' | 'refused';
}

export interface TokenBucketSnapshot {
  readonly now: number;
  /** Requests that would be accepted now: whole tokens, or what is left in the window. */
  readonly left: number;
  /** The same with the part of the next token; equal to `left` for a counter. */
  readonly level: number;
  /** When the window ends and the counter begins anew; null for a bucket. */
  readonly windowEndsAt: number | null;
  readonly windowMs: number;
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
  readonly moving: readonly (Moving & LimitedRequest)[];
  /** `level` every 100 ms over the last 10 s. */
  readonly levels: History;
  /** Decisions in each half second of the last 10 s; the last one is not over yet. */
  readonly decisions: { readonly accepted: History; readonly refused: History };
  /**
   * The most accepted in any window of so many milliseconds, wherever it begins and both ends included, since the
   * start; beside it burst + rate × length.
   */
  readonly most: readonly {
    readonly lengthMs: number;
    readonly accepted: number;
    readonly bound: number;
  }[];
}

export const model: Model<typeof params, TokenBucketSnapshot, TokenBucketAction> = {
  name: 'token-bucket',
  title: 'Token bucket',
  params,
  actions: {
    burst: {
      label: 'Send 20 at once',
      help: 'The client sends 20 requests within a fraction of a second.',
      possible: () => true,
    },
  },
  step: 'the next request that is sent, decided on or answered',
  paceMsPerSecond: 1000,
  teachingMoment: { atMs: 10_050, seed: 19 },
  start: (chosen, seed, actions = []) =>
    startRun((engine) => new RateLimiting(engine, chosen, seed), actions),
};
