// The numbers of the chapter on delivery, from its formulas.
// Here too: that its workflow keeps what the text says of two merges a minute apart.
// Not here: whether its manifests, Dockerfiles and workflow are valid; the examples' own tests see to that.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  canaryPower,
  canaryRequests,
  falseAlarm,
  normalQuantile,
  roughCanaryRequests,
} from '../formulas/canary.ts';
import {
  badMinutes,
  budgetMinutes,
  budgetSpent,
  burnRate,
  criticalPath,
  falseRed,
  hoursToEmpty,
  podsPerNode,
  rebuildSeconds,
  rolloutSeconds,
  throttledMs,
  waitForStage,
} from '../formulas/delivery.ts';
import { chapter, thousands } from '../chapter-text.ts';

const text = chapter('08-deployment-and-devops');
const source = readFileSync('content/backend-architecture/08-deployment-and-devops.md', 'utf8');
const requestsPerSecond = 6000;
const share = 0.05;
const objective = 0.999;
const days = 30;
/** Share of requests that fail on a day without a bad release. */
const normal = 0.0002;

describe('images', () => {
  const slow = [
    { name: 'everything', seconds: 0.5 },
    { name: 'install', seconds: 48 },
    { name: 'build', seconds: 21 },
  ];
  const better = [
    { name: 'lock file', seconds: 0.2 },
    { name: 'install', seconds: 48 },
    { name: 'source', seconds: 0.3 },
    { name: 'build', seconds: 21 },
    { name: 'assemble', seconds: 1.5 },
  ];

  test('a change of source rebuilds 69.5 s of the slow file and 22.8 s of the better one', () => {
    const rebuilds = [rebuildSeconds(slow, 'everything'), rebuildSeconds(better, 'source')];
    expect(
      text.says(`| source code | ${rebuilds.map((seconds) => `${seconds.toFixed(1)} s`).join(' | ')} |`),
    ).toBe(true);
    expect(
      text.says(`| package-lock.json | 69.5 s | ${rebuildSeconds(better, 'lock file').toFixed(1)} s |`),
    ).toBe(true);
    const saved = (40 * ((rebuilds[0] ?? 0) - (rebuilds[1] ?? 0))) / 60;
    expect(text.says(`saves ${Math.round(saved)} minutes of waiting`)).toBe(true);
  });

  test('changed documentation rebuilds 15.6 s', () => {
    const steps = [
      ...better.slice(0, 4),
      { name: 'documentation', seconds: 0.1 },
      { name: 'generate', seconds: 14 },
      { name: 'assemble', seconds: 1.5 },
    ];
    expect(text.question('lock-file-rebuild').number).toBeCloseTo(rebuildSeconds(steps, 'documentation'));
  });
});

describe('the orchestrator', () => {
  test('the scarcer resource says how many pods fit', () => {
    const pod = { milliCpu: 500, mebibytes: 512 };
    expect(podsPerNode({ milliCpu: 3920, mebibytes: 14_200 }, pod)).toBe(7);
    expect(podsPerNode({ milliCpu: 32_000, mebibytes: 2048 }, pod)).toBe(4);
    expect(text.says(`memory would be enough for ${Math.floor(14_200 / 512)}`)).toBe(true);
    expect(
      text.says(`seven request ${thousands(7 * 500)}m, an eighth would need ${thousands(8 * 500)}m`),
    ).toBe(true);
  });

  test('half a core makes 80 ms of work last 130 ms, and 50 ms last 50', () => {
    expect(text.says(`takes ${throttledMs(80, 500)} ms in all`)).toBe(true);
    expect(throttledMs(50, 500)).toBe(50);
    expect(throttledMs(50.5, 500)).toBe(100.5);
  });

  test('four rounds of 20 s replace twelve pods', () => {
    expect(text.says(`that takes ${rolloutSeconds(12, 3, 0, 15 + 5)} s`)).toBe(true);
  });

  test('a zone and a drain together leave six of twelve pods', () => {
    expect(
      text.says(
        `the pods are placed ${Array(3)
          .fill(12 / 3)
          .join(', ')}`,
      ),
    ).toBe(true);
    expect(text.question('drain-and-zone').number).toBe(12 - 2 - 12 / 3);
    expect(text.says('30 pods with pools of 10 connections open 300')).toBe(true);
  });

  test('the startup probe gives a minute', () => {
    expect(text.says(`30 × 2 s = ${30 * 2} s`)).toBe(true);
  });
});

