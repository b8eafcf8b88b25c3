// Seeded random numbers: sfc32 (Chris Doty-Humphrey's PractRand), one independent stream per purpose, so that
// turning one thing in a model does not change the luck of another. Not for secrets.
import { ln } from './elementary.ts';

/** A stream of random numbers. Same seed and name, same numbers. */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** `seed` is any safe integer; `stream` says what the numbers are for, such as "arrivals". */
  constructor(seed: number, stream: string) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed must be a whole number, not ${seed}`);
    this.#a = hashText(stream, seed >>> 0);
    this.#b = hashText(stream, Math.floor(seed / 2 ** 32) ^ this.#a);
    this.#c = hashText(stream, this.#b ^ 0x9e3779b9);
    for (let round = 0; round < 16; round++) this.bits();
  }

  /** 32 random bits as a number from 0 to 2^32 − 1. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform in [0, 1), with 53 random bits. */
  uniform(): number {
    const high = this.bits() >>> 5;
    const low = this.bits() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A whole number from 0 to n − 1, each equally likely (the bias of 53 bits is below n / 2^53). */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Exponential with the given mean: the gaps of a Poisson process. Never infinite: 1 − uniform() is above 0. */
  exponential(mean: number): number {
    return -mean * ln(1 - this.uniform());
  }

  /** Standard normal, by Marsaglia's polar method; the second number of each pair is let go. */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
    }
  }
}

/** Mixes a text and a number into 32 bits (MurmurHash3's mixing, by Austin Appleby). */
export function hashText(text: string, seed = 0): number {
  let hash = seed | 0;
  for (let index = 0; index < text.length; index++) {
    let word = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    hash ^= word;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
