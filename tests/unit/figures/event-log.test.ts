// The event log's picture: what waits, what was delivered twice or not at all, and whether the total is right.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/event-log/figure.ts';
import type { EventLogSnapshot } from '../../../src/sim/models/event-log.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const CRASH = [{ atMs: 8000, action: 'crash-between' }];
const SEED = 6;

describe('the event log’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows the event that was counted twice, and a total that is one too high', () => {
    const { summary, shapes } = teachingScene(figure);
    expect(summary).toMatch(/1 delivery was a repeat, and counted again: \d+ sales, 1 too many\./);
    expect(shapes.filter((shape) => shape.kind === 'text' && shape.text === '2×')).toHaveLength(1);
    expect(shapes.find(({ key }) => key === 'sales-verdict')).toMatchObject({
      text: '1 too many',
      tone: 'failure',
    });
  });

  test('shows the same repeat as harmless when effects are idempotent', () => {
    const { summary, shapes } = sceneAt(figure, 14_000, { idempotent: true }, CRASH, SEED);
    expect(summary).toContain('1 delivery was a repeat, which the store recognized');
    expect(shapes.find(({ key }) => key === 'sales-verdict')).toMatchObject({
      text: 'right',
      tone: 'success',
    });
    expect(shapes.find((shape) => shape.kind === 'text' && shape.text === '2×')).toBeDefined();
  });

  test('shows a lost event when the position is stored before the effect', () => {
    const { summary, shapes } = sceneAt(figure, 16_000, { order: 'before' }, CRASH, SEED);
    expect(summary).toContain('1 was lost');
    expect(shapes.find(({ key }) => key === 'sales-verdict')).toMatchObject({
      text: '1 lost',
      tone: 'failure',
    });
  });

  test('says who is down and from where it will go on, and draws the lag rising', () => {
    const { scene, snapshot } = look<EventLogSnapshot>(figure, 10_000, {}, CRASH, SEED);
    expect(scene.summary).toContain(
      `Consumer 1 is down and will go on from its stored position, ${snapshot.consumers[0]?.stored}.`,
    );
    expect(scene.theory).toContain('the lag grows by 1.00 a second');
    const ahead = scene.shapes.find(({ key }) => key === 'lag-ahead');
    const points = ahead?.kind === 'line' ? ahead.points : [];
    expect(points.at(-1)).toBeLessThan(points[1] ?? 0);
  });

  test('has one row a partition in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<EventLogSnapshot>(figure, 20_000, { consumers: 3, producers: 4 });
    expect(scene.table.rows.map((row) => row[1])).toEqual(snapshot.partitions.map(({ length }) => length));
    expect(scene.table.rows.reduce((sum, row) => sum + Number(row[5]), 0)).toBe(snapshot.lag);
  });
});