describe('bad releases', () => {
  const release = { perDay: 40, failing: 1 / 20, minutes: 10, errors: 1 / 5, days };

  const usual = normal * days * 24 * 60;

  test('to everyone they cost 120 minutes a month, on a canary 6, and 43.2 are allowed', () => {
    expect(
      text.says(`are ${Math.round(badMinutes({ ...release, traffic: 1 }))} minutes of complete failure`),
    ).toBe(true);
    expect(
      text.says(
        `cost ${Math.round(badMinutes({ ...release, traffic: share }))} minutes of failure a month instead of 120`,
      ),
    ).toBe(true);
    expect(text.says(`which allows ${budgetMinutes(objective, days).toFixed(1)} minutes`)).toBe(true);
  });

  test('the normal failures spend a fifth of the budget, and with the canary the promise is kept', () => {
    expect(text.says(`which adds ${usual.toFixed(1)} minutes`)).toBe(true);
    expect(burnRate(normal, objective)).toBeCloseTo(1 / 5, 9);
    const caught = badMinutes({ ...release, minutes: 1, traffic: share }) * 0.9;
    const missed = badMinutes({ ...release, traffic: 1 }) * 0.1;
    expect(caught).toBeCloseTo(0.5, 1);
    expect(text.says(`six releases a month, ${missed.toFixed(0)} minutes`)).toBe(true);
    expect(
      text.says(
        `With the ${usual.toFixed(1)} minutes of normal failures, that is ${(usual + caught + missed).toFixed(0)} of`,
      ),
    ).toBe(true);
    expect(usual + badMinutes({ ...release, traffic: 1 })).toBeGreaterThan(budgetMinutes(objective, days));
  });

  test('one good release a day is stopped for nothing', () => {
    expect(release.perDay * (1 - release.failing) * 0.025).toBeCloseTo(1, 1);
  });

  test('the month has 15.6 billion requests, of which 15.6 million may fail', () => {
    const requests = requestsPerSecond * 86_400 * days;
    expect(
      text.says(
        `${((requests * (1 - objective)) / 1e6).toFixed(1)} million of Kiosk's ${(requests / 1e9).toFixed(1)} billion requests`,
      ),
    ).toBe(true);
  });

  test('20% errors burn at 200, and at 10 on a canary', () => {
    const rate = burnRate(release.errors, objective);
    expect(
      text.says(
        `burns at ${Math.round(rate)} and would empty it in ${hoursToEmpty(rate, days).toFixed(1)} hours`,
      ),
    ).toBe(true);
    expect(
      text.says(`a canary of 5% burns at ${Math.round(burnRate(release.errors * share, objective))}`),
    ).toBe(true);
    // The average of a window crosses its threshold when the bad part of it outweighs the normal one.
    const crosses = (threshold: number, errors: number, minutes: number): number =>
      (minutes * (threshold - normal)) / (errors - normal);
    expect(text.says(`within ${crosses(0.0144, release.errors, 60).toFixed(1)} minutes`)).toBe(true);
    const canaryErrors = release.errors * share + normal * (1 - share);
    expect(crosses(0.006, canaryErrors, 360) / 60).toBeCloseTo(3.5, 1);
    expect(text.says('the second needs three and a half hours')).toBe(true);
    expect(
      text.says(`another ${(budgetSpent(rate, (15 + 25) / 60, days) * 100).toFixed(1)}% of the month`),
    ).toBe(true);
  });

  test('2% of the budget in an hour is a burn rate of 14.4', () => {
    expect(budgetSpent(14.4, 1, days)).toBeCloseTo(0.02);
    expect(text.question('burn-hours').number).toBeCloseTo(hoursToEmpty(burnRate(0.02, objective), days));
  });

  test.each([
    ['2% in 1 hour', 0.02, 1, 14.4],
    ['5% in 6 hours', 0.05, 6, 6],
    ['10% in 3 days', 0.1, 72, 1],
  ])('the rule for %s', (row, spent, hours, rate) => {
    expect(budgetSpent(rate, hours, days)).toBeCloseTo(spent, 6);
    expect(text.says(`| ${row} | ${rate} |`)).toBe(true);
    expect(text.says(`| ${Number((rate * 0.1).toFixed(2))}% |`)).toBe(true);
  });

  test('a burn rate of 6 lasts five days, and one failure of ten an hour burns at 100', () => {
    expect(hoursToEmpty(6, days) / 24).toBe(5);
    expect(burnRate(1 / 10, objective)).toBeCloseTo(100, 6);
  });

  test('checkout may fail 241,920 times in 28 days', () => {
    const requests = 200 * 86_400 * 28;
    expect(text.says(thousands(requests))).toBe(true);
    expect(
      text.says(
        `${thousands(requests * 0.0005)}, may fail. That is ${budgetMinutes(0.9995, 28).toFixed(1)} minutes`,
      ),
    ).toBe(true);
    const rate = 0.02 * 28 * 24;
    expect(
      text.says(
        `the burn rate is 0.02 × 672 = ${rate.toFixed(2)}, and the error rate 13.44 × 0.05% = ${(rate * 0.05).toFixed(3)}%`,
      ),
    ).toBe(true);
    expect(text.says(`${thousands(200 * 3600 * rate * 0.0005)} failed checkouts`)).toBe(true);
  });
});

