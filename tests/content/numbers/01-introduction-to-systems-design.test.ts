// Every number of the first chapter that follows from a formula, recomputed, and the curves of its drawing.
// Not a test of the simulations.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allOf, allowedDowntime, anyOf, availabilityOf, pairDownShare } from '../formulas/availability.ts';
import {
  allowedSlowPart,
  backlog,
  erlangB,
  erlangC,
  exponentialPercentile,
  meanResponse,
  meanWait,
  meanWaitVaried,
  requestsInside,
  slowShare,
  utilisation,
} from '../formulas/queueing.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('01-introduction-to-systems-design');
const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)}%`;
const says = (fragment: string): void => {
  expect(text.says(fragment), `the chapter should say "${fragment}"`).toBe(true);
};

const serviceSeconds = 0.008;
const saleRate = (6000 * 20) / 900;
const peakRate = (2 * 12_000 * 20) / 900;
const monthMinutes = 30 * 24 * 60;

test('the day of the sale looks harmless in averages', () => {
  says(`busy for ${percent((180_000 * serviceSeconds) / 86_400, 1)} of the day`);
  says(`up in ${percent(1 - 15 / monthMinutes, 2)} of the month's minutes`);
  says(`counted by requests was ${percent(1 - 120_000 / (1_800_000 + 120_000), 2)}`);
  says(`${thousands(180_000 * serviceSeconds)} of 86,400 seconds`);
});

test('950 requests of 20 ms and 50 of a second have a mean of 69 ms', () => {
  says(`The mean is ${(950 * 20 + 50 * 1000) / 1000} ms`);
  says(`20 requests and slow ones are spread at random, ${percent(slowShare(0.05, 20))} of the customers`);
});

test('an error budget is counted in requests', () => {
  const month = 1_800_000 + 120_000;
  says(`Kiosk's budget was ${thousands(allowedDowntime(0.999, month))} failed requests`);
  says(`The sale used it ${(120_000 / allowedDowntime(0.999, month)).toFixed(1)} times over`);
  const failed = 4 * 60 * 50 * 0.1;
  expect(text.question('design-error-budget').number).toBeCloseTo(
    (100 * failed) / allowedDowntime(0.9995, 6_000_000),
  );
});

test('a client that waits misses the frozen second', () => {
  const onSchedule = Array.from({ length: 1000 }, (_, index) => (index < 100 ? 1000 - 10 * index : 1));
  const sorted = onSchedule.toSorted((a, b) => a - b);
  says(`the p99 would be about ${sorted[Math.ceil(0.99 * 1000) - 1] ?? NaN} ms`);
});

test('fan-out makes the tail ordinary', () => {
  says(`5 calls that is ${percent(slowShare(0.01, 5), 1)}`);
  says(`with 20 calls ${percent(slowShare(0.01, 20), 1)}`);
  says(`100 calls ${percent(slowShare(0.01, 100), 1)}`);
  says(`slow in only ${percent(allowedSlowPart(0.01, 20), 2)}`);
  const asked = text.question('design-fan-out');
  expect(Math.abs((asked.number ?? NaN) - 100 * slowShare(1 / 200, 30))).toBeLessThan(asked.tolerance ?? 0);
});

test('a median falls by 40 ms although two requests in a thousand changed', () => {
  const repeat = (value: number, times: number): number[] => Array<number>(times).fill(value);
  const before = [...repeat(70, 499), 110, 110, ...repeat(170, 499)];
  const after = [...repeat(70, 501), ...repeat(170, 499)];
  const median = (values: readonly number[]): number => values[Math.ceil(values.length / 2) - 1] ?? NaN;
  expect([median(before), median(after)]).toEqual([110, 70]);
});

test("Little's law sizes processes, pools and stalls", () => {
  says(`120 × 0.05 = ${requestsInside(120, 0.05)} requests`);
  says(`20/0.05 = ${20 / 0.05} requests per second`);
  says(`rise from ${requestsInside(30, 0.2)} to ${requestsInside(30, 5)}`);
  says(`has 125 × 0.2 = ${requestsInside(125, 0.2)} in progress`);
  expect(text.question('design-dashboard').number).toBeCloseTo((1000 * 18) / 90);
  says(`90 × 0.02 = ${requestsInside(90, 0.02)} connections`);
});

test('the limit is sized for the percentile that was promised', () => {
  const late = (place: number): number => sumExceeds(place, 0.2 / serviceSeconds);
  says(`exceeds 200 ms with a probability of ${percent(late(25))}`);
  says(
    `For the 15th in line the probability is ${percent(late(15), 2)}, and for the 14th ${percent(late(14), 2)}`,
  );
  expect(late(14)).toBeLessThan(0.01);
  expect(late(15)).toBeGreaterThan(0.01);
});

