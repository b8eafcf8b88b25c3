// Numbers for properties. fast-check's own doubles are spread evenly over what a double can represent, and so
// most of those between 0 and 1 are next to nothing: a share of writes of 1e-200 tests a model without writes.
import fc from '../../property.ts';

/** From `min` to `max`: mostly spread evenly, sometimes one of fast-check's extremes. */
export function anyNumber(min: number, max: number): fc.Arbitrary<number> {
  const even = fc.integer({ min: 0, max: 1000 }).map((grain) => min + ((max - min) * grain) / 1000);
  return fc.oneof(
    { weight: 9, arbitrary: even },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }) },
  );
}
