// Two charts side by side: what was decided in the last ten seconds, and the most that passed in any window of each
// length, below or above the line that a bucket promises. Their scales never change.
import type { TokenBucketParams, TokenBucketSnapshot } from '../../sim/models/token-bucket.ts';
import type { Shape } from '../figure.ts';
import { line, rect, sign, text } from '../shapes.ts';

const TITLE_Y = 138;
const KEY_Y = 155;
const TOP = 166;
const BOTTOM = 236;
export const CHARTS_BOTTOM = 260;

const LATELY = { left: 20, right: 186, spanMs: 10_000, axis: 200, perUnit: 1.7, most: 20 };
const PROMISE = { left: 232, right: 396, longestMs: 4000, most: 60 };

export function drawDecisions({ now, decisions }: TokenBucketSnapshot): Shape[] {
  const { left, right, spanMs, axis, perUnit, most } = LATELY;
  const { firstAt, everyMs } = decisions.accepted;
  const xAt = (time: number): number =>
    Math.min(right, Math.max(left, right - ((now - time) / spanMs) * (right - left)));
  const heightOf = (number: number): number => Math.min(number, most) * perUnit;
  return [
    text('lately-title', 0, TITLE_Y, 'Each half second, last 10 s', { tone: 'soft' }),
    text('lately-accepted', 0, axis - heightOf(most) + 12, String(most), { tone: 'soft' }),
    text('lately-refused', 0, axis + heightOf(most), String(most), { tone: 'soft' }),
    sign('lately-check', 'success', 'check', 8, axis - 10, 10),
    sign('lately-cross', 'failure', 'cross', 8, axis + 10, 10),
    ...decisions.accepted.values.flatMap((accepted, at): Shape[] => {
      const refused = decisions.refused.values[at] ?? 0;
      const from = xAt(firstAt + at * everyMs);
      const to = xAt(Math.min(now, firstAt + (at + 1) * everyMs));
      const width = Math.max(0, to - from - 1);
      // Named by their time, so that a bar stays the same one while it moves.
      const name = Math.round(firstAt / everyMs) + at;
      return [
        ...(accepted > 0
          ? [
              rect(
                `accepted-${name}`,
                'success',
                from,
                axis - heightOf(accepted),
                width,
                heightOf(accepted),
                { radius: 0 },
              ),
            ]
          : []),
        ...(refused > 0
          ? [
              rect(`refused-${name}`, 'failure', from, axis, width, heightOf(refused), {
                radius: 0,
                look: 'washed',
              }),
            ]
          : []),
      ];
    }),
    line('lately-axis', 'rule', [left, axis, right, axis]),
    text('lately-now', right, CHARTS_BOTTOM - 4, 'now', { anchor: 'end', tone: 'soft' }),
  ];
}

export function drawPromise({ most }: TokenBucketSnapshot, params: TokenBucketParams): Shape[] {
  const { left, right, longestMs } = PROMISE;
  const xOf = (lengthMs: number): number => left + (lengthMs / longestMs) * (right - left);
  const yOf = (requests: number): number =>
    BOTTOM - (Math.min(requests, PROMISE.most) / PROMISE.most) * (BOTTOM - TOP);
  const broken = most.some(({ accepted, bound }) => accepted > bound + 1e-9);
  const tone = broken ? 'failure' : 'success';
  const rate = Math.round(params.ratePerSecond * 10) / 10;
  return [
    text('promise-title', 400, TITLE_Y, 'Most accepted in any time t', { tone: 'soft', anchor: 'end' }),
    ...[0, 30, 60].flatMap((tick) => [
      line(`promise-grid-${tick}`, 'rule', [left, yOf(tick), right, yOf(tick)], { look: 'thin' }),
      text(`promise-tick-${tick}`, left - 5, yOf(tick) + 5, String(tick), { anchor: 'end', tone: 'soft' }),
    ]),
    ...[1, 2, 3, 4].map((seconds) =>
      text(
        `promise-at-${seconds}`,
        Math.min(xOf(seconds * 1000), right - 8),
        CHARTS_BOTTOM - 4,
        `${seconds} s`,
        {
          anchor: 'middle',
          tone: 'soft',
        },
      ),
    ),
    line(
      'promise-bound',
      'ink',
      clipped(most.map(({ lengthMs, bound }) => [xOf(lengthMs), yOf(bound)] as const)),
      {
        look: 'dashed',
      },
    ),
    line(
      'promise-measured',
      tone,
      clipped(most.map(({ lengthMs, accepted }) => [xOf(lengthMs), yOf(accepted)] as const)),
      { look: 'thick' },
    ),
    line('promise-key-bound', 'ink', [222, KEY_Y - 5, 240, KEY_Y - 5], { look: 'dashed' }),
    text('promise-key-bound-words', 244, KEY_Y, `${params.burst} + ${rate}t`, {}),
    line('promise-key-measured', tone, [314, KEY_Y - 5, 330, KEY_Y - 5], { look: 'thick' }),
    text('promise-key-measured-words', 400, KEY_Y, broken ? 'above it!' : 'measured', {
      anchor: 'end',
      tone,
      bold: broken,
    }),
  ];
}

function clipped(points: readonly (readonly [number, number])[]): number[] {
  const upTo = points.findIndex(([, y]) => y <= TOP);
  return (upTo < 0 ? points : points.slice(0, upTo + 1)).flat();
}
