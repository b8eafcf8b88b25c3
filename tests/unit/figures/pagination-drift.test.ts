// The picture of a list that is read page by page: what came twice, what was missed, and where the next page begins.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/pagination-drift/figure.ts';
import type { PaginationSnapshot } from '../../../src/sim/models/pagination-drift.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const QUIET = { insertsPerSecond: 0, deletesPerSecond: 0 };
const at = (atMs: number, action: string) => ({ atMs, action });
const OVER = 60_000;

function marks({ shapes }: ReturnType<typeof sceneAt>, sign: string): string[] {
  return shapes
    .filter((shape) => shape.kind === 'sign' && shape.sign === sign)
    .map(({ key }) => key.replace(/^row-(\d+)-mark$/, '$1'));
}

describe('the picture of the pages', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows one order that came twice and one that never will', () => {
    const scene = teachingScene(figure);
    expect(scene.summary).toMatch(
      /^The client has read 3 pages, while 1 order was placed and 1 deleted\. It got 1 order more than once and missed order \d+\.$/,
    );
    expect(marks(scene, 'alert')).toHaveLength(1);
    expect(marks(scene, 'cross')).toHaveLength(1);
  });

  test('an order placed between two pages pushes the last one of the first page onto the second', () => {
    const scene = sceneAt(figure, 3500, QUIET, [at(2000, 'insert')]);
    expect(marks(scene, 'alert')).toEqual(['16']);
    expect(scene.shapes.find(({ key }) => key === 'page-1-0')).toMatchObject({ text: '16!', tone: 'stale' });
    expect(scene.summary).toContain(
      '1 order was placed and 0 deleted. It got 1 order more than once and missed none.',
    );
  });

  test('an order deleted between two pages pulls one past the client’s place', () => {
    const scene = sceneAt(figure, 2500, QUIET, [at(2000, 'delete')]);
    expect(marks(scene, 'cross')).toEqual(['15']);
    expect(scene.summary).toContain('missed order 15');
    expect(scene.theory).toBe(
      'Since the last page the rows at the client’s place have moved up by 1. The database has walked over 5 rows.',
    );
  });

  test('by keyset neither happens to the same list, and the place moves with its row', () => {
    const placeOf = (method: string): readonly number[] => {
      const place = sceneAt(figure, 2500, { ...QUIET, method }, [at(2000, 'insert')]).shapes.find(
        ({ key }) => key === 'place',
      );
      return place?.kind === 'line' ? place.points : [];
    };
    expect(placeOf('keyset')).not.toEqual(placeOf('offset'));
    const { summary, theory } = sceneAt(figure, OVER, { ...QUIET, method: 'keyset' }, [
      at(2000, 'insert'),
      at(4000, 'delete'),
      at(4100, 'delete'),
    ]);
    expect(summary).toBe(
      'The client has read the whole list, while 1 order was placed and 2 deleted. It got no order twice and missed none.',
    );
    expect(theory).toBe(
      'Each page began after the last order of the one before. The database has walked over 20 rows.',
    );
  });

  test('names up to four missed orders, and counts more', () => {
    const deletions = Array.from({ length: 5 }, (_, nth) => at(1500 + nth, 'delete'));
    expect(sceneAt(figure, 2500, QUIET, deletions.slice(1)).summary).toContain(
      'missed orders 15, 14, 13 and 12.',
    );
    expect(sceneAt(figure, 2500, QUIET, deletions).summary).toContain('missed orders 15, 14, 13 and 2 more.');
  });

  test('has one row a page in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<PaginationSnapshot>(figure, OVER);
    expect(scene.table.rows.map((row) => [row[1], row[4]])).toEqual(
      snapshot.pages.map(({ ids, walked }) => [ids.join(', ') || 'none', walked]),
    );
  });
});
