// Plans as EXPLAIN prints them become trees: every line of the course's own plans is found again.
import { expect, test } from 'vitest';
import { readPlan, type PlanNode } from '../../../src/labs/sql/plan.ts';
import { readCourseFiles } from '../../examples/fences.ts';
import { unfoldPlan } from '../../examples/plan-folding.ts';

test('operators, details, rows and shares', () => {
  const plan = readPlan([
    'Limit  (cost=0.00..4.00 rows=10 width=28) (actual time=0.100..2.000 rows=10.00 loops=1)',
    '  Buffers: shared hit=251',
    '  ->  Nested Loop  (cost=0.00..4.00 rows=12 width=28) (actual time=0.000..2.000 rows=10.00 loops=1)',
    '        ->  Seq Scan on a  (cost=0.00..1.00 rows=12 width=8) (actual time=0.000..0.500 rows=3.00 loops=1)',
    '              Filter: (x = 1)',
    '        ->  Index Scan using b_pkey on b  (cost=0.00..1.00 rows=1 width=8) (actual time=0.000..0.250 rows=1.00 loops=3)',
    'Planning Time: 0.050 ms',
    'Execution Time: 2.100 ms',
  ]);
  expect(plan?.shareOf).toBe('time');
  expect(plan?.summary).toEqual(['Planning Time: 0.050 ms', 'Execution Time: 2.100 ms']);
  expect(plan?.root).toMatchObject({ operator: 'Limit', details: ['Buffers: shared hit=251'], share: 0 });
  const [loop] = plan?.root.children ?? [];
  expect(loop?.children.map(({ operator, share, loops }) => [operator, share, loops])).toEqual([
    ['Seq Scan on a', 0.25, 1],
    ['Index Scan using b_pkey on b', 0.375, 3],
  ]);
  expect(loop?.share).toBe(0.375);
});

test('without times the estimated cost is shared, and without both nothing is', () => {
  const costs = readPlan([
    'Sort  (cost=9.00..10.00 rows=5 width=4)',
    '  ->  Seq Scan on t  (cost=0.00..4.00 rows=5 width=4)',
  ]);
  expect(costs?.shareOf).toBe('cost');
  expect(costs?.root.share).toBeCloseTo(0.6);
  expect(readPlan(['Seq Scan on t'])).toEqual({
    root: {
      operator: 'Seq Scan on t',
      details: [],
      children: [],
      share: undefined,
      estimatedRows: undefined,
      actualRows: undefined,
      loops: undefined,
    },
    shareOf: undefined,
    summary: [],
  });
});

test('what is no plan in text is none', () => {
  expect(readPlan(['[', '  {', '    "Plan": {}'])).toBeUndefined();
  expect(readPlan([])).toBeUndefined();
});

const plans = readCourseFiles().flatMap(({ file, fences }) =>
  fences.flatMap(({ result }) =>
    result && /^\s*QUERY PLAN/.test(result.code) ? [[`${file}:${result.line}`, result.code] as const] : [],
  ),
);

test.each(plans)('the plan at %s is a tree of all its lines', (_place, text) => {
  const lines = unfoldPlan(text.split('\n')).filter((line) => !/QUERY PLAN|^-+$|^\(\d+ rows?\)$/.test(line));
  const plan = readPlan(lines.map((line) => line.replace(/^ /, '')));
  const count = (node: PlanNode): number =>
    1 + node.details.length + node.children.reduce((sum, child) => sum + count(child), 0);
  expect(plan && count(plan.root) + plan.summary.length).toBe(
    lines.filter((line) => line.trim() !== '').length,
  );
});
