import { test } from 'vitest';
import { figure } from '../../../src/figures/saga/figure.ts';
import { expectGoodScenes } from './good-scene.ts';
test('can be drawn and read whatever the reader turns', () => {
  expectGoodScenes(figure);
});
