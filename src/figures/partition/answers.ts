// What the clients were told, in the order in which they were told: a row for each side, so that one can see which of
// them the cut has silenced. Not here: the sums (figure.ts).
import type { PartitionSnapshot } from '../../sim/models/partition.ts';
import type { Shape } from '../figure.ts';
import { line, rect, sign, text } from '../shapes.ts';

const SHOWN = 7;
const LEFT = 42;
const CELL = (400 - LEFT) / SHOWN;
const TOP = 262;
const ROW = 44;

export function drawAnswers({ outcomes, link }: PartitionSnapshot): Shape[] {
  const shown = outcomes.slice(-SHOWN);
  const columnX = (at: number): number => LEFT + at * CELL;
  const firstSince = shown.findIndex(({ endedAt }) => endedAt > link.since);
  const boundary = firstSince === -1 ? shown.length : firstSince;
  const changed = link.since > 0 && (boundary > 0 || !link.up);
  return [
    text('answers-name', 0, TOP - 12, 'answers', { bold: true }),
    ...(['left', 'right'] as const).flatMap((side, row): Shape[] => [
      rect(`answers-${side}-row`, 'sunk', LEFT, TOP + row * ROW, 400 - LEFT, ROW - 4, { radius: 4 }),
      text(`answers-${side}-name`, 0, TOP + row * ROW + 25, side, { tone: 'soft' }),
    ]),
    ...shown.flatMap((outcome, at): Shape[] => {
      const { id, kind, side, write, refused, stale } = outcome;
      const x = columnX(at) + CELL / 2;
      const y = TOP + (side === 'left' ? 0 : ROW);
      const tone = refused ? 'failure' : stale ? 'stale' : 'success';
      const words = text(`answer-${id}-kind`, x, y + 16, kind, { anchor: 'middle' });
      if (refused) return [words, sign(`answer-${id}-sign`, tone, 'cross', x, y + 28, 12)];
      return [
        words,
        text(`answer-${id}-value`, x - 1, y + 33, String(write ?? ''), { anchor: 'end', bold: true, tone }),
        sign(`answer-${id}-sign`, tone, stale ? 'clock' : 'check', x + 9, y + 28, 12),
      ];
    }),
    ...(changed
      ? [
          line(
            'answers-since',
            link.up ? 'success' : 'failure',
            [columnX(boundary), TOP - 6, columnX(boundary), TOP + 2 * ROW],
            { look: 'dashed' },
          ),
          text(
            'answers-since-words',
            Math.min(378, Math.max(columnX(boundary), LEFT + 56)),
            TOP - 12,
            link.up ? 'healed' : 'cut',
            { anchor: 'middle', tone: link.up ? 'success' : 'failure' },
          ),
        ]
      : []),
  ];
}
