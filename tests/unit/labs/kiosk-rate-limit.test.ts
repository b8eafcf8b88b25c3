import fc from '../../property.ts';
import { expect, test } from 'vitest';
import { mostInWindow } from '../../content/formulas/rate-limiting.ts';
import { takeToken } from '../../../src/labs/kiosk/rate-limit.ts';

const limits = fc.record({
  name: fc.constant('any'),
  capacity: fc.integer({ min: 1, max: 50 }),
  windowSeconds: fc.integer({ min: 1, max: 120 }),
});
const gapsMs = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 100 });

test('whoever waits as long as told is served', () => {
  fc.assert(
    fc.property(limits, gapsMs, (limit, gaps) => {
      const bucket = { tokens: limit.capacity, atMs: 0 };
      let nowMs = 0;
      for (const gap of gaps) {
        nowMs += gap;
        const { waitSeconds } = takeToken(bucket, limit, nowMs);
        if (waitSeconds === 0) continue;
        nowMs += waitSeconds * 1000;
        expect(takeToken(bucket, limit, nowMs).waitSeconds).toBe(0);
      }
    }),
  );
});

test('no stretch of time sees more than the bucket and what flows in', () => {
  fc.assert(
    fc.property(limits, gapsMs, (limit, gaps) => {
      const bucket = { tokens: limit.capacity, atMs: 0 };
      const servedMs: number[] = [];
      let nowMs = 0;
      for (const gap of gaps) {
        nowMs += gap;
        if (takeToken(bucket, limit, nowMs).waitSeconds === 0) servedMs.push(nowMs);
      }
      const perSecond = limit.capacity / limit.windowSeconds;
      for (const [index, fromMs] of servedMs.entries()) {
        const served = servedMs.length - index;
        const seconds = (nowMs - fromMs) / 1000;
        expect(served).toBeLessThanOrEqual(mostInWindow(limit.capacity, perSecond, seconds + 1e-3));
      }
    }),
  );
});
