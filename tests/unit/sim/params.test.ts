// Reading params: what is accepted, and what the messages say.
import { describe, expect, test } from 'vitest';
import { defaultParams, readParams } from '../../../src/sim/params.ts';
import type { ParamSpecs } from '../../../src/sim/model.ts';

const kettle = {
  name: 'kettle',
  params: {
    waterLitres: {
      kind: 'number',
      label: 'Water',
      unit: 'l',
      min: 0.5,
      max: 2,
      step: 0.1,
      default: 1,
      help: '',
    },
    cups: { kind: 'integer', label: 'Cups', unit: '', min: 1, max: 6, step: 1, default: 2, help: '' },
    tea: {
      kind: 'choice',
      label: 'Tea',
      options: [
        { value: 'green', label: 'Green' },
        { value: 'black', label: 'Black' },
      ],
      default: 'black',
      help: '',
    },
    lid: { kind: 'switch', label: 'Lid', default: true, help: '' },
  } as const satisfies ParamSpecs,
};

function messages(given: unknown): string[] {
  const reading = readParams(kettle, given);
  return reading.ok ? [] : reading.problems.map((problem) => problem.message);
}

describe('reading params', () => {
  test('fills in defaults', () => {
    expect(defaultParams(kettle)).toEqual({ waterLitres: 1, cups: 2, tea: 'black', lid: true });
    expect(readParams(kettle, {})).toEqual({ ok: true, params: defaultParams(kettle) });
  });

  test('takes values as they are and as an address writes them', () => {
    const params = { waterLitres: 1.55, cups: 6, tea: 'green', lid: false };
    expect(readParams(kettle, params)).toEqual({ ok: true, params });
    const text = { waterLitres: '1.55', cups: '6', tea: 'green', lid: 'false' };
    expect(readParams(kettle, text)).toEqual({ ok: true, params });
  });

  test('names every problem with the parameter and what would be right', () => {
    expect(messages({ waterLitres: 3, cups: 1.5, tea: 'grean', lid: 'ajar' })).toEqual([
      '"waterLitres" must be a number from 0.5 to 2 l, not 3',
      '"cups" must be a whole number from 1 to 6, not 1.5',
      '"tea" must be one of "green", "black", not "grean"',
      '"lid" must be true or false, not "ajar"',
    ]);
  });

  test('suggests the nearest name for one that it does not know', () => {
    expect(messages({ waterLiters: 1 })).toEqual([
      '"kettle" has no parameter "waterLiters"; did you mean "waterLitres"? (known: waterLitres, cups, tea, lid)',
    ]);
    expect(messages({ toString: 1 })).toHaveLength(1);
  });

  test.each([NaN, Infinity, -Infinity, '', '  ', 'much', null, undefined, [1], true])(
    'refuses %s as a number',
    (waterLitres) => expect(messages({ waterLitres })).toHaveLength(1),
  );

  test.each([null, undefined, 3, 'cups=3', [['cups', 3]]])('refuses %s in place of an object', (given) => {
    expect(messages(given)[0]).toContain('the parameters of "kettle" must be an object of names and values');
  });
});
