// The pipeline's picture: which stages decide, where changes are and wait, and what the latest releases took.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/pipeline/figure.ts';
import type { PipelineSnapshot } from '../../../src/sim/models/pipeline.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const HOURS = 3_600_000;

describe('the pipeline’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows changes that wait for production, and the longest path filled', () => {
    const { summary, theory, shapes } = teachingScene(figure);
    expect(summary).toMatch(
      /^Of \d+ merges, \d+ are released, \d+ are stopped, and \d+ are under way, of which \d+ (waits|wait) for production\. A release took [\d.]+ min on average, 25 min of it for the stages\./,
    );
    expect(theory).toMatch(
      /^Production is busy 65% of the time: theory expects 11\.\d min of waiting \+ 25 min of stages = 36\.\d min\.$/,
    );
    expect(shapes.some(({ key }) => key === 'waiting-0')).toBe(true);
    const looks = ['unit', 'integration', 'image', 'staging', 'end-to-end', 'canary', 'rollout'].map((id) => {
      const bar = shapes.find(({ key }) => key === `${id}-bar`);
      return bar?.kind === 'rect' ? bar.look : undefined;
    });
    expect(looks).toEqual(['outlined', 'filled', 'outlined', 'filled', 'filled', 'filled', 'filled']);
  });

  test('fills all bars where the stages run in turn', () => {
    const { shapes } = sceneAt(figure, HOURS, { sideBySide: false });
    expect(
      shapes.filter(
        (shape) => shape.kind === 'rect' && shape.key.endsWith('-bar') && shape.look === 'outlined',
      ),
    ).toEqual([]);
  });

  test('counts at each stage what it has stopped, and after how long', () => {
    const { scene, snapshot } = look<PipelineSnapshot>(figure, 40 * HOURS, { defectPercent: 60 });
    for (const { id, stopped, meanStopMinutes } of snapshot.stages) {
      const shape = scene.shapes.find(({ key }) => key === `${id}-stopped`);
      if (stopped === 0) expect(shape).toBeUndefined();
      else expect(shape).toMatchObject({ text: `${stopped}, ${Math.round(meanStopMinutes ?? NaN)} min` });
    }
  });

  test('says that the wait has no bound when more comes than production can take', () => {
    expect(sceneAt(figure, HOURS, { mergesPerHour: 8, defectPercent: 0 }).theory).toBe(
      'Production would have to be busy 160% of the time: it cannot keep up, and the wait has no bound.',
    );
  });

  test('has one row a stage in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<PipelineSnapshot>(figure, 10 * HOURS);
    expect(scene.table.rows.map((row) => [row[0], row[4], row[5]])).toEqual(
      snapshot.stages.map(({ name, working, stopped }) => [name, working, stopped]),
    );
  });
});
