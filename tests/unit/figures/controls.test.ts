// How a parameter's value is told beside its control.
import { expect, test } from 'vitest';
import { valueInWords, withUnit } from '../../../src/figures/controls.tsx';

test.each([
  [2500, 'ms', '2,500 ms'],
  [1, 'ms', '1 ms'],
  [1, 's', '1 s'],
  [1, 'requests/s', '1 request/s'],
  [1, 'queries/s', '1 query/s'],
  [2, 'queries/s', '2 queries/s'],
  [0.5, 'requests/s', '0.5 requests/s'],
  [1, 'tokens', '1 token'],
  [1, 'entries/page', '1 entry/page'],
  [1, 'thousand', '1 thousand'],
  [1, 'good probes', '1 good probe'],
  [1, 'failures in a row', '1 failure in a row'],
  [4, '', '4'],
  [60, '%', '60%'],
  [2, '×', '2×'],
])('%d with the unit "%s" is told as "%s"', (value, unit, told) => {
  // A number and its unit stay on one line.
  expect(withUnit(value, unit)).toBe(told.replace(/(?<=\d) /, '\u00a0'));
});

test('on paper a choice is told by its label, a switch by on or off', () => {
  const options = [{ value: 'read-committed', label: 'Read committed' }];
  const shared = { label: 'x', help: 'x' };
  expect(
    valueInWords({ kind: 'choice', options, default: 'read-committed', ...shared }, 'read-committed'),
  ).toBe('Read committed');
  expect(valueInWords({ kind: 'switch', default: true, ...shared }, false)).toBe('off');
});
