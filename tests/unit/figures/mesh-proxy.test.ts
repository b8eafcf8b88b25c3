// The mesh proxy's picture: what retries do to the load, what state the breaker is in, and what the callers got.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/mesh-proxy/figure.ts';
import type { MeshProxySnapshot } from '../../../src/sim/models/mesh-proxy.ts';
import { expectGoodScenes, look, teachingScene } from './good-scene.ts';

describe('the mesh proxy’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows an open breaker after a load that retries had multiplied', () => {
    const { summary, shapes } = teachingScene(figure);
    expect(summary).toMatch(
      /^The service is failing and has since got \d\.\d tries a request\. The breaker is open: \d+ tries refused at once/,
    );
    const lever = shapes.find(({ key }) => key === 'proxy-1-lever');
    const points = lever?.kind === 'line' ? lever.points : [];
    expect(points[3]).toBeLessThan(points[1] ?? 0);
  });

  test('measures what theory expects of retries without a breaker', () => {
    const { scene, snapshot } = look<MeshProxySnapshot>(figure, 40_000, { breaker: false });
    expect(scene.summary).toContain('has since got 3.0 tries a request. There is no breaker.');
    expect(scene.theory).toContain(
      `Theory expects 3.00 tries a request, measured ${snapshot.amplification?.toFixed(2)}`,
    );
    expect(scene.shapes.find(({ key }) => key === 'expected-name')).toMatchObject({ text: 'theory' });
  });

  test('counts failures on their way to the breaker’s limit', () => {
    const { scene, snapshot } = look<MeshProxySnapshot>(figure, 8500, {}, [], 3);
    const inRow = snapshot.hops[0]?.breaker?.failuresInRow ?? 0;
    expect(inRow).toBeGreaterThan(0);
    expect(scene.summary).toContain(`The breaker is closed after ${inRow} failures in a row.`);
    expect(scene.shapes.find(({ key }) => key === 'proxy-1-breaker')).toMatchObject({
      text: `closed ${inRow}/40`,
    });
  });

  test('tells of work that nobody waits for', () => {
    const { scene, snapshot } = look<MeshProxySnapshot>(figure, 5000, {
      breaker: false,
      timeoutMs: 200,
      latencyMs: 1000,
      requestsPerSecond: 10,
    });
    expect(snapshot.abandonedInLastService).toBeGreaterThan(1);
    expect(scene.summary).toContain(`${snapshot.abandonedInLastService} tries at work for nobody.`);
  });

  test('has one row a proxy in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<MeshProxySnapshot>(figure, 12_000, { depth: 3 });
    expect(scene.table.rows.map((row) => row.slice(1, 6))).toEqual(
      snapshot.hops.map(({ calls, attempts, retries, failures, rejected }) => [
        calls,
        attempts,
        retries,
        failures,
        rejected,
      ]),
    );
  });
});
