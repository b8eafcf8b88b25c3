// Image builds after one commit after the other: which steps of the Dockerfile are reused and which run again. Here is
// what the reader turns and sees; the Dockerfiles are in layer-cache/dockerfiles.ts, the builds in
// layer-cache/process.ts.
import { startRun } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import type { Input } from './layer-cache/dockerfiles.ts';
import { Builds } from './layer-cache/process.ts';

const params = {
  order: {
    kind: 'choice',
    label: 'The Dockerfile',
    options: [
      { value: 'copy-all', label: 'Copies everything, then installs' },
      { value: 'lock-file', label: 'Copies the lock file first' },
      { value: 'commit-early', label: 'The same, but notes the commit at the top' },
    ],
    default: 'lock-file',
    help: 'All three make the same program.',
  },
  ignoreDocs: {
    kind: 'switch',
    label: '.dockerignore lists the documentation',
    default: false,
    help: 'What it lists is no part of the build, so that its changes cannot matter.',
  },
  dependencyPercent: {
    kind: 'integer',
    label: 'Commits that change dependencies',
    unit: '%',
    min: 0,
    max: 40,
    step: 1,
    default: 8,
    help: 'Those change package.json and the lock file. What remains of 100% changes the source.',
  },
  docsPercent: {
    kind: 'integer',
    label: 'Commits that change documentation only',
    unit: '%',
    min: 0,
    max: 40,
    step: 1,
    default: 20,
    help: 'For example the README.',
  },
  basePercent: {
    kind: 'integer',
    label: 'Builds with a new base image',
    unit: '%',
    min: 0,
    max: 20,
    step: 1,
    default: 2,
    help: 'The tag in FROM now means another image.',
  },
  installSeconds: {
    kind: 'number',
    label: 'npm ci takes',
    unit: 's',
    min: 5,
    max: 90,
    step: 1,
    default: 48,
    help: 'If it runs. What is reused takes no time here.',
  },
  buildSeconds: {
    kind: 'number',
    label: 'npm run build takes',
    unit: 's',
    min: 5,
    max: 60,
    step: 1,
    default: 21,
    help: 'If it runs.',
  },
} as const satisfies ParamSpecs;

export type LayerCacheParams = ParamsOf<typeof params>;
export type LayerCacheAction = 'commit-source' | 'commit-dependencies' | 'commit-docs';
/** What a commit changes. */
export type Change = Exclude<Input, 'commit'>;

export interface BuildStep {
  readonly instruction: string;
  readonly seconds: number;
  /** In the build that runs, or in the last one; waiting before the first build. */
  readonly state: 'waiting' | 'reused' | 'running' | 'rebuilt';
  /** Something that goes into this very step has changed; the rebuilt ones below it only stand on it. */
  readonly changed: boolean;
}

export interface FinishedBuild {
  readonly number: number;
  readonly change: Change;
  readonly seconds: number;
  /** Steps that ran; all others were reused. */
  readonly rebuilt: number;
}

export interface LayerCacheSnapshot {
  readonly now: number;
  readonly steps: readonly BuildStep[];
  /** The build that runs, or the last one. */
  readonly build: {
    readonly number: number;
    readonly change: Change;
    readonly running: boolean;
    readonly elapsedSeconds: number;
    /** What it takes in all. */
    readonly seconds: number;
    /** When the step that runs began; null when none does. */
    readonly stepSince: number | null;
  } | null;
  /** A commit of the reader's own that is built next. */
  readonly waiting: Change | null;
  /** The last 20 that are finished. */
  readonly builds: readonly FinishedBuild[];
  readonly finished: number;
  readonly meanSeconds: number | null;
  /** By the shares of the commits. */
  readonly expectedSeconds: number;
  readonly secondsByChange: Readonly<Record<Change, number>>;
  /** A build without any cache. */
  readonly fullSeconds: number;
}

const possible = ({ waiting }: LayerCacheSnapshot): boolean => waiting === null;
const help = 'Builds this commit next; one can wait for the build that runs.';

export const model: Model<typeof params, LayerCacheSnapshot, LayerCacheAction> = {
  name: 'layer-cache',
  title: 'Layer cache',
  params,
  actions: {
    'commit-source': { label: 'Change the source', help, possible },
    'commit-dependencies': { label: 'Change a dependency', help, possible },
    'commit-docs': { label: 'Change the README', help, possible },
  },
  step: 'the next step of a build that ends, or the next commit',
  paceMsPerSecond: 12_000,
  teachingMoment: { atMs: 784_000, seed: 25 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Builds(engine, chosen, seed), actions),
};
