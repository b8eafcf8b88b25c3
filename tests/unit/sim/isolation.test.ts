// Laws of the isolation levels, checked on every recorded schedule; and the recording checked against PostgreSQL itself
// where a server is installed.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { model, type IsolationParams } from '../../../src/sim/models/isolation.ts';
import { RECORDED } from '../../../src/sim/models/isolation/recorded.ts';
import { countAnomalies, replay, type Replay } from '../../../src/sim/models/isolation/replay.ts';
import {
  SCENARIOS,
  type Level,
  type ScenarioId,
  type Side,
} from '../../../src/sim/models/isolation/scenarios.ts';
import { openSessions, recordAll } from '../../recordings/isolation.ts';
import { startPostgres } from '../../examples/postgres.ts';

const LEVELS: readonly Level[] = ['read-committed', 'repeatable-read', 'serializable'];
const ALL = SCENARIOS.flatMap(({ id }) => LEVELS.map((level) => [id, level] as const));
const other = (side: Side): Side => (side === 'A' ? 'B' : 'A');

function schedulesOf(id: ScenarioId, level: Level): string[] {
  return RECORDED[id][level].map((line) => line.split(' ')[0] ?? '');
}

/** One transaction after the other. */
function serial(id: ScenarioId, level: Level, first: Side): Replay {
  const schedule = schedulesOf(id, level).find((one) => one.startsWith(first) && /^(A+B+|B+A+)$/.test(one));
  if (schedule === undefined) throw new Error(`no serial schedule of ${id}`);
  return replay(id, level, schedule);
}

const finalOf = (run: Replay): number => run.steps.at(-1)?.state ?? run.initial;

/** What everybody saw when the first of a serial schedule had ended and the other had not begun. */
function stateAfterFirst(run: Replay): number {
  const first = run.steps[0]?.side;
  return run.steps.findLast(({ side }) => side === first)?.state ?? run.initial;
}

/** Whether what was read and what is left is that of some serial order of the transactions that committed. */
function isSerial(id: ScenarioId, level: Level, run: Replay): boolean {
  const failed = (['A', 'B'] as const).find((side) => run.sides[side].status === 'failed');
  if (failed !== undefined) {
    const alone = serial(id, level, other(failed));
    return (
      finalOf(run) === stateAfterFirst(alone) &&
      String(run.sides[other(failed)].reads) === String(alone.sides[other(failed)].reads)
    );
  }
  return (['A', 'B'] as const).some((first) => {
    const order = serial(id, level, first);
    return (
      finalOf(run) === finalOf(order) &&
      (['A', 'B'] as const).every((side) => String(run.sides[side].reads) === String(order.sides[side].reads))
    );
  });
}

const server = startPostgres();
test.skipIf(server === null)(
  'PostgreSQL answers every schedule as it is on record (else: node tests/recordings/isolation.ts)',
  async () => {
    if (server === null) return;
    try {
      expect(await recordAll(await openSessions(server))).toEqual(RECORDED);
    } finally {
      server.stop();
    }
  },
);

describe.each(ALL)('%s at %s', (id, level) => {
  test('has every order of the statements on record, and no other', () => {
    for (const schedule of schedulesOf(id, level)) {
      for (let length = 0; length <= schedule.length; length++) {
        const prefix = schedule.slice(0, length);
        const { sides, isOver } = replay(id, level, prefix);
        const next = (['A', 'B'] as const).filter((side) => sides[side].status === 'open');
        const recorded = schedulesOf(id, level).filter((one) => one.startsWith(prefix) && one !== prefix);
        expect([...new Set(recorded.map((one) => one[length]))].sort()).toEqual(next);
        expect(isOver).toBe(next.length === 0);
      }
    }
  });

  test('answers the same to the same beginning, whatever comes later', () => {
    const answers = new Map<string, string>();
    for (const line of RECORDED[id][level]) {
      const [schedule = '', , ...tokens] = line.split(' ');
      for (let length = 1; length <= schedule.length; length++) {
        const prefix = schedule.slice(0, length);
        const so = tokens.slice(0, length).join(' ');
        expect(answers.get(prefix) ?? so).toBe(so);
        answers.set(prefix, so);
      }
    }
  });

  test('an anomaly is named exactly where the outcome is that of no serial order', () => {
    const wrong = schedulesOf(id, level).filter(
      (schedule) =>
        (replay(id, level, schedule).anomaly === null) !== isSerial(id, level, replay(id, level, schedule)),
    );
    expect(wrong).toEqual([]);
  });

  test('never shows one side what the other has not committed, and never waits in vain', () => {
    for (const schedule of schedulesOf(id, level)) {
      const { steps, sides } = replay(id, level, schedule);
      expect(steps.every(({ answer }) => answer !== null)).toBe(true);
      for (const side of ['A', 'B'] as const) expect(sides[side].status).toMatch(/^(committed|failed)$/);
      if (level !== 'read-committed' || id === 'write-skew') continue;
      for (const { answer, answeredAt } of steps)
        if (answer?.kind === 'read') expect(answer.value).toBe(steps[answeredAt ?? 0]?.state);
    }
  });
});

test.each(SCENARIOS.map(({ id }) => id))('%s at serializable ends in no anomaly, in any order', (id) => {
  expect(countAnomalies(id, 'serializable').wrong).toBe(0);
});

test.each(['repeatable-read', 'serializable'] as const)(
  'at %s, a repeated query gives the same answer',
  (level) => {
    for (const id of ['read-again', 'phantom'] as const)
      for (const schedule of schedulesOf(id, level))
        expect(new Set(replay(id, level, schedule).sides.A.reads).size).toBe(1);
  },
);

test('the levels permit what chapter 3 says they permit', () => {
  const permitted = (id: ScenarioId): boolean[] => LEVELS.map((level) => countAnomalies(id, level).wrong > 0);
  expect(permitted('lost-update')).toEqual([true, false, false]);
  expect(permitted('read-again')).toEqual([true, false, false]);
  expect(permitted('phantom')).toEqual([true, false, false]);
  expect(permitted('write-skew')).toEqual([true, true, false]);
  for (const mended of ['atomic-update', 'locked-read', 'deadlock'] as const)
    expect(permitted(mended)).toEqual([false, false, false]);
});

test('in a deadlock the one that closes the circle fails with 40P01 and the other goes on', () => {
  for (const level of LEVELS) {
    const { steps, sides } = replay('deadlock', level, 'ABABA');
    expect(steps[3]).toMatchObject({ side: 'B', answer: { kind: 'failed', code: '40P01' } });
    expect(steps[2]).toMatchObject({ side: 'A', answer: { kind: 'changed', rows: 1 }, answeredAt: 3 });
    expect(sides.A.status).toBe('committed');
  }
});

test('whatever order the reader chooses, both come to an end, and the run shows a recorded schedule', () => {
  const anyParams = fc
    .constantFrom(...ALL)
    .map(([scenario, level]): IsolationParams => ({ scenario, level }));
  fc.assert(
    fc.property(
      anyParams,
      fc.array(fc.constantFrom('a' as const, 'b' as const), { maxLength: 8 }),
      (params, choices) => {
        const run = model.start(params, 1);
        for (const choice of choices) run.act(choice);
        run.runUntil(10_000);
        const { isOver, schedule } = run.snapshot();
        expect(isOver).toBe(true);
        expect(schedulesOf(params.scenario, params.level)).toContain(schedule);
        expect(run.nextEventAt).toBe(Infinity);
      },
    ),
  );
});
