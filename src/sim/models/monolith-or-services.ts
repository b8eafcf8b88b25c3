// The same requests through one process and through several services: what the hops add to the time and what the
// number of parts takes from availability. Here is what the reader turns and sees; the sums and products are in
// monolith-or-services/theory.ts, the requests in monolith-or-services/process.ts.
import { startRun } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import { BothDesigns } from './monolith-or-services/process.ts';

const params = {
  services: {
    kind: 'integer',
    label: 'Services that a request needs',
    unit: '',
    min: 1,
    max: 8,
    step: 1,
    default: 6,
    help: 'In the monolith the same work is done by as many modules.',
  },
  arrangement: {
    kind: 'choice',
    label: 'The services are called',
    options: [
      { value: 'in-turn', label: 'One after the other' },
      { value: 'side-by-side', label: 'Side by side' },
    ],
    default: 'in-turn',
    help: 'Side by side is possible where no call needs the answer of another. The monolith does its work in turn.',
  },
  callsEach: {
    kind: 'integer',
    label: 'Calls to each service',
    unit: '',
    min: 1,
    max: 25,
    step: 1,
    default: 1,
    help: 'Each call is a hop. The service’s work stays the same, however many calls ask for it.',
  },
  hopMs: {
    kind: 'number',
    label: 'A hop takes',
    unit: 'ms',
    min: 0.1,
    max: 5,
    step: 0.1,
    default: 1,
    help: 'Over the network and back, without the work. In the monolith it is a function call, which is free here.',
  },
  availabilityPercent: {
    kind: 'number',
    label: 'Availability of each part',
    unit: '%',
    min: 95,
    max: 99.99,
    step: 0.01,
    default: 99.9,
    help: 'Of each service, and of the monolith as a whole. Parts fail independently of each other.',
  },
  workMs: {
    kind: 'number',
    label: 'Work of each part',
    unit: 'ms',
    min: 1,
    max: 20,
    step: 0.5,
    default: 5,
    help: 'On average, when it is not slow.',
  },
  slowPercent: {
    kind: 'number',
    label: 'Slow pieces of work',
    unit: '%',
    min: 0,
    max: 10,
    step: 0.5,
    default: 1,
    help: 'A slow piece takes ten times as long, for example because of a garbage collection or a cold cache.',
  },
} as const satisfies ParamSpecs;

export type MonolithOrServicesParams = ParamsOf<typeof params>;

export interface Part {
  readonly workMs: number;
  readonly slow: boolean;
  readonly up: boolean;
}

export interface Latencies {
  readonly meanMs: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Shares in bins of 4 ms from 0 on; the last one holds all above. */
  readonly histogram: readonly number[];
}

export interface MonolithOrServicesSnapshot {
  readonly now: number;
  /** The last request, the same in both designs; null before the first. */
  readonly last: {
    readonly number: number;
    readonly parts: readonly Part[];
    /** Null where the request failed. */
    readonly monolithMs: number | null;
    readonly servicesMs: number | null;
  } | null;
  readonly requests: number;
  readonly failed: { readonly monolith: number; readonly services: number };
  /** Requests that met at least one slow piece of work. */
  readonly metSlow: number;
  /** Of the successful requests: means and histograms of all, percentiles of the latest 1,000. */
  readonly monolith: Latencies;
  readonly services: Latencies;
  /** 99th percentile of each service's share of those same requests, its hops included. */
  readonly partP99Ms: readonly (number | null)[];
  readonly theory: {
    readonly monolithMeanMs: number;
    /** Null side by side: the mean of a maximum is no sum. */
    readonly servicesMeanMs: number | null;
    readonly monolithAvailability: number;
    readonly servicesAvailability: number;
    readonly metSlowShare: number;
  };
}

export const model: Model<typeof params, MonolithOrServicesSnapshot, never> = {
  name: 'monolith-or-services',
  title: 'Monolith or services',
  params,
  actions: {},
  step: 'the next request',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 58_970, seed: 3 },
  start: (chosen, seed, actions = []) => startRun((engine) => new BothDesigns(engine, chosen, seed), actions),
};
