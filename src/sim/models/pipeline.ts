// A delivery pipeline: changes go through stages that run side by side or in turn, wait for production, and are stopped
// at the first stage that can see their defect. Here is what the reader turns and sees; the stages and their longest
// path are in pipeline/stages.ts, the changes in pipeline/process.ts.
import { startRun } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import { Delivery } from './pipeline/process.ts';
import type { StageId } from './pipeline/stages.ts';

const minutes = { kind: 'number', unit: 'min', step: 1 } as const;

const params = {
  sideBySide: {
    kind: 'switch',
    label: 'Tests and image run side by side',
    default: true,
    help: 'Unit tests, integration tests and the build of the image do not depend on each other.',
  },
  integrationMinutes: {
    ...minutes,
    label: 'Integration tests take',
    min: 1,
    max: 15,
    default: 6,
    help: 'Against a real database.',
  },
  unitMinutes: {
    ...minutes,
    label: 'Unit tests take',
    min: 1,
    max: 15,
    default: 4,
    help: 'They see wrong logic inside a module.',
  },
  canaryMinutes: {
    ...minutes,
    label: 'The canary takes',
    min: 0,
    max: 20,
    default: 10,
    help: 'It occupies production, together with the rollout of 2 minutes.',
  },
  mergesPerHour: {
    kind: 'number',
    label: 'Merges',
    unit: 'merges/h',
    min: 0.5,
    max: 8,
    step: 0.5,
    default: 4,
    help: 'At random times. Production takes one release at a time.',
  },
  lanes: {
    kind: 'integer',
    label: 'Independent lanes to production',
    unit: '',
    min: 1,
    max: 3,
    step: 1,
    default: 1,
    help: 'Each release belongs to one lane, by the part of the system that it changes.',
  },
  defectPercent: {
    kind: 'integer',
    label: 'Changes with a defect',
    unit: '%',
    min: 0,
    max: 60,
    step: 5,
    default: 20,
    help: 'Half of the defects can be seen by unit tests, others only later, one in twenty by nothing.',
  },
} as const satisfies ParamSpecs;

export type PipelineParams = ParamsOf<typeof params>;

export interface StageState {
  readonly id: StageId;
  readonly name: string;
  readonly minutes: number;
  /** When it begins and ends for a change that waits for nobody, in minutes after the merge. */
  readonly earliestStart: number;
  readonly earliestEnd: number;
  /** On the longest path: a minute less here is a minute less for everybody. */
  readonly critical: boolean;
  /** Changes that the stage is working on. */
  readonly working: number;
  /** Changes that it has stopped, and those changes' mean time from the merge until then. */
  readonly stopped: number;
  readonly meanStopMinutes: number | null;
}

export interface PipelineSnapshot {
  readonly now: number;
  readonly stages: readonly StageState[];
  /** The changes under way, the oldest first, at most 16. */
  readonly changes: readonly {
    readonly id: number;
    readonly mergedAt: number;
    readonly waitingForProduction: boolean;
    /** Stages that it is in, with the share of their time that is over. */
    readonly at: readonly { readonly stage: StageId; readonly share: number }[];
  }[];
  readonly underWay: number;
  readonly waiting: number;
  readonly merged: number;
  readonly released: number;
  /** Released with a defect that no stage can see. */
  readonly escaped: number;
  /** Minutes from merge to everybody, of those released. */
  readonly lead: { readonly meanMinutes: number | null; readonly lastMinutes: number | null };
  readonly meanWaitMinutes: number | null;
  /** The last 24 releases' lead times, oldest first. */
  readonly leads: readonly number[];
  readonly theory: {
    readonly criticalPathMinutes: number;
    readonly sumMinutes: number;
    /** How busy each lane to production is with the changes that reach it. */
    readonly utilization: number;
    /** Mean wait for production (Pollaczek and Khinchine); null where it has no bound. */
    readonly waitMinutes: number | null;
  };
}

export const model: Model<typeof params, PipelineSnapshot, never> = {
  name: 'pipeline',
  title: 'Delivery pipeline',
  params,
  actions: {},
  step: 'the next stage that ends, or the next merge',
  paceMsPerSecond: 300_000,
  teachingMoment: { atMs: 51_540_000, seed: 3 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Delivery(engine, chosen, seed), actions),
};
