import fc from '../../property.ts';
import { expect, test } from 'vitest';
import {
  doubledWrites,
  envelopeCharacters,
  repeatsByOffset,
  rowsReadByOffset,
  weeksUntilShare,
} from '../formulas/api-design.ts';
import {
  mostAroundBoundary,
  mostInWindow,
  secondsToDrain,
  secondsUntilBurstGone,
  secondsUntilToken,
} from '../formulas/rate-limiting.ts';
import { RATE_LIMITS } from '../../../src/labs/kiosk/rate-limit.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('04-api-design');
const ordersPerSecond = 20_000 / 86_400;

test('0.3% of 20,000 orders a day lose their response', () => {
  const doubles = doubledWrites(20_000, 0.003);
  expect(text.says(`Of 20,000 orders a day about ${String(doubles)} are placed twice`)).toBe(true);
  expect(text.says(`0.3% lose their response, and that makes the ${String(doubles)} duplicates`)).toBe(true);
});
test('lost requests do not double, lost responses do', () => {
  expect(text.question('doubled-payments').number).toBe(doubledWrites(12_000, 0.0025) * 30);
  expect(text.says(`12,000 × 0.0025 = ${String(doubledWrites(12_000, 0.0025))} a day`)).toBe(true);
  const silences = doubledWrites(12_000, 0.0025) + doubledWrites(12_000, 0.005);
  expect(text.says(`misses ${String(silences)} responses a day`)).toBe(true);
});
test('the export of 1,000 pages of 3 seconds repeats as many orders as are placed meanwhile', () => {
  const repeats = repeatsByOffset(ordersPerSecond, 3, 1000);
  expect(text.says(`contains ${thousands(repeats)} of them twice`)).toBe(true);
  expect(text.says(`each page repeats ${(ordersPerSecond * 3).toFixed(2)} orders on average`)).toBe(true);
  expect(text.says(`takes ${String((1000 * 3) / 60)} minutes, that makes the ${thousands(repeats)}`)).toBe(
    true,
  );
});
test('a million rows by offset, and the question', () => {
  const read = rowsReadByOffset(1_000_000, 100);
  expect(
    text.says(`read ${thousands(read)} rows, ${thousands(Math.floor(read / 1e6 / 1000) * 1000)} times`),
  ).toBe(true);
  expect(text.question('rows-read-by-offset').number).toBe(rowsReadByOffset(50_000, 100));
  expect(text.says(`offset reads ${String(rowsReadByOffset(50_000, 100) / 50_000)} times as much`)).toBe(
    true,
  );
});
test('the sum behind offset agrees with reading page by page', () => {
  let read = 0;
  for (let page = 1; page <= 7; page += 1) read += page * 30;
  expect(rowsReadByOffset(210, 30)).toBe(read);
});
test('the envelope adds its characters', () => {
  expect(text.says(`it adds ${String(envelopeCharacters({}))} characters`)).toBe(true);
});
test('an old version that halves every three weeks', () => {
  const weeks = (share: number) => String(Math.round(weeksUntilShare(3, share)));
  expect(text.says(`takes ${weeks(0.01)} weeks to fall below 1%, and ${weeks(0.0001)} weeks to 0.01%`)).toBe(
    true,
  );
  expect(text.says(`fall below 1% after ${weeks(0.01)} weeks`)).toBe(true);
});
test('what buckets and windows let through', () => {
  const trial = RATE_LIMITS['partner-trial'];
  if (!trial) throw new Error('the trial key is gone');
  const rate = trial.capacity / trial.windowSeconds;
  expect(
    text.says(`at most ${String(mostInWindow(trial.capacity, rate, 60))} requests through in any minute`),
  ).toBe(true);
  expect(text.says(`so ${String(mostAroundBoundary(100))} arrive in two seconds`)).toBe(true);
  const tokensAtFourth = trial.capacity - 3 + 3 * rate;
  expect(text.says(`Retry-After: ${String(secondsUntilToken(tokensAtFourth, rate))}`)).toBe(true);
  expect(text.question('drain-a-backlog').number).toBe(secondsToDrain(2000, 50, 5));
});
test('the partners of the exercise start at once', () => {
  expect(text.says(`20 × 200 = ${thousands(20 * 200)} requests at once`)).toBe(true);
  expect(text.says(`/ (500 − 200) = ${String(Math.round(secondsUntilBurstGone(4000, 500, 200)))} s`)).toBe(
    true,
  );
  expect(text.says(`gone in ${String(Math.round(secondsUntilBurstGone(1000, 500, 200)))} s`)).toBe(true);
  expect(text.says(`The sum of the rates is ${String(400 + 20 * 10 + 100)}`)).toBe(true);
});
test('a sliding window of 60 seconds that covers 45 of the previous minute', () => {
  const estimate = 30 + (80 * (60 - 15)) / 60;
  expect(text.says(`the estimate is 30 + 80 × 0.75 = ${String(estimate)}`)).toBe(true);
});
test('GCRA, as the text states it, decides as the token bucket does', () => {
  const arrivals = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 8 }), (gaps, capacity) => {
      // Ten time units a token, so that both are exact.
      const perToken = 10;
      let now = 0;
      let tokens = capacity * perToken;
      let arrivalTime = 0;
      for (const gap of gaps) {
        now += gap;
        tokens = Math.min(capacity * perToken, tokens + gap);
        const bucketServes = tokens >= perToken;
        if (bucketServes) tokens -= perToken;
        const gcraServes = arrivalTime - now <= (capacity - 1) * perToken;
        if (gcraServes) arrivalTime = Math.max(arrivalTime, now) + perToken;
        expect(gcraServes).toBe(bucketServes);
      }
    }),
  );
});
