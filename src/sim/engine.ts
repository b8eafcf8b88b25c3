// The discrete-event engine: a virtual clock, the pending events, and the loop that turns a model's process
// into a Run. It knows no model; what an event means is the process's business.
import { EventQueue } from './event-queue.ts';
import type { Run, TakenAction } from './model.ts';

/** What happens in a model: called by the engine, one event at a time, with the clock at the event's time. */
export interface Process<Snapshot, A extends string> {
  handle(kind: number, arg: number): void;
  act(action: A): void;
  snapshot(): Snapshot;
  /** Called at every multiple of `everyMs`, for histories. It only looks, so it is not a step of its own. */
  readonly sampling?: { readonly everyMs: number; sample(): void };
}

/** The clock and the agenda that a process sees. */
export class Engine {
  /** Model time in milliseconds. */
  now = 0;
  readonly pending = new EventQueue();

  /** Schedules an event `delayMs` from now; equal times happen in the order of scheduling. */
  schedule(delayMs: number, kind: number, arg = 0): void {
    this.scheduleAt(this.now + delayMs, kind, arg);
  }

  /** Schedules an event at a time that is not before now; Infinity never comes. */
  scheduleAt(timeMs: number, kind: number, arg = 0): void {
    if (timeMs === Infinity) return;
    if (!(timeMs >= this.now)) {
      throw new RangeError(`event ${kind} is scheduled for ${timeMs} ms, and it is ${this.now} ms`);
    }
    this.pending.add(timeMs, kind, arg);
  }

  /** Takes back one scheduled event of this kind and arg, if there is one. */
  cancel(kind: number, arg: number): void {
    this.pending.remove(kind, arg);
  }
}

/**
 * Sets a process in motion; its run has already done everything of time 0. At equal times come the events
 * first, then the sample, then the actions, then the events that those cause at once: an action taken by hand
 * at `now` and one in the list at the same time therefore meet the same state.
 */
export function startRun<Snapshot, A extends string>(
  begin: (engine: Engine) => Process<Snapshot, A>,
  actions: readonly TakenAction<A>[] = [],
): Run<Snapshot, A> {
  const run = new EngineRun(begin, actions);
  run.runUntil(0);
  return run;
}

class EngineRun<Snapshot, A extends string> implements Run<Snapshot, A> {
  readonly #engine = new Engine();
  readonly #process: Process<Snapshot, A>;
  readonly #actions: readonly TakenAction<A>[];
  #actionsDone = 0;
  #samplesDone = 0;

  constructor(begin: (engine: Engine) => Process<Snapshot, A>, actions: readonly TakenAction<A>[]) {
    for (const { atMs, action } of actions) {
      if (!(atMs >= 0 && atMs < Infinity)) throw new RangeError(`action "${action}" at ${atMs} ms`);
    }
    this.#actions = actions.toSorted((a, b) => a.atMs - b.atMs);
    this.#process = begin(this.#engine);
  }

  get now(): number {
    return this.#engine.now;
  }

  get nextEventAt(): number {
    return Math.min(this.#engine.pending.nextTime, this.#nextActionAt);
  }

  get #nextActionAt(): number {
    return this.#actions[this.#actionsDone]?.atMs ?? Infinity;
  }

  runUntil(timeMs: number): void {
    if (!(timeMs >= this.now && timeMs < Infinity)) {
      throw new RangeError(`cannot run until ${timeMs} ms: the run is at ${this.now} ms`);
    }
    for (;;) {
      const next = this.#actions[this.#actionsDone];
      if (next === undefined || next.atMs > timeMs) break;
      this.#advance(next.atMs);
      this.#actionsDone += 1;
      this.act(next.action);
    }
    this.#advance(timeMs);
  }

  act(action: A): void {
    this.#process.act(action);
    this.#advance(this.now);
  }

  snapshot(): Snapshot {
    return this.#process.snapshot();
  }

  #advance(timeMs: number): void {
    const engine = this.#engine;
    const pending = engine.pending;
    const process = this.#process;
    const everyMs = process.sampling?.everyMs ?? Infinity;
    let sampleAt = this.#samplesDone === 0 ? 0 : this.#samplesDone * everyMs;
    for (;;) {
      const eventAt = pending.nextTime;
      if (sampleAt < eventAt && sampleAt <= timeMs && process.sampling !== undefined) {
        engine.now = sampleAt;
        process.sampling.sample();
        sampleAt = ++this.#samplesDone * everyMs;
      } else if (eventAt <= timeMs) {
        pending.take();
        engine.now = eventAt;
        process.handle(pending.takenKind, pending.takenArg);
      } else {
        engine.now = timeMs;
        return;
      }
    }
  }
}
