// One order as a saga: four services, an orchestrator with a log, compensations in reverse. Here is what the
// reader turns and sees; the orchestrator's decisions are in saga/orchestration.ts, the services in
// saga/services.ts, messages and crashes in saga/process.ts.
import { startRun } from '../engine.ts';
import type { Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import type { LogEntry, StepStatus } from './saga/orchestration.ts';
import { Saga } from './saga/process.ts';

const params = {
  failAt: {
    kind: 'choice',
    label: 'Step that fails',
    options: [
      { value: 'none', label: 'None' },
      { value: 'stock', label: 'Reserve stock' },
      { value: 'payment', label: 'Charge the card' },
      { value: 'shipping', label: 'Book the courier' },
      { value: 'confirm', label: 'Confirm the order' },
    ],
    default: 'shipping',
    help: 'Its service refuses, for good: sold out, card declined, no courier.',
  },
  compensationFailures: {
    kind: 'integer',
    label: 'Failing compensations',
    unit: 'attempts',
    min: 0,
    max: 3,
    step: 1,
    default: 0,
    help: 'How often each compensation fails before it succeeds. It may never be given up.',
  },
  crashAfter: {
    kind: 'integer',
    label: 'Orchestrator crashes after log entry',
    unit: '',
    min: 0,
    max: 16,
    step: 1,
    default: 0,
    help: 'Each command and each result is an entry. 0 means never.',
  },
  crashMoment: {
    kind: 'choice',
    label: 'If that entry is a command, it crashes',
    options: [
      { value: 'before-sending', label: 'Before sending it' },
      { value: 'after-sending', label: 'After sending it' },
    ],
    default: 'after-sending',
    help: 'Afterwards it cannot know which of the two it was, and sends the command (again).',
  },
  downtimeMs: {
    kind: 'number',
    label: 'Time until it is restarted',
    unit: 'ms',
    min: 500,
    max: 5000,
    step: 500,
    default: 2000,
    help: 'Replies that come meanwhile are lost.',
  },
  idempotent: {
    kind: 'switch',
    label: 'Services recognize a repeated command',
    default: true,
    help: 'By the key that every command carries. Without it a repeated command is done twice.',
  },
} as const satisfies ParamSpecs;

export type SagaParams = ParamsOf<typeof params>;
export type SagaStep = Exclude<SagaParams['failAt'], 'none'>;
export type SagaAction = 'crash';

/** What travels between `orchestrator` and the services `stock`, `payment`, `shipping` and `confirm`. */
export interface SagaMessage {
  readonly kind: 'command' | 'reply';
  readonly step: SagaStep;
  /** Whether it is about undoing the step. */
  readonly compensation: boolean;
  /** For a command: sent before, under the same key. */
  readonly repeated: boolean;
  /** For a reply: whether it was done; null for a command. */
  readonly ok: boolean | null;
}

export interface SagaSnapshot {
  readonly now: number;
  readonly orchestrator: {
    readonly up: boolean;
    /** When it comes back; null while it is up. */
    readonly restartsAt: number | null;
    readonly crashes: number;
    /** How many entries the log had at each crash. */
    readonly crashedAfter: readonly number[];
  };
  readonly steps: readonly {
    readonly id: SagaStep;
    readonly status: StepStatus;
    /** When the service finishes what it is working on now; null when idle. */
    readonly workingUntil: number | null;
    /** How often the step's effect was made, and how often it was undone. */
    readonly made: number;
    readonly undone: number;
  }[];
  /** The orchestrator's log, which survives its crashes. From it alone it knows how to go on. */
  readonly log: readonly (LogEntry & { readonly at: number })[];
  readonly moving: readonly (Moving & SagaMessage)[];
  /** Cents; the two accounts and nothing else hold money. */
  readonly accounts: { readonly customer: number; readonly shop: number };
  readonly priceCents: number;
  readonly stock: { readonly onShelf: number; readonly reserved: number };
  readonly couriersBooked: number;
  readonly ordersConfirmed: number;
  /** Commands that were done a second time. */
  readonly repeatedEffects: number;
  readonly outcome: 'completed' | 'compensated' | null;
  /** At the end: whether everything stands as the outcome says, once each or not at all. */
  readonly consistent: boolean | null;
}

export const model: Model<typeof params, SagaSnapshot, SagaAction> = {
  name: 'saga',
  title: 'Saga',
  params,
  actions: {
    crash: {
      label: 'Crash the orchestrator',
      help: 'It forgets everything but its log, and goes on from there after its restart.',
      possible: ({ orchestrator, outcome }) => orchestrator.up && outcome === null,
    },
  },
  step: 'the next message that arrives or service that finishes',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 2700, seed: 1 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Saga(engine, chosen, seed), actions),
};
