import { expect, test } from 'vitest';
import { foldPlan, unfoldPlan } from '../../examples/plan-folding.ts';

const long =
  '   ->  Index Scan using products_pkey on products p  (cost=0.27..0.29 rows=1 width=19) (actual time=0.002..0.002 rows=1.00 loops=37)';
const plan = [
  'QUERY PLAN',
  '-----',
  ' Limit  (cost=1.00..2.00 rows=1 width=4)',
  long,
  '         Index Searches: 37',
  '(3 rows)',
];

test('the long line of a plan is folded below its operator, a short one and the rest stay', () => {
  expect(foldPlan(plan).slice(2)).toEqual([
    ' Limit  (cost=1.00..2.00 rows=1 width=4)',
    '   ->  Index Scan using products_pkey on products p',
    '         (cost=0.27..0.29 rows=1 width=19)',
    '         (actual time=0.002..0.002 rows=1.00 loops=37)',
    '         Index Searches: 37',
    '(3 rows)',
  ]);
});
test('estimates and measurements share a line where both fit', () => {
  const line =
    ' Index Scan using a_rather_long_name on t  (cost=0.29..43.80 rows=10 width=28) (actual rows=10.00 loops=1)';
  expect(foldPlan(['QUERY PLAN', '-', line])[3]).toBe(
    '   (cost=0.29..43.80 rows=10 width=28) (actual rows=10.00 loops=1)',
  );
});
test('what is folded is compared as it was', () => {
  const spaces = (lines: readonly string[]) => lines.slice(2).map((line) => line.replace(/ +\(/g, ' ('));
  expect(spaces(unfoldPlan(foldPlan(plan)))).toEqual(spaces(plan));
});
test('a table that is no plan stays', () => {
  const table = [' total', '-------', ` ${'9'.repeat(90)}  (cost=1)`];
  expect(foldPlan(table)).toBe(table);
});
