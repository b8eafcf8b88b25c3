// The numbers of "Scalability & Performance", recomputed. Not the recorded results of its code: those are run.
import { describe, expect, test } from 'vitest';
import * as scaling from '../formulas/scaling.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('07-scalability-and-performance');
const says = (fragment: string): void => expect(text.says(fragment), fragment).toBe(true);
const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)}%`;

const machine = { capacity: 30_000, reads: 18_000, writes: 10_000 };

/** What Kiosk lets a machine do: 70% of what the load test showed. */
const planned = 0.7 * machine.capacity;
const replayCapacity = 20_000;

describe('load balancing', () => {
  test('a limit per process is a limit per fleet', () => says(`a limit of ${thousands(12 * 100)}`));

  test('a server three times slower at 60% gets 180% of what it can do', () => {
    says(`amounts to ${percent(3 * 0.6, 0)} of what it can do`);
  });

  test('two pages of five meet the one slow server of twelve', () => {
    const meets = 1 - (11 / 12) ** 6;
    expect(text.question('round-robin-slow-page').number).toBeCloseTo(100 * meets, 1);
    says(`(11/12)^6 = ${percent(1 - meets)}, so ${percent(meets)}`);
  });

  test('IP hash over 12 servers forgets nearly every address at the thirteenth', () => {
    says(
      `from 12 servers to 13 sends ${percent(scaling.movedByModulo(12))} of the addresses to a different server`,
    );
  });

  test('two choices fill the fullest server hardly above the mean, one choice far above it', () => {
    const [one, two, three] = [1, 2, 3].map((n) => scaling.fullestServer(100, 10_000, n, seeded(7)));
    says(`| 1 | ${one} | | 2 | ${two} | | 3 | ${three} |`);
    expect(three).toBe(two);
    expect(Math.abs((one ?? NaN) - scaling.expectedFullest(100, 10_000))).toBeLessThan(12);
  });

  test('a dead server costs interval × threshold × its rate', () => {
    const rate = 9_000 / 12;
    says(
      `At ${rate} requests per second for each of twelve servers, ${5 * 3} seconds mean ${thousands(rate * 5 * 3)} failed`,
    );
  });

  test('a queue holds rate × acceptable wait, and waits longer when the server slows down', () => {
    says(`may have ${750 * 0.2} requests waiting`);
    says(`to a third, the ${750 * 0.2}th request waits ${(750 * 0.2) / (750 / 3)} seconds`);
  });
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
    for (const n of [1, 4, 8, 12, 16, 24, 31, 48]) {
      says(`${n} servers ${'█'.repeat(Math.round(throughput(n) / 500))} ${throughput(n).toFixed(0)}`);
    }
    says(
      `at ${[2, 4, 8, 12].map((n, at) => straight(n, [2330, 4350, 7600, 9950][at] ?? NaN)).join(', ')}`.replace(
        /, (?=[^,]*$)/,
        ', and ',
      ),
    );
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

describe('load tests and autoscaling', () => {
  test('a freeze hides from a closed generator and fills the tail of an open one', () => {
    const [seconds, freeze, normal, rate] = [100, 10, 0.01, 100];
    says(`records ${thousands((seconds - freeze) / normal)} fast responses and a single slow one`);
    says(`has ${thousands(rate * freeze)} requests due during the freeze`);
    // Whoever arrives t seconds into the freeze waits for what is left of it.
    const waits = Array.from({ length: seconds * rate }, (_, i) => Math.max(normal, freeze - i / rate));
    waits.sort((a, b) => a - b);
    says(`reports a p99 of ${(waits[0.99 * waits.length - 1] ?? NaN).toFixed(0)} seconds`);
  });

  test('the autoscaler rounds current × measured / target up', () => {
    says(`Twelve servers at 84% CPU with a target of 60% become ${Math.ceil((12 * 84) / 60)}`);
  });

  test('headroom for growth during the delay, and for a zone', () => {
    says(`the load is ${percent(1.1 ** 4 - 1, 0)} higher by the time help arrives`);
    says(`to stay below 85%, scaling has to start at ${percent(0.85 / 1.1 ** 4, 0)}`);
    says(`they must not exceed ${percent((0.85 * 8) / 12)} before`);
    expect(text.question('scale-out-in-time').number).toBeCloseTo(90 / 1.2 ** 3, 1);
    says(`with a delay of one minute, the servers could run at ${percent(0.9 / 1.2, 0)}`);
  });
});

describe('connections', () => {
  test('480 are open and 28 are busy', () => {
    says(`${12 * 4 * 10} connections to one primary`);
    says(`of 1 ms each keep only ${((machine.reads + machine.writes) * 1) / 1000} of them busy`);
    says('Its four processes had added forty connections');
  });
});

describe('replicas', () => {
  test.each([
    ['today', 1],
    ['× 1.5', 1.5],
    ['× 1.8', 1.8],
    ['× 1.9', 1.9],
    ['× 2', 2],
  ])('the row of the load %s', (label, growth) => {
    const [reads, writes] = [machine.reads * growth, machine.writes * growth];
    const replay = writes / replayCapacity;
    const needed = replay < 1 ? scaling.replicasNeeded(planned, reads, writes) : 'impossible';
    const row = [label, ...[reads, writes, planned - writes].map(thousands)].join(' | ');
    says(`| ${row} | ${needed} | ${percent(replay, 0)} |`);
  });

  test('60,000 reads need the replicas that the question asks for, one of them as a spare', () => {
    const needed = scaling.replicasNeeded(0.7 * 20_000, 60_000, 5_000);
    expect(text.question('replicas-for-reads').number).toBe(needed + 1);
    expect(scaling.replicasNeeded(20_000, 60_000, 5_000)).toBe(4);
  });

  test('a stalled replica is behind by rate × time and catches up at the difference', () => {
    const backlog = machine.writes * 30;
    says(`${thousands(backlog)} changes are waiting`);
    says(
      `current again after another ${scaling.secondsToCatchUp(backlog, replayCapacity, machine.writes)} seconds`,
    );
    says(
      `for ${30 + scaling.secondsToCatchUp(backlog, replayCapacity, machine.writes)} seconds customers paid`,
    );
  });

  test('pinning keeps a sixth of the reads at the primary', () => {
    const pinned = 1_000 * 5;
    says(
      `${thousands(pinned)} users are pinned at any time, and ${thousands(pinned * 0.6)} reads per second`,
    );
    expect(pinned * 0.6).toBe(machine.reads / 6);
  });

  test('a failover loses rate × lag', () => {
    says(`up to ${thousands(machine.writes * 0.25)} committed writes`);
    expect(text.question('failover-loses').number).toBe(2_500 * 0.4);
  });
});

describe('votes', () => {
  const majority = (members: number): number => Math.floor(members / 2) + 1;

  test('three members survive one failure, four as well, five survive two', () => {
    expect([3, 4, 5].map((members) => members - majority(members))).toEqual([1, 1, 2]);
    says('a group of three survives one, a group of five two');
    says('The majority of four is three');
  });

  test('any two majorities share a member', () => {
    for (const members of [3, 4, 5, 6, 7]) expect(2 * majority(members)).toBeGreaterThan(members);
  });

  test('each read quorum meets each write quorum exactly if W + R > N', () => {
    const bits = (set: number): number => [...set.toString(2)].filter((bit) => bit === '1').length;
    for (const n of [1, 2, 3, 4, 5]) {
      const sets = Array.from({ length: 2 ** n }, (_, set) => set);
      for (let w = 1; w <= n; w++) {
        for (let r = 1; r <= n; r++) {
          const writes = sets.filter((set) => bits(set) === w);
          const reads = sets.filter((set) => bits(set) === r);
          const meet = writes.every((write) => reads.every((read) => (write & read) !== 0));
          expect(meet, `N = ${n}, W = ${w}, R = ${r}`).toBe(w + r > n);
        }
      }
    }
  });

  test('two of three replicas are up 99.97% of the time', () => {
    says(`two of three are up ${percent(0.99 ** 3 + 3 * 0.99 ** 2 * 0.01, 2)} of the time`);
  });
});

describe('shards', () => {
  test('carts and tracking were 43% of the writes', () => {
    says(`${thousands(machine.writes * 0.4)} for orders, 2,000 for carts, and 1,000 for tracking`);
    says(`removed ${percent(3_000 / 7_000, 0)} of the writes`);
  });

  test('a local index is asked on every shard', () => {
    says(`3,000 scans per second to each of 16 shards are ${thousands(3_000 * 16)} index lookups`);
  });

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

  test('rings drawn at random agree: the fifth shard takes 20% ± 1.8, the largest of four single points 52%', () => {
    const random = seeded(11);
    const parts = (shards: number, points: number): number[] => {
      const ring = Array.from({ length: shards * points }, (_, i) => ({ at: random(), shard: i % shards }));
      ring.sort((one, other) => one.at - other.at);
      const owned = Array.from({ length: shards }, () => 0);
      ring.forEach(({ at, shard }, i) => {
        const before = ring[i - 1]?.at ?? (ring.at(-1)?.at ?? 0) - 1;
        owned[shard] = (owned[shard] ?? 0) + at - before;
      });
      return owned;
    };
    const rings = 800;
    const fifths = Array.from({ length: rings }, () => parts(5, 100)[4] ?? NaN);
    const mean = fifths.reduce((sum, part) => sum + part, 0) / rings;
    const deviation = Math.sqrt(fifths.reduce((sum, part) => sum + (part - mean) ** 2, 0) / rings);
    expect(Math.abs(mean - 0.2)).toBeLessThan(0.003);
    expect(Math.abs(deviation - scaling.movedOnRing(4, 100).deviation)).toBeLessThan(0.001);
    const largest = Array.from({ length: rings }, () => Math.max(...parts(4, 1)));
    expect(Math.abs(largest.reduce((sum, part) => sum + part, 0) / rings - 0.52)).toBeLessThan(0.01);
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

  test('a key with 6% of the load ends growth at 17 shards', () => {
    says(`1/0.06, about ${Math.round(1 / 0.06)} times`);
  });

  test('a terabyte takes hours', () =>
    says(`takes ${thousands(1e12 / 100e6)} seconds, close to three hours`));

  test('four shards, one with the large partner, move the limit of replay from 2 to 6.8 times the load', () => {
    const even = machine.writes / 4;
    const largest = machine.writes * (0.06 + 0.94 / 4);
    says(`a quarter of the writes, ${thousands(even)} per second`);
    says(`a quarter of the rest, ${thousands(largest)}. The binding limit was replay`);
    expect(replayCapacity / machine.writes).toBe(2);
    says(`With four shards it allows ${(replayCapacity / largest).toFixed(1)} times`);
    expect(Math.floor(machine.capacity / largest)).toBe(10);
  });
});

describe('optimization', () => {
  const [list, items, recommendations, formatting] = [8, 240, 100, 52] as const;
  const before = list + items + recommendations + formatting;
  const joined = 12 + recommendations + formatting;
  const recommended = 0.9 * 2 + 0.1 * 100;

  test('the join is worth more than any code', () => {
    says(`takes ${before} ms`);
    says(`12 ms instead of ${list + items}. The page takes ${joined} ms instead of ${before}`);
    says(`it is ${(before / joined).toFixed(1)} times faster`);
    says(`only ${(before / (before - formatting)).toFixed(2)} times faster`);
  });

  test('the join takes the primary from its limit to 93%', () => {
    const spared = 50 * 40;
    says(`${thousands(spared)} per second. Reads drop from ${thousands(machine.reads + spared)} to`);
    expect(machine.reads + spared + machine.writes).toBe(machine.capacity);
    says(`runs at ${percent((machine.reads + machine.writes) / machine.capacity, 0)} of what it can do`);
  });

  test('a short statement that runs often costs more than a long report', () => {
    says(`costs ${((1e6 * 0.002) / 60).toFixed(0)} minutes of database time`);
  });

  test('the proposals for the report are in the order of what they save', () => {
    const saved = [60 - 2, 18 - 0.2, (3000 * (20 - 16)) / 1000, 0.9 * 9, 3 / 2];
    expect(saved.toSorted((a, b) => b - a)).toEqual(saved);
    says(`Alone they save ${saved.slice(0, 4).join(', ')}, and ${saved[4]} seconds`);
    says(
      `the replica, by far the most expensive proposal to run, would save ${(2 * (1 - 16 / 20)).toFixed(1)} s`,
    );
  });

  test('the cache moves the mean, the formatter what is left', () => {
    says(
      `mean falls to ${recommended} ms and the page's mean from ${joined} to ${12 + recommended + formatting}`,
    );
    says(
      `leaves ${formatting - 40} ms of formatting and a page mean of ${12 + recommended + formatting - 40} ms`,
    );
  });

  test('the mails of a sale take 50 minutes more', () => {
    const waiting = (200 - 100) * 30 * 60;
    says(`At the end, ${thousands(waiting)} emails are waiting`);
    says(`the backlog takes another ${scaling.secondsToCatchUp(waiting, 100, 40) / 60} minutes`);
  });
});

/** The left side of the law as a straight line, from a load test against one server's 1,200. */
function straight(servers: number, throughput: number): string {
  return (((servers * 1200) / throughput - 1) / (servers - 1)).toFixed(3);
}

/** A seeded generator (mulberry32), so that every run draws the same. */
function seeded(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
