// Laws of the layer cache: the first step that sees a change and all after it run again, no other.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { rebuildSeconds } from '../../content/formulas/delivery.ts';
import { model, type LayerCacheAction, type LayerCacheParams } from '../../../src/sim/models/layer-cache.ts';
import {
  CHANGES,
  dockerfileOf,
  firstChanged,
  secondsAfter,
  sharesOf,
} from '../../../src/sim/models/layer-cache/dockerfiles.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';

const defaults = defaultParams(model);
const orders = ['copy-all', 'lock-file', 'commit-early'] as const;

const anyParams: fc.Arbitrary<LayerCacheParams> = fc.record({
  order: fc.constantFrom(...orders),
  ignoreDocs: fc.boolean(),
  dependencyPercent: fc.integer({ min: 0, max: 40 }),
  docsPercent: fc.integer({ min: 0, max: 40 }),
  basePercent: fc.integer({ min: 0, max: 20 }),
  installSeconds: fc.integer({ min: 5, max: 90 }),
  buildSeconds: fc.integer({ min: 5, max: 60 }),
});

/** Instructions that run after a change of the reader's own, in a build that is over. */
function rebuiltBy(action: LayerCacheAction, chosen: Partial<LayerCacheParams>): readonly string[] {
  const run = model.start({ ...defaults, ...chosen }, 1, [{ atMs: 0, action }]);
  while (run.snapshot().build?.running === true) run.runUntil(run.nextEventAt);
  return run.snapshot().steps.flatMap(({ state, instruction }) => (state === 'rebuilt' ? [instruction] : []));
}

describe('a build', () => {
  test('runs the first step that sees the change and all after it, and no other, in every build', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        const run = model.start(params, seed);
        for (let event = 0; event < 80; event++) {
          run.runUntil(run.nextEventAt);
          const { steps, build } = run.snapshot();
          if (build === null || build.running) continue;
          const first = steps.findIndex(({ changed }) => changed);
          expect(steps.map(({ state }) => state)).toEqual(
            steps.map((_, at) => (first >= 0 && at >= first ? 'rebuilt' : 'reused')),
          );
          const ran = steps.reduce((sum, { state, seconds }) => sum + (state === 'rebuilt' ? seconds : 0), 0);
          expect(build.seconds).toBeCloseTo(ran, 9);
          expect(build.elapsedSeconds).toBeCloseTo(ran, 9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('takes the time of those steps, measured by the clock', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        const run = model.start(params, seed);
        let startedAt = 0;
        for (let event = 0; event < 60; event++) {
          const before = run.snapshot();
          run.runUntil(run.nextEventAt);
          const after = run.snapshot();
          if (before.build?.number !== after.build?.number) startedAt = after.now;
          if (after.finished > before.finished)
            expect((after.now - startedAt) / 1000).toBeCloseTo(after.builds.at(-1)?.seconds ?? NaN, 6);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('agrees with the course’s arithmetic of the exercise', () => {
    const steps = [
      { name: 'lock', seconds: 0.2 },
      { name: 'install', seconds: 48 },
      { name: 'source', seconds: 0.3 },
      { name: 'build', seconds: 21 },
    ];
    const file = steps.map(({ name, seconds }) => ({
      instruction: name,
      seconds,
      inputs: name === 'source' ? (['source'] as const) : [],
    }));
    expect(secondsAfter(file, 'source')).toBe(rebuildSeconds(steps, 'source'));
    expect([firstChanged(file, 'source'), firstChanged(file, 'docs')]).toEqual([2, 4]);
  });
});

describe('a commit of the reader’s own', () => {
  test('is built at once, or right after the build that runs, and one can wait', () => {
    const run = model.start(defaults, 1);
    run.act('commit-source');
    expect(run.snapshot()).toMatchObject({
      build: { number: 1, change: 'source', running: true },
      waiting: null,
    });
    run.act('commit-docs');
    run.act('commit-dependencies');
    expect(run.snapshot()).toMatchObject({ build: { number: 1, change: 'source' }, waiting: 'docs' });
    run.runUntil(21_500);
    expect(run.snapshot()).toMatchObject({
      build: { number: 2, change: 'docs', running: true },
      waiting: null,
    });
  });
});

describe('the order of instructions', () => {
  test('decides what a change of the source costs', () => {
    expect(rebuiltBy('commit-source', { order: 'copy-all' })).toEqual([
      'COPY . .',
      'RUN npm ci',
      'RUN npm run build',
    ]);
    expect(rebuiltBy('commit-source', { order: 'lock-file' })).toEqual(['COPY . .', 'RUN npm run build']);
    expect(rebuiltBy('commit-source', { order: 'commit-early' })).toEqual([
      'RUN echo $SHA > id',
      'COPY package*.json ./',
      'RUN npm ci',
      'COPY . .',
      'RUN npm run build',
    ]);
  });

  test('cannot help where a dependency has changed: it is installed again in each', () => {
    for (const order of orders) expect(rebuiltBy('commit-dependencies', { order })).toContain('RUN npm ci');
  });

  test('does not matter for files that .dockerignore lists', () => {
    expect(rebuiltBy('commit-docs', { order: 'lock-file', ignoreDocs: true })).toEqual([]);
    expect(rebuiltBy('commit-docs', { order: 'lock-file', ignoreDocs: false })).toEqual([
      'COPY . .',
      'RUN npm run build',
    ]);
  });

  test('never makes the file that copies the lock file first slower than the one that copies everything', () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        for (const change of ['source', 'docs'] as const)
          expect(secondsAfter(dockerfileOf({ ...params, order: 'lock-file' }), change)).toBeLessThanOrEqual(
            secondsAfter(dockerfileOf({ ...params, order: 'copy-all' }), change),
          );
      }),
    );
  });
});

describe('many builds', () => {
  test.each(orders)('take on average what the shares of the commits let expect: %s', (order) => {
    const ends = Array.from({ length: BATCHES }, (_, seed) => {
      const run = model.start({ ...defaults, order, dependencyPercent: 20 }, seed);
      while (run.snapshot().finished < 300) run.runUntil(run.nextEventAt);
      return run.snapshot();
    });
    const means = estimate(ends.map(({ meanSeconds }) => meanSeconds ?? NaN));
    expectInInterval(means, ends[0]?.expectedSeconds ?? NaN);
  });

  test('have shares that sum to 1', () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        const shares = sharesOf(params);
        expect(CHANGES.reduce((sum, change) => sum + shares[change], 0)).toBeCloseTo(1, 12);
        for (const change of CHANGES) expect(shares[change]).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
});
