// Producers, a partitioned log, and consumers that remember how far they have read. Here is what the reader
// turns and sees; what happens is in event-log/process.ts, a partition's record in event-log/partition-log.ts,
// what the effects add up to in event-log/sales.ts.
import { startRun } from '../engine.ts';
import type { History, Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { EventStreaming } from './event-log/process.ts';

const params = {
  producers: {
    kind: 'integer',
    label: 'Producers',
    unit: '',
    min: 1,
    max: 4,
    step: 1,
    default: 1,
    help: 'They append to the log and do not know who reads it.',
  },
  eventsPerSecond: {
    kind: 'number',
    label: 'Each producer sends',
    unit: 'events/s',
    min: 0.2,
    max: 10,
    step: 0.2,
    default: 1,
    help: 'A Poisson process.',
  },
  consumers: {
    kind: 'integer',
    label: 'Consumers',
    unit: '',
    min: 1,
    max: 3,
    step: 1,
    default: 1,
    help: 'Each reads a partition of its own, so there are as many partitions.',
  },
  order: {
    kind: 'choice',
    label: 'The position is stored',
    options: [
      { value: 'after', label: 'After the effect (at least once)' },
      { value: 'before', label: 'Before the effect (at most once)' },
    ],
    default: 'after',
    help: 'Which of the two comes first decides what a crash in between does.',
  },
  idempotent: {
    kind: 'switch',
    label: 'Effects are idempotent',
    default: false,
    help: 'The store of the effects remembers the events it has counted, and counts none twice.',
  },
  downtimeMs: {
    kind: 'number',
    label: 'A crashed consumer is back after',
    unit: 'ms',
    min: 500,
    max: 10000,
    step: 500,
    default: 4000,
    help: 'Meanwhile its partition fills.',
  },
  effectMs: {
    kind: 'number',
    label: 'Having an effect takes',
    unit: 'ms',
    min: 50,
    max: 2000,
    step: 50,
    default: 600,
    help: 'On average, half as long to half as long again: for instance to add a sale to the total.',
  },
  storeMs: {
    kind: 'number',
    label: 'Storing the position takes',
    unit: 'ms',
    min: 0,
    max: 1000,
    step: 50,
    default: 200,
    help: 'The position says up to where the consumer is done, and is where it goes on after a crash.',
  },
  storeEvery: {
    kind: 'integer',
    label: 'Stored every',
    unit: 'events',
    min: 1,
    max: 20,
    step: 1,
    default: 1,
    help: 'Storing less often is faster, and repeats more after a crash.',
  },
} as const satisfies ParamSpecs;

export type EventLogParams = ParamsOf<typeof params>;
export type EventLogAction = 'crash' | 'crash-between' | 'replay';

/** What travels: `producer-1` … to `partition-1` …, and `consumer-1` … to `sales` and to its partition. */
export interface EventMessage {
  /** An event, the effect of one, or a position to be stored. */
  readonly kind: 'event' | 'effect' | 'position';
  /** Its place in the partition: of the event that has the effect, or the position. Null before it has one. */
  readonly offset: number | null;
}

export interface ConsumerState {
  readonly id: string;
  readonly partition: string;
  readonly state: 'idle' | 'effect' | 'storing' | 'down';
  /** The next event that it will handle, or is handling; offsets count from 0. */
  readonly position: number;
  /** Where it would go on after a crash. */
  readonly stored: number;
  readonly restartsAt: number | null;
  /** It will crash between an effect and the storing of its position. */
  readonly crashIsDue: boolean;
}

export interface EventLogSnapshot {
  readonly now: number;
  readonly partitions: readonly {
    readonly id: string;
    /** Events in it: the offset that the next one gets. */
    readonly length: number;
    /** Up to 24, from 8 before the consumer's position on. */
    readonly events: readonly {
      readonly offset: number;
      /** `order-1` …, unique in the run. */
      readonly name: string;
      /** How often its effect was carried to the store. */
      readonly deliveries: number;
    }[];
  }[];
  readonly consumers: readonly ConsumerState[];
  readonly moving: readonly (Moving & EventMessage)[];
  readonly produced: number;
  /** Effects carried to the store, repetitions included. */
  readonly deliveries: number;
  /** Events delivered more than once, counted once for each time after the first. */
  readonly repeated: number;
  /** Events that a consumer has passed by without an effect. */
  readonly lost: number;
  /** What the store has counted, and what it should have: each event delivered so far, once. */
  readonly sales: { readonly counted: number; readonly expected: number };
  /** Events in the log that no consumer has handled, and the same every 250 ms over the last 40 s. */
  readonly lag: number;
  readonly lags: History;
  /** Events per second. */
  readonly theory: {
    readonly arrivals: number;
    /** What the consumers that are up can do. */
    readonly capacity: number;
    /** By how much the lag grows while every partition has events waiting: arrivals − capacity. */
    readonly lagSlope: number;
  };
}

export const model: Model<typeof params, EventLogSnapshot, EventLogAction> = {
  name: 'event-log',
  title: 'Event log',
  params,
  actions: {
    'crash-between': {
      label: 'Crash between effect and position',
      help: 'Consumer 1, as soon as it has done the one and not the other.',
      possible: ({ consumers }) => consumers[0]?.state !== 'down' && consumers[0]?.crashIsDue === false,
    },
    crash: {
      label: 'Crash consumer 1 now',
      help: 'It forgets everything but the position it has stored.',
      possible: ({ consumers }) => consumers[0]?.state !== 'down',
    },
    replay: {
      label: 'Replay from the start',
      help: 'All stored positions are set to 0. The log still has every event.',
      possible: ({ consumers }) => consumers.some(({ stored }) => stored > 0),
    },
  },
  step: 'the next event, effect or stored position',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 14_000, seed: 6, actions: [{ atMs: 8000, action: 'crash-between' }] },
  start: (chosen, seed, actions = []) =>
    startRun((engine) => new EventStreaming(engine, chosen, seed), actions),
};
