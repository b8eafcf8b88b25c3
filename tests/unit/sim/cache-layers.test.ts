// Laws of the cache layers: freshness as RFC 9111 computes it, and what follows for the readers along a whole chain.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type CacheLayersParams,
  type CacheLayersSnapshot,
} from '../../../src/sim/models/cache-layers.ts';
import {
  currentAgeSeconds,
  lifetimeSeconds,
  mayStore,
  useOf,
  type Directives,
  type Received,
} from '../../../src/sim/models/cache-layers/freshness.ts';
import { directivesOf, headerValueOf } from '../../../src/sim/models/cache-layers/header.ts';
import { defaultParams } from '../../../src/sim/params.ts';

const defaults = defaultParams(model);
/** Database to application, application to CDN, CDN to browser. */
const TRAVEL_MS = 3 * 400;

const none: Directives = {
  maxAge: null,
  sMaxAge: null,
  staleWhileRevalidate: 0,
  noCache: false,
  noStore: false,
  isPrivate: false,
};

function received(directives: Partial<Directives>, rest: Partial<Received> = {}): Received {
  return {
    directives: { ...none, ...directives },
    dateSeconds: 100,
    lastModifiedSeconds: 100,
    ageSeconds: 0,
    requestedAt: 100_000,
    receivedAt: 100_000,
    ...rest,
  };
}

const seconds = fc.integer({ min: 0, max: 60 });
const anyParams = fc.record({
  header: fc.constantFrom('max-age' as const, 's-maxage', 'private', 'no-cache', 'no-store', 'none'),
  maxAgeSeconds: seconds,
  sMaxAgeSeconds: seconds,
  appTtlSeconds: seconds,
  staleWhileRevalidateSeconds: seconds,
  onChange: fc.constantFrom('nothing' as const, 'delete', 'purge'),
  viewsPerMinute: fc.integer({ min: 1, max: 30 }),
  changesPerMinute: fc.integer({ min: 0, max: 6 }),
});

function after(ms: number, chosen: Partial<CacheLayersParams>, seed = 1): CacheLayersSnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(ms);
  return run.snapshot();
}

describe('freshness by RFC 9111', () => {
  test('takes s-maxage in shared caches before max-age, and max-age in private ones', () => {
    const both = received({ maxAge: 60, sMaxAge: 10 });
    expect([lifetimeSeconds(both, true), lifetimeSeconds(both, false)]).toEqual([10, 60]);
  });

  test('guesses a tenth of the time since Last-Modified where nothing is said', () => {
    expect(lifetimeSeconds(received({}, { lastModifiedSeconds: -900 }), false)).toBe(100);
    expect(lifetimeSeconds(received({ maxAge: 0 }, { lastModifiedSeconds: -900 }), false)).toBe(0);
  });

  test('counts on from the Age field: the chapter’s response with max-age=60 and Age: 45 has 15 s left', () => {
    const response = received({ maxAge: 60 }, { ageSeconds: 45 });
    expect(useOf(response, false, 114_999)).toBe('fresh');
    expect(useOf(response, false, 115_000)).toBe('stale');
  });

  test('adds the delay of the response to a stated age, and takes the apparent age where that is more', () => {
    const slow = received({ maxAge: 60 }, { ageSeconds: 10, requestedAt: 96_000, receivedAt: 100_000 });
    expect(currentAgeSeconds(slow, 105_000)).toBe(10 + 4 + 5);
    const unstated = received({ maxAge: 60 }, { dateSeconds: 70 });
    expect(currentAgeSeconds(unstated, 105_000)).toBe(30 + 5);
  });

  test('is never fresh under no-cache; no-store is not stored; private not by a shared cache', () => {
    expect(useOf(received({ noCache: true, maxAge: 60 }), false, 100_000)).toBe('stale');
    expect([true, false].map((shared) => mayStore({ ...none, noStore: true }, shared))).toEqual([
      false,
      false,
    ]);
    expect([true, false].map((shared) => mayStore({ ...none, isPrivate: true }, shared))).toEqual([
      false,
      true,
    ]);
  });

  test('leaves a grace after expiry, except in a shared cache that was given s-maxage', () => {
    const response = received({ maxAge: 20, sMaxAge: 20, staleWhileRevalidate: 30 });
    const at = (age: number, shared: boolean): string => useOf(response, shared, 100_000 + age * 1000);
    expect([at(19, false), at(20, false), at(49, false), at(50, false)]).toEqual([
      'fresh',
      'grace',
      'grace',
      'stale',
    ]);
    expect([at(19, true), at(20, true)]).toEqual(['fresh', 'stale']);
  });

  test('is fresh exactly while the age is below the lifetime', () => {
    const any = fc.record({
      maxAge: seconds,
      age: seconds,
      delayMs: fc.integer({ min: 0, max: 5000 }),
      laterMs: fc.integer({ min: 0, max: 120_000 }),
      shared: fc.boolean(),
    });
    fc.assert(
      fc.property(any, ({ maxAge, age, delayMs, laterMs, shared }) => {
        const response = received({ maxAge }, { ageSeconds: age, requestedAt: 100_000 - delayMs });
        const now = response.receivedAt + laterMs;
        expect(useOf(response, shared, now) === 'fresh').toBe(currentAgeSeconds(response, now) < maxAge);
      }),
    );
  });
});

