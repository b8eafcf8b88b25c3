// Values as the interface says them, on the screen and on paper.
import { expect, test } from 'vitest';
import { valueInWords } from '../../../src/figures/controls.tsx';

const number = (unit: string) =>
  ({ kind: 'number', label: 'L', unit, min: 0, max: 9, step: 1, default: 1, help: 'H' }) as const;

test.each([
  ['requests/s', 1, '1 request/s'],
  ['requests/s', 2, '2 requests/s'],
  ['events/s', 0.5, '0.5 events/s'],
  ['failures in a row', 1, '1 failure in a row'],
  ['ms', 1, '1 ms'],
  ['s', 1, '1 s'],
  ['%', 1, '1 %'],
  ['×', 1, '1×'],
  ['', 2500, '2,500'],
] as const)('a number in %s: %d is "%s"', (unit, value, words) => {
  expect(valueInWords(number(unit), value).replace('\u00a0', ' ')).toBe(words);
});

test('a switch is on or off, a choice its label', () => {
  expect(valueInWords({ kind: 'switch', label: 'L', default: true, help: 'H' }, true)).toBe('on');
  expect(valueInWords({ kind: 'switch', label: 'L', default: true, help: 'H' }, false)).toBe('off');
  const options = [{ value: 'shipping', label: 'Book shipping' }];
  expect(
    valueInWords({ kind: 'choice', label: 'L', options, default: 'shipping', help: 'H' }, 'shipping'),
  ).toBe('Book shipping');
});
