// Thousands of malformed inputs: none crashes, none hangs, each gives pages or problems, and each problem a place.
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { amount } from '../amount.ts';
import { malformedInput } from './malformed.ts';
import type { WorkerOrder, WorkerReport } from './malformed-worker.ts';

const INPUTS = amount(2_000, 10_000);
/** A healthy input takes milliseconds, the longest a second or two; whoever takes so long will not come back. */
const HANGS_AFTER_MS = 20_000;

test(
  'thousands of malformed inputs give pages or problems, and none of them hangs',
  { timeout: 600_000 },
  async () => {
    const { wrong, withPages, withProblems, slowest } = await feed(0, INPUTS);
    console.log(`slowest: ${slowest.name}, ${Math.round(slowest.ms)} ms`);
    expect(wrong).toEqual([]);
    // A generator that makes only one of them would prove nothing.
    expect(withPages).toBeGreaterThan(INPUTS / 3);
    expect(withProblems).toBeGreaterThan(INPUTS / 3);
  },
);

test('the same number gives the same input', () => {
  for (const number of [0, 149, 4242]) expect(malformedInput(number)).toEqual(malformedInput(number));
});

function feed(from: number, to: number): Promise<WorkerReport> {
  const current = new SharedArrayBuffer(4);
  const progress = new Int32Array(current);
  const worker = new Worker(new URL('malformed-worker.ts', import.meta.url), {
    workerData: { from, to, current } satisfies WorkerOrder,
  });
  return new Promise((resolve, reject) => {
    let [last, since] = [-1, performance.now()];
    const watch = setInterval(() => {
      const number = Atomics.load(progress, 0);
      if (number !== last) [last, since] = [number, performance.now()];
      else if (performance.now() - since > HANGS_AFTER_MS) {
        finish(() => reject(new Error(`Input ${number} (${malformedInput(number).name}) hangs.`)));
      }
    }, 500);
    const finish = (settle: () => void): void => {
      clearInterval(watch);
      void worker.terminate().then(settle);
    };
    worker.once('message', (report: WorkerReport) => finish(() => resolve(report)));
    worker.once('error', (error) => finish(() => reject(error)));
  });
}
