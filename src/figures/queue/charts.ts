// The queue's two charts: how many waited during the last 30 seconds, and the mean wait against utilisation, theory's
// line with the measured point. Their scales never change; what lies beyond is drawn at the edge and said in words.
import type { QueueParams, QueueSnapshot } from '../../sim/models/queue.ts';
import type { Shape } from '../figure.ts';
import { circle, line, rect, text } from '../shapes.ts';

const LEFT = 28;
const RIGHT = 400;
const HISTORY = { top: 132, bottom: 184, longest: 20, spanMs: 30_000 };
const CURVE = { top: 222, bottom: 330, longest: 12, fullX: 362 };

export function drawHistory({ now, queueLengths, theory, inQueue }: QueueSnapshot): Shape[] {
  const { top, bottom, longest, spanMs } = HISTORY;
  const xAt = (time: number): number => Math.max(LEFT, RIGHT - ((now - time) / spanMs) * (RIGHT - LEFT));
  const yOf = (length: number): number => bottom - (Math.min(length, longest) / longest) * (bottom - top);
  const { firstAt, everyMs, values } = queueLengths;
  const outline = values.flatMap((length, at) => [xAt(firstAt + at * everyMs), yOf(length)]);
  const path = [...outline, RIGHT, yOf(inQueue)];
  const startX = path[0] ?? RIGHT;
  return [
    text('history-title', 0, 122, 'Waiting, last 30 seconds', { tone: 'soft' }),
    ...[0, 10, 20].flatMap((tick) => [
      line(`history-grid-${tick}`, 'rule', [LEFT, yOf(tick), RIGHT, yOf(tick)], { look: 'thin' }),
      text(`history-tick-${tick}`, LEFT - 6, yOf(tick) + 5, String(tick), { anchor: 'end', tone: 'soft' }),
    ]),
    line('history-area', 'waiting', [startX, bottom, ...path, RIGHT, bottom], { area: true }),
    line('history-line', 'waiting', path),
    ...(theory && theory.meanInQueue <= longest
      ? [
          line('history-theory', 'ink', [LEFT, yOf(theory.meanInQueue), RIGHT, yOf(theory.meanInQueue)], {
            look: 'dashed',
          }),
        ]
      : []),
    text(
      'history-mean',
      RIGHT,
      122,
      theory ? `theory: mean ${brief(theory.meanInQueue)}` : 'theory: no mean',
      { anchor: 'end' },
    ),
  ];
}

export function drawWaitCurve(
  { utilisation, waitMs, theory, waitCurve }: QueueSnapshot,
  params: QueueParams,
): Shape[] {
  const { top, bottom, longest, fullX } = CURVE;
  const serviceMs = 1000 / params.servicesPerSecond;
  const xOf = (share: number): number => LEFT + share * (fullX - LEFT);
  const yOf = (times: number): number => bottom - (Math.min(times, longest) / longest) * (bottom - top);
  const x = Math.min(xOf(utilisation), RIGHT - 7);
  const measured = waitMs.mean === null ? null : waitMs.mean / serviceMs;
  const expected = theory ? theory.meanWaitMs / serviceMs : null;
  return [
    text('curve-title', 0, 210, 'Mean wait, in service times', { tone: 'soft' }),
    text('curve-beyond-words', RIGHT, 210, 'no bound', { anchor: 'end', tone: 'failure' }),
    rect('curve-beyond', 'failure', fullX, top, RIGHT - fullX, bottom - top, {
      look: 'washed',
      radius: 0,
      opacity: 0.5,
    }),
    ...[0, 4, 8, 12].flatMap((tick) => [
      line(`curve-grid-${tick}`, 'rule', [LEFT, yOf(tick), RIGHT, yOf(tick)], { look: 'thin' }),
      text(`curve-tick-${tick}`, LEFT - 6, yOf(tick) + 5, String(tick), { anchor: 'end', tone: 'soft' }),
    ]),
    ...[0, 0.5, 0.8, 0.9, 1].map((tick) =>
      text(
        `curve-at-${tick}`,
        tick === 1 ? fullX - 10 : xOf(tick),
        bottom + 16,
        tick === 1 ? '100%' : String(tick * 100),
        { anchor: tick % 1 === 0 ? 'start' : 'middle', tone: 'soft' },
      ),
    ),
    ...[0.5, 0.8, 0.9].map((tick) =>
      line(`curve-mark-${tick}`, 'rule', [xOf(tick), bottom, xOf(tick), bottom + 4]),
    ),
    text('curve-axis', LEFT, bottom + 33, 'utilization: how busy each server is', { tone: 'soft' }),
    line(
      'curve-theory',
      'ink',
      clipped(
        waitCurve.map((point) => [point.utilisation, point.meanWaitMs / serviceMs]),
        longest,
      ).flatMap(([share, times]) => [xOf(share), yOf(times)]),
      { look: 'dashed' },
    ),
    line('curve-here', 'waiting', [x, bottom, x, yOf(measured ?? 0)], { look: 'thin' }),
    line('key-theory', 'ink', [LEFT + 10, top + 10, LEFT + 34, top + 10], { look: 'dashed' }),
    text(
      'key-theory-words',
      LEFT + 42,
      top + 15,
      expected === null ? 'theory: no bound' : `theory ${inServiceTimes(expected * serviceMs, params)}`,
    ),
    circle('key-measured', 'waiting', LEFT + 22, top + 27, 5),
    text(
      'key-measured-words',
      LEFT + 42,
      top + 32,
      measured === null
        ? 'measured –'
        : `measured ${inServiceTimes(measured * serviceMs, params)}${measured > longest ? ' (above)' : ''}`,
      { tone: 'waiting', bold: true },
    ),
    ...(expected !== null ? [circle('point-theory', 'ink', x, yOf(expected), 5, { look: 'outlined' })] : []),
    ...(measured !== null ? [circle('point-measured', 'waiting', x, yOf(measured), 5)] : []),
  ];
}

/** A wait as a multiple of the mean service time. */
export function inServiceTimes(waitMs: number, { servicesPerSecond }: QueueParams): string {
  return brief((waitMs * servicesPerSecond) / 1000);
}

/** 3.2, 140; close to full utilisation theory's numbers lose all measure. */
export function brief(number: number): string {
  if (number >= 100_000) return 'over 100,000';
  return number < 100 ? number.toFixed(1) : Math.round(number).toLocaleString('en');
}

/** The part of a rising line up to a height, ended exactly there. */
function clipped(
  points: readonly (readonly [number, number])[],
  highest: number,
): (readonly [number, number])[] {
  const above = points.findIndex(([, y]) => y > highest);
  if (above <= 0) return [...points];
  const [x1, y1] = points[above - 1] ?? [0, 0];
  const [x2, y2] = points[above] ?? [0, 0];
  return [...points.slice(0, above), [x1 + ((x2 - x1) * (highest - y1)) / (y2 - y1), highest]];
}
