// A retry budget: calls pay in, retries take out, so that retries stay a share of the calls whatever fails
// (Finagle's, 2016). A small reserve lets the first failures be retried.

/** What is there at the start, in retries. */
export const RESERVE = 2;
/** More than this is not saved up. */
const MOST = 10;

export class RetryBudget {
  readonly #share: number;
  #saved = RESERVE;

  constructor(share: number) {
    this.#share = share;
  }

  payIn(): void {
    this.#saved = Math.min(this.#saved + this.#share, MOST);
  }

  /** Takes one retry out, if there is one. */
  take(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }

  get retries(): number {
    return Math.floor(this.#saved);
  }
}
