// The latest builds as bars, with their mean and what the shares of the commits let expect.
import type { Change, LayerCacheSnapshot } from '../../sim/models/layer-cache.ts';
import type { Shape } from '../figure.ts';
import { line, rect, text } from '../shapes.ts';

const LEFT = 28;
const RIGHT = 400;
const TOP = 204;
const BOTTOM = 274;
const MOST_SECONDS = 160;
const BUILDS = 20;

export const HEIGHT = 304;

/** Below its bar, what the commit changed. */
const LETTERS: Readonly<Record<Change, string>> = { source: 's', dependencies: 'd', docs: 'r', base: 'b' };

export function drawBuilds({ builds, meanSeconds, expectedSeconds }: LayerCacheSnapshot): Shape[] {
  const yOf = (seconds: number): number =>
    BOTTOM - (Math.min(seconds, MOST_SECONDS) / MOST_SECONDS) * (BOTTOM - TOP);
  const pitch = (RIGHT - LEFT) / BUILDS;
  return [
    text('chart-title', 0, TOP - 12, 'Seconds a build', { bold: true }),
    text(
      'chart-mean',
      RIGHT,
      TOP - 12,
      `mean ${meanSeconds === null ? '–' : meanSeconds.toFixed(1)}; expected (dashed) ${expectedSeconds.toFixed(1)}`,
      { anchor: 'end' },
    ),
    ...[0, 80, 160].flatMap((tick) => [
      line(`chart-grid-${tick}`, 'rule', [LEFT, yOf(tick), RIGHT, yOf(tick)], { look: 'thin' }),
      text(`chart-tick-${tick}`, LEFT - 6, yOf(tick) + 5, String(tick), { anchor: 'end', tone: 'soft' }),
    ]),
    ...builds.flatMap(({ number, change, seconds }, at): Shape[] => {
      const x = LEFT + at * pitch;
      return [
        rect(`build-${number}`, 'request', x + 2, yOf(seconds), pitch - 4, BOTTOM - yOf(seconds), {
          radius: 1,
        }),
        text(`build-${number}-change`, x + pitch / 2, BOTTOM + 13, LETTERS[change], {
          anchor: 'middle',
          tone: 'soft',
        }),
      ];
    }),
    line('chart-expected', 'ink', [LEFT, yOf(expectedSeconds), RIGHT, yOf(expectedSeconds)], {
      look: 'dashed',
    }),
    text('chart-letters', RIGHT, HEIGHT - 1, 's: source, d: dependency, r: README, b: base image', {
      anchor: 'end',
      tone: 'soft',
    }),
  ];
}
