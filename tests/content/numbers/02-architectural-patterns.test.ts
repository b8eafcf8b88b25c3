// The figures of "Architectural Patterns" recomputed. Not here: how the formulas are derived (src/course/numbers).
import { expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  backlog,
  downMinutes,
  drainSeconds,
  innocentsSentBack,
  logBytes,
  oneAfterAnother,
  pairs,
  pairsWithTeams,
  versionCombinations,
} from '../formulas/composition.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('02-architectural-patterns');
const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)}%`;

/** Kiosk's checkout, step by step: milliseconds and availability, as in the chapter's table. */
const checkout = [
  { ms: 20, up: 0.9995 },
  { ms: 250, up: 0.999 },
  { ms: 120, up: 0.995 },
  { ms: 40, up: 0.999 },
  { ms: 30, up: 0.999 },
];
const appendMs = 2;

test('fourteen people are more pairs than three teams', () => {
  expect(text.says(`14 × 13 / 2 = ${pairs(14)} pairs`)).toBe(true);
  expect(text.says(`10 + 10 + 6 pairs inside and 3 between them: ${pairsWithTeams([5, 5, 4])} pairs`)).toBe(
    true,
  );
});

test('small releases are rolled back less often', () => {
  expect(text.says(`1 − 0.98^20 = ${percent(anyOf(0.02, 20))}`)).toBe(true);
  expect(text.says(`A daily release of four changes has ${percent(anyOf(0.02, 4))}`)).toBe(true);
});

test('fewer good changes are rolled back with a bad one', () => {
  expect(
    text.says(`an average of ${innocentsSentBack(20, 20, 0.02).toFixed(1)} good changes are rolled back`),
  ).toBe(true);
  expect(text.says(`and ${innocentsSentBack(20, 4, 0.02).toFixed(1)} by daily releases`)).toBe(true);
  expect(innocentsSentBack(20, 1, 0.02)).toBe(0);
});

test('the release of 35 changes', () => {
  expect(text.question('release-train-risk').number).toBeCloseTo(100 * anyOf(0.02, 35), 1);
  expect(text.says(`1 − 0.98^35 = ${percent(anyOf(0.02, 35))}`)).toBe(true);
});

test('hops in turn add up', () => {
  const hop = 1;
  expect(text.says(`makes 26 hops, ${oneAfterAnother(Array<number>(26).fill(hop))} ms`)).toBe(true);
});

test('five services with one slow call in a hundred', () => {
  expect(text.says(`1 − 0.99^5 = ${percent(anyOf(0.01, 5))}`)).toBe(true);
});

test('six services in a chain', () => {
  const chain = allOf(Array<number>(6).fill(0.999));
  expect(text.says(`0.999^6 = ${percent(chain, 2)}`)).toBe(true);
  expect(
    text.says(
      `down for ${thousands(downMinutes(0.999, 30))} minutes in 30 days, the chain of six for ${thousands(downMinutes(chain, 30))}`,
    ),
  ).toBe(true);
});

test('old and new versions of five services', () => {
  expect(text.says(`2^5 = ${versionCombinations(5, 2)} combinations`)).toBe(true);
});

test('checkout with and without its side effects', () => {
  const needed = checkout.slice(0, 2);
  const allMs = oneAfterAnother(checkout.map((step) => step.ms));
  const neededMs = oneAfterAnother([...needed.map((step) => step.ms), appendMs]);
  const allUp = percent(allOf(checkout.map((step) => step.up)), 2);
  const neededUp = percent(allOf(needed.map((step) => step.up)), 2);
  expect(text.says(`${allMs} ms, and ${allUp} of checkouts succeed`)).toBe(true);
  expect(text.says(`checkout takes ${neededMs} ms and succeeds in ${neededUp} of cases`)).toBe(true);
  expect(text.says(`checkout takes ${neededMs} ms instead of ${allMs}`)).toBe(true);
});

test('what a week of events weighs', () => {
  expect(text.says(`= ${thousands(logBytes(120, 1000, 7, 3) / 1e9)} GB`)).toBe(true);
});

test('appends that take turns on a lock held over two half and one whole round trip and a commit', () => {
  const roundTripMs = 0.5;
  const heldMs = 2 * roundTripMs + 2;
  expect(
    text.says(`make ${heldMs} ms, so the log accepts at most ${Math.floor(1000 / heldMs)} appends`),
  ).toBe(true);
  const firstMinutes = (2 * 2000 * 5) / 900;
  expect(text.says(`would bring ${firstMinutes.toFixed(0)} per second in its first minutes`)).toBe(true);
});

test('the share of changes that touch two modules', () => {
  expect(
    text.says('Of the last 120 changes to ordering at Kiosk, 54 also changed the discount code, and 6'),
  ).toBe(true);
  expect(text.says(`At ${percent(54 / 120, 0)}, discounts`)).toBe(true);
  expect(text.says(`At ${percent(6 / 120, 0)}, the catalog`)).toBe(true);
});

test('what a function costs at rare and at steady load, and the connections it opens', () => {
  const dollars = (perMonth: number): number => (perMonth / 1e6) * 0.2 + perMonth * 0.05 * 0.5 * 0.0000167;
  expect(text.says(`For 1.8 million requests per month it costs $${dollars(1_800_000).toFixed(2)}`)).toBe(
    true,
  );
  const steady = 100 * 86_400 * 30;
  expect(text.says(`At a steady 100 requests per second, it costs $${dollars(steady).toFixed(0)}`)).toBe(
    true,
  );
  expect(text.says(`533 requests per second of 50 ms need ${Math.ceil(533 * 0.05)} instances`)).toBe(true);
  expect(text.says(`they become ${533 * 1} instances`)).toBe(true);
});

test('events that fall between a copy and a late subscription', () => {
  expect(
    text.says(`At 120 events per second, ${thousands(backlog(120, 20 * 60))} events fall in between`),
  ).toBe(true);
});

test('five retries with doubled pauses hold up a partition', () => {
  const pauses = oneAfterAnother([1, 2, 4, 8, 16]);
  expect(
    text.says(
      `during those ${pauses} s of retries 120 × ${pauses} = ${thousands(backlog(120, pauses))} events`,
    ),
  ).toBe(true);
});

test('rebuilding a read model from ten million events', () => {
  expect(text.says(`ten million events take ${thousands(10_000_000 / 2000 / 60)} minutes`)).toBe(true);
});

test('ten minutes of downtime', () => {
  const waiting = backlog(120, 600);
  expect(text.says(`120 × 600 = ${thousands(waiting)} events`)).toBe(true);
  expect(text.says(`${thousands(waiting)} / 80 = ${drainSeconds(waiting, 120, 200)} s`)).toBe(true);
  expect(drainSeconds(waiting, 120, 130)).toBe(2 * 3600);
  expect(drainSeconds(waiting, 120, 120)).toBe(Infinity);
});

test('four seconds of downtime in the figure', () => {
  const handled = 1000 / 800;
  expect(
    text.says(`are ${handled} events per second: about ${drainSeconds(backlog(1, 4), 1, handled)} s`),
  ).toBe(true);
  expect(text.says(`and ${drainSeconds(1, 1, handled)} s more for the one`)).toBe(true);
});

test('twenty minutes of downtime', () => {
  expect(text.question('drain-after-outage').number).toBe(drainSeconds(backlog(300, 1200), 300, 400) / 60);
});

test('the account page of the exercise', () => {
  const products = Array<number>(10).fill(2);
  expect(text.says(`= ${oneAfterAnother([3, 12, ...products, 8])} ms. With the products`)).toBe(true);
  expect(text.says(`3 + 12 + 5 + 8 = ${oneAfterAnother([3, 12, 5, 8])} ms`)).toBe(true);
  expect(text.says(`12 + 5 = ${oneAfterAnother([Math.max(3, 12, 8), 5])} ms`)).toBe(true);
});
