// Laws of the mesh proxy: the breaker obeys its state machine whatever happens, retries amplify to (k + 1)^d and
// no further, and a budget keeps them to a share.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { model, type MeshProxyParams, type MeshProxySnapshot } from '../../../src/sim/models/mesh-proxy.ts';
import { CircuitBreaker, type BreakerSettings } from '../../../src/sim/models/mesh-proxy/circuit-breaker.ts';
import { RESERVE } from '../../../src/sim/models/mesh-proxy/retry-budget.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval } from './confidence.ts';
import { anyNumber } from './any-number.ts';

const defaults = defaultParams(model);
/** Fails at once and always, with nothing to stop the retries. */
const broken = { ...defaults, breaker: false, failureRate: 1, troubleAfterSeconds: 0 };

/**
 * The same machine written as plainly as possible: it keeps the whole story of its present state and works out
 * from that what is allowed.
 */
class PlainBreaker {
  state: 'closed' | 'open' | 'half-open' = 'closed';
  since = 0;
  outcomes: boolean[] = [];
  admitted: symbol[] = [];
  readonly settings: BreakerSettings;

  constructor(settings: BreakerSettings) {
    this.settings = settings;
  }

  enter(state: PlainBreaker['state'], now: number): void {
    this.state = state;
    this.since = now;
    this.outcomes = [];
    this.admitted = [];
  }

  ask(now: number): symbol | null {
    if (this.state === 'open' && now >= this.since + this.settings.openMs) this.enter('half-open', now);
    const probeIsOut = this.state === 'half-open' && this.admitted.length > this.outcomes.length;
    if (this.state === 'open' || probeIsOut) return null;
    const call = Symbol('call');
    this.admitted.push(call);
    return call;
  }

  report(call: symbol, ok: boolean, now: number): void {
    if (!this.admitted.includes(call)) return;
    this.outcomes.push(ok);
    const latest = (count: number): boolean[] => this.outcomes.slice(-count);
    if (this.state === 'half-open') {
      if (!ok) this.enter('open', now);
      else if (this.outcomes.length === this.settings.probes) this.enter('closed', now);
    } else if (
      this.outcomes.length >= this.settings.failures &&
      !latest(this.settings.failures).includes(true)
    ) {
      this.enter('open', now);
    }
  }
}

describe('the circuit breaker', () => {
  const anySettings = fc.record({
    failures: fc.integer({ min: 1, max: 5 }),
    openMs: fc.integer({ min: 1, max: 20 }),
    probes: fc.integer({ min: 1, max: 4 }),
  });
  const anyInput = fc.array(
    fc.record({
      waitMs: fc.nat(6),
      what: fc.constantFrom('ask' as const, 'ok' as const, 'failed' as const),
      which: fc.nat(100),
    }),
    { maxLength: 120 },
  );

  test('obeys its state machine under random input', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anySettings, anyInput, (settings, inputs) => {
        const breaker = new CircuitBreaker(settings);
        const plain = new PlainBreaker(settings);
        const out: { permit: number; call: symbol }[] = [];
        let now = 0;
        for (const { waitMs, what, which } of inputs) {
          now += waitMs;
          if (what === 'ask') {
            const [permit, call] = [breaker.ask(now), plain.ask(now)];
            expect(permit === null).toBe(call === null);
            if (permit !== null && call !== null) out.push({ permit, call });
          } else {
            const [reported] = out.splice(which % Math.max(out.length, 1), 1);
            if (reported === undefined) continue;
            breaker.report(reported.permit, what === 'ok', now);
            plain.report(reported.call, what === 'ok', now);
          }
          const due = plain.state === 'open' && now >= plain.since + settings.openMs;
          expect(breaker.state(now)).toBe(due ? 'half-open' : plain.state);
          seen.add(plain.state);
        }
      }),
      { numRuns: 1000 },
    );
    expect([...seen].sort()).toEqual(['closed', 'half-open', 'open']);
  });

  test('while open lets nothing through, then one probe at a time, and closes after enough good ones', () => {
    const breaker = new CircuitBreaker({ failures: 2, openMs: 1000, probes: 2 });
    for (const now of [0, 1]) breaker.report(breaker.ask(now) ?? NaN, false, now);
    expect(breaker.state(1)).toBe('open');
    expect(breaker.ask(1000)).toBeNull();
    const probe = breaker.ask(1001);
    expect([probe === null, breaker.ask(1002)]).toEqual([false, null]);
    breaker.report(probe ?? NaN, true, 1003);
    expect(breaker.state(1003)).toBe('half-open');
    breaker.report(breaker.ask(1004) ?? NaN, true, 1005);
    expect(breaker.state(1005)).toBe('closed');
  });

  test('does not count what a call from before it opened comes to', () => {
    const breaker = new CircuitBreaker({ failures: 1, openMs: 1000, probes: 1 });
    const [slow, fast] = [breaker.ask(0), breaker.ask(0)];
    breaker.report(fast ?? NaN, false, 1);
    const probe = breaker.ask(1001);
    breaker.report(slow ?? NaN, true, 1002);
    expect(breaker.state(1002)).toBe('half-open');
    breaker.report(probe ?? NaN, true, 1003);
    expect(breaker.state(1003)).toBe('closed');
  });
});

