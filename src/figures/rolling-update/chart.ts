// Available pods over two minutes, old below new, between the line that they may not fall below and the line that all
// pods together may not exceed; below it, what the requests met.
import type { RollingUpdateParams, RollingUpdateSnapshot } from '../../sim/models/rolling-update.ts';
import type { Shape } from '../figure.ts';
import { line, sign, text } from '../shapes.ts';

const LEFT = 28;
const RIGHT = 400;
const TOP = 116;
const BOTTOM = 250;
const MOST = 18;
const SPAN_MS = 120_000;
const TICK_MS = 30_000;

export const HEIGHT = 300;

export function drawChart(snapshot: RollingUpdateSnapshot, params: RollingUpdateParams): Shape[] {
  const { now, availableNew, totals, minAvailable, maxTotal } = snapshot;
  const from = Math.max(0, now - SPAN_MS);
  const xAt = (time: number): number => LEFT + ((time - from) / SPAN_MS) * (RIGHT - LEFT);
  const yOf = (pods: number): number => BOTTOM - (Math.min(pods, MOST) / MOST) * (BOTTOM - TOP);
  const { old, both, total } = curves(snapshot);
  const points = (values: readonly number[]): number[] =>
    stairs(values, (at) => xAt(Math.max(from, totals.firstAt + at * totals.everyMs)), xAt(now), yOf);
  const [oldLine, bothLine] = [points(old), points(both)];
  const first = Math.ceil(from / TICK_MS) * TICK_MS;
  const ticks = [0, 1, 2, 3, 4].map((nth) => first + nth * TICK_MS).filter((time) => time <= from + SPAN_MS);
  return [
    text('chart-title', 0, 102, 'Available pods', { bold: true }),
    text('chart-total-words', 400, 102, 'thin line: all pods that are not ending', {
      tone: 'soft',
      anchor: 'end',
    }),
    ...[0, 6, 12, 18].flatMap((tick) => [
      line(`grid-${tick}`, 'rule', [LEFT, yOf(tick), RIGHT, yOf(tick)], { look: 'thin' }),
      text(`tick-${tick}`, LEFT - 6, yOf(tick) + 5, String(tick), { anchor: 'end', tone: 'soft' }),
    ]),
    ...ticks.map((time) =>
      text(`time-${time}`, xAt(time), BOTTOM + 16, `${time / 1000}${time === first ? ' s' : ''}`, {
        tone: 'soft',
        anchor: xAt(time) > RIGHT - 14 ? 'end' : xAt(time) < LEFT + 14 ? 'start' : 'middle',
      }),
    ),
    line('old-area', 'capacity', [LEFT, yOf(0), ...oldLine, xAt(now), yOf(0)], { area: true }),
    line(
      'new-area',
      params.newVersion === 'errors' ? 'failure' : 'success',
      [...oldLine, ...reversed(bothLine)],
      {
        area: true,
      },
    ),
    line('old-line', 'capacity', oldLine),
    line(
      'both-line',
      params.newVersion === 'errors' && (availableNew.values.at(-1) ?? 0) > 0 ? 'failure' : 'success',
      bothLine,
    ),
    line('total-line', 'ink', points(total), { look: 'thin' }),
    line('least', 'ink', [LEFT, yOf(minAvailable), RIGHT, yOf(minAvailable)], { look: 'dashed' }),
    line('most', 'ink', [LEFT, yOf(maxTotal), RIGHT, yOf(maxTotal)], { look: 'dashed' }),
    text(
      'least-words',
      RIGHT - 4,
      minAvailable < 2 ? yOf(minAvailable) - 4 : yOf(minAvailable) + 14,
      `available: at least ${minAvailable}`,
      {
        anchor: 'end',
      },
    ),
    text('most-words', LEFT + 6, yOf(maxTotal) - 4, `all: at most ${maxTotal}`),
    ...drawRequests(snapshot),
  ];
}

/** What was recorded, and what is true now, as values from each recorded second on. */
function curves({ availableOld, availableNew, totals, pods, total }: RollingUpdateSnapshot): {
  readonly old: readonly number[];
  readonly both: readonly number[];
  readonly total: readonly number[];
} {
  const oldNow = pods.filter(({ version, phase }) => version === 'old' && phase === 'available').length;
  const newNow = pods.filter(({ version, phase }) => version === 'new' && phase === 'available').length;
  return {
    old: [...availableOld.values, oldNow],
    both: [
      ...availableOld.values.map((count, at) => count + (availableNew.values[at] ?? 0)),
      oldNow + newNow,
    ],
    total: [...totals.values, total],
  };
}

/** Corners of a line that stays level until it jumps; the last value is that of `endX`. */
function stairs(
  values: readonly number[],
  xOf: (at: number) => number,
  endX: number,
  yOf: (value: number) => number,
): number[] {
  const last = values.length - 1;
  const points: number[] = [];
  for (const [at, value] of values.entries()) {
    const x = at === last ? endX : Math.min(xOf(at), endX);
    const before = values[at - 1];
    if (before === value && at !== last) continue;
    if (before !== undefined && before !== value) points.push(x, yOf(before));
    points.push(x, yOf(value));
  }
  return points;
}

function reversed(points: readonly number[]): number[] {
  return points
    .flatMap((_, at) => (at % 2 === 0 ? [] : [points[at - 1] ?? 0, points[at] ?? 0]))
    .reduceRight<number[]>(
      (backwards, value, at, all) => (at % 2 === 0 ? [...backwards, value, all[at + 1] ?? 0] : backwards),
      [],
    );
}

function drawRequests({ requests }: RollingUpdateSnapshot): Shape[] {
  const { answeredWithErrors, refused } = requests;
  const failed = Math.round(answeredWithErrors + refused);
  const words =
    failed === 0
      ? `no request has failed, at 100 a second`
      : `${failed.toLocaleString('en')} of ${Math.round(requests.sent).toLocaleString('en')} requests failed`;
  return [
    sign(
      'requests-sign',
      failed === 0 ? 'success' : 'failure',
      failed === 0 ? 'check' : 'cross',
      8,
      HEIGHT - 9,
      11,
    ),
    text('requests', 22, HEIGHT - 4, words, {
      tone: failed === 0 ? 'ink' : 'failure',
      bold: failed > 0,
    }),
  ];
}