describe('the canary', () => {
  const alpha = 0.05;

  test.each([
    ['0.02% → 1.02%', normal, 0.0102],
    ['0.02% → 0.04%', normal, 0.0004],
    ['0.02% → 0.024%', normal, 0.00024],
    ['0.02% → 0.0202%', normal, 0.000202],
  ])('the table has the requests for %s', (row, baseRate, canaryRate) => {
    const requests = canaryRequests({ baseRate, canaryRate, share, alpha }, 0.8);
    const seconds = requests / (requestsPerSecond * share);
    const time =
      seconds < 60
        ? `${Math.round(seconds)} s`
        : seconds < 7200
          ? `${Math.round(seconds / 60)} min`
          : `${Math.round(seconds / 3600)} h`;
    expect(text.says(row)).toBe(true);
    expect(text.says(`| ${thousands(requests)} | ${time} |`)).toBe(true);
  });

  test('1% fewer buyers take 148 hours on 5% of the visits and 28 on half', () => {
    const sales = { baseRate: 0.03, canaryRate: 0.0297, alpha };
    const small = canaryRequests({ ...sales, share }, 0.8);
    expect(text.says(`${thousands(small)} of them: ${Math.round(small / 5 / 3600)} hours`)).toBe(true);
    const half = canaryRequests({ ...sales, share: 0.5 }, 0.8);
    expect(text.says(`half of the users (${Math.round(half / 50 / 3600)} hours here)`)).toBe(true);
  });

  test('ten minutes of the canary are enough for a rise by 60%, not by a half', () => {
    const served = requestsPerSecond * share * 600;
    const needed = (canaryRate: number) =>
      canaryRequests({ baseRate: normal, canaryRate, share, alpha }, 0.8);
    expect(text.says(`served ${thousands(served)} requests`)).toBe(true);
    expect(text.says(`by 60%, which takes ${thousands(needed(normal * 1.6))}, can be seen`)).toBe(true);
    expect(needed(normal * 1.6)).toBeLessThan(served);
    expect(needed(normal * 1.5)).toBeGreaterThan(served);
  });

  test('against an old version with as little traffic, the comparison takes twice the requests', () => {
    const rise = { baseRate: normal, canaryRate: normal * 1.6, alpha };
    const ratio = canaryRequests({ ...rise, share: 0.5 }, 0.8) / canaryRequests({ ...rise, share }, 0.8);
    expect(ratio).toBeCloseTo(2, 0);
    expect(text.says('the comparison needs twice the requests')).toBe(true);
  });

  test('tenfold failures within a minute are never chance', () => {
    const expected = requestsPerSecond * share * 60 * normal;
    expect(
      text.says(`serves ${thousands(requestsPerSecond * share * 60)} requests, of which ${expected} fail`),
    ).toBe(true);
    let chance = Math.exp(-expected);
    let atLeast = 0;
    for (let failures = 1; failures <= 200; failures++) {
      chance *= expected / failures;
      if (failures >= 10 * expected) atLeast += chance;
    }
    // Ten looks a release, forty releases a day, a hundred years.
    expect(atLeast * 10 * 40 * 365 * 100).toBeLessThan(1e-12);
  });

  test('the route sends 5% to the canary', () => {
    const route = /```yaml title="route\.yaml"[^\n]*\n([\s\S]*?)^```$/m.exec(source)?.[1] ?? '';
    const weights = [...route.matchAll(/name: (\S+)\n\s+port: 80\n\s+weight: (\d+)/g)];
    const total = weights.reduce((sum, [, , weight]) => sum + Number(weight), 0);
    const canary = weights.find(([, name]) => name === 'orders-canary');
    expect(Number(canary?.[2]) / total).toBe(share);
  });

  test('one of 13 pods is 7.7%, and 5% needs 19 old ones', () => {
    expect(
      text.says(
        `One of 13 pods is ${(100 / 13).toFixed(1)}%, and a share of 5% would take ${1 / share - 1} old pods`,
      ),
    ).toBe(true);
  });

  test('the requests computed for a power give that power', () => {
    const comparison = { baseRate: 0.001, canaryRate: 0.002, share, alpha };
    for (const power of [0.5, 0.8, 0.95]) {
      expect(canaryPower(comparison, canaryRequests(comparison, power))).toBeCloseTo(power, 3);
    }
  });

  test('the 8 of the rule of thumb comes from the two chances, and the rule is within a sixth of the formula', () => {
    expect((normalQuantile(0.975) + normalQuantile(0.8)) ** 2).toBeCloseTo(7.85, 2);
    const exact = canaryRequests({ baseRate: 0.004, canaryRate: 0.006, share, alpha }, 0.8);
    expect(Math.abs(roughCanaryRequests(0.004, 0.006) / exact - 1)).toBeLessThan(1 / 6);
    const seconds = roughCanaryRequests(0.004, 0.006) / (400 * share);
    expect(text.question('canary-minutes').number).toBeCloseTo(seconds / 60, 1);
    expect(roughCanaryRequests(0.004, 0.005) / roughCanaryRequests(0.004, 0.006)).toBeCloseTo(3.6, 1);
  });

  test('the small service needs 5,729 requests at a tenth and 11,737 at half', () => {
    const returns = { baseRate: 0.002, canaryRate: 0.004, alpha };
    expect(text.says(`${thousands(roughCanaryRequests(0.002, 0.004))} requests`)).toBe(true);
    expect(text.says(`${((roughCanaryRequests(0.002, 0.004) / 72_000) * 100).toFixed(1)}% suffice`)).toBe(
      true,
    );
    const tenth = canaryRequests({ ...returns, share: 0.1 }, 0.8);
    expect(
      text.says(`${thousands(tenth)} requests at a share of 10%, or ${Math.round(tenth / 8 / 60)} minutes`),
    ).toBe(true);
    const half = canaryRequests({ ...returns, share: 0.5 }, 0.8);
    expect(
      text.says(`${thousands(half)} on each side, which takes ${(half / 40 / 60).toFixed(1)} minutes`),
    ).toBe(true);
  });

  test('looking once keeps the 5%, five times makes 14%, twenty times 25%', () => {
    expect(falseAlarm(1)).toBeCloseTo(0.05, 3);
    expect(
      text.says(
        `in ${Math.round(falseAlarm(5) * 100)}% of good releases, with twenty looks in ${Math.round(falseAlarm(20) * 100)}%`,
      ),
    ).toBe(true);
  });
});

