import { test } from 'vitest';
import { figure } from '../../../src/figures/cache-policy/figure.ts';
import { expectGoodScenes } from './zz-wide.ts';
test('can be drawn and read whatever the reader turns', () => {
  expectGoodScenes(figure, 1500);
});
