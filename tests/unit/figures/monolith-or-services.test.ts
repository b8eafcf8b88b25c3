// The picture of the two designs: the same request as two traces on one scale, and what all of them took and how many
// failed.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/monolith-or-services/figure.ts';
import type { Scene, Shape } from '../../../src/figures/figure.ts';
import type { MonolithOrServicesSnapshot } from '../../../src/sim/models/monolith-or-services.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

function bars({ shapes }: Scene, key: RegExp): readonly Extract<Shape, { kind: 'rect' }>[] {
  return shapes.flatMap((shape) => (shape.kind === 'rect' && key.test(shape.key) ? [shape] : []));
}

describe('the picture of the two designs', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows a request with a slow piece of work, which both designs wait for', () => {
    const { summary, theory, shapes } = teachingScene(figure);
    expect(summary).toMatch(
      /^Request [\d,]+ took \d+\.\d ms in services and \d+\.\d ms in the monolith\. Of [\d,]+ requests, \d+ failed in services and \d+ in the monolith\. One in a hundred takes/,
    );
    expect(theory).toBe(
      'Sum: 32.7 ms of work + 6 hops = 38.7 ms. Product: 99.9% to the power of 6 = 99.40% available.',
    );
    expect(shapes.filter(({ key }) => key.endsWith('-slow')).length).toBeGreaterThanOrEqual(2);
  });

  test('draws the services as a staircase in turn, and from one line side by side', () => {
    const lefts = (arrangement: string): readonly number[] =>
      bars(sceneAt(figure, 5000, { arrangement, slowPercent: 0 }), /^service-\d-hop$/).map(({ x }) => x);
    const stairs = lefts('in-turn');
    expect(stairs).toHaveLength(6);
    expect(stairs).toEqual(stairs.toSorted((a, b) => a - b));
    expect(new Set(stairs).size).toBe(6);
    expect(new Set(lefts('side-by-side')).size).toBe(1);
  });

  test('ends the trace at the service that failed, with a cross', () => {
    for (let at = 1; at < 400; at++) {
      const { scene, snapshot } = look<MonolithOrServicesSnapshot>(figure, at * 100, {
        availabilityPercent: 95,
      });
      const failed = snapshot.last?.parts.findIndex(({ up }) => !up) ?? -1;
      if (failed < 0) continue;
      expect(scene.shapes.find(({ key }) => key === `service-${failed}-failed`)).toMatchObject({
        sign: 'cross',
      });
      expect(bars(scene, /^service-\d-hop$/)).toHaveLength(failed);
      expect(scene.summary).toContain('failed in services and');
      return;
    }
    throw new Error('no request failed');
  });

  test('marks what is longer than the scale', () => {
    const scene = sceneAt(figure, 5000, { workMs: 20, services: 8 });
    expect(scene.shapes.some(({ key }) => key === 'monolith-beyond')).toBe(true);
  });

  test('has measured and expected values in the table, which agree with the snapshot', () => {
    const { scene, snapshot } = look<MonolithOrServicesSnapshot>(figure, 60_000);
    expect(scene.table.rows[0]).toEqual([
      'Mean time',
      `${snapshot.monolith.meanMs?.toFixed(1)} ms`,
      '32.7 ms',
      `${snapshot.services.meanMs?.toFixed(1)} ms`,
      '38.7 ms',
    ]);
  });
});
