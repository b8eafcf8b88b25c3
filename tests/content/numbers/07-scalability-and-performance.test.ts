// The numbers of "Scalability & Performance", recomputed. Not the recorded results of its code: those are run.
import { describe, expect, test } from 'vitest';
import * as scaling from '../formulas/scaling.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('07-scalability-and-performance');
const says = (fragment: string): void => expect(text.says(fragment), fragment).toBe(true);
const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

const machine = { capacity: 30_000, reads: 18_000, writes: 10_000 };

describe('load balancing', () => {
  test('the primary runs at 93 % of its load test', () => {
    says(`It runs at ${percent((machine.reads + machine.writes) / machine.capacity, 0)} of that`);
  });

  test('a limit per process is a limit per fleet', () => says(`a limit of ${thousands(12 * 100)}`));

  test('a server three times slower at 60 % gets 180 % of what it can do', () => {
    says(`is now ${percent(3 * 0.6, 0)} of what it can do`);
  });

  test('two pages of five meet the one slow server of twelve', () => {
    const meets = 1 - (11 / 12) ** 6;
    expect(text.question('round-robin-slow-page').number).toBeCloseTo(100 * meets, 1);
    says(`(11/12)^6 = ${percent(1 - meets)}, so ${percent(meets)}`);
  });

  test('IP hash over 12 servers forgets nearly every address at the thirteenth', () => {
    says(`from 12 servers to 13 sends ${percent(scaling.movedByModulo(12))} of the addresses elsewhere`);
  });

  test('two choices fill the fullest server hardly above the mean, one choice far above it', () => {
    const [one, two, three] = [1, 2, 3].map((n) => scaling.fullestServer(100, 10_000, n, seeded(7)));
    says(`One random choice puts ${one} on the fullest, the better of two ${two}`);
    expect(three).toBe(two);
    expect(Math.abs((one ?? NaN) - scaling.expectedFullest(100, 10_000))).toBeLessThan(12);
  });

  test('a dead server costs interval × threshold × its rate', () => {
    const rate = 9_000 / 12;
    says(
      `At ${rate} requests a second for each of twelve servers, that is ${thousands(rate * 5 * 3)} failed`,
    );
  });

  test('a queue holds rate × acceptable wait', () => says(`may have ${750 * 0.2} requests waiting`));
});

describe('what one more server buys', () => {
  test('five serial percent limit an hour to three minutes', () => {
    const speedup = (workers: number): number => scaling.amdahlSpeedup(0.95, workers);
    says(
      `Sixteen workers make it ${speedup(16).toFixed(1)} times faster, ${(60 / speedup(16)).toFixed(1)} min`,
    );
    says(`64 workers make it ${speedup(64).toFixed(1)} times faster`);
    says(`no number of workers brings it below ${(60 / speedup(Infinity)).toFixed(0)} minutes`);
  });

  test('the fit to the load tests gives the printed costs, throughputs and peak', () => {
    const costs = scaling.fitCosts(1200, [
      [2, 2330],
      [4, 4350],
      [8, 7600],
      [12, 9950],
    ]);
    const throughput = (servers: number): number => 1200 * scaling.relativeCapacity(costs, servers);
    says(`contention ${costs.contention.toFixed(3)}`);
    says(`coherency ${costs.coherency.toFixed(5)}`);
    for (const n of [12, 16, 24, 31, 48]) says(`${n} servers: ${throughput(n).toFixed(0)} requests/s`);
    says(`Doubling from 12 to 24 servers buys ${percent(throughput(24) / throughput(12) - 1, 0)} more`);
    says(`The peak is at ${Math.round(scaling.serversAtPeak(costs))} servers`);
    expect(throughput(48)).toBeLessThan(throughput(24));
  });

  test('a fit to points of the law returns the law', () => {
    const costs = { contention: 0.04, coherency: 0.002 };
    const points = [2, 5, 9].map((n) => [n, 700 * scaling.relativeCapacity(costs, n)] as const);
    const fitted = scaling.fitCosts(700, points);
    expect(fitted.contention).toBeCloseTo(0.04, 9);
    expect(fitted.coherency).toBeCloseTo(0.002, 9);
  });

  test('pairs grow from 435 to 780', () => says(`turn ${(30 * 29) / 2} pairs into ${(40 * 39) / 2}`));
});

