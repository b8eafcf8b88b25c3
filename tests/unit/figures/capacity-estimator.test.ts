// The picture of an estimate: each result with its bounds and its usual range on one scale, and numbers of two or three digits.
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/figures/capacity-estimator/figure.ts';
import { digits, showValue } from '../../../src/figures/capacity-estimator/values.ts';
import type { CapacitySnapshot } from '../../../src/sim/models/capacity-estimator.ts';
import { expectGoodScenes, look, sceneAt, teachingScene } from './good-scene.ts';

function spanOf(scene: ReturnType<typeof sceneAt>, key: string): [number, number] {
  const shape = scene.shapes.find((one) => one.key === key);
  if (shape?.kind === 'line') return [shape.points[0] ?? 0, shape.points[2] ?? 0];
  if (shape?.kind === 'rect') return [shape.x, shape.x + shape.width];
  throw new Error(`no span "${key}"`);
}

describe('the picture of the estimate', () => {
  test('can be drawn and read whatever the reader turns', () => {
    expectGoodScenes(figure);
  });

  test('at rest shows bounds far wider than nine in ten of 400 cases', () => {
    const scene = teachingScene(figure);
    expect(scene.summary).toMatch(
      /^533 requests\/s at the peak need 7\.1 cores that are busy 60% of the time\. With numbers off by up to a factor of 2, between 0\.44 and 114 are possible; in nine of ten cases it is [\d.]+ to \d+\.$/,
    );
    expect(scene.theory).toMatch(
      /^Processors are a product of 4 rough numbers: at worst a factor of 2⁴ = 16, in most of 400 cases 3\.\d\.$/,
    );
    const [low, high] = spanOf(scene, 'cores-bounds');
    const [from, to] = spanOf(scene, 'cores-most');
    expect(to - from).toBeLessThan((high - low) / 2);
    expect(from).toBeGreaterThan(low);
  });

  test('a result of more rough numbers has a wider range, on the same scale', () => {
    const scene = teachingScene(figure);
    const widths = ['mean', 'peak', 'cores'].map((id) => {
      const [low, high] = spanOf(scene, `${id}-bounds`);
      return Math.round(high - low);
    });
    // Two, three and four numbers: on a logarithmic scale the widths are as 2 : 3 : 4.
    expect(widths.map((width) => Math.round((12 * width) / (widths[2] ?? 1)))).toEqual([6, 9, 12]);
  });

  test('without uncertainty there is no range to tell of', () => {
    const { summary, theory } = sceneAt(figure, 5000, { roughness: 1 });
    expect(summary).toContain('Nothing about it is uncertain.');
    expect(theory).toBe('');
  });

  test('has one row a result in the table, which agrees with the snapshot', () => {
    const { scene, snapshot } = look<CapacitySnapshot>(figure, 5000);
    expect(scene.table.rows.map((row) => [row[1], row[5]])).toEqual(
      snapshot.results.map(({ id, estimate, high }) => [showValue(id, estimate), showValue(id, high)]),
    );
  });
});

test('numbers have two or three digits, and units that agree with them', () => {
  expect([0, 0.01157, 0.44, 1, 7.11, 9.97, 32, 533.3, 1066.7, 240_000, 3_200_000, 2e9].map(digits)).toEqual([
    '0',
    '0.012',
    '0.44',
    '1',
    '7.1',
    '10',
    '32',
    '533',
    '1,100',
    '240,000',
    '3.2 million',
    '2 billion',
  ]);
  expect(showValue('mean', 1)).toBe('1 request/s');
  expect(showValue('cores', 1.02)).toBe('1 core');
  expect(showValue('network', 21_333)).toBe('21 MB/s');
  expect(showValue('stored', 0.5)).toBe('0.5 KB');
});
