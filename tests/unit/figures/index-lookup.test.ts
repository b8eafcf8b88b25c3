// The picture of an index: a bar for each level, lines that lead down to the row, and how little of the table a scan has read
// with the same number of pages.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/index-lookup/figure.ts';
import { inWords } from '../../../src/figures/index-lookup/numbers.ts';
import type { IndexLookupSnapshot } from '../../../src/sim/models/index-lookup.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const bars = ({ shapes }: ReturnType<typeof sceneAt>, look?: string): number =>
  shapes.filter(
    (shape) =>
      /^level-\d+-edge$/.test(shape.key) && (look === undefined || ('look' in shape && shape.look === look)),
  ).length;

describe('the picture of the index', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows a row found in four pages, and a scan that has hardly begun', () => {
    const scene = teachingScene(figure);
    expect(scene.summary).toMatch(
      /^The index has led to row [\d,]+ in 4 pages; with 20 pages each, it has found 5 rows and the scan 0\. For its present row the scan has read 0\.2% of the table\.$/,
    );
    expect(scene.theory).toBe(
      'Log to base 300 of 1 million, rounded up: 3 levels, so 4 pages a row. A scan reads 1 million ÷ 100 = 10,000 pages.',
    );
    expect(bars(scene, 'outlined')).toBe(3);
    expect(scene.shapes.find(({ key }) => key === 'table-found')).toMatchObject({ sign: 'check' });
  });

  test('a thousand times as many rows add one level', () => {
    expect(bars(sceneAt(figure, 0, { rows: '1000000' }))).toBe(3);
    expect(bars(sceneAt(figure, 0, { rows: '1000000000' }))).toBe(4);
    expect(bars(sceneAt(figure, 0, { rows: '100' }))).toBe(1);
  });

  test('lines lead from the entry that was followed to the whole page below, from a leaf to the row’s page', () => {
    const { shapes } = sceneAt(figure, 4000);
    const ends = (key: string): number | undefined => {
      const shape = shapes.find((one) => one.key === key);
      return shape?.kind === 'line' ? shape.points[2] : undefined;
    };
    const bar = shapes.find(({ key }) => key === 'level-1-bar');
    const page = shapes.find(({ key }) => key === 'table-page');
    if (bar?.kind !== 'rect' || page?.kind !== 'rect') throw new Error('no bar, no page');
    expect([ends('level-0-from'), ends('level-0-to')]).toEqual([bar.x, bar.x + bar.width]);
    expect([ends('level-2-from'), ends('level-2-to')]).toEqual([page.x, page.x + page.width]);
  });

  test('what has not been read yet is dashed, and in the table "not read yet"', () => {
    const scene = sceneAt(figure, 2000);
    expect([bars(scene, 'outlined'), bars(scene, 'dashed')]).toEqual([2, 1]);
    expect(scene.table.rows.map((row) => row[2] === 'not read yet')).toEqual([false, false, true, true]);
  });

  test('a table of one page is scanned sooner than looked up', () => {
    const { summary } = sceneAt(figure, 60_000, { rows: '100', fanOut: 10 });
    expect(summary).toContain(
      'it has found 20 rows and the scan 60. For its present row the scan has read the whole table.',
    );
  });

  test('has one row a level in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<IndexLookupSnapshot>(figure, 4000);
    expect(scene.table.rows.map((row) => row[1])).toEqual(
      [...snapshot.levels.map(({ pages }) => pages), snapshot.tablePages].map((pages) =>
        pages.toLocaleString('en'),
      ),
    );
  });
});

test('large numbers are told in words', () => {
  expect([999_999, 1_000_000, 3_333_334, 1_000_000_000].map(inWords)).toEqual([
    '999,999',
    '1 million',
    '3.3 million',
    '1 billion',
  ]);
});
