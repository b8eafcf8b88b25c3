// Laws of the event log: nothing is lost, everything comes at least once, an idempotent effect happens exactly
// once, and the lag grows with what arrives less what is done.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { model, type EventLogParams, type EventLogSnapshot } from '../../../src/sim/models/event-log.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);
const END = 20_000;

const anyParams = fc.record({
  producers: fc.integer({ min: 1, max: 4 }),
  eventsPerSecond: anyNumber(0.2, 10),
  consumers: fc.integer({ min: 1, max: 3 }),
  effectMs: fc.integer({ min: 50, max: 2000 }),
  storeMs: fc.integer({ min: 0, max: 1000 }),
  storeEvery: fc.integer({ min: 1, max: 20 }),
  downtimeMs: fc.integer({ min: 500, max: 10_000 }),
});

const anyAction = (...names: readonly ('crash' | 'crash-between' | 'replay')[]) =>
  fc.array(fc.record({ atMs: fc.integer({ min: 0, max: END }), action: fc.constantFrom(...names) }), {
    maxLength: 8,
  });

/** Deliveries by event, in the order in which each partition's consumer made them. */
interface Course {
  readonly end: EventLogSnapshot;
  readonly delivered: ReadonlyMap<string, number>;
}

/** Runs to the end and counts deliveries by watching effects arrive, not by the model's own counters. */
function follow(params: EventLogParams, seed: number, actions: Parameters<typeof model.start>[2]): Course {
  const run = model.start(params, seed, actions);
  const delivered = new Map<string, number>();
  let before = run.snapshot();
  while (run.nextEventAt <= END) {
    run.runUntil(run.nextEventAt);
    const after = run.snapshot();
    const still = new Set(after.moving.map(({ id }) => id));
    for (const { id, kind, from, offset, arriveAt } of before.moving) {
      if (kind !== 'effect' || still.has(id) || arriveAt > after.now) continue;
      const event = `${from} ${offset}`;
      delivered.set(event, (delivered.get(event) ?? 0) + 1);
    }
    before = after;
  }
  return { end: before, delivered };
}

describe('storing the position after the effect', () => {
  test('loses nothing and delivers everything at least once, whatever crashes and is replayed', () => {
    fc.assert(
      fc.property(
        anyParams,
        fc.integer(),
        anyAction('crash', 'crash-between', 'replay'),
        (chosen, seed, actions) => {
          const params = { ...chosen, order: 'after' as const, idempotent: false };
          const { end, delivered } = follow(params, seed, actions);
          expect(end.lost).toBe(0);
          for (const { id, stored } of end.consumers) {
            const missing = Array.from({ length: stored }, (_, offset) => `${id} ${offset}`).filter(
              (e) => !delivered.has(e),
            );
            expect(missing).toEqual([]);
          }
          const deliveries = [...delivered.values()].reduce((sum, count) => sum + count, 0);
          expect(end.deliveries).toBe(deliveries);
          expect(end.sales).toEqual({ counted: deliveries, expected: delivered.size });
          expect(end.repeated).toBe(deliveries - delivered.size);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('has every effect exactly once when effects are idempotent', () => {
    fc.assert(
      fc.property(
        anyParams,
        fc.integer(),
        anyAction('crash', 'crash-between', 'replay'),
        (chosen, seed, actions) => {
          const { end, delivered } = follow({ ...chosen, order: 'after', idempotent: true }, seed, actions);
          expect(end.sales).toEqual({ counted: delivered.size, expected: delivered.size });
        },
      ),
      { numRuns: 100 },
    );
  });

  test('repeats after a crash what was done and not stored', () => {
    fc.assert(
      fc.property(anyParams, fc.integer(), fc.integer({ min: 0, max: 30_000 }), (chosen, seed, atMs) => {
        const run = model.start({ ...chosen, order: 'after', idempotent: false }, seed);
        run.runUntil(atMs);
        const [consumer] = run.snapshot().consumers;
        run.act('crash');
        run.runUntil(atMs + 200_000);
        expect(run.snapshot().repeated).toBe((consumer?.position ?? NaN) - (consumer?.stored ?? NaN));
      }),
      { numRuns: 100 },
    );
  });

  test('repeats one event when it crashes between effect and position: the total is one too high', () => {
    for (let seed = 0; seed < 20; seed++) {
      for (const idempotent of [false, true]) {
        const run = model.start({ ...defaults, idempotent }, seed, [{ atMs: 8000, action: 'crash-between' }]);
        run.runUntil(60_000);
        const { repeated, sales } = run.snapshot();
        expect(repeated).toBe(1);
        expect(sales.counted - sales.expected).toBe(idempotent ? 0 : 1);
      }
    }
  });
});

describe('storing the position before the effect', () => {
  test('delivers everything at most once, and loses what a crash leaves in between', () => {
    let lost = 0;
    fc.assert(
      fc.property(anyParams, fc.integer(), anyAction('crash', 'crash-between'), (chosen, seed, actions) => {
        const { end, delivered } = follow({ ...chosen, order: 'before', idempotent: false }, seed, actions);
        expect([...delivered.values()].filter((count) => count > 1)).toEqual([]);
        const passed = end.consumers.reduce((sum, { position }) => sum + position, 0);
        expect(end.lost).toBe(passed - delivered.size);
        lost += end.lost;
      }),
      { numRuns: 100 },
    );
    expect(lost).toBeGreaterThan(0);
  });
});

describe('the lag', () => {
  /** Slope between two moments, one measurement per seed. */
  function slopes(chosen: Partial<EventLogParams>, fromMs: number, toMs: number, crashAt?: number): number[] {
    return Array.from({ length: BATCHES }, (_, seed) => {
      const actions = crashAt === undefined ? [] : [{ atMs: crashAt, action: 'crash' as const }];
      const run = model.start({ ...defaults, ...chosen }, seed, actions);
      run.runUntil(fromMs);
      const before = run.snapshot().lag;
      run.runUntil(toMs);
      return (1000 * (run.snapshot().lag - before)) / (toMs - fromMs);
    });
  }

  test.each([
    { eventsPerSecond: 5 },
    { producers: 4, eventsPerSecond: 4, consumers: 3, storeEvery: 5 },
    { eventsPerSecond: 3, order: 'before' },
  ] as const)('grows by λ − μ a second under overload: %o', (chosen) => {
    const { theory } = model.start({ ...defaults, ...chosen }, 1).snapshot();
    expect(theory.lagSlope).toBeGreaterThan(0);
    expectInInterval(estimate(slopes(chosen, 20_000, 220_000)), theory.lagSlope);
  });

  test('grows by λ while the consumer is down', () => {
    expectInInterval(estimate(slopes({ downtimeMs: 10_000, eventsPerSecond: 2 }, 20_500, 30_000, 20_100)), 2);
  });

  test('falls by μ − λ when it is back and has a backlog', () => {
    // 10 s at 10 a second are 100 events to catch up on; at 20 a second of its own that takes more than 4 s.
    const fast = { effectMs: 50, storeMs: 0, eventsPerSecond: 10, downtimeMs: 10_000 };
    expectInInterval(estimate(slopes(fast, 31_000, 35_000, 20_000)), 10 - 20);
  });

  test('stays bounded when the consumer is fast enough', () => {
    const run = model.start(defaults, 1);
    run.runUntil(1_000_000);
    expect(run.snapshot().lag).toBeLessThan(60);
  });
});
