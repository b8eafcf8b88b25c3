// The numbers of the conclusion: the bike rental of its exercise and what 99.9% allows. Also: its map and its table agree.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('09-conclusion');
const says = (fragment: string): void => expect(text.says(fragment), fragment).toBe(true);

const SECONDS_A_DAY = 86_400;
const bikes = 20_000;
const rides = 60_000;
const peakFactor = 4;

test('60,000 rides a day are 2.8 per second at peak', () => {
  const mean = rides / SECONDS_A_DAY;
  says(`${thousands(rides)} rides a day (three for each)`);
  expect(rides / bikes).toBe(3);
  says(`${mean.toFixed(1)} rides per second on average and, with a peak factor of ${peakFactor}`);
  says(`${(mean * peakFactor).toFixed(1)}. By Little's law`);
  says(`application sees about ${(10 * mean * peakFactor).toFixed(0)} more requests per second`);
});

test('the bikes on the road are rides a second times their length', () => {
  const riding = (rides / SECONDS_A_DAY) * 20 * 60;
  says(`${thousands(riding)} bikes are on the road on average and ${thousands(riding * peakFactor)} at peak`);
  const [ridden, parked] = [(riding * peakFactor) / 30, bikes / 600];
  says(`${ridden.toFixed(0)} and at most ${parked.toFixed(0)} reports per second at peak`);
  expect(Math.abs(ridden + parked + 28 - 170)).toBeLessThan(5);
});

test('99.9% of 30 days leave 43 minutes', () => {
  says(`99.9% allows ${(0.001 * 30 * 24 * 60).toFixed(0)} minutes of outage in a month of 30 days`);
});

/** Who is on the map without being a part of the system. */
const PEOPLE = /^(?:Browsers|Person|Git)/;

test('each station of the maps has its row in the table, and each row leads to a chapter', () => {
  const source = readFileSync('content/backend-architecture/09-conclusion.md', 'utf8');
  const maps = [...source.matchAll(/^```mermaid[\s\S]*?^```$/gm)].map(([map]) => map).join('\n');
  const stations = [...maps.matchAll(/\b[A-Z]+(?:\[\(|\[)([^\])]+)/g)].map(([, label = '']) => label);
  const rows = source
    .split('\n')
    .filter((line) => /^\| [\w][^|]*\|[^|]*\|[^|]*\|[^|]*\]\(0\d-[^|]*\|$/.test(line));
  const first = rows.map((row) => row.split('|')[1]?.toLowerCase() ?? '');
  expect(stations.length).toBeGreaterThanOrEqual(18);
  for (const station of stations.filter((label) => !PEOPLE.test(label))) {
    const words = station.toLowerCase().match(/[a-z]{3,}/g) ?? [];
    expect(
      first.some((name) => words.some((word) => name.includes(word.replace(/s$/, '')))),
      station,
    ).toBe(true);
  }
  expect(rows.length).toBeGreaterThanOrEqual(14);
});
