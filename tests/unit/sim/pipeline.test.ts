// Laws of the pipeline: lead time is the longest path plus the wait for production, and that wait is a queue's.
import fc from '../../property.ts';
import { describe, expect, test } from 'vitest';
import { criticalPath, waitForStage } from '../../content/formulas/delivery.ts';
import { model, type PipelineParams, type PipelineSnapshot } from '../../../src/sim/models/pipeline.ts';
import {
  FIRST_SEEN,
  productionQueue,
  scheduleOf,
  stagesOf,
  STAGE_IDS,
} from '../../../src/sim/models/pipeline/stages.ts';
import { defaultParams } from '../../../src/sim/params.ts';
import { BATCHES, estimate, expectInInterval, Z } from './confidence.ts';

const defaults = defaultParams(model);
const DAY = 24 * 3_600_000;

const anyParams: fc.Arbitrary<PipelineParams> = fc.record({
  sideBySide: fc.boolean(),
  unitMinutes: fc.integer({ min: 1, max: 15 }),
  integrationMinutes: fc.integer({ min: 1, max: 15 }),
  canaryMinutes: fc.integer({ min: 0, max: 20 }),
  mergesPerHour: fc.integer({ min: 1, max: 8 }),
  lanes: fc.integer({ min: 1, max: 3 }),
  defectPercent: fc.integer({ min: 0, max: 60 }),
});

function after(ms: number, chosen: Partial<PipelineParams>, seed = 1): PipelineSnapshot {
  const run = model.start({ ...defaults, ...chosen }, seed);
  run.runUntil(ms);
  return run.snapshot();
}

/** The stages as the course's own formula wants them. */
function jobsOf(params: PipelineParams) {
  return Object.fromEntries(stagesOf(params).map(({ id, minutes, needs }) => [id, { minutes, needs }]));
}

describe('the longest path', () => {
  test('is the course’s formula, and the sum where all is in turn', () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        const { theory } = after(0, params);
        expect(theory.criticalPathMinutes).toBe(criticalPath(jobsOf(params)));
        if (!params.sideBySide) expect(theory.criticalPathMinutes).toBe(theory.sumMinutes);
      }),
    );
  });

  test('is 25 minutes for the chapter’s pipeline, and does not change with the unit tests’ speed', () => {
    expect(after(0, {}).theory.criticalPathMinutes).toBe(25);
    expect(after(0, { unitMinutes: 1 }).theory.criticalPathMinutes).toBe(25);
    expect(after(0, { integrationMinutes: 5 }).theory.criticalPathMinutes).toBe(24);
  });

  test('gets shorter by a minute exactly where every longest path runs through the stage', () => {
    const stages = stagesOf({ ...defaults, unitMinutes: 6, integrationMinutes: 6 });
    const critical = [...scheduleOf(stages)].flatMap(([id, stage]) => (stage.critical ? [id] : []));
    // Two stages share the first place, so that neither alone decides; both are on a longest path.
    expect(critical).toEqual(['unit', 'integration', 'staging', 'end-to-end', 'canary', 'rollout']);
    const one = [...scheduleOf(stagesOf(defaults))].flatMap(([id, stage]) => (stage.critical ? [id] : []));
    expect(one).toEqual(['integration', 'staging', 'end-to-end', 'canary', 'rollout']);
  });
});

describe('a release', () => {
  test('takes the longest path when nobody is before it, and never less', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        const { leads, theory } = after(DAY, params, seed);
        for (const minutes of leads)
          expect(minutes).toBeGreaterThanOrEqual(theory.criticalPathMinutes - 1e-6);
      }),
      { numRuns: 60 },
    );
    const run = model.start({ ...defaults, defectPercent: 0, mergesPerHour: 0.5 }, 4);
    while (run.snapshot().released === 0) run.runUntil(run.nextEventAt);
    expect(run.snapshot().lead.lastMinutes).toBeCloseTo(25, 9);
  });

  test('is the only one in its lane to production', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        const run = model.start(params, seed);
        for (let event = 0; event < 200; event++) {
          run.runUntil(run.nextEventAt);
          const { stages, waiting } = run.snapshot();
          const inProduction = stages
            .filter(({ id }) => id === 'canary' || id === 'rollout')
            .reduce((sum, { working }) => sum + working, 0);
          expect(inProduction).toBeLessThanOrEqual(params.lanes);
          if (params.lanes === 1 && waiting > 0) expect(inProduction).toBe(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('waits for production as long as the queue’s formula says', () => {
    for (const chosen of [
      { defectPercent: 0 },
      { defectPercent: 40, mergesPerHour: 6 },
      { lanes: 2, mergesPerHour: 8 },
    ]) {
      const params = { ...defaults, ...chosen };
      const ends = Array.from({ length: BATCHES }, (_, seed) => after(150 * DAY, params, seed));
      const { waitMinutes } = productionQueue(params);
      expectInInterval(
        estimate(ends.map(({ meanWaitMinutes }) => meanWaitMinutes ?? NaN)),
        waitMinutes ?? NaN,
      );
    }
  });

  test('of the chapter waits 24 minutes at a utilization of 0.8, and 4 in each of two lanes', () => {
    const one = productionQueue({ ...defaults, defectPercent: 0 });
    expect(one.utilization).toBeCloseTo(0.8, 12);
    expect(one.waitMinutes).toBeCloseTo(waitForStage(0.8, 12), 9);
    expect(productionQueue({ ...defaults, defectPercent: 0, lanes: 2 }).waitMinutes).toBeCloseTo(4, 9);
    expect(productionQueue({ ...defaults, defectPercent: 0, mergesPerHour: 8 }).waitMinutes).toBeNull();
  });
});

describe('a defect', () => {
  test('ends the change at the end of the first stage that sees it, as early as that stage can be', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(), (params, seed) => {
        for (const { id, earliestEnd, stopped, meanStopMinutes } of after(3 * DAY, params, seed).stages) {
          if (stopped === 0) continue;
          if (id === 'canary') expect(meanStopMinutes).toBeGreaterThanOrEqual(earliestEnd - 1e-6);
          else expect(meanStopMinutes).toBeCloseTo(earliestEnd, 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is stopped by each stage as often as assumed, and every change ends somewhere', () => {
    const end = after(400 * DAY, { defectPercent: 50, mergesPerHour: 4, lanes: 2 });
    const stopped = end.stages.reduce((sum, stage) => sum + stage.stopped, 0);
    expect(end.merged).toBe(end.released + stopped + end.underWay);
    const finished = end.merged - end.underWay;
    const expectShare = (number: number, share: number): void => {
      expect(Math.abs(number / finished - share)).toBeLessThanOrEqual(
        Z * Math.sqrt((share * (1 - share)) / finished) + 1e-3,
      );
    };
    for (const { id, stopped: number } of end.stages) expectShare(number, 0.5 * FIRST_SEEN[id]);
    const unseen = 1 - STAGE_IDS.reduce((sum, id) => sum + FIRST_SEEN[id], 0);
    expect(unseen).toBeCloseTo(0.05, 12);
    expectShare(end.escaped, 0.5 * unseen);
  });
});
