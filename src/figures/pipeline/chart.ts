// The latest releases' times from merge to everybody, beside the longest path and what theory adds for waiting.
import type { PipelineSnapshot } from '../../sim/models/pipeline.ts';
import type { Shape } from '../figure.ts';
import { line, rect, text } from '../shapes.ts';
import { AXIS_Y } from './stages.ts';

const LEFT = 34;
const RIGHT = 400;
const TOP = AXIS_Y + 44;
const BOTTOM = TOP + 70;
const MOST_MINUTES = 120;
const RELEASES = 24;

export const HEIGHT = BOTTOM + 20;

export function drawLeads({ leads, lead, theory, released }: PipelineSnapshot): Shape[] {
  const yOf = (minutes: number): number =>
    BOTTOM - (Math.min(minutes, MOST_MINUTES) / MOST_MINUTES) * (BOTTOM - TOP);
  const pitch = (RIGHT - LEFT) / RELEASES;
  const { criticalPathMinutes, waitMinutes } = theory;
  const first = released - leads.length;
  return [
    text('leads-title', 0, TOP - 10, 'Minutes to everybody', { bold: true }),
    text(
      'leads-mean',
      RIGHT,
      TOP - 10,
      `mean ${lead.meanMinutes === null ? '–' : lead.meanMinutes.toFixed(1)}; theory (dashed) ${waitMinutes === null ? '–' : (criticalPathMinutes + waitMinutes).toFixed(1)}`,
      {
        anchor: 'end',
      },
    ),
    ...[0, 60, 120].flatMap((tick) => [
      line(`leads-grid-${tick}`, 'rule', [LEFT, yOf(tick), RIGHT, yOf(tick)], { look: 'thin' }),
      text(`leads-tick-${tick}`, LEFT - 6, yOf(tick) + 5, String(tick), { anchor: 'end', tone: 'soft' }),
    ]),
    ...leads.flatMap((minutes, at): Shape[] => {
      const x = LEFT + at * pitch + 2;
      const top = yOf(minutes);
      const stages = yOf(Math.min(minutes, criticalPathMinutes));
      const key = `lead-${first + at + 1}`;
      return [
        rect(`${key}-stages`, 'capacity', x, stages, pitch - 4, BOTTOM - stages, { radius: 1 }),
        rect(`${key}-wait`, 'waiting', x, top, pitch - 4, stages - top, { radius: 1 }),
      ];
    }),
    ...(waitMinutes === null
      ? []
      : [
          line(
            'leads-theory',
            'ink',
            [LEFT, yOf(criticalPathMinutes + waitMinutes), RIGHT, yOf(criticalPathMinutes + waitMinutes)],
            {
              look: 'dashed',
            },
          ),
        ]),
    text('leads-words', RIGHT, BOTTOM + 16, 'the latest 24 releases: stages below, waiting above', {
      anchor: 'end',
      tone: 'soft',
    }),
  ];
}
