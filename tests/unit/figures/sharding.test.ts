// Sharding's picture: which keys a change moves, where they go, and that no placement divides a hot key.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/sharding/figure.ts';
import type { Scene } from '../../../src/figures/figure.ts';
import type { ShardingSnapshot } from '../../../src/sim/models/sharding.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const ADD = [{ atMs: 5000, action: 'add-shard' }];
const REMOVE = [{ atMs: 5000, action: 'remove-shard' }];

function ticksOf({ shapes }: Scene, key: string): number {
  const comb = shapes.find((shape) => shape.key === key);
  return comb?.kind === 'line' ? comb.points.length / 6 : NaN;
}

describe('sharding’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows most keys on the move, most of them between old shards', () => {
    const scene = teachingScene(figure);
    expect(scene.summary).toMatch(
      /^Shard 5 has come: 157 keys of 200 must move \(78\.5%\), 114 of these between old shards; \d+ still to arrive\./,
    );
    expect(scene.theory).toBe('Theory: 4 of 5 keys, 80.0% ± 2.8; measured 78.5%.');
    expect(scene.shapes.filter(({ key }) => /^key-\d+$/.test(key)).length).toBeGreaterThan(30);
  });

  test('makes the moved keys stand out on the line: all of them, and no other', () => {
    for (const strategy of ['range', 'modulo', 'ring']) {
      const { scene, snapshot } = look<ShardingSnapshot>(figure, 6000, { strategy }, ADD);
      expect(ticksOf(scene, 'line-moved')).toBe(snapshot.change?.movedKeys);
      expect(ticksOf(scene, 'line-moved') + ticksOf(scene, 'line-stayed')).toBe(snapshot.keys.length);
    }
  });

  test('moves keys on the ring to the new shard alone, from the parts of the line that it took', () => {
    const { scene, snapshot } = look<ShardingSnapshot>(figure, 6000, { strategy: 'ring' }, ADD);
    expect(scene.summary).toContain(', all to the new shard;');
    const own = scene.shapes.find(({ key }) => key === 'line-own');
    const xs = own?.kind === 'line' ? own.points.filter((_, at) => at % 2 === 0) : [];
    const edges = Array.from(
      { length: xs.length / 4 },
      (_, at) => [xs[at * 4] ?? NaN, xs[at * 4 + 2] ?? NaN] as const,
    );
    const isTaken = (x: number): boolean => edges.some(([from, to]) => x > from && x <= to);
    for (const { position, moved } of snapshot.keys) expect(isTaken(position * 400)).toBe(moved);
  });

  test('marks the shard that came, and the one that goes, with a sign before its number', () => {
    expect(sceneAt(figure, 6000, {}, ADD).shapes.find(({ key }) => key === 'shard-5-name')).toMatchObject({
      text: '+5',
    });
    expect(sceneAt(figure, 6000, {}, REMOVE).shapes.find(({ key }) => key === 'shard-4-name')).toMatchObject({
      text: '−4',
    });
  });

  test('says when all keys have arrived', () => {
    expect(sceneAt(figure, 12_000, {}, ADD).summary).toContain('; all have arrived.');
  });

  test('shows one shard with the load of the hot key under every placement', () => {
    for (const strategy of ['range', 'modulo', 'ring']) {
      const { scene, snapshot } = look<ShardingSnapshot>(figure, 60_000, {
        strategy,
        traffic: 'hot-key',
        hotShare: 0.8,
      });
      expect(scene.summary).toMatch(
        /gets most requests: [89]\d%, with \d+% of the keys; the hot key is there\.$/,
      );
      expect(Math.max(...snapshot.shards.map(({ requestShare }) => requestShare ?? 0))).toBeGreaterThan(0.75);
    }
  });

  test('foretells before the first change what theory expects of it', () => {
    expect(sceneAt(figure, 1000).theory).toBe('Theory: one more shard moves 80% of the keys.');
    expect(sceneAt(figure, 1000, { strategy: 'ring' }).theory).toBe(
      'Theory: one more shard moves 20% of the keys.',
    );
    expect(sceneAt(figure, 1000, { strategy: 'range' }).theory).toContain('half of the largest range');
  });

  test('has one row a shard in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<ShardingSnapshot>(figure, 7000, { shards: 6 }, REMOVE);
    expect(scene.table.rows.map((row) => [row[1], row[2], row[3]])).toEqual(
      snapshot.shards.map(({ leaving, keys, requests }) => [leaving ? 'leaving' : 'serving', keys, requests]),
    );
  });
});
