// What is counted and averaged while a model runs. Exact, not estimated, unless a name says otherwise; nothing
// here allocates while counting.
import type { History } from './model.ts';

/** Count, mean and variance of numbers seen one by one (Welford, 1962). */
export class Tally {
  count = 0;
  mean = 0;
  #squares = 0;

  add(value: number): void {
    this.count += 1;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.#squares += before * (value - this.mean);
  }

  /** Sample variance; 0 for fewer than two numbers. */
  get variance(): number {
    return this.count < 2 ? 0 : this.#squares / (this.count - 1);
  }
}

/** The latest `size` numbers, with exact percentiles. */
export class Window {
  readonly #values: Float64Array;
  #seen = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  get count(): number {
    return Math.min(this.#seen, this.#values.length);
  }

  add(value: number): void {
    this.#values[this.#seen % this.#values.length] = value;
    this.#seen += 1;
  }

  /** Mean of the window; null when empty. */
  get mean(): number | null {
    const { count } = this;
    return count === 0
      ? null
      : this.#values.subarray(0, count).reduce((sum, value) => sum + value, 0) / count;
  }

  /** For each percent p the smallest number that at least p % of the window do not exceed; null when empty. */
  percentiles(...percents: readonly number[]): (number | null)[] {
    const { count } = this;
    const sorted = this.#values.slice(0, count).sort();
    return percents.map((percent) => {
      const rank = Math.max(1, Math.ceil((percent * count) / 100));
      return sorted[rank - 1] ?? null;
    });
  }
}

/** Counts in bins of equal width from 0 on; the last bin also takes everything beyond. */
export class Histogram {
  readonly binWidth: number;
  readonly #counts: Float64Array;

  constructor(binWidth: number, bins: number) {
    this.binWidth = binWidth;
    this.#counts = new Float64Array(bins);
  }

  add(value: number, weight = 1): void {
    const bin = Math.min(Math.max(Math.floor(value / this.binWidth), 0), this.#counts.length - 1);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + weight;
  }

  /** Each bin's share of all that was added; zeros when nothing was. */
  shares(): number[] {
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    return Array.from(this.#counts, (count) => (total === 0 ? 0 : count / total));
  }
}

/** A number that jumps and stays, such as a queue's length, averaged over time. */
export class TimeAverage {
  value = 0;
  #since = 0;
  #area = 0;

  /** The number becomes `value` at time `now`. */
  set(now: number, value: number): void {
    this.#area += this.value * (now - this.#since);
    this.#since = now;
    this.value = value;
  }

  /** The integral from time 0 to `now`. */
  areaAt(now: number): number {
    return this.#area + this.value * (now - this.#since);
  }

  /** The mean over time 0 to `now`; the number itself at time 0. */
  meanAt(now: number): number {
    return now === 0 ? this.value : this.areaAt(now) / now;
  }
}

/** Samples at equal distances in time, the latest `length` of them. */
export class HistoryRecorder {
  readonly everyMs: number;
  readonly #values: Float64Array;
  #seen = 0;

  constructor(everyMs: number, length: number) {
    this.everyMs = everyMs;
    this.#values = new Float64Array(length);
  }

  add(value: number): void {
    this.#values[this.#seen % this.#values.length] = value;
    this.#seen += 1;
  }

  history(): History {
    const kept = Math.min(this.#seen, this.#values.length);
    const first = this.#seen - kept;
    const values = Array.from(
      { length: kept },
      (_, i) => this.#values[(first + i) % this.#values.length] ?? 0,
    );
    return { firstAt: first * this.everyMs, everyMs: this.everyMs, values };
  }
}
