// Changes on their way: each stage begins when all that it needs are done, production is one at a time in each lane,
// and a change ends where its defect is seen. What the stages are is stages.ts's business.
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import { Tally } from '../../statistics.ts';
import type { PipelineParams, PipelineSnapshot } from '../pipeline.ts';
import {
  FIRST_SEEN,
  productionQueue,
  scheduleOf,
  stagesOf,
  STAGE_IDS,
  type Schedule,
  type Stage,
  type StageId,
} from './stages.ts';

const MINUTE_MS = 60_000;
const KEPT_LEADS = 24;
const SHOWN_CHANGES = 16;

const MERGE = 0;
const STAGE_ENDS = 1;

interface Change {
  readonly id: number;
  readonly mergedAt: number;
  readonly lane: number;
  /** The first stage that sees its defect; null for none, which is well or escapes. */
  readonly seenBy: StageId | null;
  readonly defective: boolean;
  readonly done: Set<StageId>;
  readonly working: Map<StageId, number>;
  /** Since when it has waited for production; null before and after. */
  waitingSince: number | null;
}

export class Delivery implements Process<PipelineSnapshot, never> {
  readonly #engine: Engine;
  readonly #params: PipelineParams;
  readonly #stages: readonly Stage[];
  readonly #schedule: ReadonlyMap<StageId, Schedule>;
  readonly #gaps: Random;
  readonly #defects: Random;
  readonly #lanes: Random;
  readonly #changes = new Map<number, Change>();
  /** Those that wait, by lane; the first of a lane is in production where `busy` says so. */
  readonly #queues: readonly Change[][];
  readonly #busy: boolean[];
  readonly #stops: Readonly<Record<StageId, Tally>>;
  readonly #leadTally = new Tally();
  readonly #waitTally = new Tally();
  readonly #leads: number[] = [];
  #merged = 0;
  #escaped = 0;

