// The statistics against direct computation, and by hand.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { Histogram, HistoryRecorder, Tally, TimeAverage, Window } from '../../../src/sim/statistics.ts';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('statistics', () => {
  test('a tally has the mean and the sample variance', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 200 }), (values) => {
        const tally = new Tally();
        values.forEach((value) => tally.add(value));
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
        expect(tally.count).toBe(values.length);
        expect(Math.abs(tally.mean - mean)).toBeLessThan(1e-6);
        expect(Math.abs(tally.variance - variance)).toBeLessThanOrEqual(1e-9 * (1 + variance));
      }),
    );
  });

  test('a tally of less than two numbers has no variance, and no NaN', () => {
    const tally = new Tally();
    expect([tally.count, tally.mean, tally.variance]).toEqual([0, 0, 0]);
    tally.add(3);
    expect([tally.count, tally.mean, tally.variance]).toEqual([1, 3, 0]);
  });

  test('a window knows only its latest numbers, and their percentiles exactly', () => {
    const values = fc.array(number, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 100 }),
        (all, size, percent) => {
          const window = new Window(size);
          all.forEach((value) => window.add(value));
          const latest = all.slice(-size);
          const [percentile] = window.percentiles(percent);
          if (percentile == null) throw new Error('a window with numbers has percentiles');
          const notAbove = (limit: number): number => latest.filter((value) => value <= limit).length;
          expect(window.count).toBe(latest.length);
          expect(latest).toContain(percentile);
          expect(notAbove(percentile) * 100).toBeGreaterThanOrEqual(percent * latest.length);
          const smaller = latest.filter((value) => value < percentile);
          expect(smaller.length * 100).toBeLessThanOrEqual(Math.max(percent * latest.length, 0));
          expect(window.mean).toBeCloseTo(latest.reduce((sum, value) => sum + value, 0) / latest.length, 6);
        },
      ),
    );
  });

  test('percentiles of one to a hundred are what they are called', () => {
    const window = new Window(100);
    for (let value = 100; value >= 1; value--) window.add(value);
    expect(window.percentiles(0, 1, 50, 95, 99, 100)).toEqual([1, 1, 50, 95, 99, 100]);
    expect(new Window(5).percentiles(50)).toEqual([null]);
    expect(new Window(5).mean).toBeNull();
  });

  test('a histogram keeps everything, what is beyond it in the last bin', () => {
    const histogram = new Histogram(10, 3);
    expect(histogram.shares()).toEqual([0, 0, 0]);
    [0, 9.99, 10, 25, 1000].forEach((value) => histogram.add(value));
    histogram.add(-1, 5);
    expect(histogram.shares()).toEqual([0.7, 0.1, 0.2]);
  });

  test('a time average weighs each value by how long it stood', () => {
    const average = new TimeAverage();
    expect(average.meanAt(0)).toBe(0);
    average.set(10, 4);
    average.set(30, 1);
    expect(average.areaAt(40)).toBe(4 * 20 + 1 * 10);
    expect(average.meanAt(40)).toBe(2.25);
    expect(average.meanAt(80)).toBe((80 + 50) / 80);
  });

  test('a history keeps the latest samples and says from when they are', () => {
    const recorder = new HistoryRecorder(250, 3);
    expect(recorder.history()).toEqual({ firstAt: 0, everyMs: 250, values: [] });
    [5, 6].forEach((value) => recorder.add(value));
    expect(recorder.history()).toEqual({ firstAt: 0, everyMs: 250, values: [5, 6] });
    [7, 8, 9].forEach((value) => recorder.add(value));
    expect(recorder.history()).toEqual({ firstAt: 500, everyMs: 250, values: [7, 8, 9] });
  });
});
