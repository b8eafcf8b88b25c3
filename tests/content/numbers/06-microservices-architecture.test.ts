// The figures of "Microservices Architecture" recomputed. Not here: how the formulas are derived (src/course/numbers).
import { expect, test } from 'vitest';
import {
  amplification,
  budgetedAmplification,
  callsUntilRun,
  fillSeconds,
  inFlight,
  meanAttempts,
  pauseCeilingMs,
  remainingMs,
  sagaSuccess,
  secondsBetweenTraces,
  stillFailing,
  worstCaseMs,
} from '../formulas/retries.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('06-microservices-architecture');

/** Kiosk at its peak, and the policy that its code example uses. */
const checkoutsPerSecond = 40;
const policy = { retries: 2, perTryMs: 450, baseMs: 100, capMs: 2000 };
const worst = worstCaseMs(policy.retries, policy.perTryMs, policy.baseMs, policy.capMs);

test('connections held by checkouts', () => {
  expect(text.says(`40 × 0.5 = ${inFlight(checkoutsPerSecond, 0.5)} connections`)).toBe(true);
  expect(text.says(`40 × 30 = ${thousands(inFlight(checkoutsPerSecond, 3 * 10))} connections`)).toBe(true);
  const free = 100 - inFlight(checkoutsPerSecond, 0.5);
  expect(text.says(`${free} / 40 = ${fillSeconds(free, checkoutsPerSecond).toFixed(1)} s`)).toBe(true);
  expect(text.says(`40 × 1 = ${inFlight(checkoutsPerSecond, 1)} connections`)).toBe(true);
  expect(text.says(`40 × 0.25 = ${inFlight(checkoutsPerSecond, 0.25)} slots`)).toBe(true);
});

test('sixty slots at 25 requests a second', () => {
  expect(text.question('pool-fill-time').number).toBe(fillSeconds(60, 25));
});

test('a deadline of two seconds divided among three layers', () => {
  const workMs = [60, 40, 30];
  for (const layers of [1, 2, 3]) {
    expect(text.says(`${thousands(remainingMs(2000, workMs.slice(0, layers), 50))} ms`)).toBe(true);
  }
  expect(
    text.says(`make ${thousands(worst)} ms, inside the ${thousands(remainingMs(2000, workMs, 50))} ms`),
  ).toBe(true);
  expect(worst).toBeLessThanOrEqual(remainingMs(2000, workMs, 50));
});

test('attempts and remaining failures with two retries', () => {
  const rows: [number, string, string][] = [
    [0.01, '1.01', '0.0001%'],
    [0.1, '1.11', '0.1%'],
    [0.5, '1.75', '12.5%'],
    [1, '3', '100%'],
  ];
  for (const [failure, attempts, failing] of rows) {
    expect(Number(attempts)).toBeCloseTo(meanAttempts(failure, 2), 2);
    expect(Number.parseFloat(failing)).toBeCloseTo(100 * stillFailing(failure, 2), 9);
    expect(text.says(`| ${100 * failure}% | ${attempts} | ${failing} |`)).toBe(true);
  }
});

test('retries at several layers multiply', () => {
  expect(text.says(`make 3^3 = ${amplification(2, 3)}.`)).toBe(true);
  expect(text.says(`4^3 = ${amplification(3, 3)}.`)).toBe(true);
  expect(text.says(`40 × 27 = ${thousands(checkoutsPerSecond * amplification(2, 3))} requests`)).toBe(true);
  const throughPool = (100 / 30) * amplification(2, 3);
  expect(text.says(`100 / 30 × 27 = ${thousands(throughPool)} a second`)).toBe(true);
  expect(text.question('amplified-attempts').number).toBe(amplification(2, 4));
});

test('four requests a second through a proxy that retries twice', () => {
  expect(text.says(`rose to about ${4 * amplification(2, 1)} a second`)).toBe(true);
  expect(text.says(`climb toward ${amplification(2, 3)}`)).toBe(true);
});

test('a retry budget bounds the product', () => {
  const factor = budgetedAmplification(0.1, 3).toFixed(2);
  expect(text.says(`1.1^3 = ${factor} instead of ${amplification(2, 3)}`)).toBe(true);
});

test('a budget on retries in flight hardly bounds failures that are fast', () => {
  const rows: [string, number][] = [
    ['no backoff', 0],
    ['25 ms', 25],
    ['100 ms', 100],
  ];
  for (const [label, backoffMs] of rows) {
    const attempts = attemptsUnderConcurrencyBudget(backoffMs).toFixed(1);
    expect(text.says(`| ${label} | ${attempts} |`), `${label}: ${attempts}`).toBe(true);
  }
});

