// What callers ask for, what reaches the last service, and what fails, each a second; and where retries without breaker
// and budget would take the load.
import type { MeshProxyParams, MeshProxySnapshot } from '../../sim/models/mesh-proxy.ts';
import type { History } from '../../sim/model.ts';
import type { Shape } from '../figure.ts';
import { line, text } from '../shapes.ts';
import { CHART } from './layout.ts';

/** The chart's scales: per second from the foot to the top, and seconds before now. */
export const MOST_RATE = 24;
const PAST_S = 24;
/** Samples averaged, so that two seconds make a point: single arrivals are too few to make a rate. */
const SMOOTHED = 4;

export function drawRates(snapshot: MeshProxySnapshot, { requestsPerSecond }: MeshProxyParams): Shape[] {
  const { requestRates, lastServiceRates, failureRates, now, theory, worstAmplification } = snapshot;
  const { x, top, width, height } = CHART;
  const foot = top + height;
  const timeX = (ms: number): number => x + width * (1 + (ms - now) / (PAST_S * 1000));
  const rateY = (rate: number): number => foot - (height * Math.min(rate, MOST_RATE)) / MOST_RATE;
  const curve = (rates: History): number[] =>
    smooth(rates).flatMap(([ms, rate]) => (ms < now - PAST_S * 1000 ? [] : [timeX(ms), rateY(rate)]));
  const asked = curve(requestRates);
  const reached = curve(lastServiceRates);
  const failed = curve(failureRates);
  const expected = requestsPerSecond * (theory?.amplification ?? worstAmplification);
  const expectedY = rateY(expected);
  const name = theory ? 'theory' : `all retried: ${worstAmplification}×`;
  return [
    ...[0, MOST_RATE / 2, MOST_RATE].flatMap((rate): Shape[] => [
      line(`rate-${rate}-line`, 'rule', [x, rateY(rate), x + width, rateY(rate)], { look: 'thin' }),
      text(`rate-${rate}`, x - 4, rateY(rate) + 5, String(rate), { anchor: 'end', tone: 'soft' }),
    ]),
    ...(failed.length > 2
      ? [
          line('failed-area', 'failure', [failed[0] ?? x, foot, ...failed, failed.at(-2) ?? x, foot], {
            area: true,
          }),
        ]
      : []),
    line('failed-line', 'failure', failed),
    line('asked-line', 'request', asked),
    line('reached-line', 'ink', reached, { look: 'thick' }),
    line('expected-line', 'soft', [x, expectedY, x + width, expectedY], { look: 'dashed' }),
    text('expected-name', x + 5, expectedY + (expectedY < top + 16 ? 15 : -5), name, { tone: 'soft' }),
    text('asked-name', 0, top - 13, `asked ${last(requestRates)}/s`, { tone: 'request', bold: true }),
    text('reached-name', 140, top - 13, `arrived ${last(lastServiceRates)}/s`, { bold: true }),
    text('failed-name', 400, top - 13, `fail ${last(failureRates)}/s`, {
      tone: 'failure',
      bold: true,
      anchor: 'end',
    }),
    text('past-name', x, foot + 17, `${PAST_S} s ago`, { tone: 'soft' }),
    text('now-name', x + width, foot + 17, 'now', { anchor: 'end', tone: 'soft' }),
  ];
}

/** Means of the latest two seconds as [time, rate]. */
function smooth({ firstAt, everyMs, values }: History): [number, number][] {
  return values.map((_, index) => {
    const latest = values.slice(Math.max(0, index - SMOOTHED + 1), index + 1);
    return [firstAt + index * everyMs, latest.reduce((sum, value) => sum + value, 0) / latest.length];
  });
}

function last(rates: History): string {
  const rate = smooth(rates).at(-1)?.[1] ?? 0;
  return rate.toFixed(rate < 9.95 ? 1 : 0);
}