  constructor(engine: Engine, params: PipelineParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#stages = stagesOf(params);
    this.#schedule = scheduleOf(this.#stages);
    this.#gaps = new Random(seed, 'gaps');
    this.#defects = new Random(seed, 'defects');
    this.#lanes = new Random(seed, 'lanes');
    this.#queues = Array.from({ length: params.lanes }, () => []);
    this.#busy = Array.from({ length: params.lanes }, () => false);
    this.#stops = {
      unit: new Tally(),
      integration: new Tally(),
      image: new Tally(),
      staging: new Tally(),
      'end-to-end': new Tally(),
      canary: new Tally(),
      rollout: new Tally(),
    };
    this.#scheduleMerge();
  }

  handle(kind: number, arg: number): void {
    if (kind === MERGE) {
      this.#merge();
      this.#scheduleMerge();
      return;
    }
    const change = this.#changes.get(Math.floor(arg / STAGE_IDS.length));
    const stage = STAGE_IDS[arg % STAGE_IDS.length];
    if (change === undefined || stage === undefined) throw new Error(`no change or stage for event ${arg}`);
    this.#endStage(change, stage);
  }

  act(): void {
    throw new Error('this model has no actions');
  }

  #scheduleMerge(): void {
    this.#engine.schedule(this.#gaps.exponential((60 * MINUTE_MS) / this.#params.mergesPerHour), MERGE);
  }

  #merge(): void {
    const id = ++this.#merged;
    const defective = this.#defects.chance(this.#params.defectPercent / 100);
    const drawn = this.#drawStage();
    const change: Change = {
      id,
      mergedAt: this.#engine.now,
      lane: Math.min(this.#params.lanes - 1, Math.floor(this.#lanes.uniform() * this.#params.lanes)),
      seenBy: defective ? drawn : null,
      defective,
      done: new Set(),
      working: new Map(),
      waitingSince: null,
    };
    this.#changes.set(id, change);
    this.#beginReady(change);
  }

  /** Drawn for every change, so that the share of defects does not change the others' luck. */
  #drawStage(): StageId | null {
    let left = this.#defects.uniform();
    for (const id of STAGE_IDS) {
      left -= FIRST_SEEN[id];
      if (left < 0) return id;
    }
    return null;
  }

  /** Begins all stages whose needs are done, or takes a place in the queue for production. */
  #beginReady(change: Change): void {
    for (const { id, needs } of this.#stages) {
      if (change.done.has(id) || change.working.has(id) || !needs.every((need) => change.done.has(need)))
        continue;
      if (id === 'canary') {
        if (change.waitingSince !== null) continue;
        change.waitingSince = this.#engine.now;
        this.#queues[change.lane]?.push(change);
        this.#callNext(change.lane);
      } else this.#begin(change, id);
    }
  }

  #begin(change: Change, id: StageId): void {
    change.working.set(id, this.#engine.now);
    const minutes = this.#stages.find((stage) => stage.id === id)?.minutes ?? 0;
    this.#engine.schedule(
      minutes * MINUTE_MS,
      STAGE_ENDS,
      change.id * STAGE_IDS.length + STAGE_IDS.indexOf(id),
    );
  }

  #callNext(lane: number): void {
    if (this.#busy[lane]) return;
    const next = this.#queues[lane]?.shift();
    if (next === undefined) return;
    this.#busy[lane] = true;
    this.#waitTally.add((this.#engine.now - (next.waitingSince ?? 0)) / MINUTE_MS);
    this.#begin(next, 'canary');
  }

  #endStage(change: Change, stage: StageId): void {
    change.working.delete(stage);
    if (change.seenBy === stage) {
      this.#stops[stage].add((this.#engine.now - change.mergedAt) / MINUTE_MS);
      this.#finish(change, stage);
      return;
    }
    change.done.add(stage);
    if (stage === 'rollout') {
      const minutes = (this.#engine.now - change.mergedAt) / MINUTE_MS;
      this.#leadTally.add(minutes);
      this.#leads.push(minutes);
      if (this.#leads.length > KEPT_LEADS) this.#leads.shift();
      if (change.defective) this.#escaped += 1;
      this.#finish(change, stage);
    } else this.#beginReady(change);
  }

  /** Its other stages are cancelled, and its lane is free if it had one. */
  #finish(change: Change, stage: StageId): void {
    for (const id of change.working.keys())
      this.#engine.cancel(STAGE_ENDS, change.id * STAGE_IDS.length + STAGE_IDS.indexOf(id));
    this.#changes.delete(change.id);
    if (stage !== 'canary' && stage !== 'rollout') return;
    this.#busy[change.lane] = false;
    this.#callNext(change.lane);
  }

  #theory(): PipelineSnapshot['theory'] {
    return {
      criticalPathMinutes: Math.max(...[...this.#schedule.values()].map(({ end }) => end)),
      sumMinutes: this.#stages.reduce((sum, { minutes }) => sum + minutes, 0),
      ...productionQueue(this.#params),
    };
  }

  snapshot(): PipelineSnapshot {
    const { now } = this.#engine;
    const changes = [...this.#changes.values()];
    const waiting = (change: Change): boolean =>
      change.waitingSince !== null && !change.done.has('canary') && !change.working.has('canary');
    return {
      now,
      stages: this.#stages.map(({ id, name, minutes }) => {
        const { start, end, critical } = this.#schedule.get(id) ?? { start: 0, end: 0, critical: false };
        const stops = this.#stops[id];
        return {
          id,
          name,
          minutes,
          earliestStart: start,
          earliestEnd: end,
          critical,
          working: changes.filter((change) => change.working.has(id)).length,
          stopped: stops.count,
          meanStopMinutes: stops.count === 0 ? null : stops.mean,
        };
      }),
      changes: changes.slice(0, SHOWN_CHANGES).map((change) => ({
        id: change.id,
        mergedAt: change.mergedAt,
        waitingForProduction: waiting(change),
        at: [...change.working].map(([stage, since]) => {
          const minutes = this.#stages.find(({ id }) => id === stage)?.minutes ?? 0;
          return { stage, share: minutes === 0 ? 1 : Math.min(1, (now - since) / MINUTE_MS / minutes) };
        }),
      })),
      underWay: changes.length,
      waiting: changes.filter(waiting).length,
      merged: this.#merged,
      released: this.#leadTally.count,
      escaped: this.#escaped,
      lead: {
        meanMinutes: this.#leadTally.count === 0 ? null : this.#leadTally.mean,
        lastMinutes: this.#leads.at(-1) ?? null,
      },
      meanWaitMinutes: this.#waitTally.count === 0 ? null : this.#waitTally.mean,
      leads: [...this.#leads],
      theory: this.#theory(),
    };
  }
}
