// The picture of a migration: who stands in the queue behind whom, what the table has by now, and what became of the queries.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/expand-contract/figure.ts';
import type { ExpandContractSnapshot } from '../../../src/sim/models/expand-contract.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const STEPS = { plan: 'steps', reportSeconds: 0 };

describe('the picture of the migration', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows an ALTER TABLE that has not begun and a queue behind it', () => {
    const { summary, shapes, theory } = teachingScene(figure);
    expect(summary).toMatch(
      /^“ALTER TABLE … TYPE” waits for the report, and 20 wait behind it\. Of \d+ queries, 20 had to wait, up to 5\.\d\d s, and \d+ failed for want of a connection\.$/,
    );
    expect(theory).toMatch(/^5 queries\/s × 5\.5 s in which .* = 27\.5; counted \d+\.$/);
    const queue = shapes.filter(({ key }) => /^waiting-\d+$/.test(key));
    expect(queue[0]?.kind).toBe('rect');
    expect(queue.slice(1).every(({ kind }) => kind === 'circle')).toBe(true);
    expect(shapes.find(({ key }) => key === 'table-inside')).toMatchObject({ text: 'inside: 1 report' });
  });

  test('shows the table locked while the ALTER TABLE rewrites it', () => {
    const { shapes, summary } = sceneAt(figure, 11_000);
    expect(shapes.find(({ key }) => key === 'table-name')).toMatchObject({ text: 'table locked' });
    expect(summary).toContain('“ALTER TABLE … TYPE” has the table to itself.');
  });

  test('by expand and contract none has had to wait, and the new column fills while queries pass', () => {
    expect(sceneAt(figure, 40_000, STEPS).summary).toMatch(
      /^The migration is done\. (None of \d+ queries has had to wait|Of \d+ queries, \d had to wait, up to \d+ ms, and none failed)\.$/,
    );
    const filling = [6000, 8000, 10_000].map((atMs) => {
      const values = sceneAt(figure, atMs, STEPS).shapes.find(({ key }) => key === 'column-cents-values');
      return values?.kind === 'rect' ? values.height : 0;
    });
    expect(filling).toEqual(filling.toSorted((a, b) => a - b));
    expect(filling[0]).toBeGreaterThan(0);
    expect(sceneAt(figure, 8000, STEPS).summary).toContain(
      '“3 fill in batches” goes on and lets queries pass.',
    );
  });

  test('the old column is there until the contract, the new one from the expansion on', () => {
    const columns = (atMs: number): (string | undefined)[] =>
      ['price', 'cents'].map((name) => {
        const edge = sceneAt(figure, atMs, STEPS).shapes.find(({ key }) => key === `column-${name}-edge`);
        return edge?.kind === 'rect' ? edge.look : undefined;
      });
    expect([columns(1000), columns(8000), columns(40_000)]).toEqual([
      ['outlined', 'dashed'],
      ['outlined', 'outlined'],
      ['dashed', 'outlined'],
    ]);
  });

  test('tells how often a step gave up', () => {
    const { shapes } = sceneAt(figure, 20_000, { plan: 'steps', lockTimeoutMs: 500 });
    expect(shapes.find(({ key }) => key === 'gave-up')).toMatchObject({ text: 'gave up 4 times' });
  });

  test('has one row a stretch of the migration in the table, as in the snapshot', () => {
    const { scene, snapshot } = look<ExpandContractSnapshot>(figure, 30_000, STEPS);
    expect(scene.table.rows.map(([step]) => step)).toEqual(
      snapshot.migration.segments.map(({ step }) => snapshot.migration.steps[step]),
    );
  });
});
