// Laws of load balancing: what each policy promises, and random splitting against queueing theory.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import {
  model,
  type LoadBalancerParams,
  type LoadBalancerSnapshot,
} from '../../../src/sim/models/load-balancer.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);

function runFor(ms: number, seed: number, chosen: Partial<LoadBalancerParams>): LoadBalancerSnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(ms);
  return run.snapshot();
}

/** One measurement per seed, of runs long enough that the empty start does not count. */
function measure(chosen: Partial<LoadBalancerParams>, read: (end: LoadBalancerSnapshot) => number): number[] {
  return Array.from({ length: BATCHES }, (_, seed) => read(runFor(1_000_000, seed, chosen)));
}

describe('load balancing', () => {
  test('round robin gives each server the same number of requests, to within one, at any time', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 8 }), anyNumber(0, 60_000), (seed, servers, ms) => {
        const counts = runFor(ms, seed, { policy: 'round-robin', servers }).servers.map((s) => s.dispatched);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('IP hash sends the same address to the same server', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 24 }), (seed, clients) => {
        const run = model.start({ ...defaults, policy: 'ip-hash', clients }, seed);
        const homes = new Map<string, string>();
        while (run.now < 20_000) {
          run.runUntil(run.nextEventAt);
          for (const { address, lastServer } of run.snapshot().clients) {
            if (lastServer === null) continue;
            expect(homes.get(address) ?? lastServer).toBe(lastServer);
            homes.set(address, lastServer);
          }
        }
        expect(homes.size).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });

  test('two choices keep the largest load below that of random choice, with the same requests', () => {
    // The same seed gives both policies the same arrivals and the same work: compare in pairs.
    const equal = { slowdown: 1, servers: 8, requestsPerSecond: 16 };
    const random = measure({ ...equal, policy: 'random' }, (end) => end.meanMaxLoad);
    const twoChoices = measure({ ...equal, policy: 'two-choices' }, (end) => end.meanMaxLoad);
    const saved = estimate(random.map((load, seed) => load - (twoChoices[seed] ?? NaN)));
    expect(saved.mean).not.toBeNaN();
    expect(saved.mean - saved.halfWidth).toBeGreaterThan(0);
  });

  test('policies differ in their luck only where they draw: arrivals and work are the same', () => {
    const arrivals = (['round-robin', 'ip-hash', 'two-choices', 'random'] as const).map(
      (policy) => runFor(30_000, 5, { policy }).arrived,
    );
    expect(new Set(arrivals).size).toBe(1);
  });

  test('least connections steers around a slow server, round robin does not', () => {
    // The slow server can do 1.25 requests a second and gets a quarter of 7: it falls behind by 0.5 a second.
    const [blind, aware] = (['round-robin', 'least-connections'] as const).map((policy) =>
      estimate(measure({ policy }, (end) => end.servers.at(-1)?.load ?? NaN)),
    );
    if (!blind || !aware) throw new Error('two policies, two estimates');
    expectInInterval(blind, (7 / 4 - 1000 / 800) * 1000);
    expect(aware.mean + aware.halfWidth).toBeLessThan(10);
  });

  test('behind random choice each server is an M/M/1 queue', () => {
    const chosen = { policy: 'random', slowdown: 1 } as const;
    const theory = runFor(0, 1, chosen).theory;
    if (!theory?.exact) throw new Error('random choice among equal servers has an exact theory');
    expect(theory.loadTail[3]).toBeCloseTo(0.7 ** 3, 12);
    const ends = Array.from({ length: BATCHES }, (_, seed) => runFor(2_000_000, seed, chosen));
    for (const load of [1, 2, 3, 6]) {
      expectInInterval(estimate(ends.map((end) => end.loadTail[load] ?? NaN)), theory.loadTail[load] ?? NaN);
    }
    expectInInterval(estimate(ends.map((end) => end.meanMaxLoad)), theory.meanMaxLoad ?? NaN);
  });

  test('a crash loses what the server had and what comes until the health check, and nothing after', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1000, max: 20_000 }), (seed, atMs) => {
        const run = model.start({ ...defaults, healthCheckMs: 2000 }, seed);
        run.runUntil(atMs);
        const had = run.snapshot();
        run.act('crash-server');
        const checkAt = 2000 * (Math.floor(atMs / 2000) + 1);
        run.runUntil(checkAt);
        const noticed = run.snapshot();
        run.runUntil(checkAt + 2000);
        const later = run.snapshot();
        const sent = (snapshot: LoadBalancerSnapshot): number => snapshot.servers[0]?.dispatched ?? NaN;
        const towards = had.moving.filter(({ to }) => to === 'server-1').length;
        expect(sent(later)).toBe(sent(noticed));
        expect(later.servers[0]).toMatchObject({ up: false, believedUp: false, load: 0 });
        expect(later.failed).toBe((had.servers[0]?.load ?? NaN) + towards + sent(noticed) - sent(had));
      }),
    );
  });

  test('a request is served until the moment that was foreseen, also next to a crash and a recovery', () => {
    const anyActions = fc.array(
      fc.record({
        atMs: fc.integer({ min: 0, max: 20_000 }),
        action: fc.constantFrom('crash-server' as const, 'recover-server' as const),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(fc.integer(), anyActions, (seed, actions) => {
        const run = model.start({ ...defaults, healthCheckMs: 250 }, seed, actions);
        let before = run.snapshot().servers;
        while (run.nextEventAt < 20_000) {
          run.runUntil(run.nextEventAt);
          const { now, servers } = run.snapshot();
          servers.forEach(({ serving, up }, index) => {
            const was = before[index]?.serving ?? null;
            if (was !== null && up && was.id !== serving?.id) expect(was.endsAt).toBe(now);
          });
          before = servers;
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a server that recovers gets requests again after the next check', () => {
    const run = model.start(defaults, 1, [
      { atMs: 5000, action: 'crash-server' },
      { atMs: 9000, action: 'recover-server' },
    ]);
    run.runUntil(9999);
    const before = run.snapshot().servers[0]?.dispatched ?? NaN;
    run.runUntil(20_000);
    expect(run.snapshot().servers[0]?.dispatched).toBeGreaterThan(before);
  });

  test('every request that arrived is answered, failed, moving or at a server', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 30_000 }), (seed, ms) => {
        const end = runFor(ms, seed, { policy: 'random' });
        const inside = end.servers.reduce((sum, server) => sum + server.load, 0);
        expect(end.answered + end.failed + end.moving.length + inside).toBe(end.arrived);
      }),
    );
  });
});
