// An estimate of what a system must bear, from a handful of numbers that are only roughly known. Here is what the reader
// turns and sees; the closed form is in capacity-estimator/estimate.ts. Time draws cases: each takes every number from its
// range at random, so that the spread of the results can be seen next to their outermost bounds.
import { exp, ln } from '../elementary.ts';
import { startRun, type Engine, type Process } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import { Random } from '../random.ts';
import { Window } from '../statistics.ts';
import {
  estimate,
  RESULTS,
  ROUGH,
  type Inputs,
  type ResultId,
  type RoughId,
} from './capacity-estimator/estimate.ts';

const params = {
  thousandUsers: {
    kind: 'number',
    label: 'Users',
    unit: 'thousand',
    min: 1,
    max: 1000,
    step: 1,
    default: 12,
    help: 'Who come within the period.',
  },
  requestsEach: {
    kind: 'number',
    label: 'Requests of each',
    unit: 'requests',
    min: 1,
    max: 200,
    step: 1,
    default: 20,
    help: 'Within the period.',
  },
  period: {
    kind: 'choice',
    label: 'Period',
    options: [
      { value: '900', label: '15 minutes' },
      { value: '3600', label: '1 hour' },
      { value: '86400', label: '1 day' },
    ],
    default: '900',
    help: 'In which all of that happens.',
  },
  peakFactor: {
    kind: 'number',
    label: 'Peak ÷ mean',
    unit: '×',
    min: 1,
    max: 20,
    step: 0.5,
    default: 2,
    help: 'How much busier the busiest minutes are than the average.',
  },
  cpuMs: {
    kind: 'number',
    label: 'Processor time',
    unit: 'ms/request',
    min: 0.5,
    max: 100,
    step: 0.5,
    default: 8,
    help: 'In the application, for each request.',
  },
  roughness: {
    kind: 'number',
    label: 'Known to within a factor of',
    unit: '',
    min: 1,
    max: 4,
    step: 0.1,
    default: 2,
    help: 'Each number may be this many times too large or too small, but the period, the share of reads and the utilization.',
  },
  readShare: {
    kind: 'number',
    label: 'Reads',
    unit: '%',
    min: 0,
    max: 100,
    step: 1,
    default: 94,
    help: 'Share of the requests that change nothing.',
  },
  kbEach: {
    kind: 'number',
    label: 'On the network',
    unit: 'KB/request',
    min: 1,
    max: 1000,
    step: 1,
    default: 40,
    help: 'Of the answer, on average.',
  },
  kbStored: {
    kind: 'number',
    label: 'Stored',
    unit: 'KB/write',
    min: 0.5,
    max: 100,
    step: 0.5,
    default: 2,
    help: 'By each request that is not a read.',
  },
  utilization: {
    kind: 'number',
    label: 'Processors busy at most',
    unit: '%',
    min: 30,
    max: 95,
    step: 5,
    default: 60,
    help: 'At the peak. Closer to 100% the queues grow.',
  },
} as const satisfies ParamSpecs;

export type CapacityParams = ParamsOf<typeof params>;

export interface CapacitySnapshot {
  readonly now: number;
  readonly cases: number;
  readonly results: readonly {
    readonly id: ResultId;
    readonly estimate: number;
    /** If all numbers that count for it are off in the same direction at once. */
    readonly low: number;
    readonly high: number;
    /** Numbers that are only roughly known and count for it. */
    readonly factors: number;
    /** Of the latest 1,000 cases, 5 in 100 were below and 5 in 100 above; null before the first. */
    readonly p5: number | null;
    readonly p95: number | null;
    /** The latest case. */
    readonly latest: number | null;
  }[];
}

const CASE_MS = 50;
const CASES_KEPT = 1000;
const CASE = 0;

class Cases implements Process<CapacitySnapshot, never> {
  readonly #engine: Engine;
  readonly #inputs: Inputs;
  readonly #spread: number;
  readonly #draws = new Map<RoughId, Random>();
  readonly #seen = new Map<ResultId, Window>();
  #latest: Readonly<Record<ResultId, number>> | null = null;
  #results: CapacitySnapshot['results'] | null = null;
  #cases = 0;

  constructor(engine: Engine, chosen: CapacityParams, seed: number) {
    this.#engine = engine;
    this.#inputs = inputsOf(chosen);
    this.#spread = ln(chosen.roughness);
    for (const id of ROUGH) this.#draws.set(id, new Random(seed, id));
    for (const { id } of RESULTS) this.#seen.set(id, new Window(CASES_KEPT));
    engine.schedule(CASE_MS, CASE);
  }

  /** As likely half as large as twice as large: evenly on a logarithmic scale. */
  handle(): void {
    const inputs: Record<keyof Inputs, number> = { ...this.#inputs };
    for (const [id, random] of this.#draws) inputs[id] *= exp((2 * random.uniform() - 1) * this.#spread);
    this.#latest = estimate(inputs);
    this.#cases += 1;
    this.#results = null;
    for (const [id, values] of this.#seen) values.add(this.#latest[id]);
    this.#engine.schedule(CASE_MS, CASE);
  }

  act(): void {}

  snapshot(): CapacitySnapshot {
    // A picture is drawn more often than a case is; percentiles are sorted anew only for a new one.
    this.#results ??= this.#sumUp();
    return { now: this.#engine.now, cases: this.#cases, results: this.#results };
  }

  #sumUp(): CapacitySnapshot['results'] {
    const inputs = this.#inputs;
    const roughness = exp(this.#spread);
    const all = (factor: number): Inputs => {
      const moved: Record<keyof Inputs, number> = { ...inputs };
      for (const id of ROUGH) moved[id] *= factor;
      return moved;
    };
    const [middle, low, high] = [estimate(inputs), estimate(all(1 / roughness)), estimate(all(roughness))];
    return RESULTS.map(({ id, from }) => {
      const [p5 = null, p95 = null] = this.#seen.get(id)?.percentiles(5, 95) ?? [];
      return {
        id,
        estimate: middle[id],
        low: low[id],
        high: high[id],
        factors: from.length,
        p5,
        p95,
        latest: this.#latest?.[id] ?? null,
      };
    });
  }
}

function inputsOf(chosen: CapacityParams): Inputs {
  return {
    users: 1000 * chosen.thousandUsers,
    requestsEach: chosen.requestsEach,
    periodSeconds: Number(chosen.period),
    peakFactor: chosen.peakFactor,
    cpuMs: chosen.cpuMs,
    readShare: chosen.readShare / 100,
    kbEach: chosen.kbEach,
    kbStored: chosen.kbStored,
    utilization: chosen.utilization / 100,
  };
}

export const model: Model<typeof params, CapacitySnapshot, never> = {
  name: 'capacity-estimator',
  title: 'Capacity, estimated',
  params,
  actions: {},
  step: 'the next case',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 20_000, seed: 1 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Cases(engine, chosen, seed), actions),
};
