// What happens at a limiter: a client sends requests, one by one or many together; each is let through to the API or
// sent back with 429. How the limiter decides is in limiters.ts.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder } from '../../statistics.ts';
import type {
  LimitedRequest,
  TokenBucketAction,
  TokenBucketParams,
  TokenBucketSnapshot,
} from '../token-bucket.ts';
import { TokenBucket, WindowCounter, type Limiter } from './limiters.ts';
import { MostAccepted } from './most-accepted.ts';

/** Long enough to be seen; the same for all, so that requests come to the limiter in the order of sending. */
const TRAVEL_MS = 400;
/** Between two requests that are sent together. */
const TOGETHER_MS = 15;
const BURST_REQUESTS = 20;
const SAMPLE_MS = 100;
const DECISIONS_MS = 500;
const SHOWN_MS = 10_000;
/** Window lengths whose fullest window is remembered: the beginning matters most. */
const LENGTHS_MS = [0, 100, 250, 500, 750, 1000, 1500, 2000, 2500, 3000, 3500, 4000];

const MESSAGE = 0;
const SEND = 1;
const BUNCH = 2;

export class RateLimiting implements Process<TokenBucketSnapshot, TokenBucketAction> {
  readonly #engine: Engine;
  readonly #params: TokenBucketParams;
  readonly #bunches: Random;
  readonly #limiter: Limiter;
  readonly #messages: Messages<LimitedRequest>;
  readonly #windowMs: number;
  readonly #most = new MostAccepted(LENGTHS_MS);
  readonly #levels = new HistoryRecorder(SAMPLE_MS, SHOWN_MS / SAMPLE_MS);
  readonly #acceptedEach = new HistoryRecorder(DECISIONS_MS, SHOWN_MS / DECISIONS_MS);
  readonly #refusedEach = new HistoryRecorder(DECISIONS_MS, SHOWN_MS / DECISIONS_MS);
  #samples = 0;
  #sent = 0;
  #accepted = 0;
  #refused = 0;
  #acceptedBefore = 0;
  #refusedBefore = 0;
  readonly sampling = { everyMs: SAMPLE_MS, sample: (): void => this.#sample() };

  constructor(engine: Engine, params: TokenBucketParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#bunches = new Random(seed, 'bunches');
    this.#windowMs = (1000 * params.burst) / params.ratePerSecond;
    this.#limiter =
      params.limiter === 'bucket'
        ? new TokenBucket(params.burst, params.ratePerSecond)
        : new WindowCounter(params.burst, this.#windowMs);
    this.#messages = new Messages(engine, MESSAGE);
    this.#scheduleBunch();
  }

  handle(kind: number, arg: number): void {
    if (kind === SEND) this.#send();
    else if (kind === BUNCH) {
      this.#sendTogether(this.#params.together);
      this.#scheduleBunch();
    } else if (this.#messages.receive(arg).to === 'limiter') this.#decide();
  }

  act(): void {
    this.#sendTogether(BURST_REQUESTS);
  }

  /** Bunches are a Poisson process of their own. */
  #scheduleBunch(): void {
    const { requestsPerSecond, together } = this.#params;
    if (requestsPerSecond === 0) return;
    this.#engine.schedule(this.#bunches.exponential((1000 * together) / requestsPerSecond), BUNCH);
  }

  #sendTogether(requests: number): void {
    for (let nth = 0; nth < requests; nth++) this.#engine.schedule(nth * TOGETHER_MS, SEND);
  }

  #send(): void {
    this.#sent += 1;
    this.#messages.send('client', 'limiter', TRAVEL_MS, { kind: 'request' });
  }

  #decide(): void {
    const { now } = this.#engine;
    if (this.#limiter.take(now)) {
      this.#accepted += 1;
      this.#most.add(now);
      this.#messages.send('limiter', 'api', TRAVEL_MS, { kind: 'accepted' });
    } else {
      this.#refused += 1;
      this.#messages.send('limiter', 'client', TRAVEL_MS, { kind: 'refused' });
    }
  }

  #sample(): void {
    this.#levels.add(this.#limiter.levelAt(this.#engine.now));
    this.#samples += 1;
    // The first sample is at time 0, before any decision.
    if (this.#samples === 1 || (this.#samples - 1) % (DECISIONS_MS / SAMPLE_MS) !== 0) return;
    this.#acceptedEach.add(this.#accepted - this.#acceptedBefore);
    this.#refusedEach.add(this.#refused - this.#refusedBefore);
    this.#acceptedBefore = this.#accepted;
    this.#refusedBefore = this.#refused;
  }

  snapshot(): TokenBucketSnapshot {
    const { now } = this.#engine;
    const { burst, ratePerSecond } = this.#params;
    const level = this.#limiter.levelAt(now);
    const { most } = this.#most;
    return {
      now,
      left: Math.floor(level + 1e-9),
      level,
      windowEndsAt: this.#limiter.windowEndAt(now),
      windowMs: this.#windowMs,
      sent: this.#sent,
      accepted: this.#accepted,
      refused: this.#refused,
      moving: this.#messages.inFlight(),
      levels: this.#levels.history(),
      decisions: {
        accepted: withLatest(this.#acceptedEach.history(), this.#accepted - this.#acceptedBefore),
        refused: withLatest(this.#refusedEach.history(), this.#refused - this.#refusedBefore),
      },
      most: LENGTHS_MS.map((lengthMs, at) => ({
        lengthMs,
        accepted: most[at] ?? 0,
        bound: burst + (ratePerSecond * lengthMs) / 1000,
      })),
    };
  }
}

function withLatest(
  history: TokenBucketSnapshot['decisions']['accepted'],
  latest: number,
): TokenBucketSnapshot['decisions']['accepted'] {
  return { ...history, values: [...history.values, latest] };
}