describe('the header', () => {
  test('is written as the parameters say', () => {
    const value = (chosen: Partial<CacheLayersParams>): string => headerValueOf({ ...defaults, ...chosen });
    expect(value({})).toBe('max-age=20');
    expect(value({ header: 's-maxage', staleWhileRevalidateSeconds: 30 })).toBe(
      'max-age=20, s-maxage=10, stale-while-revalidate=30',
    );
    expect(value({ header: 'private' })).toBe('private, max-age=20');
    expect([value({ header: 'no-cache' }), value({ header: 'no-store' }), value({ header: 'none' })]).toEqual(
      ['no-cache', 'no-store', ''],
    );
    expect(directivesOf({ ...defaults, header: 'none' })).toEqual(none);
  });
});

describe('the chain of caches', () => {
  test('never shows a price longer after its change than the lifetimes and the way allow', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        const { answers, bound } = after(600_000, params, seed);
        fc.pre(bound !== null);
        const limit = ((bound?.appSeconds ?? 0) + (bound?.httpSeconds ?? 0)) * 1000;
        expect(answers.longestOutdatedMs).toBeLessThanOrEqual(limit + TRAVEL_MS);
      }),
      { numRuns: 150 },
    );
  });

  test('comes close to that limit when it runs for long, so the limit is not too wide', () => {
    const { answers } = after(4_000_000, { viewsPerMinute: 30, maxAgeSeconds: 10, appTtlSeconds: 60 });
    expect(answers.longestOutdatedMs).toBeGreaterThan(0.85 * 70_000);
  });

  test('has HTTP lifetimes that do not add up: a copy in the browser is never younger than the CDN says', () => {
    const run = model.start({ ...defaults, appTtlSeconds: 0 }, 3);
    for (let at = 1; at < 400; at++) {
      run.runUntil(at * 500);
      for (const { copy } of run.snapshot().browsers)
        if (copy?.state === 'fresh') expect(copy.ageSeconds).toBeLessThan(20);
    }
    const { longestOutdatedMs } = after(4_000_000, { appTtlSeconds: 0, viewsPerMinute: 30 }).answers;
    expect(longestOutdatedMs).toBeGreaterThan(15_000);
    expect(longestOutdatedMs).toBeLessThanOrEqual(20_000 + TRAVEL_MS);
  });

  test('answers nothing from browser and CDN under no-store, and nothing without asking under no-cache', () => {
    for (const header of ['no-store', 'no-cache'] as const) {
      const { by } = after(300_000, { header }).answers;
      expect([by.browser, by.cdn]).toEqual([0, 0]);
      expect(by.app + by.database).toBeGreaterThan(50);
    }
    const { browsers, cdn } = after(300_000, { header: 'no-store' });
    expect([cdn, ...browsers.map(({ copy }) => copy)]).toEqual([null, null, null, null]);
  });

  test('keeps a private response in browsers only', () => {
    const run = model.start({ ...defaults, header: 'private' }, 1);
    for (let at = 1; at < 200; at++) {
      run.runUntil(at * 1000);
      expect(run.snapshot().cdn).toBeNull();
    }
    expect(run.snapshot().answers.by.cdn).toBe(0);
    expect(run.snapshot().answers.by.browser).toBeGreaterThan(0);
  });

  test('shows no outdated price beyond the way when the application has no cache and nobody may answer unasked', () => {
    const { answers } = after(4_000_000, { header: 'no-cache', appTtlSeconds: 0, changesPerMinute: 6 });
    expect(answers.longestOutdatedMs).toBeLessThanOrEqual(TRAVEL_MS);
  });

  test('a purge of the CDN leaves the browsers’ copies as they are', () => {
    const run = model.start(defaults, 1);
    while (run.snapshot().cdn === null || run.snapshot().browsers.every(({ copy }) => copy === null))
      run.runUntil(run.nextEventAt);
    const { browsers } = run.snapshot();
    run.act('purge');
    expect(run.snapshot()).toMatchObject({ cdn: null, browsers });
  });

  test('a changed price deletes what it is told to delete', () => {
    const copies = (onChange: CacheLayersParams['onChange']): readonly boolean[] => {
      const run = model.start({ ...defaults, onChange, appTtlSeconds: 60, changesPerMinute: 0 }, 1);
      while (run.snapshot().cdn === null || run.snapshot().moving.length > 0) run.runUntil(run.nextEventAt);
      run.act('change-price');
      const { app, cdn, version } = run.snapshot();
      expect(version).toBe(2);
      return [app !== null, cdn !== null];
    };
    expect([copies('nothing'), copies('delete'), copies('purge')]).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  test('answers a validation with 304 when nothing has changed, and the copy is fresh again', () => {
    const run = model.start({ ...defaults, changesPerMinute: 0, viewsPerMinute: 20, maxAgeSeconds: 5 }, 1);
    const statuses: (number | null)[] = [];
    for (let step = 0; step < 600; step++) {
      run.runUntil(run.nextEventAt);
      statuses.push(
        ...run
          .snapshot()
          .moving.flatMap(({ kind, from, status }) =>
            kind === 'response' && from === 'app' ? [status] : [],
          ),
      );
    }
    // Only the first answer had to be sent whole.
    expect(statuses.filter((status) => status === 304).length).toBeGreaterThan(20);
    const firstValidation = statuses.indexOf(304);
    expect(statuses.slice(firstValidation)).not.toContain(200);
    expect(run.snapshot().version).toBe(1);
  });

  test('counts each view of a reader who was not waiting once', () => {
    const { answers, moving, browsers } = after(300_000, {});
    expect(Object.values(answers.by).reduce((sum, count) => sum + count, 0)).toBe(answers.total);
    expect(browsers.filter(({ waiting }) => waiting).length).toBeLessThanOrEqual(moving.length);
  });
});
