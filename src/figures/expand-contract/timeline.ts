// Thirty seconds: the reports, the migration's steps, and the queries of each second by what became of them.
import type { ExpandContractSnapshot } from '../../sim/models/expand-contract.ts';
import type { Shape } from '../figure.ts';
import { line, rect, sign, text } from '../shapes.ts';

const LEFT = 74;
const RIGHT = 400;
const SPAN_MS = 30_000;
const TITLE_Y = 132;
const REPORT = { y: 141, height: 10 };
const MIGRATION = { y: 158, height: 16 };
const QUERIES = { top: 184, bottom: 238, most: 20 };
/** A moment of five milliseconds must be seen too. */
const LEAST_WIDTH = 3;
export const TIMELINE_BOTTOM = 260;

export function drawTimeline(snapshot: ExpandContractSnapshot): Shape[] {
  const { now, migration, reports } = snapshot;
  const startsAt = Math.max(0, now - SPAN_MS);
  const xAt = (time: number): number =>
    LEFT + Math.min(1, Math.max(0, (time - startsAt) / SPAN_MS)) * (RIGHT - LEFT);
  const span = (from: number, to: number | null): { x: number; width: number } => {
    const x = Math.min(xAt(from), RIGHT - LEAST_WIDTH);
    return { x, width: Math.max(LEAST_WIDTH, xAt(Math.min(now, to ?? now)) - x) };
  };
  const isShown = ({ to }: { readonly to: number | null }): boolean => to === null || to >= startsAt;
  const { step, steps, status, gaveUp } = migration;
  return [
    text('step', 0, TITLE_Y, status === 'done' ? 'all steps done' : (steps[step] ?? ''), { bold: true }),
    text(
      'gave-up',
      RIGHT,
      TITLE_Y,
      gaveUp === 0 ? '' : gaveUp === 1 ? 'gave up once' : `gave up ${gaveUp} times`,
      {
        anchor: 'end',
        tone: 'soft',
      },
    ),
    text('report-name', 0, REPORT.y + 10, 'report', { tone: 'soft' }),
    ...reports.filter(isShown).map(({ from, to }, at) => {
      const { x, width } = span(from, to);
      return rect(`report-${at}`, 'capacity', x, REPORT.y, width, REPORT.height, { radius: 1 });
    }),
    text('migration-name', 0, MIGRATION.y + 13, 'migration', { tone: 'soft' }),
    ...migration.segments.filter(isShown).flatMap(({ kind, from, to }, at): Shape[] => {
      const { x, width } = span(from, to);
      const { y, height } = MIGRATION;
      const key = `segment-${at}`;
      if (kind === 'waits')
        return [
          rect(`${key}-wash`, 'waiting', x, y, width, height, { radius: 1, look: 'washed' }),
          rect(key, 'waiting', x, y, width, height, { radius: 1, look: 'dashed' }),
        ];
      if (kind === 'works') return [rect(key, 'success', x, y, width, height, { radius: 1, look: 'washed' })];
      return [
        rect(key, 'failure', x, y, width, height, { radius: 1 }),
        ...(width > 14 ? [sign(`${key}-lock`, 'surface', 'lock', x + width / 2, y + height / 2, 11)] : []),
      ];
    }),
    ...drawQueries(snapshot, xAt),
    line('now', 'rule', [xAt(now), REPORT.y - 4, xAt(now), QUERIES.bottom], { look: 'thin' }),
    ...[0, 10, 20, 30].map((seconds) =>
      text(
        `at-${seconds}`,
        LEFT + (seconds / 30) * (RIGHT - LEFT),
        TIMELINE_BOTTOM - 4,
        `${Math.round(startsAt / 1000) + seconds} s`,
        {
          anchor: seconds === 30 ? 'end' : seconds === 0 ? 'start' : 'middle',
          tone: 'soft',
        },
      ),
    ),
  ];
}

function drawQueries({ now, perSecond }: ExpandContractSnapshot, xAt: (time: number) => number): Shape[] {
  const { top, bottom, most } = QUERIES;
  const { firstAt, everyMs } = perSecond.atOnce;
  const heightOf = (queries: number): number => (Math.min(queries, most) / most) * (bottom - top);
  return [
    text('queries-name', 0, top + 24, 'queries', { tone: 'soft' }),
    text('queries-each', 0, top + 40, 'a second', { tone: 'soft' }),
    line('queries-axis', 'rule', [LEFT, bottom, RIGHT, bottom]),
    ...perSecond.atOnce.values.flatMap((atOnce, at): Shape[] => {
      const from = firstAt + at * everyMs;
      const x = xAt(from);
      const width = xAt(Math.min(now, from + everyMs)) - x - 1;
      if (width <= 0) return [];
      const second = Math.round(from / everyMs);
      const blocked = atOnce + (perSecond.blocked.values[at] ?? 0);
      const failed = blocked + (perSecond.failed.values[at] ?? 0);
      const bar = (key: string, from: number, to: number) => ({
        key: `${key}-${second}`,
        y: bottom - heightOf(to),
        height: heightOf(to) - heightOf(from),
      });
      const parts = [
        { ...bar('at-once', 0, atOnce), tone: 'success', look: 'washed' },
        { ...bar('blocked', atOnce, blocked), tone: 'waiting', look: 'filled' },
        { ...bar('failed', blocked, failed), tone: 'failure', look: 'outlined' },
      ] as const;
      return parts
        .filter(({ height }) => height > 0)
        .map(({ key, tone, look, y, height }) => rect(key, tone, x, y, width, height, { radius: 0, look }));
    }),
  ];
}
