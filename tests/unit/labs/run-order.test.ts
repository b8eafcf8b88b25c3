// What runs before an example: the database is then as it is at this place of the text, whatever was run before.
import fc from '../../property.ts';
import { expect, test } from 'vitest';
import { orderFor, withStep, type Step } from '../../../src/labs/sql/run-order.ts';

const scripts = ['a', 'b', 'c', 'd', 'e'];

test('the first run of an example runs those before it', () => {
  const order = orderFor(2, [], scripts, new Map());
  expect(order).toEqual({
    startsAnew: false,
    before: [
      { at: 0, script: 'a' },
      { at: 1, script: 'b' },
    ],
  });
});

test('an example that only read is run again as it stands; one that wrote begins anew', () => {
  const read: Step[] = [
    { at: 0, changed: true },
    { at: 1, changed: false },
  ];
  expect(orderFor(1, read, scripts, new Map())).toEqual({ startsAnew: false, before: [] });
  const wrote: Step[] = [
    { at: 0, changed: true },
    { at: 1, changed: true },
  ];
  expect(orderFor(1, wrote, scripts, new Map([[0, 'mine']]))).toEqual({
    startsAnew: true,
    before: [{ at: 0, script: 'mine' }],
  });
});

/** A database that remembers what it was told to write; scripts in capital letters only read. */
test('whatever a reader runs, each run meets what the examples before it leave', () => {
  const run = fc.record({ at: fc.nat(4), script: fc.constantFrom(undefined, 'x', 'y', 'R') });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
      let written: string[] = [];
      let done: readonly Step[] = [];
      const versions = new Map<number, string>();
      const execute = (at: number, script: string): void => {
        const changed = script !== 'R';
        if (changed) written.push(script);
        done = withStep(done, { at, changed });
      };
      for (const { at, script = scripts[at] ?? '' } of runs) {
        const { startsAnew, before } = orderFor(at, done, scripts, versions);
        if (startsAnew) [written, done] = [[], []];
        for (const step of before) execute(step.at, step.script);
        const wanted = scripts.slice(0, at).map((own, index) => versions.get(index) ?? own);
        expect(written).toEqual(wanted.filter((each) => each !== 'R'));
        execute(at, script);
        versions.set(at, script);
      }
    }),
  );
});
