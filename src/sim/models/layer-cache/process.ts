// Commits and builds in time: a commit starts a build, which runs its steps one after the other; the next commit comes
// a while after. What is reused is decided in dockerfiles.ts.
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import { Tally } from '../../statistics.ts';
import type {
  BuildStep,
  Change,
  FinishedBuild,
  LayerCacheAction,
  LayerCacheParams,
  LayerCacheSnapshot,
} from '../layer-cache.ts';
import {
  CHANGES,
  dockerfileOf,
  firstChanged,
  secondsAfter,
  sharesOf,
  type Instruction,
} from './dockerfiles.ts';

/** To the first commit, and from the end of a build to the next one, on average. */
const GAP_MS = 15_000;
const KEPT_BUILDS = 20;

const ACTION_CHANGES: Readonly<Record<LayerCacheAction, Change>> = {
  'commit-source': 'source',
  'commit-dependencies': 'dependencies',
  'commit-docs': 'docs',
};

const COMMIT = 0;
const STEP_ENDS = 1;

interface Build {
  readonly number: number;
  readonly change: Change;
  readonly first: number;
  readonly startedAt: number;
  /** Index of the step that runs; the file's length when all are done. */
  at: number;
  stepSince: number;
}

export class Builds implements Process<LayerCacheSnapshot, LayerCacheAction> {
  readonly #engine: Engine;
  readonly #dockerfile: readonly Instruction[];
  readonly #shares: Readonly<Record<Change, number>>;
  readonly #changes: Random;
  readonly #gaps: Random;
  readonly #builds: FinishedBuild[] = [];
  readonly #seconds = new Tally();
  #build: Build | null = null;
  #waiting: Change | null = null;

  constructor(engine: Engine, params: LayerCacheParams, seed: number) {
    this.#engine = engine;
    this.#dockerfile = dockerfileOf(params);
    this.#shares = sharesOf(params);
    this.#changes = new Random(seed, 'changes');
    this.#gaps = new Random(seed, 'gaps');
    this.#engine.schedule(this.#gaps.exponential(GAP_MS), COMMIT);
  }

  handle(kind: number): void {
    if (kind === COMMIT) this.#begin(this.#draw());
    else this.#endStep();
  }

  /** A commit of the reader's own comes before the next one by chance, and waits for a build that runs. */
  act(action: LayerCacheAction): void {
    if (this.#waiting !== null) return;
    const change = ACTION_CHANGES[action];
    if (this.#running()) {
      this.#waiting = change;
      return;
    }
    this.#engine.cancel(COMMIT, 0);
    this.#begin(change);
  }

  #draw(): Change {
    let left = this.#changes.uniform();
    for (const change of CHANGES) {
      left -= this.#shares[change];
      if (left < 0) return change;
    }
    return 'source';
  }

  #running(): boolean {
    return this.#build !== null && this.#build.at < this.#dockerfile.length;
  }

  #begin(change: Change): void {
    const { now } = this.#engine;
    const first = firstChanged(this.#dockerfile, change);
    const number = (this.#build?.number ?? 0) + 1;
    this.#build = { number, change, first, startedAt: now, at: first, stepSince: now };
    this.#goOn(this.#build);
  }

  #endStep(): void {
    const build = this.#build;
    if (build === null) throw new Error('a step ends and no build runs');
    build.at += 1;
    build.stepSince = this.#engine.now;
    this.#goOn(build);
  }

  #goOn(build: Build): void {
    const step = this.#dockerfile[build.at];
    if (step !== undefined) {
      this.#engine.schedule(step.seconds * 1000, STEP_ENDS);
      return;
    }
    const { number, change, first } = build;
    const seconds = secondsAfter(this.#dockerfile, change);
    this.#seconds.add(seconds);
    this.#builds.push({ number, change, seconds, rebuilt: this.#dockerfile.length - first });
    if (this.#builds.length > KEPT_BUILDS) this.#builds.shift();
    const next = this.#waiting;
    this.#waiting = null;
    if (next === null) this.#engine.schedule(this.#gaps.exponential(GAP_MS), COMMIT);
    else this.#begin(next);
  }

  snapshot(): LayerCacheSnapshot {
    const { now } = this.#engine;
    const build = this.#build;
    const running = this.#running();
    const file = this.#dockerfile;
    const after = (change: Change): number => secondsAfter(file, change);
    const byChange = {
      source: after('source'),
      dependencies: after('dependencies'),
      docs: after('docs'),
      base: after('base'),
    };
    return {
      now,
      steps: file.map(({ instruction, inputs, seconds }, at) => ({
        instruction,
        seconds,
        state: stateOf(at, build),
        changed: build !== null && (inputs.includes(build.change) || inputs.includes('commit')),
      })),
      build:
        build === null
          ? null
          : {
              number: build.number,
              change: build.change,
              running,
              seconds: after(build.change),
              elapsedSeconds: running ? (now - build.startedAt) / 1000 : after(build.change),
              stepSince: running ? build.stepSince : null,
            },
      waiting: this.#waiting,
      builds: [...this.#builds],
      finished: this.#seconds.count,
      meanSeconds: this.#seconds.count === 0 ? null : this.#seconds.mean,
      expectedSeconds: CHANGES.reduce((sum, change) => sum + this.#shares[change] * byChange[change], 0),
      secondsByChange: byChange,
      fullSeconds: file.reduce((sum, { seconds }) => sum + seconds, 0),
    };
  }
}

function stateOf(at: number, build: Build | null): BuildStep['state'] {
  if (build === null) return 'waiting';
  if (at < build.first) return 'reused';
  if (at < build.at) return 'rebuilt';
  return at === build.at ? 'running' : 'waiting';
}