test('the drawing shows the curves of the formulas', () => {
  const drawing = readFileSync(
    new URL('../../../content/backend-architecture/01-waiting.svg', import.meta.url),
    'utf8',
  );
  const drawn = [...drawing.matchAll(/<polyline points="([^"]*)"/g)].map(([, points = '']) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  );
  const curves = [
    meanResponse,
    (busy: number) => 1 + meanWaitVaried(busy, 0),
    (busy: number) => (busy === 0 ? 1 : meanResponse(busy, 4)),
  ];
  expect(drawn.length).toBe(curves.length);
  for (const [index, curve] of curves.entries()) {
    const points = drawn[index] ?? [];
    expect(points.length).toBe(96);
    for (const [at, [x = NaN, y = NaN]] of points.entries()) {
      expect(x).toBeCloseTo(36 + 3.64 * at, 0);
      expect((276 - y) / 12).toBeCloseTo(curve(at / 100), 1);
    }
  }
  says('2 at 50%, 5 at 80%, 10 at 90%, 20 at 95%');
  says(`3 at 80%, ${(1 + meanWaitVaried(0.95, 0)).toFixed(1)} at 95%`);
  says(`${meanResponse(0.8, 4).toFixed(2)} at 80%`);
});

test('an overload sustains itself when clients retry', () => {
  says(
    `only 80 new requests per second arrive, which would be a utilization of ${percent(utilisation(80, serviceSeconds))}`,
  );
  says(`receives ${80 * 2} requests per second against a capacity of ${1 / serviceSeconds}`);
  says(`300 new requests and 300 retries make ${300 * 2} per second against a capacity of 500`);
});

test('a closed load limits itself', () => {
  says(`each response takes 50/125 = ${50 / 125} s`);
});

test('what a backup may lose and how long copying takes', () => {
  says(`so up to ${500} orders`);
  says(`Copying 40 GB at 100 MB/s takes ${40_000 / 100} s`);
});

test.each([0.2, 0.5, 0.8, 0.9, 0.95, 0.99])('the table of utilization is right at %f', (busy) => {
  const inServices = Number(meanResponse(busy).toFixed(2));
  const meanMs = 1000 * serviceSeconds * meanResponse(busy);
  const p99 = thousands(exponentialPercentile(meanMs, 0.99));
  says(`| ${percent(busy)} | ${inServices} | ${meanMs.toFixed(0)} ms | ${p99} ms |`);
});

test('the sale was 6.7% too much and left 7,500 requests waiting', () => {
  const capacity = 1 / serviceSeconds;
  says(`1,000/8 = ${capacity} requests per second`);
  says(`or ${saleRate.toFixed(0)} per second against a capacity of ${capacity}`);
  says(`that is ${percent(saleRate / capacity - 1, 1)} too many`);
  says(`grew by ${backlog(saleRate, capacity, 1).toFixed(1)} requests per second`);
  says(`to ${thousands(backlog(saleRate, capacity, 900))} after 900 seconds`);
  expect(backlog(saleRate, capacity, 900) / capacity).toBeCloseTo(60);
});

test('variability lengthens and sharing shortens the wait', () => {
  expect(meanWaitVaried(0.8, 0)).toBeCloseTo(meanWait(0.8) / 2);
  expect(meanWaitVaried(0.8, 4) / meanWaitVaried(0.8, 1)).toBeCloseTo(2.5);
  says(
    `wait ${meanWait(0.8).toFixed(0)} service times on average, the common queue ${meanWait(0.8, 4).toFixed(2)}`,
  );
  expect(meanWait(0.8, 4) / meanWait(0.8)).toBeLessThan(0.2);
  says(`At 90% the wait is ${meanWait(0.9).toFixed(0)} service times`);
  says(`halve it, to ${meanWaitVaried(0.9, 0).toFixed(1)}`);
  says(`bring it to ${meanWait(0.9, 2).toFixed(1)}`);
});

test('ten percent more traffic at 85% more than doubles the time', () => {
  const [before, after] = [meanResponse(0.85), meanResponse(0.85 * 1.1)];
  says(`${before.toFixed(1)} service times become 1/(1 − 0.935) = ${after.toFixed(1)}`);
  says(`which is ${(after / before).toFixed(1)} times as long`);
});

test("Erlang's formulas agree with the textbook and survive a thousand servers", () => {
  expect(erlangB(2, 1)).toBeCloseTo(1 / 5, 12);
  expect(erlangC(1, 0.7)).toBeCloseTo(0.7, 12);
  expect(erlangC(2, 0.5)).toBeCloseTo(1 / 3, 12);
  expect(erlangC(1000, 0.97)).toBeGreaterThan(0);
  expect(erlangC(1000, 0.97)).toBeLessThan(1);
  expect(() => erlangC(4, 1)).toThrow('got 1');
});

