// Two hundred identical canaries at once: each compares its errors with those of the rest, and some see a regression
// that is there, or one that is not. Here is what the reader turns and sees; the formula of the power is in
// canary-power/theory.ts, the counting in canary-power/process.ts.
import { startRun } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import { Canaries } from './canary-power/process.ts';

const params = {
  changePercent: {
    kind: 'integer',
    label: 'The new version’s errors differ by',
    unit: '%',
    min: 0,
    max: 200,
    step: 5,
    default: 25,
    help: 'Relative to the old version’s: 100% means twice as many. At 0% every alarm is false.',
  },
  basePercent: {
    kind: 'number',
    label: 'Errors of the old version',
    unit: '%',
    min: 0.02,
    max: 2,
    step: 0.02,
    default: 0.1,
    help: 'The share of its requests that fail.',
  },
  sharePercent: {
    kind: 'number',
    label: 'Share of the canary',
    unit: '%',
    min: 1,
    max: 50,
    step: 1,
    default: 5,
    help: 'Of all requests; the old version gets the rest.',
  },
  minutes: {
    kind: 'number',
    label: 'Duration',
    unit: 'min',
    min: 1,
    max: 60,
    step: 1,
    default: 10,
    help: 'The test compares the two versions at the end.',
  },
  requestsPerSecond: {
    kind: 'number',
    label: 'All requests',
    unit: 'requests/s',
    min: 100,
    max: 10_000,
    step: 100,
    default: 6000,
    help: 'To both versions together.',
  },
  looks: {
    kind: 'integer',
    label: 'Looks at the result',
    unit: '',
    min: 1,
    max: 20,
    step: 1,
    default: 1,
    help: 'How often the test is made, equally spaced, the last time at the end; the first alarm stops the canary.',
  },
  confidence: {
    kind: 'choice',
    label: 'Confidence',
    options: [
      { value: '90', label: '90%' },
      { value: '95', label: '95%' },
      { value: '99', label: '99%' },
    ],
    default: '95',
    help: 'The share of good releases that a single look leaves alone.',
  },
} as const satisfies ParamSpecs;

export type CanaryPowerParams = ParamsOf<typeof params>;

export interface CanaryPowerSnapshot {
  readonly now: number;
  readonly endsAt: number;
  readonly ended: boolean;
  /** Both tests and theory work with these. */
  readonly baseRate: number;
  readonly canaryRate: number;
  /** Alarm beyond this many standard errors, either way. */
  readonly bar: number;
  readonly everyMs: number;
  /** Standard errors by which each of the first canaries is worse than the rest, from the start on. */
  readonly paths: readonly {
    readonly values: readonly number[];
    /** Index of the value at which a look raised the alarm; null if none has. */
    readonly stoppedAt: number | null;
  }[];
  /** Of all canaries, those beyond the bar on the worse side after each tick, if the test were made just then. */
  readonly beyondShares: readonly number[];
  /** The same by theory, for the whole duration. */
  readonly power: readonly number[];
  readonly looksDone: number;
  readonly canaries: number;
  readonly alarms: { readonly worse: number; readonly better: number };
  /** Of the canary, each. */
  readonly requests: { readonly sofar: number; readonly atEnd: number };
  /** For a power of 80%; null where there is nothing to find. */
  readonly neededRequests: number | null;
  /** At the end. */
  readonly expectedErrors: number;
}

export const model: Model<typeof params, CanaryPowerSnapshot, never> = {
  name: 'canary-power',
  title: 'What a canary can see',
  params,
  actions: {},
  step: 'the next sixtieth of the duration',
  paceMsPerSecond: 60_000,
  teachingMoment: { atMs: 540_000, seed: 1 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Canaries(engine, chosen, seed), actions),
};