function runFor(ms: number, seed: number, params: MeshProxyParams): MeshProxySnapshot {
  const run = model.start(params, seed);
  run.runUntil(ms);
  return run.snapshot();
}

/** Tries at the last service. */
function lastAttempts({ hops }: MeshProxySnapshot): number {
  return hops.at(-1)?.attempts ?? NaN;
}

/** Nothing moves, works or pauses: every request has had all of its tries. */
function quiet({ moving, inLastService, hops }: MeshProxySnapshot): boolean {
  return moving.length === 0 && inLastService === 0 && hops.every(({ pausing }) => pausing.length === 0);
}

describe('retries', () => {
  test.each([
    { retries: 0, depth: 3 },
    { retries: 1, depth: 1 },
    { retries: 3, depth: 1 },
    { retries: 1, depth: 3 },
    { retries: 2, depth: 2 },
    { retries: 2, depth: 3 },
  ])('make (k + 1)^d tries of one request when everything fails: %o', ({ retries, depth }) => {
    const params = { ...broken, retries, depth, requestsPerSecond: 0.5, latencyMs: 20, backoffMs: 0 };
    let moments = 0;
    for (let seed = 0; seed < 10; seed++) {
      const run = model.start(params, seed);
      while (run.nextEventAt < 60_000) {
        run.runUntil(run.nextEventAt);
        const now = run.snapshot();
        expect(lastAttempts(now)).toBeLessThanOrEqual(now.requests * (retries + 1) ** depth);
        if (now.requests === 0 || !quiet(now)) continue;
        moments += 1;
        expect(lastAttempts(now)).toBe(now.requests * (retries + 1) ** depth);
        expect(now.amplification).toBe(now.worstAmplification);
        expect(now.failed).toBe(now.requests);
      }
    }
    expect(moments).toBeGreaterThan(5);
  });

  test.each([
    { failureRate: 0.5, retries: 2, depth: 1 },
    { failureRate: 0.7, retries: 1, depth: 3 },
    { failureRate: 0.2, retries: 1, depth: 2, timeoutMs: 400, latencyMs: 300 },
    { failureRate: 0, retries: 1, depth: 2, timeoutMs: 300, latencyMs: 200 },
  ])('amplify and save as theory says when only some tries fail: %o', (chosen) => {
    const ends = Array.from({ length: BATCHES }, (_, seed) =>
      runFor(200_000, seed, { ...broken, ...chosen }),
    );
    const theory = ends[0]?.theory;
    if (!theory) throw new Error('there is a theory without breaker and budget');
    expectInInterval(estimate(ends.map((end) => lastAttempts(end) / end.requests)), theory.amplification);
    expectInInterval(
      estimate(ends.map((end) => end.failed / (end.failed + end.succeeded))),
      theory.failingRequests,
    );
    const failing = ends.map(({ hops }) => (hops.at(-1)?.failures ?? NaN) / (hops.at(-1)?.attempts ?? NaN));
    expectInInterval(estimate(failing), theory.failingTries);
  });

  test('stay within the budget, at every proxy and at any time', () => {
    const anyUse = fc.record({
      seed: fc.integer(),
      ms: fc.integer({ min: 0, max: 30_000 }),
      budgetShare: anyNumber(0.05, 1),
      failureRate: anyNumber(0, 1),
      retries: fc.integer({ min: 0, max: 4 }),
      depth: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(anyUse, ({ seed, ms, ...chosen }) => {
        for (const { calls, retries } of runFor(ms, seed, { ...broken, ...chosen, budget: true }).hops) {
          expect(retries).toBeLessThanOrEqual(RESERVE + chosen.budgetShare * calls + 1e-9);
        }
      }),
    );
  });
});

describe('a proxy with a breaker', () => {
  test('lets only probes through while the service is broken: at most one per time that it stays open', () => {
    for (let seed = 0; seed < 20; seed++) {
      const params = { ...broken, breaker: true, breakerFailures: 5, openMs: 2000, requestsPerSecond: 20 };
      const early = runFor(20_000, seed, params);
      const late = runFor(60_000, seed, params);
      const probes = lastAttempts(late) - lastAttempts(early);
      expect(probes).toBeGreaterThan(0);
      expect(probes).toBeLessThanOrEqual(40_000 / 2000 + 1);
    }
  });

  test('closes again after the service is mended', () => {
    const run = model.start({ ...defaults, troubleAfterSeconds: 2 }, 1, [{ atMs: 20_000, action: 'mend' }]);
    run.runUntil(19_000);
    expect(run.snapshot().hops[0]?.breaker?.state).not.toBe('closed');
    run.runUntil(40_000);
    const mended = run.snapshot();
    expect(mended.hops[0]?.breaker?.state).toBe('closed');
    run.runUntil(60_000);
    expect(run.snapshot().failed - mended.failed).toBeLessThan(3);
  });

  test('fails requests fast while open', () => {
    const slow = { ...defaults, troubleAfterSeconds: 0, latencyMs: 1000, failureRate: 1 };
    const withBreaker = runFor(60_000, 1, { ...slow, breakerFailures: 3, openMs: 10_000 });
    const without = runFor(60_000, 1, { ...slow, breaker: false });
    expect(withBreaker.latencyMs.p50).toBe(0);
    expect(without.latencyMs.p50).toBeGreaterThan(1000);
    expect(withBreaker.failed).toBeGreaterThan(0.9 * withBreaker.requests);
  });
});

describe('the chain', () => {
  test('loses no request: each has succeeded, failed or is under way', () => {
    const anyUse = fc.record({
      seed: fc.integer(),
      ms: fc.integer({ min: 0, max: 30_000 }),
      breaker: fc.boolean(),
      budget: fc.boolean(),
      failureRate: anyNumber(0, 1),
      retries: fc.integer({ min: 0, max: 4 }),
      depth: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(anyUse, ({ seed, ms, ...chosen }) => {
        const now = runFor(ms, seed, { ...broken, ...chosen });
        const open = now.requests - now.succeeded - now.failed;
        expect(open).toBeGreaterThanOrEqual(0);
        if (quiet(now)) expect(open).toBe(0);
        for (const { calls, attempts, retries, rejected } of now.hops) {
          expect(attempts - retries + rejected).toBeGreaterThanOrEqual(calls);
        }
      }),
    );
  });
});
