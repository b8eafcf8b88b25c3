// The most accepted requests in any window of a given length, over a whole run: what a limiter promises is about every
// window, wherever it begins. It remembers only what the longest window can hold.

export class MostAccepted {
  readonly lengthsMs: readonly number[];
  readonly #most: number[];
  readonly #longestMs: number;
  #times: number[] = [];

  /** `lengthsMs` in rising order. */
  constructor(lengthsMs: readonly number[]) {
    this.lengthsMs = lengthsMs;
    this.#most = lengthsMs.map(() => 0);
    this.#longestMs = lengthsMs.at(-1) ?? 0;
  }

  /** One more was accepted now. Of all windows of a length a fullest one ends with a request: these are looked at. */
  add(now: number): void {
    const old = this.#times.findIndex((time) => time >= now - this.#longestMs);
    if (old > 0) this.#times = this.#times.slice(old);
    else if (old === -1) this.#times = [];
    this.#times.push(now);
    this.lengthsMs.forEach((lengthMs, at) => {
      const first = this.#times.findIndex((time) => time >= now - lengthMs);
      this.#most[at] = Math.max(this.#most[at] ?? 0, this.#times.length - first);
    });
  }

  get most(): readonly number[] {
    return [...this.#most];
  }
}
