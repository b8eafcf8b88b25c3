// The cache policy's picture: which value is where, how long it stays old, and what each policy trades for that.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/cache-policy/figure.ts';
import type { Scene } from '../../../src/figures/figure.ts';
import type { CachePolicySnapshot } from '../../../src/sim/models/cache-policy.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const POLICIES = ['ttl', 'event', 'write-through', 'write-behind'] as const;

function keysOf({ shapes }: Scene): string[] {
  return shapes.map(({ key }) => key);
}

/** Tones of the stretches of a row of the timeline, oldest first. */
function stretchesOf({ shapes }: Scene, row: string): string[] {
  return shapes
    .filter(({ key, kind }) => kind === 'rect' && key.startsWith(`${row}-`))
    .map(({ tone }) => tone);
}

describe('the cache policy’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows a copy that is old until it expires, and an old answer on its way', () => {
    const scene = teachingScene(figure);
    expect(scene.summary).toMatch(
      /^The cache has v5, the database v7: answers are old until the copy expires in 1\.\d\d s\./,
    );
    expect(
      scene.shapes.some(
        (shape) => shape.kind === 'sign' && shape.sign === 'clock' && shape.key.startsWith('message-'),
      ),
    ).toBe(true);
    expect(stretchesOf(scene, 'cache-past').at(-1)).toBe('stale');
  });

  test('begins an old stretch of the cache where the database changes', () => {
    const { shapes } = teachingScene(figure);
    const rects = (row: string) =>
      shapes.flatMap((shape) => (shape.kind === 'rect' && shape.key.startsWith(`${row}-`) ? [shape] : []));
    const changes = rects('database-past').map(({ x }) => x);
    const [first] = rects('cache-past').filter(({ tone }) => tone === 'stale');
    expect(changes.some((x) => Math.abs(x - (first?.x ?? NaN)) < 1e-9)).toBe(true);
  });

  test('marks each answer of the last 20 seconds once, by what it was', () => {
    const { scene, snapshot } = look<CachePolicySnapshot>(figure, 40_000, {
      policy: 'event',
      eventDelayMs: 2000,
    });
    const marks = ['hits-ticks', 'loads-ticks', 'old-ticks'].map((key) => {
      const shape = scene.shapes.find((one) => one.key === key);
      return shape?.kind === 'line' ? shape.points.length / 6 : NaN;
    });
    const { reads } = snapshot.recent;
    expect(marks).toEqual([
      reads.filter(({ hit, stale }) => hit && !stale).length,
      reads.filter(({ hit, stale }) => !hit && !stale).length,
      reads.filter(({ stale }) => stale).length,
    ]);
    expect(marks[2]).toBeGreaterThan(0);
  });

  test('wires each policy as its writes go', () => {
    const wires = POLICIES.map((policy) =>
      keysOf(sceneAt(figure, 0, { policy })).filter(
        (key) => key.startsWith('wire-') && !key.endsWith('-words'),
      ),
    );
    expect(wires).toEqual([
      ['wire-read', 'wire-load', 'wire-past'],
      ['wire-read', 'wire-load', 'wire-past', 'wire-event'],
      ['wire-read', 'wire-load', 'wire-write', 'wire-flush'],
      ['wire-read', 'wire-load', 'wire-write', 'wire-flush'],
    ]);
  });

  test('never shows an old copy under write-through, nor under write-behind', () => {
    for (const policy of ['write-through', 'write-behind']) {
      for (let seed = 1; seed <= 10; seed++) {
        const scene = sceneAt(figure, 40_000, { policy, writeShare: 0.4 }, [], seed);
        expect(scene.summary).toContain('0% got an old answer');
        expect(
          scene.shapes.filter(
            ({ key, tone }) => tone === 'stale' && /^(?:message|product|cache-past)/.test(key),
          ),
        ).toEqual([]);
        expect(scene.theory).toBe('Theory: no answer can be older than the last acknowledged write.');
      }
    }
  });

  test('shows under write-behind that the database is late, and what a lost cache loses', () => {
    const params = { policy: 'write-behind', flushSeconds: 30, writeShare: 0.5 };
    const before = sceneAt(figure, 20_000, params);
    expect(before.summary).toMatch(
      /^The cache is ahead of the database: (\d+) acknowledged writes would be lost with it\./,
    );
    expect(stretchesOf(before, 'database-past')).toContain('waiting');
    const missing = /\d+/.exec(before.summary)?.[0];
    const after = sceneAt(figure, 20_000, params, [{ atMs: 20_000, action: 'lose-cache' }]);
    expect(after.summary).toContain(`${missing} acknowledged writes were lost with the cache.`);
  });

  test('draws theory beside the measured bars, as a bound where there is only a bound, and not after a loss', () => {
    expect(keysOf(teachingScene(figure))).toEqual(
      expect.arrayContaining(['hit-ratio-theory', 'old-share-theory']),
    );
    const event = sceneAt(figure, 20_000, { policy: 'event' });
    expect(event.shapes.find(({ key }) => key === 'old-share-theory-words')).toMatchObject({
      text: expect.stringMatching(/^theory ≤ /),
    });
    const lost = sceneAt(figure, 20_000, {}, [{ atMs: 15_000, action: 'lose-cache' }]);
    expect(keysOf(lost).filter((key) => key.endsWith('-theory'))).toEqual([]);
  });

  test('has one row a key in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<CachePolicySnapshot>(figure, 30_000, { keys: 5, requestsPerSecond: 10 });
    expect(scene.table.rows.map((row) => [row[3], row[4]])).toEqual(
      snapshot.keys.map(({ databaseVersion, acknowledgedVersion }) => [
        `v${databaseVersion}`,
        `v${acknowledgedVersion}`,
      ]),
    );
  });
});
