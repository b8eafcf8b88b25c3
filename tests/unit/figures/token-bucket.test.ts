// The limiter's picture: tokens that are left, refusals on their way back, and the promise kept or broken.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/token-bucket/figure.ts';
import type { TokenBucketSnapshot } from '../../../src/sim/models/token-bucket.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

const ACROSS_BORDERS = [1500, 3500, 5500].map((atMs) => ({ atMs, action: 'burst' }));

describe('the limiter’s picture', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows an empty bucket, requests that passed and others that go back', () => {
    const { summary, theory, shapes } = teachingScene(figure);
    expect(summary).toBe(
      'The bucket holds 0 of 10 tokens and gains 5 tokens a second. 43 of 57 requests have passed, 14 were refused with 429.',
    );
    expect(theory).toBe(
      'The bucket lets at most 10 + 5 × t through in any t seconds: 15 in one second; measured 10.',
    );
    const moving = shapes.filter(({ key }) => key.startsWith('request-'));
    expect(new Set(moving.map((shape) => (shape.kind === 'sign' ? shape.sign : shape.kind)))).toEqual(
      new Set(['circle', 'check', 'cross']),
    );
  });

  test('draws as many filled tokens as are left, and the growing one beside them', () => {
    const { scene, snapshot } = look<TokenBucketSnapshot>(
      figure,
      10_700,
      {},
      [],
      figure.model.teachingMoment.seed,
    );
    const tokens = scene.shapes.filter(({ key }) => key.startsWith('token-'));
    expect(tokens).toHaveLength(10);
    expect(tokens.filter(({ tone, ...shape }) => tone === 'capacity' && !('look' in shape))).toHaveLength(
      snapshot.left,
    );
    expect(snapshot.level).toBeGreaterThan(snapshot.left);
    expect(tokens.filter((shape) => 'look' in shape && shape.look === 'washed')).toHaveLength(1);
  });

  test('a larger burst is a taller bucket', () => {
    const heightOf = (burst: number): number => {
      const edge = sceneAt(figure, 0, { burst }).shapes.find(({ key }) => key === 'bucket-edge');
      return edge?.kind === 'rect' ? edge.height : 0;
    };
    expect(heightOf(40)).toBeGreaterThan(heightOf(20));
    expect(heightOf(20)).toBeGreaterThan(heightOf(5));
  });

  test('says that the counter let more through than a bucket, and draws its line above the bound', () => {
    const counter = sceneAt(figure, 9000, { limiter: 'counter', requestsPerSecond: 0 }, ACROSS_BORDERS);
    expect(counter.theory).toMatch(
      /^Across the border of two windows \d+ passed within [\d.]+ s; a bucket would have let through \d+ at most\.$/,
    );
    expect(counter.shapes.find(({ key }) => key === 'promise-measured')).toMatchObject({ tone: 'failure' });
    const bucket = sceneAt(figure, 9000, { requestsPerSecond: 0 }, ACROSS_BORDERS);
    expect(bucket.shapes.find(({ key }) => key === 'promise-measured')).toMatchObject({ tone: 'success' });
  });

  test('speaks of one token in the singular', () => {
    expect(sceneAt(figure, 0, { burst: 1, ratePerSecond: 1, requestsPerSecond: 0 }).summary).toBe(
      'The bucket holds 1 of 1 token and is full. No request has come yet.',
    );
    expect(
      sceneAt(figure, 10_000, { burst: 1, ratePerSecond: 1, requestsPerSecond: 30, together: 1 }).summary,
    ).toContain('gains 1 token a second');
  });

  test('has the fullest windows in the table, which agree with the snapshot', () => {
    const { scene, snapshot } = look<TokenBucketSnapshot>(figure, 20_000);
    expect(scene.table.rows.map((row) => row[1])).toEqual(snapshot.most.map(({ accepted }) => accepted));
  });
});
