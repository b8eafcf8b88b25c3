// The engine with a process of the test's own, which writes down what happens to it.
import { describe, expect, test } from 'vitest';
import { startRun, type Engine, type Process } from '../../../src/sim/engine.ts';
import type { Run, TakenAction } from '../../../src/sim/model.ts';

type Bell = 'ring';

/** Events at 10, 10, 20 and one that a ring causes at once; samples every 10 ms. */
class Notebook implements Process<readonly string[], Bell> {
  readonly #notes: string[] = [];
  readonly #engine: Engine;
  readonly sampling = { everyMs: 10, sample: (): void => this.#note('sample') };

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.schedule(20, 2);
    engine.schedule(10, 1, 7);
    engine.schedule(10, 1, 8);
    engine.schedule(15, 3);
    engine.cancel(3, 0);
  }

  #note(text: string): void {
    this.#notes.push(`${this.#engine.now} ${text}`);
  }

  handle(kind: number, arg: number): void {
    this.#note(`event ${kind}/${arg}`);
  }

  act(action: Bell): void {
    this.#note(action);
    this.#engine.schedule(0, 9);
  }

  snapshot(): readonly string[] {
    return [...this.#notes];
  }
}

function start(actions: TakenAction<Bell>[] = []): Run<readonly string[], Bell> {
  return startRun((engine) => new Notebook(engine), actions);
}

describe('a run', () => {
  test('has done everything of time 0, and each sample comes after the events of its time', () => {
    const run = start();
    expect(run.snapshot()).toEqual(['0 sample']);
    run.runUntil(20);
    expect(run.snapshot()).toEqual([
      '0 sample',
      '10 event 1/7',
      '10 event 1/8',
      '10 sample',
      '20 event 2/0',
      '20 sample',
    ]);
  });

  test('steps from event to event: samples and cancelled events are no steps', () => {
    const run = start();
    const times = [];
    while (run.nextEventAt < Infinity) {
      expect(run.nextEventAt).toBeGreaterThan(run.now);
      times.push(run.nextEventAt);
      run.runUntil(run.nextEventAt);
    }
    expect(times).toEqual([10, 20]);
  });

  test('takes an action after everything else at its time, by hand as from the list', () => {
    const replayed = start([
      { atMs: 20, action: 'ring' },
      { atMs: 10, action: 'ring' },
    ]);
    expect(replayed.nextEventAt).toBe(10);
    replayed.runUntil(25);
    const live = start();
    live.runUntil(10);
    live.act('ring');
    live.runUntil(20);
    live.act('ring');
    live.runUntil(25);
    expect(live.snapshot()).toEqual(replayed.snapshot());
    expect(live.snapshot().slice(3, 6)).toEqual(['10 sample', '10 ring', '10 event 9/0']);
  });

  test('refuses to go back, to run for ever, and an action out of time', () => {
    const run = start();
    run.runUntil(5);
    expect(() => run.runUntil(4)).toThrow('cannot run until 4 ms: the run is at 5 ms');
    expect(() => run.runUntil(Infinity)).toThrow(RangeError);
    expect(() => run.runUntil(NaN)).toThrow(RangeError);
    expect(() => start([{ atMs: -1, action: 'ring' }])).toThrow('action "ring" at -1 ms');
  });

  test('refuses an event in the past or without a time', () => {
    const scheduling = (delay: number) => () =>
      startRun((engine) => {
        engine.schedule(delay, 4);
        return new Notebook(engine);
      });
    expect(scheduling(-1)).toThrow('event 4 is scheduled for -1 ms, and it is 0 ms');
    expect(scheduling(NaN)).toThrow('NaN');
  });

  test('schedules nothing for a time that never comes', () => {
    const run = startRun((engine) => {
      engine.schedule(Infinity, 4);
      return new Notebook(engine);
    });
    run.runUntil(100);
    expect(run.nextEventAt).toBe(Infinity);
  });
});
