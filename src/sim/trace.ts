// A run's fingerprint: equal for equal runs, whatever engine computed them. Tests compare it between Node and
// the browser and with the value written in the test; it is not for anything secret.
import type { Model, ParamSpecs, ParamsOf, TakenAction } from './model.ts';

/** Snapshots taken along the way, at equal distances. */
const SNAPSHOTS = 32;

/** Hashes the time of every event up to `untilMs` and 32 snapshots on the way, to 16 hexadecimal digits. */
export function traceHash<S extends ParamSpecs, Snapshot, A extends string>(
  model: Model<S, Snapshot, A>,
  params: ParamsOf<S>,
  seed: number,
  untilMs: number,
  actions: readonly TakenAction<A>[] = [],
): string {
  const run = model.start(params, seed, actions);
  const hash = new TextHash();
  hash.add(JSON.stringify(run.snapshot()));
  for (let part = 1; part <= SNAPSHOTS; part++) {
    const stopAt = (untilMs * part) / SNAPSHOTS;
    while (run.nextEventAt <= stopAt) {
      run.runUntil(run.nextEventAt);
      hash.add(`${run.now};`);
    }
    run.runUntil(stopAt);
    hash.add(JSON.stringify(run.snapshot()));
  }
  return hash.digest();
}

/** Two 32-bit multiply-and-xor lanes over the text's code units (as FNV-1a, with two different primes). */
class TextHash {
  #left = 0x811c9dc5;
  #right = 0x1b873593;

  add(text: string): void {
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      this.#left = Math.imul(this.#left ^ unit, 0x01000193);
      this.#right = Math.imul((this.#right << 13) ^ (this.#right >>> 19) ^ unit, 0x85ebca6b);
    }
  }

  digest(): string {
    return [this.#left, this.#right].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
