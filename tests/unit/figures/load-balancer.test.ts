// The load balancer's picture: what it tells of each policy, and that it can be drawn whatever happens.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/load-balancer/figure.ts';
import type { LoadBalancerSnapshot } from '../../../src/sim/models/load-balancer.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

describe('the load balancer’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows equal shares and one long line', () => {
    const { summary, shapes } = teachingScene(figure);
    expect(summary).toMatch(
      /^Round robin has sent each server \d+ or \d+ requests\. Now \d+ are at the slow one;/,
    );
    expect(shapes.filter(({ kind, tone }) => kind === 'circle' && tone === 'waiting').length).toBeGreaterThan(
      7,
    );
  });

  test('draws one dot for each waiting request, up to eight a line, and counts the rest', () => {
    const { scene, snapshot } = look<LoadBalancerSnapshot>(figure, 30_000, { requestsPerSecond: 20 });
    for (const server of snapshot.servers) {
      const dots = scene.shapes.filter(({ key }) => key.startsWith(`${server.id}-waiting-`)).length;
      const waiting = server.load - (server.serving === null ? 0 : 1);
      expect(dots).toBe(Math.min(8, waiting));
      const more = scene.shapes.find(({ key }) => key === `${server.id}-more`);
      expect(more?.kind === 'text' ? more.text : '+0').toBe(`+${Math.max(0, waiting - 8)}`);
    }
  });

  test('has one row a server in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<LoadBalancerSnapshot>(figure, 20_000, { servers: 6 });
    expect(scene.table.rows.map((row) => [row[2], row[3]])).toEqual(
      snapshot.servers.map(({ load, dispatched }) => [load, dispatched]),
    );
  });

  test('says that a crash is not yet noticed, and when it is', () => {
    const crash = [{ atMs: 10_100, action: 'crash-server' }];
    const params = { healthCheckMs: 2000 };
    expect(sceneAt(figure, 11_000, params, crash).summary).toContain(
      'Server 1 is down and no check has noticed',
    );
    expect(sceneAt(figure, 11_000, params, crash).table.rows[0]?.[1]).toBe('down, not yet noticed');
    expect(sceneAt(figure, 12_500, params, crash).table.rows[0]?.[1]).toBe('down');
  });

  test('puts theory beside the measured mean only where there is one', () => {
    const equal = sceneAt(figure, 20_000, { policy: 'random', slowdown: 1 });
    expect(equal.theory).toContain('Theory expects');
    expect(equal.shapes.some(({ key }) => key === 'expected-line')).toBe(true);
    const slow = sceneAt(figure, 20_000, { policy: 'random' });
    expect(slow.theory).toBe('');
    expect(slow.shapes.some(({ key }) => key === 'expected-line')).toBe(false);
  });
});
