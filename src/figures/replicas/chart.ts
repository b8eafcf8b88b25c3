// Stale reads by their distance from the write: one bar for each of a user's three reads, beside what theory expects.
import type { ReplicasSnapshot } from '../../sim/models/replicas.ts';
import type { Shape } from '../figure.ts';
import { duration, line, percent, rect, text } from '../shapes.ts';
import { CHART_TOP } from './layout.ts';

/** The bars' scale: a share from 0 to 1. */
const BARS = { x: 104, width: 176 };
const STEP = 24;

export function drawStaleShares({ readsByDelay }: ReplicasSnapshot): Shape[] {
  return [
    text('chart-name', 0, CHART_TOP + 5, 'stale reads', { bold: true }),
    ...readsByDelay.flatMap(({ delayMs, reads, stale, expectedStaleShare }, at): Shape[] => {
      const y = CHART_TOP + 14 + at * STEP;
      const share = reads === 0 ? 0 : stale / reads;
      const measured = reads === 0 ? 'none yet' : `${stale} of ${reads}`;
      const key = `stale-${at + 1}`;
      return [
        text(`${key}-delay`, 0, y + 12, `${duration(delayMs)} later`, { tone: 'soft' }),
        rect(`${key}-whole`, 'sunk', BARS.x, y, BARS.width, 15, { radius: 1 }),
        rect(`${key}-share`, 'stale', BARS.x, y, BARS.width * share, 15, { radius: 1 }),
        text(`${key}-count`, 400, y + 12, reads === 0 ? measured : `${percent(share)}, ${measured}`, {
          anchor: 'end',
        }),
        ...(expectedStaleShare === null
          ? []
          : [
              line(
                `${key}-theory`,
                'ink',
                [
                  BARS.x + BARS.width * expectedStaleShare,
                  y - 3,
                  BARS.x + BARS.width * expectedStaleShare,
                  y + 18,
                ],
                { look: 'dashed' },
              ),
            ]),
      ];
    }),
    ...drawTheoryName(readsByDelay[0]?.expectedStaleShare ?? null),
  ];
}

/** The word beside the first dashed line, on the side where there is room. */
function drawTheoryName(expected: number | null): Shape[] {
  if (expected === null) return [];
  const x = BARS.x + BARS.width * expected;
  const isRight = expected < 0.7;
  return [
    text('theory-name', x + (isRight ? -2 : 2), CHART_TOP + 7, 'theory', {
      anchor: isRight ? 'start' : 'end',
      tone: 'soft',
    }),
  ];
}
