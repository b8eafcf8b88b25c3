// One line a result: its name and value, the range to which the rough numbers bound it, where nine in ten of the cases lie,
// and the latest case. All on one logarithmic scale, in multiples of the estimate.
import type { CapacitySnapshot } from '../../sim/models/capacity-estimator.ts';
import type { Shape } from '../figure.ts';
import { circle, line, rect, text } from '../shapes.ts';
import { NAMES, showValue } from './values.ts';

type Result = CapacitySnapshot['results'][number];

const TOP = 24;
const ROW = 35;
const MIDDLE = 284;
const HALF = 108;
/** As far as four rough numbers go, each known to within a factor of four. */
const WIDEST = 256;
const TICKS = [-256, -16, 1, 16, 256];
export const RANGES_BOTTOM = TOP + ROW * 7 + 2;

export function drawRanges({ results }: CapacitySnapshot): Shape[] {
  return [
    text('title', 0, 12, 'Estimate', { tone: 'soft' }),
    ...TICKS.flatMap((tick) => {
      const x = xOf(tick < 0 ? -1 / tick : tick);
      return [
        line(`tick-${tick}`, 'rule', [x, TOP - 6, x, RANGES_BOTTOM - 6], {
          look: tick === 1 ? 'dashed' : 'thin',
        }),
        text(`tick-${tick}-words`, x, 12, tick < 0 ? `÷${-tick}` : `×${tick}`, {
          anchor: Math.abs(tick) === WIDEST ? (tick < 0 ? 'start' : 'end') : 'middle',
          tone: 'soft',
        }),
      ];
    }),
    ...results.flatMap((result, at) => drawResult(result, TOP + ROW * at)),
  ];
}

/** The place of a multiple of the estimate. */
function xOf(multiple: number): number {
  const share = Math.log(Math.max(1 / WIDEST, multiple)) / Math.log(WIDEST);
  return MIDDLE + HALF * Math.min(1, share);
}

function drawResult({ id, estimate, low, high, p5, p95, latest }: Result, y: number): Shape[] {
  const middle = y + 15;
  // Nothing is written: nothing is stored, and there is no range around it.
  const place = (value: number): number => (estimate > 0 ? xOf(value / estimate) : MIDDLE);
  return [
    text(`${id}-name`, 0, y + 11, NAMES[id], { tone: 'soft' }),
    text(`${id}-value`, 0, y + 28, showValue(id, estimate), { bold: true }),
    line(`${id}-bounds`, 'ink', [place(low), middle, place(high), middle]),
    line(`${id}-low`, 'ink', [place(low), middle - 6, place(low), middle + 6]),
    line(`${id}-high`, 'ink', [place(high), middle - 6, place(high), middle + 6]),
    ...(p5 === null || p95 === null
      ? []
      : [
          rect(`${id}-most`, 'request', place(p5), middle - 5, place(p95) - place(p5), 10, {
            look: 'washed',
            radius: 1,
          }),
          rect(`${id}-most-edge`, 'request', place(p5), middle - 5, place(p95) - place(p5), 10, {
            look: 'outlined',
            radius: 1,
          }),
        ]),
    ...(latest === null ? [] : [circle(`${id}-latest`, 'waiting', place(latest), middle, 4)]),
  ];
}
