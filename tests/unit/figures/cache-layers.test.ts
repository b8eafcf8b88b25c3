// The cache layers' picture: which copies are outdated, which may still be used, and the limit beside what was measured.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/cache-layers/figure.ts';
import type { Scene } from '../../../src/figures/figure.ts';
import type { CacheLayersSnapshot } from '../../../src/sim/models/cache-layers.ts';
import { expectGoodScenes, look, sceneAt } from './good-scene.ts';

function wordsOf({ shapes }: Scene, key: string): string | undefined {
  const shape = shapes.find((one) => one.key === key);
  return shape?.kind === 'text' ? shape.text : undefined;
}

describe('the cache layers’ picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows copies that are fresh and outdated at once', () => {
    const { scene, snapshot } = look<CacheLayersSnapshot>(
      figure,
      figure.model.teachingMoment.atMs,
      {},
      figure.model.teachingMoment.actions,
      figure.model.teachingMoment.seed,
    );
    const outdated = [snapshot.cdn, ...snapshot.browsers.map(({ copy }) => copy)].filter(
      (copy) => copy?.state === 'fresh' && copy.version < snapshot.version,
    );
    expect(outdated.length).toBeGreaterThanOrEqual(2);
    expect(scene.shapes.some(({ key, tone }) => key.endsWith('-outdated') && tone === 'stale')).toBe(true);
    expect(scene.theory).toBe(
      'Limit: 30 s in the application, which forgets its entry’s age, + 20 s in HTTP caches = 50 s, plus travel.',
    );
    expect(wordsOf(scene, 'bound-words')).toBe('limit 50 s');
  });

  test('marks exactly the places that hold an older version than the database', () => {
    for (let at = 1; at <= 30; at++) {
      const { scene, snapshot } = look<CacheLayersSnapshot>(figure, at * 5000);
      const { cdn, app, version } = snapshot;
      const marked = (place: string): boolean => scene.shapes.some(({ key }) => key === `${place}-outdated`);
      expect(marked('cdn')).toBe(cdn !== null && cdn.version < version);
      expect(marked('app')).toBe(app !== null && app.fresh && app.version < version);
      expect(marked('database')).toBe(false);
    }
  });

  test('states what is sent, also when nothing is', () => {
    expect(
      wordsOf(sceneAt(figure, 1000, { header: 's-maxage', staleWhileRevalidateSeconds: 60 }), 'header'),
    ).toBe('max-age=20, s-maxage=10, stale-while-revalidate=60');
    const silent = sceneAt(figure, 1000, { header: 'none' });
    expect(wordsOf(silent, 'header')).toBe('no Cache-Control is sent');
    expect(silent.theory).toContain('a tenth of the time since Last-Modified');
    expect(wordsOf(silent, 'bound-words')).toBe('no limit follows from the header');
  });

  test('draws responses that carry an outdated price with another sign', () => {
    const signs = new Set<string>();
    for (let at = 1; at < 400; at++)
      for (const shape of sceneAt(figure, at * 300, { changesPerMinute: 6 }).shapes)
        if (shape.kind === 'sign' && shape.key.startsWith('message-'))
          signs.add(`${shape.sign} ${shape.tone}`);
    expect([...signs].sort()).toEqual(['check success', 'clock stale']);
  });

  test('has one row a place in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<CacheLayersSnapshot>(figure, 90_000);
    expect(scene.table.rows.map((row) => row[1])).toEqual([
      ...snapshot.browsers.map(({ copy }) => copy?.version ?? 'none'),
      snapshot.cdn?.version ?? 'none',
      snapshot.app?.fresh ? snapshot.app.version : 'none',
      snapshot.version,
    ]);
  });
});