describe('the pipeline', () => {
  const jobs = {
    check: { minutes: 2, needs: [] },
    unit: { minutes: 4, needs: [] },
    integration: { minutes: 6, needs: [] },
    image: { minutes: 4, needs: [] },
    staging: { minutes: 2, needs: ['check', 'unit', 'integration', 'image'] },
    endToEnd: { minutes: 5, needs: ['staging'] },
    canary: { minutes: 10, needs: ['endToEnd'] },
    rollout: { minutes: 2, needs: ['canary'] },
  };

  test('the longest chain takes 25 of the 35 minutes, and faster unit tests would not change that', () => {
    const all = Object.values(jobs).reduce((total, job) => total + job.minutes, 0);
    expect(text.says(`these are ${all} minutes`)).toBe(true);
    expect(text.says(`2 = ${criticalPath(jobs)} minutes`)).toBe(true);
    expect(criticalPath({ ...jobs, unit: { minutes: 1, needs: [] } })).toBe(criticalPath(jobs));
  });

  test('a job that waits for itself is an error, not an endless wait', () => {
    expect(() => criticalPath({ a: { minutes: 1, needs: ['b'] }, b: { minutes: 1, needs: ['a'] } })).toThrow(
      'waits for itself',
    );
  });

  test('200 tests that are each wrong once in 2,000 runs are red in 9.5% of the runs', () => {
    expect(text.says(`in ${(falseRed(1 / 2000, 200) * 100).toFixed(1)}% of its runs`)).toBe(true);
  });

  test('at 80% utilisation a release waits 24 minutes, on two lanes 4', () => {
    const utilisation = (40 * 12) / (10 * 60);
    const wait = Math.round(waitForStage(utilisation, 12));
    expect(
      text.says(
        `waits ${wait} minutes on average before its 12 begin, and the mean lead time is ${wait + criticalPath(jobs)} minutes instead of ${criticalPath(jobs)}`,
      ),
    ).toBe(true);
    expect(text.says(`cut the wait to ${Math.round(waitForStage(utilisation / 2, 12))} minutes`)).toBe(true);
  });
});

