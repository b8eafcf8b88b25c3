// Two hundred canaries in step: at each tick all count their requests and errors, at each look all test. What the test
// computes is in theory.ts.
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import type { CanaryPowerParams, CanaryPowerSnapshot } from '../canary-power.ts';
import { binomial } from './binomial.ts';
import { BARS, powerOf, requestsFor80, statistic, type Comparison } from './theory.ts';

const CANARIES = 200;
/** Those whose way is kept and drawn. */
const PATHS = 24;
const TICKS = 60;

const TICK = 0;

interface Canary {
  canaryErrors: number;
  baseErrors: number;
  z: number;
  alarm: 'worse' | 'better' | null;
}

export class Canaries implements Process<CanaryPowerSnapshot, never> {
  readonly #engine: Engine;
  readonly #params: CanaryPowerParams;
  readonly #comparison: Comparison;
  readonly #bar: number;
  readonly #canaryLuck: Random;
  readonly #baseLuck: Random;
  readonly #canaries: readonly Canary[] = Array.from({ length: CANARIES }, () => ({
    canaryErrors: 0,
    baseErrors: 0,
    z: 0,
    alarm: null,
  }));
  readonly #paths: readonly { readonly values: number[]; stoppedAt: number | null }[] = Array.from(
    { length: PATHS },
    () => ({ values: [0], stoppedAt: null }),
  );
  readonly #beyondShares: number[] = [0];
  readonly #everyMs: number;
  /** The ticks after which the test is made. */
  readonly #lookTicks: ReadonlySet<number>;
  readonly #power: readonly number[];
  #ticks = 0;
  #looksDone = 0;

  constructor(engine: Engine, params: CanaryPowerParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    const baseRate = params.basePercent / 100;
    const canaryRate = baseRate * (1 + params.changePercent / 100);
    this.#comparison = { baseRate, canaryRate, share: params.sharePercent / 100 };
    this.#bar = BARS[params.confidence];
    this.#canaryLuck = new Random(seed, 'canary');
    this.#baseLuck = new Random(seed, 'base');
    this.#everyMs = (params.minutes * 60_000) / TICKS;
    this.#lookTicks = new Set(
      Array.from({ length: params.looks }, (_, at) => Math.round((TICKS * (at + 1)) / params.looks)),
    );
    this.#power = Array.from({ length: TICKS + 1 }, (_, ticks) =>
      powerOf(this.#comparison, this.#bar, this.#requestsAfter(ticks).canary),
    );
    this.#schedule();
  }

  handle(): void {
    const before = this.#requestsAfter(this.#ticks);
    this.#ticks += 1;
    const after = this.#requestsAfter(this.#ticks);
    const { baseRate, canaryRate } = this.#comparison;
    const looking = this.#lookTicks.has(this.#ticks);
    let beyond = 0;
    for (const [at, one] of this.#canaries.entries()) {
      one.canaryErrors += binomial(this.#canaryLuck, after.canary - before.canary, canaryRate);
      one.baseErrors += binomial(this.#baseLuck, after.base - before.base, baseRate);
      one.z = statistic(one.canaryErrors, after.canary, one.baseErrors, after.base);
      if (one.z > this.#bar) beyond += 1;
      const path = this.#paths[at];
      if (path && one.alarm === null) path.values.push(one.z);
      if (looking && one.alarm === null && Math.abs(one.z) > this.#bar) {
        one.alarm = one.z > 0 ? 'worse' : 'better';
        if (path) path.stoppedAt = this.#ticks;
      }
    }
    this.#beyondShares.push(beyond / CANARIES);
    if (looking) this.#looksDone += 1;
    this.#schedule();
  }

  act(): void {
    throw new Error('a canary has no actions');
  }

  #schedule(): void {
    if (this.#ticks < TICKS) this.#engine.scheduleAt(this.#everyMs * (this.#ticks + 1), TICK);
  }

  #requestsAfter(ticks: number): { readonly canary: number; readonly base: number } {
    const all = Math.round((this.#params.requestsPerSecond * this.#everyMs * ticks) / 1000);
    const canary = Math.round(all * this.#comparison.share);
    return { canary, base: all - canary };
  }

  snapshot(): CanaryPowerSnapshot {
    const { baseRate, canaryRate } = this.#comparison;
    const count = (alarm: 'worse' | 'better'): number =>
      this.#canaries.filter((one) => one.alarm === alarm).length;
    const atEnd = this.#requestsAfter(TICKS).canary;
    return {
      now: this.#engine.now,
      endsAt: this.#everyMs * TICKS,
      ended: this.#ticks === TICKS,
      baseRate,
      canaryRate,
      bar: this.#bar,
      everyMs: this.#everyMs,
      paths: this.#paths.map(({ values, stoppedAt }) => ({ values: values.map(hundredths), stoppedAt })),
      beyondShares: [...this.#beyondShares],
      power: this.#power,
      looksDone: this.#looksDone,
      canaries: CANARIES,
      alarms: { worse: count('worse'), better: count('better') },
      requests: { sofar: this.#requestsAfter(this.#ticks).canary, atEnd },
      neededRequests: requestsFor80(this.#comparison, this.#bar),
      expectedErrors: atEnd * canaryRate,
    };
  }
}

/** Finer than any picture; keeps the snapshot short. */
function hundredths(value: number): number {
  return (Math.round(value * 100) || 0) / 100; // never −0, which JSON does not know
}
