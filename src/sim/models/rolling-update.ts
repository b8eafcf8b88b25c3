// A Kubernetes Deployment's rolling update: pods of the new version replace those of the old within two limits.
// Here is what the reader turns and sees; the controller's arithmetic is in rolling-update/controller.ts, the pods
// and their times in rolling-update/process.ts.
import { startRun } from '../engine.ts';
import type { History, Model, ParamSpecs, ParamsOf } from '../model.ts';
import { Rollout } from './rolling-update/process.ts';

const params = {
  newVersion: {
    kind: 'choice',
    label: 'The new version',
    options: [
      { value: 'sound', label: 'Works' },
      { value: 'never-ready', label: 'Never becomes ready' },
      { value: 'errors', label: 'Becomes ready, answers with errors' },
    ],
    default: 'sound',
    help: 'A readiness probe sees the second fault and is blind to the third.',
  },
  maxSurge: {
    kind: 'integer',
    label: 'maxSurge',
    unit: 'pods',
    min: 0,
    max: 6,
    step: 1,
    default: 3,
    help: 'How many pods there may be in addition to the wanted number.',
  },
  maxUnavailable: {
    kind: 'integer',
    label: 'maxUnavailable',
    unit: 'pods',
    min: 0,
    max: 12,
    step: 1,
    default: 0,
    help: 'How many of the wanted pods may be missing during the update.',
  },
  replicas: {
    kind: 'integer',
    label: 'Replicas',
    unit: 'pods',
    min: 1,
    max: 12,
    step: 1,
    default: 12,
    help: 'The wanted number of pods.',
  },
  readySeconds: {
    kind: 'number',
    label: 'Time until ready',
    unit: 's',
    min: 1,
    max: 60,
    step: 1,
    default: 15,
    help: 'From the start of a pod until its readiness probe succeeds, on average.',
  },
  minReadySeconds: {
    kind: 'number',
    label: 'minReadySeconds',
    unit: 's',
    min: 0,
    max: 60,
    step: 1,
    default: 5,
    help: 'How long a pod must stay ready before it counts as available.',
  },
  spreadPercent: {
    kind: 'number',
    label: 'Spread of that time',
    unit: '%',
    min: 0,
    max: 50,
    step: 5,
    default: 10,
    help: 'Each pod takes up to this much longer or shorter than the average to become ready.',
  },
  progressDeadlineSeconds: {
    kind: 'number',
    label: 'progressDeadlineSeconds',
    unit: 's',
    min: 60,
    max: 600,
    step: 30,
    default: 600,
    help: 'Without progress for this long, Kubernetes reports the rollout as failed. It does nothing else.',
  },
} as const satisfies ParamSpecs;

export type RollingUpdateParams = ParamsOf<typeof params>;
export type RollingUpdateAction = 'roll-back';
export type Version = 'old' | 'new';

export interface Pod {
  readonly id: number;
  readonly version: Version;
  /** Its place in its version's row, the lowest that was free; it keeps the place until it is gone. */
  readonly slot: number;
  /** Ready pods get requests; available ones have been ready for minReadySeconds; ending ones get none. */
  readonly phase: 'starting' | 'ready' | 'available' | 'ending';
  readonly since: number;
  /** When the phase ends; null while it is available, and for a start that never succeeds. */
  readonly until: number | null;
}

export interface RollingUpdateSnapshot {
  readonly now: number;
  /** Neither limit leaves room to begin: Kubernetes rejects such a Deployment. */
  readonly rejected: boolean;
  /** The version that the Deployment asks for. */
  readonly target: Version;
  readonly status: 'progressing' | 'complete' | 'deadline-exceeded';
  /** When the last change of the target was complete; null until then. */
  readonly completeAt: number | null;
  readonly targetSince: number;
  readonly pods: readonly Pod[];
  readonly available: number;
  /** Pods that are not ending: what maxSurge limits. */
  readonly total: number;
  readonly minAvailable: number;
  readonly maxTotal: number;
  readonly lowestAvailable: number;
  readonly highestTotal: number;
  /** At 100 requests a second, spread evenly over the ready pods. Not counted one by one: rate times time. */
  readonly requests: { readonly sent: number; readonly answeredWithErrors: number; readonly refused: number };
  /** Seconds from the target's change to its completion if all pods took the average time; null if it never comes. */
  readonly expectedSeconds: number | null;
  readonly rounds: number | null;
  /** Every second over the last 120 s. */
  readonly availableOld: History;
  readonly availableNew: History;
  readonly totals: History;
}

export const model: Model<typeof params, RollingUpdateSnapshot, RollingUpdateAction> = {
  name: 'rolling-update',
  title: 'Rolling update',
  params,
  actions: {
    'roll-back': {
      label: 'Roll back',
      help: 'The Deployment asks for the old version again; the same two limits hold on the way back.',
      possible: ({ target, rejected }) => target === 'new' && !rejected,
    },
  },
  step: 'the next pod that becomes ready, becomes available or is gone',
  paceMsPerSecond: 5000,
  teachingMoment: { atMs: 44_000, seed: 2 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Rollout(engine, chosen, seed), actions),
};