describe('two merges a minute apart', () => {
  const fence = /```yaml title="\.github\/workflows\/deliver\.yaml"[^\n]*\n([\s\S]*?)^```$/m.exec(
    source,
  )?.[1];
  const step = z.object({
    name: z.string().optional(),
    run: z.string().optional(),
    env: z.record(z.string(), z.string()).optional(),
  });
  const job = z.object({
    env: z.record(z.string(), z.string()).optional(),
    concurrency: z.object({ group: z.string(), queue: z.string() }).optional(),
    steps: z.array(step),
  });
  const { jobs } = z.object({ jobs: z.record(z.string(), job) }).parse(parse(fence ?? ''));
  const runs = (name: string): string[] => jobs[name]?.steps.flatMap(({ run }) => run ?? []) ?? [];

  test('get a staging environment each', () => {
    expect(jobs['staging']?.env?.['NAMESPACE']).toContain('${{ github.sha }}');
    expect(runs('staging').filter((run) => run.includes('staging'))).toSatisfy((all: string[]) =>
      all.every((run) => run.includes('$NAMESPACE')),
    );
  });

  test('go into production one at a time, and none that waits is dropped', () => {
    expect(jobs['production']?.concurrency).toEqual({ group: 'production', queue: 'max' });
    for (const name of Object.keys(jobs).filter((name) => name !== 'production')) {
      expect(runs(name).join('\n'), name).not.toMatch(/canary|deploy\.sh/);
    }
  });

  test('are compared with what runs before anything is changed', () => {
    expect(runs('production')[0]).toContain('git merge-base --is-ancestor');
  });

  test('do not show the cluster to the packages they install', () => {
    for (const { env = {}, steps } of Object.values(jobs)) {
      if (!steps.some(({ run }) => run?.startsWith('npm'))) continue;
      expect(env).not.toHaveProperty('CLUSTER_TOKEN');
      for (const { run, env: own = {} } of steps) {
        if (run?.startsWith('npm')) expect(own).not.toHaveProperty('CLUSTER_TOKEN');
      }
    }
  });

  test('are told apart by git: the newer passes the guard, the older does not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'merge-order-'));
    const git = (...words: string[]): string =>
      execFileSync('git', ['-c', 'user.name=K', '-c', 'user.email=k@example.org', ...words], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      }).trim();
    try {
      git('init', '-q');
      const commit = (message: string): string => {
        git('commit', '-q', '--allow-empty', '-m', message);
        return git('rev-parse', 'HEAD');
      };
      const [older, newer] = [commit('A'), commit('B')];
      const passes = (running: string, wanted: string) => () =>
        git('merge-base', '--is-ancestor', running, wanted);
      expect(passes(older, newer)).not.toThrow();
      expect(passes(newer, newer)).not.toThrow();
      expect(passes(newer, older)).toThrow();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('backups', () => {
  /** Loading the base backup, and replaying the log written since, in hours. */
  const restoreHours = (
    gigabytes: number,
    megabytesPerSecond: number,
    logHours: number,
    replaySpeed: number,
  ) => (gigabytes * 1000) / megabytesPerSecond / 3600 + logHours / replaySpeed;

  test('loading takes 42 minutes and a day of log 6 hours', () => {
    expect(text.says(`takes ${Math.round(restoreHours(500, 200, 0, 1) * 60)} minutes`)).toBe(true);
    expect(text.says(`takes another ${restoreHours(0, 200, 24, 4)} hours`)).toBe(true);
  });

  test('the question asks for load and replay, and its advice is right', () => {
    expect(text.question('restore-time').number).toBeCloseTo(restoreHours(500, 200, 12, 3), 1);
    const saved = (restoreHours(500, 200, 12, 3) - restoreHours(500, 400, 12, 3)) * 60;
    expect(text.says(`Doubling the loading speed would save ${Math.round(saved)} minutes`)).toBe(true);
    expect(restoreHours(500, 200, 12, 3) - restoreHours(500, 200, 6, 3)).toBe(2);
  });
});

test('a percentile from a histogram is interpolated within its bucket', () => {
  const buckets = [
    [0.25, 9_800],
    [0.5, 9_960],
  ] as const;
  const [[low, below], [high, upTo]] = buckets;
  const p99 = low + ((high - low) * (0.99 * 10_000 - below)) / (upTo - below);
  expect(text.says(`a p99 of ${p99.toFixed(3)} s`)).toBe(true);
});

test('the mean of percentiles is no percentile', () => {
  const p99 = (times: readonly number[]) =>
    times.toSorted((a, b) => a - b)[Math.ceil(0.99 * times.length) - 1] ?? NaN;
  const idle = Array.from({ length: 100 }, (_, i) => 5 * i);
  const busy = Array.from({ length: 10_000 }, () => 10);
  expect((p99(idle) + p99(busy)) / 2).toBeGreaterThan(2 * p99([...idle, ...busy]));
});

test('60 routes, 5 classes, 40 pods and 14 series make 168,000', () => {
  expect(11 + 1 + 2).toBe(14);
  expect(text.says(`makes ${thousands(14 * 60 * 5 * 40)} series`)).toBe(true);
});
