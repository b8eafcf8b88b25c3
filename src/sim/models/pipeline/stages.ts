// The stages of the pipeline, what each waits for, and the longest path through them. Pure.
import type { PipelineParams } from '../pipeline.ts';

export const STAGE_IDS = [
  'unit',
  'integration',
  'image',
  'staging',
  'end-to-end',
  'canary',
  'rollout',
] as const;
export type StageId = (typeof STAGE_IDS)[number];

export interface Stage {
  readonly id: StageId;
  readonly name: string;
  readonly minutes: number;
  readonly needs: readonly StageId[];
}

const IMAGE_MINUTES = 4;
const STAGING_MINUTES = 2;
const END_TO_END_MINUTES = 5;
const ROLLOUT_MINUTES = 2;

/**
 * Of all defects, the share that each stage is the first to see; what is left of 1 is seen by none. An assumption of
 * the figure, chosen so that most are seen early.
 */
export const FIRST_SEEN: Readonly<Record<StageId, number>> = {
  unit: 0.5,
  integration: 0.2,
  image: 0.05,
  staging: 0.05,
  'end-to-end': 0.1,
  canary: 0.05,
  rollout: 0,
};

export function stagesOf(params: PipelineParams): readonly Stage[] {
  const { sideBySide, unitMinutes, integrationMinutes, canaryMinutes } = params;
  const before = (id: StageId): readonly StageId[] => (sideBySide ? [] : [id]);
  return [
    { id: 'unit', name: 'Unit tests', minutes: unitMinutes, needs: [] },
    { id: 'integration', name: 'Integration', minutes: integrationMinutes, needs: before('unit') },
    { id: 'image', name: 'Image', minutes: IMAGE_MINUTES, needs: before('integration') },
    { id: 'staging', name: 'Staging', minutes: STAGING_MINUTES, needs: ['unit', 'integration', 'image'] },
    { id: 'end-to-end', name: 'End-to-end', minutes: END_TO_END_MINUTES, needs: ['staging'] },
    { id: 'canary', name: 'Canary', minutes: canaryMinutes, needs: ['end-to-end'] },
    { id: 'rollout', name: 'Rollout', minutes: ROLLOUT_MINUTES, needs: ['canary'] },
  ];
}

export interface Schedule {
  readonly start: number;
  readonly end: number;
  readonly critical: boolean;
}

/** When each stage begins and ends if nothing is waited for but stages, and which of them decide the end. */
export function scheduleOf(stages: readonly Stage[]): ReadonlyMap<StageId, Schedule> {
  const ends = new Map<StageId, number>();
  const starts = new Map<StageId, number>();
  for (const { id, minutes, needs } of stages) {
    const start = Math.max(0, ...needs.map((need) => ends.get(need) ?? 0));
    starts.set(id, start);
    ends.set(id, start + minutes);
  }
  const critical = new Set<StageId>();
  const whole = Math.max(0, ...ends.values());
  let deciding = stages.filter(({ id }) => ends.get(id) === whole);
  while (deciding.length > 0) {
    for (const { id } of deciding) critical.add(id);
    const needed = deciding.flatMap(({ id, needs }) =>
      needs.filter((need) => ends.get(need) === starts.get(id)),
    );
    deciding = stages.filter(({ id }) => needed.includes(id));
  }
  return new Map(
    stages.map(({ id }) => [
      id,
      { start: starts.get(id) ?? 0, end: ends.get(id) ?? 0, critical: critical.has(id) },
    ]),
  );
}

/**
 * The queue before production: changes arrive at random, one at a time is served, for the canary alone if it stops the
 * change (M/G/1; Pollaczek and Khinchine). Without defects that is M/D/1.
 */
export function productionQueue(params: PipelineParams): {
  readonly utilization: number;
  readonly waitMinutes: number | null;
} {
  const { canaryMinutes, mergesPerHour, lanes, defectPercent } = params;
  const { unit, integration, image, staging, 'end-to-end': endToEnd, canary } = FIRST_SEEN;
  const defects = defectPercent / 100;
  const reaching = 1 - defects * (unit + integration + image + staging + endToEnd);
  const stoppedShare = (defects * canary) / reaching;
  const whole = canaryMinutes + ROLLOUT_MINUTES;
  const perMinute = (mergesPerHour * reaching) / lanes / 60;
  const mean = stoppedShare * canaryMinutes + (1 - stoppedShare) * whole;
  const meanSquare = stoppedShare * canaryMinutes * canaryMinutes + (1 - stoppedShare) * whole * whole;
  const utilization = perMinute * mean;
  return {
    utilization,
    waitMinutes: utilization < 1 ? (perMinute * meanSquare) / (2 * (1 - utilization)) : null,
  };
}
