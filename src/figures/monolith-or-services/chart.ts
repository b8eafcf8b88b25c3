// How long the requests of both designs took, as two histograms on the scale of the traces, and how many failed.
import type { Latencies, MonolithOrServicesSnapshot } from '../../sim/models/monolith-or-services.ts';
import { SCENE_WIDTH, type Shape, type Tone } from '../figure.ts';
import { line, percent, sign, text } from '../shapes.ts';
import { SCALE, xOf } from './trace.ts';

const TOP = 172;
const BOTTOM = 226;
const MOST_SHARE = 0.4;
const BIN_MS = 4;
const MINUTES = 30 * 24 * 60;

export const HEIGHT = 300;

export function drawLatencies({ monolith, services }: MonolithOrServicesSnapshot): Shape[] {
  return [
    text('monolith-p99-words', 0, TOP - 8, `all: monolith p99 ${whole(monolith.p99Ms)} ms`, {
      tone: 'capacity',
    }),
    text('services-p99-words', SCENE_WIDTH, TOP - 8, `services p99 ${whole(services.p99Ms)} ms`, {
      anchor: 'end',
      tone: 'request',
    }),
    line('latency-axis', 'rule', [SCALE.x, BOTTOM, SCENE_WIDTH, BOTTOM], { look: 'thin' }),
    ...[0, 40, 80, 120].map((tick) =>
      text(`latency-tick-${tick}`, xOf(tick), BOTTOM + 16, tick === 120 ? 'over 116 ms' : String(tick), {
        tone: 'soft',
        anchor: tick === 120 ? 'end' : tick === 0 ? 'start' : 'middle',
      }),
    ),
    ...drawHistogram('monolith', 'capacity', monolith),
    ...drawHistogram('services', 'request', services),
  ];
}

function whole(ms: number | null): string {
  return ms === null ? '–' : String(Math.round(ms));
}

function drawHistogram(key: string, tone: Tone, { histogram, p99Ms }: Latencies): Shape[] {
  const yOf = (share: number): number => BOTTOM - (Math.min(share, MOST_SHARE) / MOST_SHARE) * (BOTTOM - TOP);
  const outline = histogram.flatMap((share, bin) => [
    xOf(bin * BIN_MS),
    yOf(share),
    xOf((bin + 1) * BIN_MS),
    yOf(share),
  ]);
  return [
    line(`${key}-area`, tone, [xOf(0), BOTTOM, ...outline, SCENE_WIDTH, BOTTOM], { area: true }),
    line(`${key}-outline`, tone, outline, key === 'monolith' ? { look: 'thin' } : {}),
    ...(p99Ms === null
      ? []
      : [line(`${key}-p99`, tone, [xOf(p99Ms), TOP, xOf(p99Ms), BOTTOM + 4], { look: 'dashed' })]),
  ];
}

/** Counted failures, and what they come to in a month. */
export function drawFailures({ requests, failed, theory }: MonolithOrServicesSnapshot): Shape[] {
  const rows = [
    { key: 'monolith', failures: failed.monolith, availability: theory.monolithAvailability, y: 268 },
    { key: 'services', failures: failed.services, availability: theory.servicesAvailability, y: 292 },
  ];
  return rows.flatMap(({ key, failures, availability, y }): Shape[] => [
    text(`${key}-failures-name`, 0, y, key, { bold: true }),
    sign(`${key}-failures-sign`, failures > 0 ? 'failure' : 'soft', 'cross', SCALE.x + 6, y - 5, 10),
    text(
      `${key}-failures`,
      SCALE.x + 18,
      y,
      `${failures.toLocaleString('en')} of ${requests.toLocaleString('en')}`,
      {
        tone: failures > 0 ? 'failure' : 'ink',
      },
    ),
    text(
      `${key}-failures-theory`,
      SCENE_WIDTH,
      y,
      `theory ${percent(1 - availability, 2)}, ${downTime(availability)} a month`,
      {
        anchor: 'end',
      },
    ),
  ]);
}

/** Without service in 30 days. */
function downTime(availability: number): string {
  const minutes = (1 - availability) * MINUTES;
  return minutes < 120 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(minutes < 600 ? 1 : 0)} h`;
}
