// The queue's picture: who waits, where the measured wait lies beside theory's curve, and what happens past saturation.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/queue/figure.ts';
import type { Scene, Shape } from '../../../src/figures/figure.ts';
import type { QueueSnapshot } from '../../../src/sim/models/queue.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

function circleOf({ shapes }: Scene, key: string): Extract<Shape, { kind: 'circle' }> {
  const shape = shapes.find((one) => one.key === key);
  if (shape?.kind !== 'circle') throw new Error(`no circle "${key}"`);
  return shape;
}

function wordsOf({ shapes }: Scene, key: string): string {
  const shape = shapes.find((one) => one.key === key);
  return shape?.kind === 'text' ? shape.text : '';
}

describe('the queue’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows a line of six, and a measured wait that lies on theory’s curve', () => {
    const scene = teachingScene(figure);
    expect(scene.summary).toContain(
      '6 requests wait, the server is busy. At 80% utilization the mean wait is 4.0 service times (400 ms)',
    );
    expect(scene.shapes.filter(({ key }) => /^waiting-\d+$/.test(key))).toHaveLength(6);
    const [measured, theory] = [circleOf(scene, 'point-measured'), circleOf(scene, 'point-theory')];
    expect(measured.x).toBe(theory.x);
    expect(Math.abs(measured.y - theory.y)).toBeLessThan(2);
  });

  test('puts 90% further right and higher on the same scale', () => {
    const [eighty, ninety] = [8, 9].map((arrivalsPerSecond) =>
      sceneAt(figure, 60_000, { arrivalsPerSecond }),
    );
    if (!eighty || !ninety) throw new Error('two scenes');
    expect([wordsOf(eighty, 'key-theory-words'), wordsOf(ninety, 'key-theory-words')]).toEqual([
      'theory 4.0',
      'theory 9.0',
    ]);
    expect(circleOf(ninety, 'point-theory').x).toBeGreaterThan(circleOf(eighty, 'point-theory').x);
    expect(circleOf(ninety, 'point-theory').y).toBeLessThan(circleOf(eighty, 'point-theory').y);
  });

  test('gives equal service times half of that, and two servers with twice the arrivals 4.3', () => {
    expect(
      wordsOf(sceneAt(figure, 1000, { arrivalsPerSecond: 9, variation: 'constant' }), 'key-theory-words'),
    ).toBe('theory 4.5');
    expect(wordsOf(sceneAt(figure, 1000, { arrivalsPerSecond: 18, servers: 2 }), 'key-theory-words')).toBe(
      'theory 4.3',
    );
  });

  test('says that past saturation there is no bound, and draws no point of theory', () => {
    const scene = sceneAt(figure, 30_000, { arrivalsPerSecond: 12 });
    expect(scene.summary).toMatch(
      /12 a second arrive and at most 10 can be answered: the queue has no bound, it only grows\.$/,
    );
    expect(scene.shapes.some(({ key }) => key === 'point-theory')).toBe(false);
    expect(wordsOf(scene, 'key-theory-words')).toBe('theory: no bound');
  });

  test('just short of saturation theory’s wait is told in words, not in fifteen digits', () => {
    const { theory } = sceneAt(figure, 30_000, { arrivalsPerSecond: 10 - 1e-13 });
    expect(theory).toContain('expects a mean wait of over 1,000 years');
  });

  test('counts in words those whom the line has no room for', () => {
    const { scene, snapshot } = look<QueueSnapshot>(figure, 30_000, { arrivalsPerSecond: 20 });
    const drawn = scene.shapes.filter(({ key }) => /^waiting-\d+$/.test(key)).length;
    expect(wordsOf(scene, 'hidden')).toBe(`and ${snapshot.inQueue - drawn} more behind these`);
  });

  test('tells Little’s law with both sides counted', () => {
    const product = /= (\d+\.\d+) inside on average; counted (\d+\.\d+)\.$/.exec(
      teachingScene(figure).theory,
    );
    expect(product?.[1]).toBe(product?.[2]);
  });

  test('has measured and expected values in the table, which agree with the snapshot', () => {
    const { scene, snapshot } = look<QueueSnapshot>(figure, 40_000, { servers: 3, arrivalsPerSecond: 24 });
    const busy = snapshot.servers.reduce((sum, { busyShare }) => sum + busyShare, 0) / 3;
    expect(scene.table.rows[0]).toEqual(['Servers busy', `${(busy * 100).toFixed(0)}%`, '80%']);
    expect(scene.table.rows[2]).toEqual([
      'Waiting, on average',
      snapshot.meanInQueue.toFixed(1),
      snapshot.theory?.meanInQueue.toFixed(1),
    ]);
  });
});
