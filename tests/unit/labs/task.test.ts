// When a reader's rows are those that a task asks for.
import { expect, test } from 'vitest';
import type { RowsAnswer } from '../../../src/labs/sql/answer.ts';
import { compareRows, readCheck } from '../../../src/labs/sql/task.ts';

const rows = (...lines: readonly (readonly (string | null)[])[]): RowsAnswer => ({
  kind: 'rows',
  columns: (lines[0] ?? ['']).map((_, index) => ({ name: `c${index}`, type: 'text' })),
  rows: lines,
  count: lines.length,
});

test('names of columns do not count, their number does', () => {
  expect(
    compareRows(
      rows(['1', '2']),
      {
        ...rows(['1', '2']),
        columns: [
          { name: 'x', type: 'integer' },
          { name: 'y', type: 'text' },
        ],
      },
      true,
    ),
  ).toEqual({ is: 'right' });
  expect(compareRows(rows(['1']), rows(['1', '2']), false)).toEqual({ is: 'columns', count: 1, wanted: 2 });
});

test('the order counts where the task says so', () => {
  expect(compareRows(rows(['2'], ['1']), rows(['1'], ['2']), false)).toEqual({ is: 'right' });
  expect(compareRows(rows(['2'], ['1']), rows(['1'], ['2']), true)).toEqual({ is: 'otherOrder' });
});

test('how many rows, and the first that differs, are told', () => {
  expect(compareRows(undefined, rows(['1']), false)).toEqual({ is: 'noRows' });
  expect(compareRows(rows(['1']), rows(['1'], ['2']), false)).toEqual({
    is: 'rowCount',
    count: 1,
    wanted: 2,
  });
  expect(compareRows(rows(['1'], [null]), rows(['1'], ['']), true)).toEqual({ is: 'otherRows', row: 2 });
  expect(compareRows(rows(['1'], ['1']), rows(['1'], ['2']), false)).toMatchObject({ is: 'otherRows' });
});

test('what a page says of a check is read only if it is one', () => {
  expect(readCheck('{"ordered":true,"result":"SELECT 1"}')).toEqual({ ordered: true, result: 'SELECT 1' });
  for (const wrong of ['null', '{}', '{"ordered":1}', '{"ordered":true,"uses":[1]}', '[]'])
    expect(readCheck(wrong)).toBeUndefined();
});
