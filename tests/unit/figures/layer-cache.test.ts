// The layer cache's picture: which steps are reused, which run again and why, and what builds take on average.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/layer-cache/figure.ts';
import type { LayerCacheSnapshot } from '../../../src/sim/models/layer-cache.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const commit = (action: string) => [{ atMs: 0, action }];

describe('the layer cache’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows a change of the source for which nothing is installed again', () => {
    const { summary, shapes } = teachingScene(figure);
    expect(summary).toMatch(
      /^Build \d+: the source changed\. The first step that sees it is COPY \. \.: 2 steps run again, 3 are reused\. It will take 21\.5 s\./,
    );
    expect(shapes.filter(({ key }) => key.endsWith('-reused'))).toHaveLength(3);
    expect(shapes.find(({ key }) => key === 'step-3-changed')).toMatchObject({ sign: 'alert' });
  });

  test('gives each step a state in words, and a check to those that are reused', () => {
    const { scene, snapshot } = look<LayerCacheSnapshot>(
      figure,
      5000,
      { order: 'lock-file' },
      commit('commit-source'),
    );
    const states = snapshot.steps.map((_, at) => {
      const shape = scene.shapes.find(({ key }) => key === `step-${at}-state`);
      return shape?.kind === 'text' ? shape.text : '';
    });
    expect(states).toEqual(['reused', 'reused', 'reused', '0.5 s', 'runs']);
    expect(scene.shapes.filter(({ key }) => key.endsWith('-reused'))).toHaveLength(3);
  });

  test('says when no step sees the change, and when none can be reused', () => {
    expect(sceneAt(figure, 100, { ignoreDocs: true }, commit('commit-docs')).summary).toContain(
      'the README changed. No step sees it, so all layers are reused. It took 0 s of 76 s.',
    );
    let seen = '';
    for (let at = 1; at < 400 && seen === ''; at++) {
      const { summary } = sceneAt(figure, at * 5000, { basePercent: 20 });
      if (summary.includes('the base image changed')) seen = summary;
    }
    expect(seen).toContain('The first step, FROM node:24-slim, sees it: nothing is reused.');
  });

  test('draws a bar for each of the latest builds, named by what changed', () => {
    const { scene, snapshot } = look<LayerCacheSnapshot>(figure, 3_000_000);
    expect(snapshot.builds).toHaveLength(20);
    for (const { number, change } of snapshot.builds) {
      expect(scene.shapes.find(({ key }) => key === `build-${number}-change`)).toMatchObject({
        text: { source: 's', dependencies: 'd', docs: 'r', base: 'b' }[change],
      });
    }
  });

  test('has one row a step in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<LayerCacheSnapshot>(figure, 100_000);
    expect(scene.table.rows.map((row) => row[3])).toEqual(snapshot.steps.map(({ state }) => state));
  });
});
