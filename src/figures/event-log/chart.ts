// The lag over time, and from now on what theory expects of it: a straight line whose slope is arrivals less capacity.
import type { EventLogSnapshot } from '../../sim/models/event-log.ts';
import type { Shape } from '../figure.ts';
import { line, text } from '../shapes.ts';
import { CHART } from './layout.ts';

/** The chart's scales: events from the foot to the top, seconds before now and after. */
export const MOST_LAG = 20;
const PAST_S = 28;
const FUTURE_S = 9;

export function drawLag({ lag, lags, now, theory }: EventLogSnapshot): Shape[] {
  const { x, top, width, height } = CHART;
  const foot = top + height - 16;
  const timeX = (seconds: number): number => x + (width * (PAST_S + seconds)) / (PAST_S + FUTURE_S);
  const lagY = (events: number): number => foot - ((foot - top) * Math.min(events, MOST_LAG)) / MOST_LAG;
  const past = lags.values.flatMap((value, index) => {
    const seconds = (lags.firstAt + index * lags.everyMs - now) / 1000;
    return seconds < -PAST_S ? [] : [timeX(seconds), lagY(value)];
  });
  const ahead = expectedAhead(lag, theory.lagSlope).flatMap(([seconds, events]) => [
    timeX(seconds),
    lagY(events),
  ]);
  return [
    text(
      'lag-name',
      0,
      top - 10,
      `lag: ${lag.toLocaleString('en')} ${lag === 1 ? 'event waits' : 'events wait'}`,
      { bold: true },
    ),
    ...[0, MOST_LAG / 2, MOST_LAG].flatMap((events): Shape[] => [
      line(`lag-${events}-line`, 'rule', [x, lagY(events), x + width, lagY(events)], { look: 'thin' }),
      text(`lag-${events}`, x - 4, lagY(events) + 5, String(events), { anchor: 'end', tone: 'soft' }),
    ]),
    line('lag-now', 'rule', [timeX(0), top, timeX(0), foot]),
    ...(past.length > 0
      ? [
          line('lag-area', 'waiting', [past[0] ?? x, foot, ...past, timeX(0), lagY(lag), timeX(0), foot], {
            area: true,
          }),
        ]
      : []),
    line('lag-past', 'waiting', [...past, timeX(0), lagY(lag)]),
    line('lag-ahead', 'ink', ahead, { look: 'dashed' }),
    line('lag-theory-line', 'ink', [322, top - 15, 350, top - 15], { look: 'dashed' }),
    text('lag-theory', 400, top - 10, 'theory', { anchor: 'end', tone: 'soft' }),
    text('lag-past-name', x, foot + 15, `${PAST_S} s ago`, { tone: 'soft' }),
    text('lag-now-name', timeX(0), foot + 15, 'now', { anchor: 'middle', tone: 'soft' }),
  ];
}

/** Corners of the line ahead as [seconds, events]: it ends at the chart's edge, its foot or its top. */
function expectedAhead(lag: number, slope: number): [number, number][] {
  const start: [number, number] = [0, lag];
  if (lag >= MOST_LAG && slope >= 0) return [start, [FUTURE_S, MOST_LAG]];
  const bound = slope > 0 ? MOST_LAG : 0;
  const reaches = slope === 0 ? Infinity : (bound - lag) / slope;
  if (reaches >= FUTURE_S) return [start, [FUTURE_S, lag + slope * FUTURE_S]];
  return [start, [Math.max(0, reaches), bound], [FUTURE_S, bound]];
}
