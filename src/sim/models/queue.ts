// One queue in front of one or more servers. Here is what the reader turns and sees; what happens is in
// queue/process.ts, what theory says in queue/theory.ts.
import { startRun } from '../engine.ts';
import type { History, Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { Queueing } from './queue/process.ts';

const params = {
  arrivalsPerSecond: {
    kind: 'number',
    label: 'Arrivals',
    unit: 'requests/s',
    min: 0.5,
    max: 40,
    step: 0.5,
    default: 8,
    help: 'A Poisson process: arrivals are independent of each other.',
  },
  servicesPerSecond: {
    kind: 'number',
    label: 'Speed of each server',
    unit: 'requests/s',
    min: 1,
    max: 40,
    step: 0.5,
    default: 10,
    help: 'How many requests a server that is never idle finishes in a second, on average.',
  },
  servers: {
    kind: 'integer',
    label: 'Servers',
    unit: '',
    min: 1,
    max: 8,
    step: 1,
    default: 1,
    help: 'All take from the same queue, first come, first served.',
  },
  variation: {
    kind: 'choice',
    label: 'Service times',
    options: [
      { value: 'constant', label: 'All equal' },
      { value: 'exponential', label: 'Exponential' },
      { value: 'heavy', label: 'A few very long' },
    ],
    default: 'exponential',
    help: 'Same mean, other spread: the coefficient of variation is 0, 1 or 2 (lognormal).',
  },
} as const satisfies ParamSpecs;

export type QueueParams = ParamsOf<typeof params>;

/** Steady state by theory. */
export interface QueueTheory {
  /** False where Allen and Cunneen's approximation stands in: several servers, times not exponential. */
  readonly exact: boolean;
  readonly meanWaitMs: number;
  readonly meanInQueue: number;
  readonly meanInSystem: number;
  /** Share of requests that wait at all; null where it has no simple formula. */
  readonly waitingShare: number | null;
  /** Of the wait, zero waits included; null where there is no simple formula. */
  readonly waitPercentilesMs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
}

export interface QueueSnapshot {
  readonly now: number;
  /** Offered load per server, arrivals ÷ capacity; the queue has no steady state from 1 on. */
  readonly utilisation: number;
  readonly inQueue: number;
  /** The first of those waiting, at most 40; `inQueue` counts them all. */
  readonly waiting: readonly { readonly id: number; readonly arrivedAt: number }[];
  readonly servers: readonly {
    /** `server-1` … */
    readonly id: string;
    readonly busyShare: number;
    readonly serving: {
      readonly id: number;
      readonly arrivedAt: number;
      readonly startedAt: number;
      readonly endsAt: number;
    } | null;
  }[];
  /** The next request coming from `source` to `queue`, and those that have just left a server for `done`. */
  readonly moving: readonly Moving[];
  readonly arrived: number;
  readonly departed: number;
  /** Time in the queue: mean since the start, percentiles of the last 1,000 requests that left the queue. */
  readonly waitMs: {
    readonly count: number;
    readonly mean: number | null;
    readonly p50: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
  };
  /** Share of the requests served so far that had to wait. */
  readonly waitingShare: number | null;
  /**
   * Little's law, L = λW, each side counted by itself since the start: L integrates the number in the system
   * over time; λ counts arrivals; W is what the requests spent inside, those still inside up to now.
   */
  readonly little: {
    readonly meanInSystem: number;
    readonly arrivalsPerSecond: number;
    readonly meanTimeInSystemMs: number | null;
  };
  readonly meanInQueue: number;
  /** Number waiting every 250 ms, over the last 30 s. */
  readonly queueLengths: History;
  /** Null when there is no steady state (utilisation of 1 or more). */
  readonly theory: QueueTheory | null;
  /** Theory's mean wait at utilisations from 0 to 0.98, all else as chosen. */
  readonly waitCurve: readonly { readonly utilisation: number; readonly meanWaitMs: number }[];
}

export const model: Model<typeof params, QueueSnapshot, never> = {
  name: 'queue',
  title: 'A queue and its servers',
  params,
  actions: {},
  step: 'the next arrival or departure',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 60_000, seed: 32 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Queueing(engine, chosen, seed), actions),
};
