// What chapters 1 to 4 say about the default runs of their figures, read from the figures' own models.
// Not here: the laws of the models (tests/unit/sim), nor the numbers of the prose (the other files of this folder).
import { expect, test } from 'vitest';
import { model as capacity } from '../../../src/sim/models/capacity-estimator.ts';
import { model as migration, type ExpandContractParams } from '../../../src/sim/models/expand-contract.ts';
import { model as lookup } from '../../../src/sim/models/index-lookup.ts';
import { RECORDED } from '../../../src/sim/models/isolation/recorded.ts';
import { replay } from '../../../src/sim/models/isolation/replay.ts';
import type { Level, ScenarioId } from '../../../src/sim/models/isolation/scenarios.ts';
import { model as pages, type PaginationParams } from '../../../src/sim/models/pagination-drift.ts';
import { model as bucket } from '../../../src/sim/models/token-bucket.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { allOf, downMinutes } from '../formulas/composition.ts';
import { chapter, thousands } from '../chapter-text.ts';

const [first, second, third, fourth] = [
  chapter('01-introduction-to-systems-design'),
  chapter('02-architectural-patterns'),
  chapter('03-database-design'),
  chapter('04-api-design'),
];

function says(text: ReturnType<typeof chapter>, fragment: string): void {
  expect(text.says(fragment), `the chapter should say "${fragment}"`).toBe(true);
}

test('four numbers that are wrong by two are wrong by sixteen at worst and by four as a rule', () => {
  const { atMs, seed } = capacity.teachingMoment;
  const run = capacity.start(defaultParams(capacity), seed);
  run.runUntil(atMs);
  const { results } = run.snapshot();
  const [peak, cores] = ['peak', 'cores'].map((id) => results.find((result) => result.id === id));
  if (!peak || !cores) throw new Error('the estimate has no peak or no cores');
  says(
    first,
    `${peak.estimate.toFixed(0)} requests per second at the peak and ${cores.estimate.toFixed(1)} cores`,
  );
  says(
    first,
    `a factor of ${2 ** 4} either way, from ${cores.low.toFixed(1)} cores to ${cores.high.toFixed(0)}`,
  );
  for (const factor of [cores.estimate / (cores.p5 ?? NaN), (cores.p95 ?? NaN) / cores.estimate])
    expect(Math.round(factor)).toBeOneOf([3, 4, 5]);
});

test('six services are slower by six hops and down six times as long', () => {
  says(second, `Six hops of 1 ms add ${6 * 1} ms`);
  const [one, six] = [1, 6].map((parts) => downMinutes(allOf(Array<number>(parts).fill(0.999)), 30)) as [
    number,
    number,
  ];
  says(second, `${(six / 60).toFixed(1)} hours per month instead of ${one.toFixed(0)} minutes`);
  expect(six / one).toBeCloseTo(6, 1);
});

test('12 of 14 orders lose a sale at read committed, and none at repeatable read', () => {
  const lost = (id: ScenarioId, level: Level): number =>
    RECORDED[id][level].filter((line) => {
      const run = replay(id, level, line.split(' ')[0] ?? '');
      const sold = Object.values(run.sides).filter(({ status }) => status !== 'failed').length;
      return (run.steps.at(-1)?.state ?? run.initial) !== run.initial - sold;
    }).length;
  const orders = RECORDED['lost-update']['read-committed'].length;
  says(third, `${lost('lost-update', 'read-committed')} of the ${orders} possible orders lose a sale`);
  expect(lost('lost-update', 'repeatable-read')).toBe(0);
});

test('a million rows are four reads through the index and ten thousand without', () => {
  const run = lookup.start(defaultParams(lookup), 1);
  const { pagesEach, tablePages, levels } = run.snapshot();
  says(
    third,
    `three levels and the row's own page are enough: ${pagesEach} reads, against ${thousands(tablePages)}`,
  );
  const billion = lookup.start({ ...defaultParams(lookup), rows: '1000000000' }, 1).snapshot();
  expect(billion.levels.length).toBe(levels.length + 1);
  expect(billion.tablePages).toBe(1000 * tablePages);
});

function migrate(chosen: Partial<ExpandContractParams>) {
  const run = migration.start({ ...defaultParams(migration), ...chosen }, migration.teachingMoment.seed);
  run.runUntil(60_000);
  return run.snapshot();
}

test('one ALTER TABLE blocks for ten seconds, and only both remedies together for half a second', () => {
  const plain = migrate({});
  const [waits, excludes] = plain.migration.segments.map(({ from, to }) => ((to ?? NaN) - from) / 1000);
  expect([waits, excludes]).toEqual([6, 4]);
  says(third, `that makes ten seconds and about ${10 * defaultParams(migration).queriesPerSecond} queries`);
  expect(plain.blocked).toBe(20);
  expect(plain.failed).toBeGreaterThan(0);
  const patient = migrate({ lockTimeoutMs: 500 });
  expect(patient.longestWaitMs).toBeGreaterThan(3000);
  expect(migrate({ plan: 'steps' }).longestWaitMs).toBeGreaterThan(5000);
  expect(migrate({ plan: 'steps', lockTimeoutMs: 500 }).longestWaitMs).toBeLessThanOrEqual(500);
  expect(migrate({ plan: 'steps', reportSeconds: 0 }).longestWaitMs).toBeLessThan(50);
});

function read(method: PaginationParams['method']) {
  const run = pages.start({ ...defaultParams(pages), method }, pages.teachingMoment.seed);
  while (run.nextEventAt < Infinity) run.runUntil(run.nextEventAt);
  return run.snapshot();
}

test('by offset order 16 comes twice and order 11 never; by keyset each comes once', () => {
  const [offset, keyset] = [read('offset'), read('keyset')];
  expect(offset.pages.flatMap(({ repeated }) => repeated)).toEqual([16]);
  expect(offset.rows.filter(({ isMissed }) => isMissed).map(({ id }) => id)).toEqual([11]);
  expect(keyset.pages.flatMap(({ repeated }) => repeated)).toEqual([]);
  const walked = [offset, keyset].map((end) => end.pages.reduce((sum, page) => sum + page.walked, 0));
  says(fourth, `${walked[0] ?? NaN} by offset, ${walked[1] ?? NaN} by keyset`);
});

test('a burst of 12 finds 10 tokens, and the next comes after the burst', () => {
  const run = bucket.start(defaultParams(bucket), bucket.teachingMoment.seed);
  const decisions: { at: number; accepted: number; refused: number }[] = [];
  while (decisions.length < 12) {
    run.runUntil(run.nextEventAt);
    const { accepted, refused } = run.snapshot();
    if (accepted + refused > decisions.length) decisions.push({ at: run.now, accepted, refused });
  }
  const last = decisions.at(-1);
  expect([last?.accepted, last?.refused]).toEqual([10, 2]);
  expect((last?.at ?? NaN) - (decisions[0]?.at ?? NaN)).toBeCloseTo(1000 / 6, -1);
  const { burst, ratePerSecond } = defaultParams(bucket);
  says(fourth, `The bucket is full again after ${burst / ratePerSecond} s`);
  says(fourth, `up to ${2 * burst} requests at once`);
});