describe('replicas', () => {
  test.each([
    ['today', 1],
    ['× 1.5', 1.5],
    ['× 2', 2],
    ['× 2.5', 2.5],
    ['× 2.8', 2.8],
    ['× 3', 3],
  ])('the row of the load %s', (label, growth) => {
    const [reads, writes] = [machine.reads * growth, machine.writes * growth];
    const needed = scaling.replicasNeeded(machine.capacity, reads, writes);
    const row = [label, ...[reads, writes, machine.capacity - writes].map(thousands)].join(' | ');
    says(`| ${row} | ${needed === Infinity ? 'impossible' : needed} |`);
  });

  test('60,000 reads need the replicas that the question asks for', () => {
    expect(text.question('replicas-for-reads').number).toBe(scaling.replicasNeeded(20_000, 60_000, 5_000));
  });

  test('a stalled replica is behind by rate × time and catches up at the difference', () => {
    const backlog = machine.writes * 30;
    says(`${thousands(backlog)} changes wait`);
    says(`current again after another ${scaling.secondsToCatchUp(backlog, 20_000, machine.writes)} seconds`);
    says(`for ${30 + scaling.secondsToCatchUp(backlog, 20_000, machine.writes)} seconds customers paid`);
  });

  test('pinning keeps a sixth of the reads at the primary', () => {
    const pinned = 1_000 * 5;
    says(`${thousands(pinned)} users are pinned at any time, and ${thousands(pinned * 0.6)} reads a second`);
    expect(pinned * 0.6).toBe(machine.reads / 6);
  });

  test('a failover loses rate × lag', () => {
    says(`up to ${thousands(machine.writes * 0.25)} committed writes`);
    expect(text.question('failover-loses').number).toBe(2_500 * 0.4);
  });
});

describe('shards', () => {
  test('the remainder moves N of N + 1 keys', () => {
    says(`${percent(scaling.movedByModulo(4), 0)} from four shards to five`);
    expect(text.question('modulo-nine-to-ten').number).toBeCloseTo(100 * scaling.movedByModulo(9), 9);
    const stay = Array.from({ length: 20 }, (_, hash) => hash).filter((hash) => hash % 4 === hash % 5);
    expect(1 - stay.length / 20).toBeCloseTo(scaling.movedByModulo(4), 9);
  });

  test('the ring moves 1 of N + 1, and its parts are as uneven as the text says', () => {
    const moved = scaling.movedOnRing(4, 100);
    says(`a fifth shard takes is ${percent(moved.mean, 0)} ± ${(100 * moved.deviation).toFixed(1)}`);
    says(`is expected to be ${percent(scaling.expectedLargestPart(4), 0)} of it`);
    says(`part is about ${percent(scaling.ringDeviation(4, 100))} of the mean`);
  });

  test('a fifth shard gets its share of 1,024 slots', () => {
    says(`1,024 on four shards, ${1024 / 4} each; a fifth shard is given ${Math.round(1024 / 5)} of them`);
  });

  test('many shards make a slow answer likely', () => {
    says(
      `${percent(1 - 0.99 ** 4)} of queries over four shards are slow, and ${percent(1 - 0.99 ** 16)} over`,
    );
    says(`needs ${thousands(100 * 20)} rows from each shard`);
    says(`${thousands(4 * 100 * 20)} rows over four shards`);
  });

  test('a key with 6 % of the load ends growth at 17 shards', () => {
    says(`1/0.06, about ${Math.round(1 / 0.06)} times`);
  });

  test('a terabyte takes hours', () =>
    says(`takes ${thousands(1e12 / 100e6)} seconds, close to three hours`));

  test('at twice the load, writes take two thirds of a machine and all of the replay process', () => {
    expect((2 * machine.writes) / machine.capacity).toBeCloseTo(2 / 3, 9);
    expect(2 * machine.writes).toBe(20_000);
  });

  test('four shards, one with the large partner, move the limit of the writes from 3 to 10 times the load', () => {
    const even = machine.writes / 4;
    const largest = machine.writes * (0.06 + 0.94 / 4);
    says(`a quarter of the writes, ${thousands(even)} a second`);
    says(`a quarter of the rest, ${thousands(largest)}. The limit for writes`);
    expect(machine.capacity / machine.writes).toBe(3);
    expect(Math.floor(machine.capacity / largest)).toBe(10);
  });
});

describe('optimisation', () => {
  const [list, items, recommendations, formatting] = [8, 240, 100, 52] as const;
  const before = list + items + recommendations + formatting;
  const joined = 12 + recommendations + formatting;
  const recommended = 0.9 * 2 + 0.1 * 100;

  test('the join is worth more than any code', () => {
    says(`takes ${before} ms`);
    says(`12 ms in place of ${list + items}, and the page ${joined} ms in place of ${before}`);
    says(`it is ${(before / joined).toFixed(1)} times faster`);
    says(`only ${(before / (before - formatting)).toFixed(2)} times faster`);
  });

  test('the cache moves the mean, the formatter what is left', () => {
    says(
      `mean falls to ${recommended} ms and the page's mean from ${joined} to ${12 + recommended + formatting}`,
    );
    says(`leaves ${formatting - 40} ms and a mean of ${12 + recommended + formatting - 40} ms`);
  });

  test('the mails of a sale take 50 minutes more', () => {
    const waiting = (200 - 100) * 30 * 60;
    says(`${thousands(waiting)} mails wait at the end`);
    says(`they take another ${scaling.secondsToCatchUp(waiting, 100, 40) / 60} minutes`);
  });
});

/** The generator of the chapter's example (mulberry32). */
function seeded(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