test('each nine is a tenth of the downtime', () => {
  says(
    `| 99% | ${allowedDowntime(0.99, monthMinutes).toFixed(0)} min | ${allowedDowntime(0.99, 8760).toFixed(1)} h`,
  );
  says(
    `| ${allowedDowntime(0.999, monthMinutes).toFixed(1)} min | ${allowedDowntime(0.999, 8760).toFixed(2)} h`,
  );
  const [fourMonth, fourYear] = [monthMinutes, 8760 * 60].map((length) => allowedDowntime(0.9999, length));
  says(`| ${fourMonth?.toFixed(2)} min | ${fourYear?.toFixed(0)} min |`);
  const fiveSeconds = allowedDowntime(0.99999, monthMinutes * 60).toFixed(0);
  says(`| ${fiveSeconds} s | ${allowedDowntime(0.99999, 8760 * 60).toFixed(1)} min |`);
});

test('repair, series and parallel compose as the chapter says', () => {
  says(`720/720.5 = ${percent(availabilityOf(720, 0.5), 2)}`);
  expect(availabilityOf(720, 0.25)).toBeCloseTo(availabilityOf(1440, 0.5), 12);
  const kiosk = allOf([0.999, 0.9995, 0.9995]);
  says(
    `Together that is ${percent(kiosk, 2)}, or ${allowedDowntime(kiosk, monthMinutes).toFixed(0)} minutes per month`,
  );
  says(`leaves ${percent(anyOf([0.999, 0.999]), 4)}`);
  const down = pairDownShare(0.999, 0.1);
  says(`down ${percent(down, 4)} of the time: ${percent(1 - down, 2)}`);
  const five = allowedDowntime(allOf(Array<number>(5).fill(0.999)), monthMinutes);
  expect(text.question('design-series').number).toBeCloseTo(five, 1);
  says(`unavailable for ${percent(0.001 / 3, 3)} of the time`);
  expect((0.001 * (2 / 3)) ** 2).toBeLessThan(0.000001);
});

test('the table of parts at the peak is right', () => {
  says(`${((12_000 * 20) / 900).toFixed(0)} per second on average`);
  says(`a peak of ${peakRate.toFixed(0)} per second`);
  says(`| ${percent(utilisation(peakRate, serviceSeconds))}: fails |`);
  says(`533 × 8 ms / 8 | ${percent(utilisation(peakRate, serviceSeconds, 8))} |`);
  says(`533 × 8 ms / 7 | ${percent(utilisation(peakRate, serviceSeconds, 7))} |`);
  says(`533 × 2.5 ms / 8 | ${percent(utilisation(peakRate, 0.0025, 8))} |`);
  says(`533 × 6 ms | ${requestsInside(peakRate, 0.006).toFixed(1)} |`);
  const megabits = (peakRate * 40_000 * 8) / 1e6;
  says(`${megabits.toFixed(0)} Mbit/s, ${percent(megabits / 1000)} |`);
  says(`/ 4 is ${percent(utilisation(peakRate, serviceSeconds, 4))}`);
});

test('reads, writes, growth and distance are estimated as the chapter says', () => {
  const writes = 12_000 + 2_000;
  says(
    `${thousands(writes)} writes among 240,000 requests, ${((240_000 - writes) / writes).toFixed(0)} reads for each write`,
  );
  const megabytesAYear = (500 * 2 * 365) / 1000;
  says(`the sale adds ${(2000 * 2) / 1000} MB. Ordinary days have 500 orders, ${megabytesAYear} MB per year`);
  says(
    `${2 ** 3} times as much in the third year from now, ${((2 ** 3 * megabytesAYear) / 1000).toFixed(1)} GB`,
  );
  says(`2 × 6,200 km takes ${((2 * 6200) / 200_000) * 1000} ms`);
});

test('the machines cost less than the limit', () => {
  says(`cost 40 + 2 × 120 + 240 = $${40 + 2 * 120 + 240} per month`);
  expect(40 + 2 * 120 + 240).toBeLessThan(700);
});

test('the third machine costs more than the failure it covers', () => {
  const refused = refusedShare(utilisation(peakRate, serviceSeconds, 4), 14);
  says(`refuse about ${percent(refused)} of the requests`);
  const orders = Math.round((2 * 2000 * 300) / 900);
  says(`${thousands(orders)} orders with a profit of $8 each`);
  const loss = refused * orders * 8;
  says(`costs about $${thousands(Math.round(loss / 10) * 10)}`);
  const machineDown = 1 - allOf([0.999, 0.9995]);
  says(`Each machine is down ${percent(machineDown, 2)} of the time`);
  says(`one of the two is down is ${percent(2 * machineDown, 1)}`);
  says(`expected loss is about $${(loss * 2 * machineDown).toFixed(0)}, against $120`);
});

