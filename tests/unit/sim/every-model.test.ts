// What every model owes to its figure, whatever it is about. Models are found by looking into the folder.
import { readdirSync } from 'node:fs';
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import type { Model, Moving, ParamSpec, ParamsOf, ParamSpecs, TakenAction } from '../../../src/sim/model.ts';
import { defaultParams, readParams } from '../../../src/sim/params.ts';
import { traceHash } from '../../../src/sim/trace.ts';
import { goldenTrace } from './golden.ts';
import { anyNumber } from './any-number.ts';

const folder = new URL('../../../src/sim/models/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace('.ts', ''));
const models = await Promise.all(
  names.map(async (name) => ((await import(new URL(`${name}.ts`, folder).href)) as { model: Model }).model),
);

/** How long random runs are, in seconds of watching at speed 1. */
const WATCHED_SECONDS = 20;

function anyValue(spec: ParamSpec): fc.Arbitrary<number | string | boolean> {
  if (spec.kind === 'switch') return fc.boolean();
  if (spec.kind === 'choice') return fc.constantFrom(...spec.options.map((option) => option.value));
  if (spec.kind === 'integer') return fc.integer({ min: spec.min, max: spec.max });
  return anyNumber(spec.min, spec.max);
}

/** Any valid use of a model: params, seed, actions, and two moments at which somebody looks. */
function anyUse(model: Model) {
  const entries = Object.entries(model.params).map(([name, spec]) => [name, anyValue(spec)] as const);
  const untilMs = WATCHED_SECONDS * model.paceMsPerSecond;
  const actions = Object.keys(model.actions);
  const atMs = anyNumber(0, untilMs);
  return fc.record({
    params: fc.record(Object.fromEntries(entries)) as fc.Arbitrary<ParamsOf<ParamSpecs>>,
    seed: fc.integer(),
    actions:
      actions.length === 0
        ? fc.constant([])
        : fc.array(fc.record({ atMs, action: fc.constantFrom(...actions) }), { maxLength: 6 }),
    looks: fc.array(atMs, { maxLength: 5 }),
    untilMs: fc.constant(untilMs),
  });
}

/** Paths of all numbers that are not finite. */
function strangeNumbers(value: unknown, path = 'snapshot'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null) return value === undefined ? [`${path} is undefined`] : [];
  return Object.entries(value).flatMap(([key, inner]) => strangeNumbers(inner, `${path}.${key}`));
}

function expectGoodSnapshot(snapshot: unknown, now: number): void {
  expect(strangeNumbers(snapshot)).toEqual([]);
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
  expect(snapshot).toMatchObject({ now });
  const { moving = [] } = snapshot as { readonly moving?: readonly Moving[] };
  expect(new Set(moving.map(({ id }) => id)).size, 'moving things have an id of their own').toBe(
    moving.length,
  );
  for (const { departAt, arriveAt } of moving) {
    expect(departAt).toBeLessThanOrEqual(now);
    expect(arriveAt).toBeGreaterThanOrEqual(now);
  }
}

test('no trace is on record for a model that is gone', () => {
  const recorded = readdirSync(new URL('golden/', import.meta.url)).map((file) => file.replace('.txt', ''));
  expect(recorded.filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(models)('$name', (model) => {
  test('has the name of its file, texts without holes, and valid defaults', () => {
    expect(names).toContain(model.name);
    expect(readParams(model, defaultParams(model))).toEqual({ ok: true, params: defaultParams(model) });
    const texts = [...Object.values(model.params), ...Object.values(model.actions)].flatMap(
      ({ label, help }) => [label, help],
    );
    expect([model.title, model.step, ...texts].filter((text) => text.trim() === '')).toEqual([]);
    for (const spec of Object.values(model.params)) {
      if (spec.kind === 'number' || spec.kind === 'integer') {
        const grains = (spec.default - spec.min) / spec.step;
        expect(
          Math.abs(grains - Math.round(grains)),
          `${spec.label}: its default is on a grain`,
        ).toBeLessThan(1e-9);
      }
    }
  });

  test('has a moment that teaches, with valid params', () => {
    const { params, seed, atMs, actions = [] } = model.teachingMoment;
    const reading = readParams(model, params ?? {});
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const run = model.start(reading.params, seed, actions);
    run.runUntil(atMs);
    expectGoodSnapshot(run.snapshot(), atMs);
  });

  test('has the trace that is on record in golden/', async () => {
    // Vitest writes the record of a model that has none; after a wanted change, `-u` writes it anew.
    await expect(`${goldenTrace(model)}\n`).toMatchFileSnapshot(`golden/${model.name}.txt`);
  });

  test('shows only finite numbers, and comes to the same however its time is cut', () => {
    fc.assert(
      fc.property(anyUse(model), ({ params, seed, actions, looks, untilMs }) => {
        const whole = model.start(params, seed, actions);
        const cut = model.start(params, seed, actions);
        for (const look of looks.toSorted((a, b) => a - b)) {
          cut.runUntil(look);
          expect(cut.nextEventAt).toBeGreaterThan(look);
          expectGoodSnapshot(cut.snapshot(), look);
        }
        whole.runUntil(untilMs);
        cut.runUntil(untilMs);
        expect(cut.snapshot()).toEqual(whole.snapshot());
      }),
      { numRuns: 40 },
    );
  });

  test('does the same for an action taken by hand as for one in its list', () => {
    fc.assert(
      fc.property(anyUse(model), ({ params, seed, actions, untilMs }) => {
        const replayed = model.start(params, seed, actions);
        const live = model.start(params, seed);
        for (const { atMs, action } of actions.toSorted(
          (a: TakenAction, b: TakenAction) => a.atMs - b.atMs,
        )) {
          live.runUntil(atMs);
          live.act(action);
        }
        replayed.runUntil(untilMs);
        live.runUntil(untilMs);
        expect(live.snapshot()).toEqual(replayed.snapshot());
      }),
      { numRuns: 25 },
    );
  });

  test('says truly which actions are possible: an impossible one changes nothing', () => {
    fc.assert(
      fc.property(anyUse(model), ({ params, seed, actions, untilMs }) => {
        const run = model.start(params, seed, actions);
        run.runUntil(untilMs / 2);
        for (const [action, spec] of Object.entries(model.actions)) {
          const before = run.snapshot();
          if (spec.possible(before)) continue;
          run.act(action);
          expect(run.snapshot()).toEqual(before);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('has different luck with a different seed, if it has any, and the same with the same', () => {
    const params = defaultParams(model);
    const hashes = [1, 2, 3, 1].map((seed) => traceHash(model, params, seed, 10 * model.paceMsPerSecond));
    expect(new Set(hashes.slice(0, 3)).size).toBe(model.hasChance === false ? 1 : 3);
    expect(hashes[3]).toBe(hashes[0]);
  });

  test('keeps its snapshot small in a long run', () => {
    const run = model.start(defaultParams(model), 1);
    run.runUntil(600 * model.paceMsPerSecond);
    expect(JSON.stringify(run.snapshot()).length).toBeLessThan(60_000);
  });
});
