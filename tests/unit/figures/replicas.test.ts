// The replicas' picture: gaps in the log, what a failover costs, and which reads were stale.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/replicas/figure.ts';
import type { ReplicasSnapshot } from '../../../src/sim/models/replicas.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const FAIL = [{ atMs: 16_000, action: 'fail-primary' }];

describe('the replicas’ picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows a failed primary and the writes that only it has', () => {
    const { summary, shapes } = teachingScene(figure);
    expect(summary).toMatch(
      /^The primary has failed\. In .* takes over; \d+ acknowledged writes that it has not will be lost\./,
    );
    const crossed = shapes.filter(({ key, kind }) => key.startsWith('server-1-sign-') && kind === 'sign');
    expect(summary).toContain(`${crossed.length} acknowledged writes`);
  });

  test('shows a gap for each record that a server lacks among the newest twelve', () => {
    const { scene, snapshot } = look<ReplicasSnapshot>(figure, 20_000, { replicas: 3, writesPerSecond: 3 });
    for (const { id, behind } of snapshot.servers) {
      expect(scene.shapes.filter(({ key }) => key.startsWith(`${id}-gap-`))).toHaveLength(
        Math.min(behind, 12),
      );
    }
  });

  test('says after the failover how many writes are lost', () => {
    const { scene, snapshot } = look<ReplicasSnapshot>(figure, 19_500, {}, FAIL, 4);
    expect(snapshot.lostWrites).toBeGreaterThan(0);
    expect(scene.summary).toContain(`${snapshot.lostWrites} acknowledged writes lost at failover.`);
    expect(scene.shapes.find(({ key }) => key === 'losses')).toMatchObject({
      text: `${snapshot.lostWrites} lost so far`,
    });
  });

  test('never speaks of loss when a replica has every acknowledged write', () => {
    const scene = sceneAt(figure, 16_500, { replication: 'semi-synchronous', writesPerSecond: 4 }, FAIL);
    expect(scene.summary).toContain('it has every acknowledged write');
    expect(scene.shapes.find(({ key }) => key === 'losses')).toMatchObject({ text: '' });
  });

  test('says that none missed a write when reads go by position', () => {
    expect(sceneAt(figure, 30_000, { readPolicy: 'position' }).summary).toMatch(/Of \d+ reads, none missed/);
  });

  test('marks theory beside each bar until a failover, and not afterwards', () => {
    const theoryLines = (scene: { shapes: readonly { key: string }[] }): number =>
      scene.shapes.filter(({ key }) => /^stale-\d-theory$/.test(key)).length;
    expect(theoryLines(sceneAt(figure, 15_000))).toBe(3);
    expect(sceneAt(figure, 15_000).theory).toContain('Theory expects 64%, 43%, 28% stale');
    expect(theoryLines(sceneAt(figure, 17_000, {}, FAIL))).toBe(0);
  });

  test('has one row a server in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<ReplicasSnapshot>(figure, 20_000, { replicas: 4 });
    expect(scene.table.rows.map((row) => [row[1], row[2], row[3]])).toEqual(
      snapshot.servers.map(({ role, position, behind }) => [role, position, behind]),
    );
  });
});
