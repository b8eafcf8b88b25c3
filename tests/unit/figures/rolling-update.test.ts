// The rolling update's picture: every pod, the two limits, and what readiness sees and does not see.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/rolling-update/figure.ts';
import type { RollingUpdateSnapshot } from '../../../src/sim/models/rolling-update.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const OVER = 200_000;

describe('the rolling update’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows the update half done, with twelve pods available all the time', () => {
    const { summary, theory, shapes } = teachingScene(figure);
    expect(summary).toBe(
      'Updating: 6 of 12 new pods are available, 3 are starting, 6 old pods left. 12 pods are available; 12 are wanted.',
    );
    expect(theory).toBe(
      'If all pods started equally fast: 4 rounds of up to 3 pods, 20 s each, 80 s together.',
    );
    expect(shapes.find(({ key }) => key === 'requests')).toMatchObject({
      text: 'no request has failed, at 100 a second',
    });
  });

  test('draws each pod once, with a sign for its state', () => {
    const { scene, snapshot } = look<RollingUpdateSnapshot>(figure, 30_000);
    for (const { id, version, phase } of snapshot.pods) {
      const shape = scene.shapes.find(({ key }) => key === `pod-${id}`);
      expect(shape).toMatchObject({ kind: 'rect' });
      const sign = scene.shapes.find(({ key }) => key === `pod-${id}-sign`);
      if (phase === 'starting' || phase === 'ready') expect(sign).toMatchObject({ sign: 'clock' });
      else if (phase === 'available' && version === 'new') expect(sign).toMatchObject({ sign: 'check' });
      else expect(sign).toBeUndefined();
    }
  });

  test('says of a version that never becomes ready that it gets no requests and that Kubernetes waits', () => {
    const { summary } = sceneAt(figure, OVER, { newVersion: 'never-ready' });
    expect(summary).toBe(
      '3 new pods are not becoming ready and get no requests, so no further old pod is ended. 12 pods are available; 12 are wanted. Kubernetes waits.',
    );
    expect(sceneAt(figure, 700_000, { newVersion: 'never-ready' }).summary).toMatch(
      /Kubernetes reports the rollout as failed and leaves the decision to you\.$/,
    );
  });

  test('says with how much more load the rest must do when pods may be missing', () => {
    expect(
      sceneAt(figure, OVER, { newVersion: 'never-ready', maxSurge: 0, maxUnavailable: 4 }).summary,
    ).toContain('8 pods are available: each gets 50% more requests than usual.');
    expect(
      sceneAt(figure, OVER, { newVersion: 'never-ready', maxSurge: 0, maxUnavailable: 1 }).summary,
    ).toMatch(/^1 new pod is not becoming ready and gets no requests/);
  });

  test('shows a wrong version that is ready as failing, and the rollout as complete', () => {
    const { summary, shapes } = sceneAt(figure, OVER, { newVersion: 'errors' });
    expect(summary).toMatch(/^For Kubernetes the rollout is complete, after 8\d s: every pod is ready\./);
    expect(shapes.filter((shape) => shape.kind === 'sign' && shape.sign === 'cross')).toHaveLength(13);
    expect(shapes.find(({ key }) => key === 'requests')).toMatchObject({ tone: 'failure', bold: true });
  });

  test('says why both limits at 0 are rejected', () => {
    expect(sceneAt(figure, 1000, { maxSurge: 0, maxUnavailable: 0 }).summary).toMatch(
      /^Kubernetes rejects this Deployment/,
    );
  });

  test('has one row a version in the table, which agrees with the pods', () => {
    const { scene, snapshot } = look<RollingUpdateSnapshot>(figure, 30_000);
    const sums = scene.table.rows.map((row) =>
      row.slice(1).reduce<number>((sum, cell) => sum + Number(cell), 0),
    );
    expect(sums).toEqual(
      ['old', 'new'].map((version) => snapshot.pods.filter((pod) => pod.version === version).length),
    );
  });
});
