// Two transactions that meet, statement by statement, at a chosen isolation level. Nothing is computed: the answers are
// those that PostgreSQL gave when every order of the statements was tried (isolation/recorded.ts). Here is what the reader
// turns and sees, and who comes next.
import { startRun, type Engine, type Process } from '../engine.ts';
import type { Model, ParamSpecs, ParamsOf } from '../model.ts';
import { RECORDED_ON } from './isolation/recorded.ts';
import { countAnomalies, replay, type Replay } from './isolation/replay.ts';
import { findScenario, SCENARIOS, type Side } from './isolation/scenarios.ts';

const params = {
  scenario: {
    kind: 'choice',
    label: 'Two transactions',
    options: SCENARIOS.map(({ id, label }) => ({ value: id, label })) as readonly {
      readonly value: (typeof SCENARIOS)[number]['id'];
      readonly label: string;
    }[],
    default: 'lost-update',
    help: 'What A and B do. Both begin before the first statement.',
  },
  level: {
    kind: 'choice',
    label: 'Isolation level',
    options: [
      { value: 'read-committed', label: 'Read committed' },
      { value: 'repeatable-read', label: 'Repeatable read' },
      { value: 'serializable', label: 'Serializable' },
    ],
    default: 'read-committed',
    help: 'Of both transactions. PostgreSQL treats read uncommitted as read committed.',
  },
} as const satisfies ParamSpecs;

export type IsolationParams = ParamsOf<typeof params>;
type IsolationAction = 'a' | 'b';

export interface IsolationSnapshot extends Replay {
  readonly now: number;
  /** Whose statements have come so far, such as "ABA". */
  readonly schedule: string;
  /** What `state` counts: "stock" in the picture, "the stock" in a sentence. */
  readonly stateName: string;
  readonly statePhrase: string;
  /** What the state would be if the two had come one after the other. */
  readonly serial: number;
  /** Of all orders that were recorded for these transactions at this level. */
  readonly recorded: { readonly schedules: number; readonly wrong: number; readonly on: string };
}

const STEP_MS = 1000;
const STEP = 0;

class Schedule implements Process<IsolationSnapshot, IsolationAction> {
  readonly #engine: Engine;
  readonly #params: IsolationParams;
  readonly #recorded: IsolationSnapshot['recorded'];
  readonly #serial: number;
  #schedule = '';
  #replay: Replay;

  constructor(engine: Engine, params: IsolationParams) {
    this.#engine = engine;
    this.#params = params;
    this.#recorded = { ...countAnomalies(params.scenario, params.level), on: RECORDED_ON };
    this.#serial = serialState(params);
    this.#replay = replay(params.scenario, params.level, '');
    engine.schedule(STEP_MS, STEP);
  }

  handle(): void {
    this.#advance(this.#nextByItself());
    if (!this.#replay.isOver) this.#engine.schedule(STEP_MS, STEP);
  }

  act(action: IsolationAction): void {
    const side = action === 'a' ? 'A' : 'B';
    if (this.#replay.sides[side].status !== 'open') return;
    this.#advance(side);
    if (this.#replay.isOver) this.#engine.cancel(STEP, 0);
  }

  #advance(side: Side): void {
    this.#schedule += side;
    this.#replay = replay(this.#params.scenario, this.#params.level, this.#schedule);
  }

  /** The scenario's own order, less what has come already; a side that cannot go on lets the other go. */
  #nextByItself(): Side {
    const left = [...findScenario(this.#params.scenario).order];
    for (const side of this.#schedule) {
      const at = left.indexOf(side);
      if (at >= 0) left.splice(at, 1);
    }
    const { sides } = this.#replay;
    const wanted = left.find((side) => sides[side === 'A' ? 'A' : 'B'].status === 'open');
    return wanted === 'B' || (wanted === undefined && sides.A.status !== 'open') ? 'B' : 'A';
  }

  snapshot(): IsolationSnapshot {
    const { name, phrase } = findScenario(this.#params.scenario).state;
    return {
      now: this.#engine.now,
      schedule: this.#schedule,
      stateName: name,
      statePhrase: phrase,
      serial: this.#serial,
      recorded: this.#recorded,
      ...this.#replay,
    };
  }
}

/** After all of A and then all of B. */
function serialState({ scenario, level }: IsolationParams): number {
  let schedule = '';
  let run = replay(scenario, level, schedule);
  while (!run.isOver) {
    schedule += run.sides.A.status === 'open' ? 'A' : 'B';
    run = replay(scenario, level, schedule);
  }
  return run.steps.at(-1)?.state ?? run.initial;
}

export const model: Model<typeof params, IsolationSnapshot, IsolationAction> = {
  name: 'isolation',
  title: 'Two transactions at an isolation level',
  params,
  actions: {
    a: {
      label: 'A’s next statement',
      help: 'Lets A go on now, whoever’s turn it would be.',
      possible: ({ sides }) => sides.A.status === 'open',
    },
    b: {
      label: 'B’s next statement',
      help: 'Lets B go on now, whoever’s turn it would be.',
      possible: ({ sides }) => sides.B.status === 'open',
    },
  },
  step: 'the next statement',
  paceMsPerSecond: 1000,
  stepMs: STEP_MS,
  hasChance: false,
  teachingMoment: { atMs: 6 * STEP_MS, seed: 1 },
  start: (chosen, _seed, actions = []) => startRun((engine) => new Schedule(engine, chosen), actions),
};
