// A figure's state in the page's address: what is written can be read again, and nothing foreign gets in.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { addressOf, readAddress } from '../../../src/figures/address.ts';
import type { AnyFigure, Params } from '../../../src/figures/figure.ts';
import { figure as cachePolicy } from '../../../src/figures/cache-policy/figure.ts';
import { figure as saga } from '../../../src/figures/saga/figure.ts';
import { figure as sharding } from '../../../src/figures/sharding/figure.ts';
import type { ParamSpec } from '../../../src/sim/model.ts';
import { defaultParams, readParams } from '../../../src/sim/params.ts';

const PAGE = 'https://example.org/course/chapter.html?theme=dark#top';
const FIGURES: readonly AnyFigure[] = [cachePolicy, saga, sharding];

function anyValue(spec: ParamSpec): fc.Arbitrary<number | string | boolean> {
  if (spec.kind === 'switch') return fc.boolean();
  if (spec.kind === 'choice') return fc.constantFrom(...spec.options.map(({ value }) => value));
  if (spec.kind === 'integer') return fc.integer({ min: spec.min, max: spec.max });
  return fc.double({ min: spec.min, max: spec.max, noNaN: true });
}

function anyParams(figure: AnyFigure): fc.Arbitrary<Params> {
  return fc.record(
    Object.fromEntries(Object.entries(figure.model.params).map(([name, spec]) => [name, anyValue(spec)])),
  );
}

describe.each(FIGURES.map((figure) => [figure.model.name, figure] as const))(
  'the address of %s',
  (name, figure) => {
    test('brings back any parameters and seed', () => {
      const anySeed = fc.integer({ min: 0, max: 999_999_999 });
      fc.assert(
        fc.property(anyParams(figure), anyParams(figure), anySeed, anySeed, (own, params, ownSeed, seed) => {
          const address = addressOf(PAGE, name, own, params, seed, ownSeed, `figure-${name}`);
          const asked = readAddress(address, name);
          // −0 is written as 0, and means the same.
          const plain = Object.fromEntries(
            Object.entries(params).map(([key, value]) => [key, value === 0 ? 0 : value]),
          );
          expect(readParams(figure.model, { ...own, ...asked.given })).toEqual({ ok: true, params: plain });
          expect(asked.seed ?? ownSeed).toBe(seed);
        }),
        { numRuns: 200 },
      );
    });
  },
);

describe('an address', () => {
  const own = defaultParams(cachePolicy.model);
  const write = (address: string, params: Params): string =>
    addressOf(address, 'cache-policy', own, params, 5, 5, 'figure-cache-policy');

  test('says only what differs from the author’s figure', () => {
    expect(write(PAGE, { ...own, ttlSeconds: 30 })).toBe(
      'https://example.org/course/chapter.html?theme=dark&cache-policy.ttlSeconds=30#figure-cache-policy',
    );
    expect(write(PAGE, own)).toBe('https://example.org/course/chapter.html?theme=dark#figure-cache-policy');
  });

  test('replaces what it said of this figure before, and leaves others alone', () => {
    const before = 'https://example.org/c.html?cache-policy.keys=8&saga.failAt=none&cache-policy.seed=3';
    expect(write(before, { ...own, policy: 'event' })).toBe(
      'https://example.org/c.html?saga.failAt=none&cache-policy.policy=event#figure-cache-policy',
    );
  });

  test('keeps one figure’s parameters from another’s whose name begins alike', () => {
    expect(readAddress('https://example.org/?cache-policy.keys=2&cache.keys=3', 'cache').given).toEqual({
      keys: '3',
    });
  });

  test.each(['-1', '1.5', 'abc', '', '1e3', '1234567890'])('is not believed about a seed "%s"', (seed) => {
    expect(readAddress(`https://example.org/?saga.seed=${seed}`, 'saga').seed).toBeUndefined();
  });

  test.each([
    'ttlSeconds=1e9',
    'ttlSeconds=',
    'ttlSeconds=soon',
    'policy=magic',
    'keys=2.5',
    'colour=red',
    '__proto__=1',
    'constructor=1',
    'ttlSeconds=Infinity',
    'ttlSeconds=NaN',
  ])('with the foreign value %s is refused by the model', (pair) => {
    const { given } = readAddress(`https://example.org/?cache-policy.${pair}`, 'cache-policy');
    expect(readParams(cachePolicy.model, { ...own, ...given }).ok).toBe(false);
  });
});
