// The numbers of the chapter on delivery, from its formulas.
// Not here: whether its manifests, Dockerfiles and workflow are valid; the examples' own tests see to that.
import { describe, expect, test } from 'vitest';
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
const requestsPerSecond = 6000;
const share = 0.05;
const objective = 0.999;
const days = 30;

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
    expect(text.says(`memory would do for ${Math.floor(14_200 / 512)}`)).toBe(true);
  });

  test('half a core makes 80 ms of work last 130 ms, and 50 ms last 50', () => {
    expect(text.says(`takes ${throttledMs(80, 500)} ms in all`)).toBe(true);
    expect(throttledMs(50, 500)).toBe(50);
    expect(throttledMs(50.5, 500)).toBe(100.5);
  });

  test('four rounds of 20 s replace twelve pods', () => {
    expect(text.says(`that takes ${rolloutSeconds(12, 3, 0, 15 + 5)} s`)).toBe(true);
  });

  test('the startup probe gives a minute', () => {
    expect(text.says(`30 × 2 s = ${30 * 2} s`)).toBe(true);
  });
});

describe('bad releases', () => {
  const release = { perDay: 40, failing: 1 / 20, minutes: 10, errors: 1 / 5, days };

  test('to everybody they cost 120 minutes a month, on a canary 6, and 43.2 are allowed', () => {
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

  test('the month has 15.6 thousand million requests, of which 15.6 million may fail', () => {
    const requests = requestsPerSecond * 86_400 * days;
    expect(
      text.says(
        `${((requests * (1 - objective)) / 1e6).toFixed(1)} million of Kiosk's ${(requests / 1e9).toFixed(1)} thousand million`,
      ),
    ).toBe(true);
  });

  test('20 % errors burn at 200, and at 10 on a canary', () => {
    const rate = burnRate(release.errors, objective);
    expect(
      text.says(
        `burns at ${Math.round(rate)} and would empty it in ${hoursToEmpty(rate, days).toFixed(1)} hours`,
      ),
    ).toBe(true);
    expect(
      text.says(`a canary of 5 % burns at ${Math.round(burnRate(release.errors * share, objective))}`),
    ).toBe(true);
    expect(text.says(`within ${((14.4 / rate) * 60).toFixed(1)} minutes`)).toBe(true);
    expect(
      text.says(`another ${(budgetSpent(rate, (15 + 25) / 60, days) * 100).toFixed(1)} % of the month`),
    ).toBe(true);
  });

  test('2 % of the budget in an hour is a burn rate of 14.4', () => {
    expect(budgetSpent(14.4, 1, days)).toBeCloseTo(0.02);
    expect(text.question('burn-hours').number).toBeCloseTo(hoursToEmpty(burnRate(0.02, objective), days));
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
        `the burn rate is 0.02 × 672 = ${rate.toFixed(2)}, and the error rate 13.44 × 0.05 % = ${(rate * 0.05).toFixed(3)} %`,
      ),
    ).toBe(true);
    expect(text.says(`${thousands(200 * 3600 * rate * 0.0005)} failed checkouts`)).toBe(true);
  });
});

describe('the canary', () => {
  const alpha = 0.05;

  test.each([
    ['0.1 % → 1.1 %', 0.001, 0.011],
    ['0.1 % → 0.2 %', 0.001, 0.002],
    ['0.1 % → 0.12 %', 0.001, 0.0012],
    ['0.1 % → 0.101 %', 0.001, 0.00101],
  ])('the table has the requests for %s', (row, baseRate, canaryRate) => {
    const requests = canaryRequests({ baseRate, canaryRate, share, alpha }, 0.8);
    const seconds = requests / (requestsPerSecond * share);
    const time =
      seconds < 60
        ? `${Math.round(seconds)} s`
        : seconds < 3600
          ? `${Math.round(seconds / 60)} min`
          : `${Math.round(seconds / 3600)} h`;
    expect(text.says(row)).toBe(true);
    expect(text.says(`| ${thousands(requests)} | ${time} |`)).toBe(true);
  });

  test('1 % fewer buyers take 148 hours on 5 % of the visits and 28 on half', () => {
    const sales = { baseRate: 0.03, canaryRate: 0.0297, alpha };
    const small = canaryRequests({ ...sales, share }, 0.8);
    expect(text.says(`${thousands(small)} of them: ${Math.round(small / 5 / 3600)} hours`)).toBe(true);
    const half = canaryRequests({ ...sales, share: 0.5 }, 0.8);
    expect(text.says(`half of the users (${Math.round(half / 50 / 3600)} hours here)`)).toBe(true);
  });

  test('ten minutes of the canary are enough for a rise by a quarter, not by a fifth', () => {
    const served = requestsPerSecond * share * 600;
    const needed = (canaryRate: number) => canaryRequests({ baseRate: 0.001, canaryRate, share, alpha }, 0.8);
    expect(text.says(`served ${thousands(served)} requests`)).toBe(true);
    expect(text.says(`by a quarter, which takes ${thousands(needed(0.00125))}, can be seen`)).toBe(true);
    expect(needed(0.00125)).toBeLessThan(served);
    expect(needed(0.0012)).toBeGreaterThan(served);
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
    expect(text.says(`${((roughCanaryRequests(0.002, 0.004) / 72_000) * 100).toFixed(1)} % suffice`)).toBe(
      true,
    );
    const tenth = canaryRequests({ ...returns, share: 0.1 }, 0.8);
    expect(
      text.says(`${thousands(tenth)} requests at a share of 10 %, or ${Math.round(tenth / 8 / 60)} minutes`),
    ).toBe(true);
    const half = canaryRequests({ ...returns, share: 0.5 }, 0.8);
    expect(
      text.says(`${thousands(half)} on each side, which takes ${(half / 40 / 60).toFixed(1)} minutes`),
    ).toBe(true);
  });

  test('looking once keeps the 5 %, five times makes 14 %, twenty times 25 %', () => {
    expect(falseAlarm(1)).toBeCloseTo(0.05, 3);
    expect(
      text.says(
        `in ${Math.round(falseAlarm(5) * 100)} % of good releases, with twenty looks in ${Math.round(falseAlarm(20) * 100)} %`,
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

  test('200 tests that are each wrong once in 2,000 runs are red in 9.5 % of the runs', () => {
    expect(text.says(`in ${(falseRed(1 / 2000, 200) * 100).toFixed(1)} % of its runs`)).toBe(true);
  });

  test('at 80 % utilisation a release waits 24 minutes, on two lanes 4', () => {
    const utilisation = (40 * 12) / (10 * 60);
    const wait = Math.round(waitForStage(utilisation, 12));
    expect(
      text.says(
        `waits ${wait} minutes on average before its 12 begin, and the lead time is ${wait + criticalPath(jobs)} minutes instead of ${criticalPath(jobs)}`,
      ),
    ).toBe(true);
    expect(text.says(`cut the wait to ${Math.round(waitForStage(utilisation / 2, 12))} minutes`)).toBe(true);
  });
});

test('60 routes, 5 classes, 40 pods and 14 series make 168,000', () => {
  expect(text.says(`makes ${thousands(14 * 60 * 5 * 40)} series`)).toBe(true);
});
