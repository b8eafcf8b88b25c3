// How a limiter decides about one request: by the tokens in a bucket, or by a count in a window of the clock.
// Pure but for what it remembers; times come in.

export interface Limiter {
  /** Takes one if there is one. Times must not go back. */
  take(now: number): boolean;
  /** What is left at a time that is not before the last one, with the part of the next token. */
  levelAt(now: number): number;
  /** When a counter begins anew; null for a bucket. */
  windowEndAt(now: number): number | null;
}

/** Rounding must not cost a client the token that is due this very moment. */
const ROUNDING = 1e-9;

/** Holds at most `burst` tokens, gains `ratePerSecond`; begins full. */
export class TokenBucket implements Limiter {
  readonly #burst: number;
  readonly #perMs: number;
  #tokens: number;
  #at = 0;

  constructor(burst: number, ratePerSecond: number) {
    this.#burst = burst;
    this.#perMs = ratePerSecond / 1000;
    this.#tokens = burst;
  }

  take(now: number): boolean {
    const tokens = this.levelAt(now);
    const isEnough = tokens >= 1 - ROUNDING;
    this.#tokens = isEnough ? Math.max(0, tokens - 1) : tokens;
    this.#at = now;
    return isEnough;
  }

  levelAt(now: number): number {
    return Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs);
  }

  windowEndAt(): null {
    return null;
  }
}

/** Allows `limit` requests in each window; windows begin at 0 and follow one another. */
export class WindowCounter implements Limiter {
  readonly #limit: number;
  readonly #windowMs: number;
  #window = 0;
  #used = 0;

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  take(now: number): boolean {
    const window = this.#windowAt(now);
    if (window !== this.#window) {
      this.#window = window;
      this.#used = 0;
    }
    if (this.#used === this.#limit) return false;
    this.#used += 1;
    return true;
  }

  levelAt(now: number): number {
    return this.#windowAt(now) === this.#window ? this.#limit - this.#used : this.#limit;
  }

  windowEndAt(now: number): number {
    return (this.#windowAt(now) + 1) * this.#windowMs;
  }

  #windowAt(now: number): number {
    return Math.floor(now / this.#windowMs);
  }
}
