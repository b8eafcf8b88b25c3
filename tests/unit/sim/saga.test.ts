// Laws of the saga: every failure point and every crash point, enumerated. All is done or all is undone, in
// reverse, and no cent is made or lost on the way.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { model, type SagaParams, type SagaSnapshot } from '../../../src/sim/models/saga.ts';
import { decide, STEPS, type LogEntry } from '../../../src/sim/models/saga/orchestration.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);
const FAILURES = model.params.failAt.options.map(({ value }) => value);

interface Course {
  readonly end: SagaSnapshot;
  readonly all: readonly SagaSnapshot[];
}

/** Runs to the end, looking after every event. */
function follow(chosen: Partial<SagaParams>, seed: number, crashes: readonly number[] = []): Course {
  const actions = crashes.map((atMs) => ({ atMs, action: 'crash' as const }));
  const run = model.start({ ...defaults, ...chosen }, seed, actions);
  const all = [run.snapshot()];
  while (run.nextEventAt < Infinity) {
    run.runUntil(run.nextEventAt);
    all.push(run.snapshot());
    if (all.length > 500) throw new Error('the saga does not come to an end');
  }
  return { end: run.snapshot(), all };
}

function expectMoneyConserved({ all }: Course): void {
  const sums = all.map(({ accounts }) => accounts.customer + accounts.shop);
  expect(sums).not.toContain(NaN);
  expect(new Set(sums)).toEqual(new Set([10_000]));
  expect(new Set(all.map(({ stock }) => stock.onShelf + stock.reserved))).toEqual(new Set([5]));
}

/** All done, or all undone in reverse: with services that recognise repetitions, whatever happened on the way. */
function expectAllOrNothing(course: Course, failAt: SagaParams['failAt']): void {
  const { end } = course;
  expectMoneyConserved(course);
  const { made, undone } = {
    made: end.steps.map((step) => step.made),
    undone: end.steps.map((step) => step.undone),
  };
  const reached = failAt === 'none' ? STEPS.length : STEPS.indexOf(failAt);
  const once = STEPS.map((_, index) => (index < reached ? 1 : 0));
  expect({ outcome: end.outcome, consistent: end.consistent, made, undone }).toEqual({
    outcome: failAt === 'none' ? 'completed' : 'compensated',
    consistent: true,
    made: once,
    undone: failAt === 'none' ? [0, 0, 0, 0] : once,
  });
  const paid = failAt === 'none' ? end.priceCents : 0;
  expect(end.accounts).toEqual({ customer: 10_000 - paid, shop: paid });
  const undoneInOrder = end.log.flatMap((entry) => {
    return entry.kind === 'result' && entry.compensation ? [entry.step] : [];
  });
  expect(undoneInOrder).toEqual(failAt === 'none' ? [] : STEPS.slice(0, reached).toReversed());
}

describe.each(FAILURES)('a saga whose failing step is "%s"', (failAt) => {
  test('does all or undoes all in reverse', () => {
    for (const compensationFailures of [0, 1, 2, 3]) {
      expectAllOrNothing(follow({ failAt, compensationFailures }, 1), failAt);
    }
  });

  test('does so if the orchestrator crashes after any entry of its log, before or after sending', () => {
    let crashes = 0;
    for (const compensationFailures of [0, 2]) {
      for (let crashAfter = 1; crashAfter <= model.params.crashAfter.max; crashAfter++) {
        for (const crashMoment of ['before-sending', 'after-sending'] as const) {
          for (const downtimeMs of [500, 2000]) {
            const chosen = { failAt, compensationFailures, crashAfter, crashMoment, downtimeMs };
            const course = follow(chosen, crashAfter);
            expectAllOrNothing(course, failAt);
            crashes += course.end.orchestrator.crashes;
          }
        }
      }
    }
    expect(crashes, 'crash points reached').toBeGreaterThan(20);
  });

  test('does so if it crashes at any event, between any two, and a second time during recovery', () => {
    const undisturbed = follow({ failAt, compensationFailures: 1 }, 3);
    const times = undisturbed.all.map(({ now }) => now);
    const between = times.slice(1).map((time, index) => (time + (times[index] ?? 0)) / 2);
    for (const first of [...times, ...between]) {
      for (const later of [null, 600, 1100, 1900]) {
        const crashes = later === null ? [first] : [first, first + later];
        const course = follow({ failAt, compensationFailures: 1, downtimeMs: 500 }, 3, crashes);
        expectAllOrNothing(course, failAt);
      }
    }
  });
});

describe('a saga', () => {
  test('does all or nothing under any number of crashes at any time', () => {
    const params = fc.record({
      failAt: fc.constantFrom(...FAILURES),
      compensationFailures: fc.integer({ min: 0, max: 3 }),
      crashAfter: fc.integer({ min: 0, max: 16 }),
      crashMoment: fc.constantFrom('before-sending' as const, 'after-sending' as const),
      downtimeMs: anyNumber(500, 5000),
    });
    const crashes = fc.array(anyNumber(0, 40_000), { maxLength: 10 });
    fc.assert(
      fc.property(params, fc.integer(), crashes, (chosen, seed, times) => {
        expectAllOrNothing(follow(chosen, seed, times), chosen.failAt);
      }),
      { numRuns: 300 },
    );
  });

  test('charges twice when services do not recognise a repeated command: money is kept, the customer is not happy', () => {
    const course = follow({ failAt: 'none', crashAfter: 4, idempotent: false }, 1);
    expectMoneyConserved(course);
    expect(course.end.repeatedEffects).toBe(1);
    expect(course.end).toMatchObject({ outcome: 'completed', consistent: false });
    expect(course.end.accounts.shop).toBe(2 * course.end.priceCents);
  });

  test('without a crash needs no idempotency', () => {
    for (const failAt of FAILURES) expectAllOrNothing(follow({ failAt, idempotent: false }, 2), failAt);
  });

  test('marks a command that is sent again as repeated', () => {
    const { all } = follow({ crashAfter: 4 }, 1);
    const commands = new Map(
      all.flatMap(({ moving }) => moving.filter((m) => m.kind === 'command').map((m) => [m.id, m])),
    );
    const payment = [...commands.values()].filter(
      ({ step, compensation }) => step === 'payment' && !compensation,
    );
    expect(payment.map(({ repeated }) => repeated)).toEqual([false, true]);
  });
});

describe('the orchestrator’s decision', () => {
  test('is the same for the same log, and leads from any prefix of a log to that log', () => {
    const log = follow({ failAt: 'confirm' }, 1).end.log;
    for (let length = 0; length < log.length; length++) {
      const decision = decide(log.slice(0, length));
      const { at: _, ...next } = log[length] as LogEntry & { at: number };
      if (next.kind === 'result') {
        expect(decision).toEqual({ do: 'await', step: next.step, compensation: next.compensation });
      } else expect(decision).toEqual({ do: 'write', entry: next });
    }
    expect(decide(log)).toEqual({ do: 'rest' });
  });
});