test('what a bulkhead lets through, and where an adaptive limit settles', () => {
  expect(text.question('limit-throughput').number).toBe(20 / 2);
  expect(text.says(`answers in 50 ms and can do 400 a second, at ${inFlight(400, 0.05)}`)).toBe(true);
});

test('a composed query needs all services and waits for the slowest', () => {
  expect(text.says(`available 99.9% of the time give ${(100 * 0.999 ** 3).toFixed(1)}%`)).toBe(true);
  expect(text.says(`slow for 1% of calls, ${(100 * (1 - 0.99 ** 3)).toFixed(1)}% of the pages`)).toBe(true);
  expect(text.question('composed-availability').number).toBeCloseTo(100 * (1 - 0.99 ** 5), 1);
});

test('pauses double up to the cap', () => {
  const ceilings = [0, 1, 2, 3, 4, 5].map((attempt) => pauseCeilingMs(attempt, 100, 2000));
  const listed = `${ceilings.slice(0, 5).map(thousands).join(', ')} and ${thousands(ceilings[5] ?? 0)} ms`;
  expect(text.says(listed)).toBe(true);
});

test('a run of five failures is a slow signal', () => {
  expect(text.says(`after ${thousands(callsUntilRun(0.5, 5))} calls on average`)).toBe(true);
  expect(text.says(`if a fifth fail, after ${thousands(callsUntilRun(0.2, 5))}`)).toBe(true);
});

test('a rare fault under head sampling', () => {
  expect(text.says(`once in ${thousands(secondsBetweenTraces(1000, 1e-4, 0.01))} s`)).toBe(true);
});

test('one saga in a hundred compensates', () => {
  const straight = sagaSuccess(0.998, 5);
  const perHour = checkoutsPerSecond * 3600 * (1 - straight);
  expect(text.says(`0.998^5 = ${(100 * straight).toFixed(1)}%`)).toBe(true);
  expect(text.says(`are ${thousands(perHour)} an hour`)).toBe(true);
});

test('the deadline of the exercise', () => {
  const left = remainingMs(1200, [20, 80, 40], 40);
  expect(text.says(`= ${left} ms. The pauses take at most 150 ms`)).toBe(true);
  expect(text.says(`have ${left - 150} ms, or ${thousands((left - 150) / 3)} ms each`)).toBe(true);
  expect(text.says(`(${left} − 50) / 2 = ${(left - 50) / 2} ms`)).toBe(true);
});

test('the incident of the exercise', () => {
  expect(text.says(`(3 + 1)^3 = ${amplification(3, 3)}`)).toBe(true);
  expect(text.says(`50 × 64 = ${thousands(50 * amplification(3, 3))} requests`)).toBe(true);
  const factor = budgetedAmplification(0.2, 3);
  expect(text.says(`1.2^3 = ${factor.toFixed(2)}, so about ${thousands(50 * factor)} requests`)).toBe(true);
});

/** Attempts per request at Envoy's kind of budget: 50 requests a second at random, a service that fails after 1 ms, three
 *  retries with full jitter, and at most max(3, 20 % of the requests in flight) retries held. A retry holds its place from
 *  when it is scheduled until its attempt has ended. */
function attemptsUnderConcurrencyBudget(backoffMs: number): number {
  const [perSecond, serviceMs, retries, share, least, wanted] = [50, 1, 3, 0.2, 3, 50_000];
  const random = generator();
  const events: { at: number; happen: () => void }[] = []; // the next one last
  let [now, active, held, attempts, requests] = [0, 0, 0, 0, 0];

  function schedule(afterMs: number, happen: () => void): void {
    const at = now + afterMs;
    let place = events.length;
    while (place > 0 && (events[place - 1]?.at ?? Infinity) < at) place -= 1;
    events.splice(place, 0, { at, happen });
  }
  function attempt(retry: number): void {
    attempts += 1;
    active += 1;
    schedule(serviceMs, () => {
      active -= 1;
      if (retry > 0) held -= 1;
      if (retry >= retries || held >= Math.max(least, share * active)) return;
      held += 1;
      schedule(random() * backoffMs * 2 ** retry, () => attempt(retry + 1));
    });
  }
  function arrive(): void {
    requests += 1;
    attempt(0);
    if (requests < wanted) schedule((-Math.log(1 - random()) * 1000) / perSecond, arrive);
  }
  schedule(0, arrive);
  for (let event = events.pop(); event; event = events.pop()) {
    now = event.at;
    event.happen();
  }
  return attempts / requests;
}

/** Mulberry32 from a fixed seed: numbers from 0 to 1. */
function generator(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
