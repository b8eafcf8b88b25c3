// The stages as bars on the time since the merge, on a scale that never changes; changes move along them as dots.
import type { PipelineSnapshot, StageState } from '../../sim/models/pipeline.ts';
import type { Shape } from '../figure.ts';
import { circle, line, rect, sign, text } from '../shapes.ts';

const LEFT = 96;
const RIGHT = 324;
const MOST_MINUTES = 64;
const TOP = 22;
const PITCH = 18;
const BAR = 12;
/** The row in which changes wait, before the canary's. */
const WAIT_ROW = 5;
const ROWS = 8;
const MOST_WAITING = 16;
const MOST_DOTS = 8;

export const AXIS_Y = TOP + ROWS * PITCH;

const xOf = (minutes: number): number =>
  LEFT + (Math.min(minutes, MOST_MINUTES) / MOST_MINUTES) * (RIGHT - LEFT);
const rowY = (row: number): number => TOP + row * PITCH;

export function drawStages(snapshot: PipelineSnapshot): Shape[] {
  const { stages, theory } = snapshot;
  const end = xOf(theory.criticalPathMinutes);
  return [
    text('title', 0, 13, 'minutes after the merge', { tone: 'soft' }),
    text('stopped-title', 400, 13, 'stopped, after', { tone: 'soft', anchor: 'end' }),
    ...[0, 20, 40, 60].flatMap((tick) => [
      line(`grid-${tick}`, 'rule', [xOf(tick), TOP, xOf(tick), AXIS_Y], { look: 'thin' }),
      text(`tick-${tick}`, xOf(tick), AXIS_Y + 14, String(tick), { anchor: 'middle', tone: 'soft' }),
    ]),
    line('longest', 'ink', [end, TOP, end, AXIS_Y], { look: 'dashed' }),
    ...stages.flatMap((stage, at) => drawStage(stage, rowY(at < WAIT_ROW ? at : at + 1))),
    ...drawChanges(snapshot),
    ...drawWaiting(snapshot),
  ];
}

function drawStage(
  { id, name, earliestStart, earliestEnd, critical, stopped, meanStopMinutes }: StageState,
  y: number,
): Shape[] {
  const x = xOf(earliestStart);
  return [
    text(`${id}-name`, 0, y + 11, name, { bold: critical }),
    rect(`${id}-bar`, 'capacity', x, y, Math.max(2, xOf(earliestEnd) - x), BAR, {
      radius: 2,
      look: critical ? 'filled' : 'outlined',
    }),
    ...(stopped === 0 || meanStopMinutes === null
      ? []
      : [
          sign(`${id}-stopped-sign`, 'failure', 'cross', RIGHT + 2, y + 6, 8),
          text(`${id}-stopped`, 400, y + 11, `${stopped}, ${Math.round(meanStopMinutes)} min`, {
            anchor: 'end',
            tone: 'failure',
          }),
        ]),
  ];
}

/** A dot for each stage that a change is in; the same change can be in several. */
function drawChanges({ changes, stages }: PipelineSnapshot): Shape[] {
  const drawn = new Map<string, number>();
  return changes.flatMap(({ id, at }) =>
    at.flatMap(({ stage, share }): Shape[] => {
      const row = stages.findIndex((one) => one.id === stage);
      const where = stages[row];
      const before = drawn.get(stage) ?? 0;
      drawn.set(stage, before + 1);
      if (where === undefined || before >= MOST_DOTS) return [];
      const x = xOf(where.earliestStart + share * where.minutes);
      const y = rowY(row < WAIT_ROW ? row : row + 1) + BAR / 2;
      return [
        circle(`change-${id}-${stage}-ground`, 'surface', x, y, 6),
        circle(`change-${id}-${stage}`, 'request', x, y, 4.5),
      ];
    }),
  );
}

function drawWaiting({ waiting, stages }: PipelineSnapshot): Shape[] {
  const y = rowY(WAIT_ROW);
  const x = xOf(stages[WAIT_ROW]?.earliestStart ?? 0);
  const drawn = Math.min(waiting, Math.floor((RIGHT - x) / 13), MOST_WAITING);
  return [
    text('wait-name', 0, y + 11, 'wait', { tone: waiting > 0 ? 'waiting' : 'soft', bold: waiting > 0 }),
    text('wait-count', 86, y + 11, String(waiting), {
      anchor: 'end',
      tone: waiting > 0 ? 'waiting' : 'soft',
      bold: true,
    }),
    ...Array.from({ length: drawn }, (_, at) =>
      sign(`waiting-${at}`, 'waiting', 'clock', x + 7 + at * 13, y + 6, 11),
    ),
  ];
}
