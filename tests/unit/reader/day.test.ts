// When something is due, in words.
import { expect, test } from 'vitest';
import { dayOf } from '../../../src/reader/day.ts';

const at = (hour: number, day = 1): number => new Date(2026, 11, day, hour, 30).getTime();

test('what is due on another day is told with its day', () => {
  expect(dayOf(at(9, 2), at(9), 'en')).toBe('December 2, 2026');
});

test('what is due later today is told with its time', () => {
  expect(dayOf(at(9), at(8), 'en')).toMatch(/^December 1, 2026 at 9:30\sAM$/);
  expect(dayOf(at(9), at(8), 'de')).toBe('1. Dezember 2026 um 09:30');
});
