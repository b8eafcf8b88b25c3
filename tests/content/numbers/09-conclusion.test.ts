// The numbers of the conclusion: the bicycle hire of its exercise and what 99.9 % allows.
import { expect, test } from 'vitest';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('09-conclusion');
const says = (fragment: string): void => expect(text.says(fragment), fragment).toBe(true);

const SECONDS_A_DAY = 86_400;
const bicycles = 20_000;
const rides = 60_000;
const peakFactor = 4;

test('60,000 rides a day are 2.8 a second at peak', () => {
  const mean = rides / SECONDS_A_DAY;
  says(`${thousands(rides)} rides a day (three for each)`);
  expect(rides / bicycles).toBe(3);
  says(`${mean.toFixed(1)} rides a second on average and, with a peak factor of ${peakFactor}`);
  says(`${(mean * peakFactor).toFixed(1)}. By Little's law`);
  says(`application sees about ${(10 * mean * peakFactor).toFixed(0)} requests a second`);
});

test('the bicycles on the road are rides a second times their length', () => {
  const riding = (rides / SECONDS_A_DAY) * 20 * 60;
  says(
    `${thousands(riding)} bicycles are on the road on average and ${thousands(riding * peakFactor)} at peak`,
  );
  const [ridden, parked] = [(riding * peakFactor) / 30, bicycles / 600];
  says(`${ridden.toFixed(0)} and at most ${parked.toFixed(0)} reports a second at peak`);
  expect(Math.abs(ridden + parked + 28 - 170)).toBeLessThan(5);
});

test('99.9 % of 30 days leave 43 minutes', () => {
  says(`99.9 % allows ${(0.001 * 30 * 24 * 60).toFixed(0)} minutes of outage in a month of 30 days`);
});
