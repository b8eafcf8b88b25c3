// Monolith or services: above, the last request as a trace of both designs; below, how long all of them took, on the
// same scale; at the bottom, how many failed. Here are the parts and the words; the shapes are in trace.ts and chart.ts.
import {
  model,
  type MonolithOrServicesParams,
  type MonolithOrServicesSnapshot,
} from '../../sim/models/monolith-or-services.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count, percent } from '../shapes.ts';
import { drawFailures, drawLatencies, HEIGHT } from './chart.ts';
import { drawTrace } from './trace.ts';

export const figure = defineFigure({
  model,
  about:
    'The same work is done by one process or by services that call each other. It shows what hops do to latency and what parts in series do to availability.',
  question:
    'The same work in one process or in six services: what do the hops cost, and how often does it fail?',
  legend: [
    { tone: 'request', means: 'work' },
    { tone: 'waiting', means: 'hop' },
    { tone: 'waiting', sign: 'clock', means: 'slow piece' },
    { tone: 'failure', sign: 'cross', means: 'failed' },
  ],
  scene,
});

function scene(snapshot: MonolithOrServicesSnapshot, params: MonolithOrServicesParams): Scene {
  return {
    height: HEIGHT,
    shapes: [...drawTrace(snapshot, params), ...drawLatencies(snapshot), ...drawFailures(snapshot)],
    summary: summarize(snapshot),
    theory: describeTheory(snapshot, params),
    table: tabulate(snapshot),
  };
}

function ms(number: number | null): string {
  return number === null ? '–' : `${number.toFixed(1)} ms`;
}

function summarize({ last, requests, failed, monolith, services }: MonolithOrServicesSnapshot): string {
  if (last === null)
    return 'No request has come yet. Each will be answered by both designs, with the same work.';
  const [inServices, inMonolith] = [last.servicesMs, last.monolithMs].map((time) =>
    time === null ? 'failed' : `took ${ms(time)}`,
  );
  const one =
    `Request ${last.number.toLocaleString('en')} ${inServices} in services and ${inMonolith} in the monolith.`.replace(
      /(took .*? and) took/,
      '$1',
    );
  const failures = `Of ${count(requests, 'request')}, ${failed.services} failed in services and ${failed.monolith} in the monolith.`;
  if (services.p99Ms === null || monolith.p99Ms === null) return `${one} ${failures}`;
  return `${one} ${failures} One in a hundred takes at least ${ms(services.p99Ms)} in services, ${ms(monolith.p99Ms)} in the monolith.`;
}

function describeTheory(
  { theory }: MonolithOrServicesSnapshot,
  { services, callsEach, availabilityPercent }: MonolithOrServicesParams,
): string {
  const { monolithMeanMs, servicesMeanMs, servicesAvailability } = theory;
  const hops = count(services * callsEach, 'hop');
  const mean =
    servicesMeanMs === null
      ? 'Side by side the slowest part decides.'
      : `Sum: ${ms(monolithMeanMs)} of work + ${hops} = ${ms(servicesMeanMs)}.`;
  const power =
    services === 1 ? '' : `${Number(availabilityPercent.toFixed(2))}% to the power of ${services} = `;
  return `${mean} Product: ${power}${percent(servicesAvailability, 2)} available.`;
}

function tabulate({
  theory,
  monolith,
  services,
  requests,
  failed,
  metSlow,
  partP99Ms,
}: MonolithOrServicesSnapshot): Scene['table'] {
  const share = (number: number): string => (requests === 0 ? '–' : percent(number / requests, 2));
  const slowest = partP99Ms.reduce<number | null>(
    (most, p99) => (p99 === null ? most : Math.max(most ?? 0, p99)),
    null,
  );
  return {
    caption: 'Measured since the start, and in theory',
    columns: ['', 'Monolith', 'Theory', 'Services', 'Theory for services'],
    rows: [
      [
        'Mean time',
        ms(monolith.meanMs),
        ms(theory.monolithMeanMs),
        ms(services.meanMs),
        ms(theory.servicesMeanMs),
      ],
      ['Median of the latest', ms(monolith.p50Ms), '–', ms(services.p50Ms), '–'],
      ['99th percentile of the latest', ms(monolith.p99Ms), '–', ms(services.p99Ms), '–'],
      ['The same of the slowest part', '–', '–', ms(slowest), '–'],
      [
        'Failed',
        share(failed.monolith),
        percent(1 - theory.monolithAvailability, 2),
        share(failed.services),
        percent(1 - theory.servicesAvailability, 2),
      ],
      [
        'Met a slow piece of work',
        share(metSlow),
        percent(theory.metSlowShare, 2),
        share(metSlow),
        percent(theory.metSlowShare, 2),
      ],
    ],
  };
}