test('five and eight processes wait as the chapter says', () => {
  const [five, eight] = [5, 8].map((servers) => utilisation(peakRate, serviceSeconds, servers)) as [
    number,
    number,
  ];
  says(`would be ${percent(five)} busy`);
  const [fiveMs, eightMs] = [8 * meanResponse(five), 8 * meanResponse(eight)];
  says(`the mean time would be ${fiveMs.toFixed(0)} ms`);
  says(
    `that would be ${exponentialPercentile(fiveMs, 0.99).toFixed(0)} ms, more than the ${300 - 100} that are left`,
  );
  says(
    `the mean is ${eightMs.toFixed(0)} ms and the p99 ${exponentialPercentile(eightMs, 0.99).toFixed(0)} ms`,
  );
  says(`one common queue would have a mean of ${(8 * meanResponse(eight, 8)).toFixed(1)} ms`);
  const orders = 2000 / 900;
  says(
    `it is ${orders.toFixed(1)} per second on average and ${(2 * orders).toFixed(1)} in the first minutes`,
  );
  says(`The row, full at ${Math.floor(100 / (2 * orders))} times`);
  expect(1 / utilisation(peakRate, 0.0025, 8)).toBeCloseTo(6);
  says(`four processes are only ${percent(utilisation(peakRate / 2, serviceSeconds, 4))} busy`);
});

test('the second sale keeps its promise and moves the downtime to the database', () => {
  const refused = peakRate * 60 * 0.005;
  says(`In the busiest minute, ${percent(refused / (peakRate * 60), 1)} of the requests`);
  says(`${refused.toFixed(0)} of 240,000`);
  const expected = peakRate * 60 * refusedShare(utilisation(peakRate, serviceSeconds, 8), 14);
  expect(expected).toBeCloseTo(2, 0);
  const completed = 0.5 * (8 / serviceSeconds);
  says(
    `the eight processes completed ${completed}, and their limits held 8 × 14 = ${8 * 14} more. The other ${772 - completed - 8 * 14}`,
  );
  expect(772 - completed - 8 * 14).toBeCloseTo(refused);
  says(`would take ${8 * 10} of the other ${100 - 3}`);
  says(`would need ${2 * 8 * 10}`);
  expect(refused / 240_000).toBeLessThan(0.001);
  const machine = allOf([0.999, 0.9995]);
  says(`machines of ${percent(machine, 2)} each`);
  const pair = 1 - pairDownShare(machine, 0.1);
  says(`(${percent(pair, 3)} if a tenth`);
  const whole = allOf([0.9999, pair, 0.9995]);
  says(`together ${percent(whole, 2)}`);
  says(`have become ${allowedDowntime(whole, monthMinutes).toFixed(0)}`);
  expect(0.0005 / (1 - whole)).toBeCloseTo(2 / 3, 1);
});

test('the exercises compute as their solutions say', () => {
  const ticketPeak = (3 * 20_000 * 12) / 600;
  says(
    `${thousands(ticketPeak)} × 0.005 = ${ticketPeak * 0.005} busy processors, so a utilization of 60% needs ${(ticketPeak * 0.005) / 0.6} processes`,
  );
  const [lucky, all] = [3000, 20_000].map((buyers) => (3 * buyers) / 600) as [number, number];
  says(`would be ${lucky} per second at the peak, or ${percent(utilisation(lucky, 0.02))}`);
  says(`the ${thousands(20_000 - 3000)} who come too late`);
  says(`are ${(all / 3).toFixed(0)} per second, ${all} at the peak`);
  says(`The load on the counter is ${utilisation(all, 0.02).toFixed(1)} times what it can carry`);
  const own = allOf([0.9999, 1 - pairDownShare(allOf([0.999, 0.9995]), 0.1), 0.9995]);
  says(`× 0.995 = ${percent(own * 0.995, 2)}`);
  const providers = pairDownShare(0.995, 0.1);
  says(`= ${percent(providers, 3)}, so ${percent(1 - providers, 3)}`);
  says(`it makes ${percent(own * (1 - providers), 2)}`);
  says(`0.9995 = ${percent(own, 2)}, which keeps the promise`);
  expect(own).toBeGreaterThan(0.999);
});

/** Probability that the sum of `count` exponential times exceeds `means` times their mean (Erlang's distribution). */
function sumExceeds(count: number, means: number): number {
  let term = Math.exp(-means);
  let sum = 0;
  for (let n = 0; n < count; n++) {
    sum += term;
    term *= means / (n + 1);
  }
  return sum;
}

/** Share of requests that M/M/1 refuses when it admits at most `limit` at a time; `load` may exceed 1. */
function refusedShare(load: number, limit: number): number {
  return ((1 - load) * load ** limit) / (1 - load ** (limit + 1));
}
