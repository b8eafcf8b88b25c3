// The two charts over the canary's duration. Their scales never change; what lies beyond is drawn at the edge.
import type { CanaryPowerParams, CanaryPowerSnapshot } from '../../sim/models/canary-power.ts';
import type { Shape } from '../figure.ts';
import { circle, line, percent, rect, sign, text } from '../shapes.ts';

const LEFT = 36;
const RIGHT = 386;
const PATHS = { top: 24, bottom: 148, least: -4, most: 8 };
const POWER = { top: 182, bottom: 262 };
/** Every second value of a path is enough for its shape. */
const THINNED = 2;

export const HEIGHT = 298;

export function drawPaths(
  { paths, bar, power, ended }: CanaryPowerSnapshot,
  { looks }: CanaryPowerParams,
): Shape[] {
  const { top, bottom, least, most } = PATHS;
  const ticks = power.length - 1;
  const xOf = (tick: number): number => LEFT + (tick / ticks) * (RIGHT - LEFT);
  const yOf = (z: number): number =>
    bottom - ((Math.min(most, Math.max(least, z)) - least) / (most - least)) * (bottom - top);
  return [
    text('paths-title', 0, 13, `${paths.length} canaries: how much worse, in standard errors`, {
      bold: true,
    }),
    ...[-4, 0, 4, 8].flatMap((tick) => [
      line(`paths-grid-${tick}`, 'rule', [LEFT, yOf(tick), RIGHT, yOf(tick)], { look: 'thin' }),
      text(`paths-tick-${tick}`, LEFT - 7, yOf(tick) + 5, tick < 0 ? `−${-tick}` : String(tick), {
        anchor: 'end',
        tone: 'soft',
      }),
    ]),
    ...paths.flatMap(({ values, stoppedAt }, at): Shape[] => {
      const last = values.length - 1;
      const points = values.flatMap((z, tick) =>
        tick % THINNED === 0 || tick === last ? [xOf(tick), yOf(z)] : [],
      );
      const [x, y] = [xOf(last), yOf(values[last] ?? 0)];
      const beyond = (values[last] ?? 0) > bar;
      const running = beyond ? 'failure' : 'request';
      const tone = stoppedAt !== null ? 'failure' : ended ? 'success' : running;
      return [
        line(`path-${at}`, tone, points, { look: 'thin', opacity: 0.75 }),
        ...(stoppedAt !== null
          ? [sign(`path-${at}-end`, 'failure', 'cross', x, y, 8)]
          : ended
            ? [sign(`path-${at}-end`, 'success', 'check', x, y, 8)]
            : [circle(`path-${at}-end`, running, x, y, 2.5, beyond ? { look: 'outlined' } : {})]),
      ];
    }),
    ...[bar, -bar].map((z) =>
      line(z > 0 ? 'worse' : 'better', 'ink', [LEFT, yOf(z), RIGHT, yOf(z)], { look: 'dashed' }),
    ),
    ...(looks > 1
      ? Array.from({ length: looks }, (_, at) => {
          const x = xOf(Math.round((ticks * (at + 1)) / looks));
          return line(`look-${at}`, 'ink', [x, bottom, x, bottom + 5]);
        })
      : []),
    label('worse-words', yOf(bar) - 5, 'alarm: worse', 94),
    label('better-words', yOf(-bar) + 16, 'alarm: better', 98),
  ].flat();
}

/** Words on a ground of their own, so that the paths do not run through them. */
function label(key: string, y: number, words: string, width: number): Shape[] {
  return [
    rect(`${key}-ground`, 'surface', LEFT + 3, y - 12, width, 15, { opacity: 0.85, radius: 2 }),
    text(key, LEFT + 7, y, words),
  ];
}

export function drawPower(snapshot: CanaryPowerSnapshot, { minutes }: CanaryPowerParams): Shape[] {
  const { beyondShares, power, requests } = snapshot;
  const { top, bottom } = POWER;
  const ticks = power.length - 1;
  const xOf = (tick: number): number => LEFT + (tick / ticks) * (RIGHT - LEFT);
  const yOf = (share: number): number => bottom - share * (bottom - top);
  const last = beyondShares.length - 1;
  const measured = beyondShares[last] ?? 0;
  return [
    text('power-title', 0, 172, 'Of 200, would call it worse', { bold: true }),
    text('power-now', 400, 172, `${percent(measured)} now; theory ${percent(power[last] ?? 0)}`, {
      anchor: 'end',
    }),
    ...[0, 0.5, 0.8, 1].flatMap((tick) => [
      line(`power-grid-${tick}`, 'rule', [LEFT, yOf(tick), RIGHT, yOf(tick)], { look: 'thin' }),
      text(`power-tick-${tick}`, LEFT - 7, yOf(tick) + 5, String(tick * 100), {
        anchor: 'end',
        tone: 'soft',
      }),
    ]),
    ...[0, 0.5, 1].map((share) =>
      text(
        `minute-${share}`,
        xOf(share * ticks),
        bottom + 16,
        `${Number((minutes * share).toFixed(1))}${share === 1 ? ' min' : ''}`,
        {
          tone: 'soft',
          anchor: share === 0 ? 'start' : share === 1 ? 'end' : 'middle',
        },
      ),
    ),
    text(
      'requests-at-end',
      xOf(ticks),
      bottom + 33,
      `${requests.atEnd.toLocaleString('en')} canary requests`,
      {
        tone: 'soft',
        anchor: 'end',
      },
    ),
    line(
      'power-theory',
      'ink',
      power.flatMap((share, tick) => (tick % 2 === 0 ? [xOf(tick), yOf(share)] : [])),
      {
        look: 'dashed',
      },
    ),
    line(
      'power-measured',
      'failure',
      beyondShares.flatMap((share, tick) => [xOf(tick), yOf(share)]),
    ),
    circle('power-here', 'failure', xOf(last), yOf(measured), 4),
  ];
}
