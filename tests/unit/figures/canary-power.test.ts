// The canary's picture: which canaries raise the alarm, and how the share of them follows theory's curve.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/canary-power/figure.ts';
import type { CanaryPowerSnapshot } from '../../../src/sim/models/canary-power.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const END = 600_000;

describe('the canary’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest stands shortly before the test, with a measured share close to theory’s', () => {
    const { summary, theory, shapes } = teachingScene(figure);
    expect(summary).toMatch(
      /^After 9 of 10 minutes, no test has been made yet\. \d\d% of the canaries would call the new version worse now; it fails for 0\.125% instead of 0\.1% of its requests\.$/,
    );
    expect(theory).toMatch(
      /^Theory: 88% find it\. For 80% a canary needs 142,3\d\d requests, 7\.9 minutes\.$/,
    );
    const now = shapes.find(({ key }) => key === 'power-now');
    const [, measured, expected] =
      /^(\d+)% now; theory (\d+)%$/.exec(now?.kind === 'text' ? now.text : '') ?? [];
    expect(Math.abs(Number(measured) - Number(expected))).toBeLessThanOrEqual(8);
  });

  test('at the end says how many raised the alarm and how many passed', () => {
    const { scene, snapshot } = look<CanaryPowerSnapshot>(figure, END);
    const { worse, better } = snapshot.alarms;
    expect(scene.summary).toBe(
      `After 10 minutes and 180,000 canary requests, ${worse + better} of 200 canaries have raised the alarm. ${200 - worse - better} passed a version that fails for 0.125% instead of 0.1% of its requests.`,
    );
  });

  test('marks each canary by what became of it', () => {
    const { scene, snapshot } = look<CanaryPowerSnapshot>(figure, END);
    for (const [at, { stoppedAt }] of snapshot.paths.entries()) {
      const end = scene.shapes.find(({ key }) => key === `path-${at}-end`);
      expect(end).toMatchObject(
        stoppedAt === null ? { sign: 'check', tone: 'success' } : { sign: 'cross', tone: 'failure' },
      );
    }
    const running = sceneAt(figure, END / 2);
    const tones = running.shapes
      .filter(({ key }) => /^path-\d+-end$/.test(key))
      .map(({ kind, tone }) => `${kind} ${tone}`);
    expect([...new Set(tones)].sort()).toEqual(['circle failure', 'circle request']);
  });

  test('calls every alarm false where there is nothing to find', () => {
    const { summary, theory } = sceneAt(figure, END, { changePercent: 0 });
    expect(summary).toMatch(
      /although both versions fail equally often: every one of these alarms is false\.$/,
    );
    expect(theory).toBe('Theory: 5.0% false alarms, half of them calling the new version better.');
    expect(sceneAt(figure, END, { changePercent: 0, looks: 20 }).theory).toContain('more looks raise more');
  });

  test('says when theory rests on too few errors', () => {
    expect(sceneAt(figure, END, { minutes: 1, requestsPerSecond: 500 }).theory).toContain(
      'as an order of magnitude only, because the canary expects 1.9 errors',
    );
  });

  test('tells a long time in hours or days', () => {
    expect(sceneAt(figure, END, { changePercent: 5, requestsPerSecond: 1000 }).theory).toMatch(
      /, \d+ (hours|days)\.$/,
    );
  });

  test('has measured and expected shares in the table, which agree with the snapshot', () => {
    const { scene, snapshot } = look<CanaryPowerSnapshot>(figure, END);
    expect(scene.table.rows).toHaveLength(6);
    expect(scene.table.rows.at(-1)?.slice(2)).toEqual(
      [snapshot.beyondShares[60], snapshot.power[60]].map((share) => `${((share ?? NaN) * 100).toFixed(1)}%`),
    );
  });
});
