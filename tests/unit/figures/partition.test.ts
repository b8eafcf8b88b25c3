// The partition's picture: who holds what, who was refused, who read an old value, what was given up.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/partition/figure.ts';
import type { PartitionSnapshot } from '../../../src/sim/models/partition.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const QUIET = { requestsPerSecond: 0 };
const CUT_AND_WRITE = [
  { atMs: 1000, action: 'write-left' },
  { atMs: 3000, action: 'cut' },
  { atMs: 3500, action: 'write-left' },
  { atMs: 4500, action: 'read-right' },
];

describe('the partition’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows the majority going on and the minority refusing', () => {
    const { summary, shapes } = teachingScene(figure);
    expect(summary).toContain('CP, link cut: A holds 7, B 7, C 2; the newest acknowledged is 7.');
    expect(summary).toContain('Left: 4 answered, 0 refused. Right: 1 answered, 2 refused.');
    expect(
      shapes
        .filter(({ key }) => /^answer-\d+-sign$/.test(key))
        .map((shape) => (shape.kind === 'sign' ? shape.sign : '')),
    ).toEqual(['check', 'check', 'check', 'check', 'cross', 'check', 'cross']);
    expect(shapes.some(({ key }) => key === 'node-c-old')).toBe(true);
  });

  test('shows an old value with its own sign under AP, where nobody is refused', () => {
    const { summary, shapes } = sceneAt(figure, 6000, { ...QUIET, choice: 'ap' }, CUT_AND_WRITE);
    expect(summary).toContain('Right: 1 answered (1 old), 0 refused.');
    expect(
      shapes.filter((shape) => shape.kind === 'sign' && shape.key.startsWith('answer-')).at(-1),
    ).toMatchObject({ sign: 'clock', tone: 'stale' });
  });

  test('says which acknowledged write AP gave up after both sides wrote', () => {
    const actions = [...CUT_AND_WRITE, { atMs: 5000, action: 'write-right' }, { atMs: 8000, action: 'heal' }];
    const { summary } = sceneAt(figure, 12_000, { ...QUIET, choice: 'ap' }, actions);
    expect(summary).toContain('all nodes hold value');
    expect(summary).toMatch(/Acknowledged write \d+ was given up for a later one\.$/);
  });

  test('draws the cut while it lasts, and marks when it began among the answers', () => {
    const cut = sceneAt(figure, 6000, QUIET, CUT_AND_WRITE);
    expect(cut.shapes.map(({ key }) => key)).toEqual(expect.arrayContaining(['cut', 'answers-since']));
    const healed = sceneAt(figure, 9000, QUIET, [...CUT_AND_WRITE, { atMs: 8000, action: 'heal' }]);
    expect(healed.shapes.map(({ key }) => key)).not.toContain('cut');
    expect(healed.shapes.find(({ key }) => key === 'answers-since-words')).toMatchObject({ text: 'healed' });
  });

  test('has one row a node in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<PartitionSnapshot>(figure, 20_000, {}, [{ atMs: 8000, action: 'cut' }]);
    const { left, right, nodes } = snapshot;
    expect(scene.table.rows.map(([name]) => name)).toEqual(nodes.map(({ id }) => id.slice(-1).toUpperCase()));
    expect(scene.table.rows.map((row) => row.slice(3))).toEqual(
      [left, left, right].map(({ answered, refused, staleReads }) => [answered, refused, staleReads]),
    );
  });
});
