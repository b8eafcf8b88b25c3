import { expect, test } from 'vitest';
import { duration } from '../../../src/figures/shapes.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

test.each([
  [null, '–'],
  [Number.POSITIVE_INFINITY, '–'],
  [0.4, '0 ms'],
  [999.4, '999 ms'],
  [999.5, '1.00 s'],
  [12.345 * SECOND, '12.35 s'],
  [9999 * SECOND, '9999.00 s'],
  [3 * HOUR, '3 hours'],
  [47 * HOUR, '47 hours'],
  [3 * DAY, '3 days'],
  [400 * DAY, '400 days'],
  [3 * 365 * DAY, '3 years'],
  [281_474_976_710_655_720, 'over 1,000 years'],
])('%d ms are told in a unit that says something: %s', (ms, told) => {
  expect(duration(ms)).toBe(told);
});
