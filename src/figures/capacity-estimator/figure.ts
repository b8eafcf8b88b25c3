// A system's load, estimated from rough numbers. Here are the words; the picture is in ranges.ts.
import { model, type CapacityParams, type CapacitySnapshot } from '../../sim/models/capacity-estimator.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count } from '../shapes.ts';
import { drawRanges, RANGES_BOTTOM } from './ranges.ts';
import { digits, NAMES, showValue, type ResultId } from './values.ts';

type Result = CapacitySnapshot['results'][number];

export const figure = defineFigure({
  model,
  about:
    'Requests, processors, network and storage are estimated from a few numbers that are only roughly known. It shows the estimate, the bounds of its error, and where most cases lie.',
  question:
    'Every number you put in may be off by a factor of two. How far off can the number of processors be, and how far off is it likely to be?',
  legend: [
    { tone: 'ink', means: 'line: all off the same way' },
    { tone: 'request', means: 'box: nine in ten cases' },
    { tone: 'waiting', means: 'the latest case' },
  ],
  scene,
});

function scene(snapshot: CapacitySnapshot, params: CapacityParams): Scene {
  return {
    height: RANGES_BOTTOM,
    shapes: drawRanges(snapshot),
    summary: summarize(snapshot, params),
    theory: describeSpread(snapshot, params),
    table: tabulate(snapshot),
  };
}

function find({ results }: CapacitySnapshot, id: ResultId): Result {
  const result = results.find((one) => one.id === id);
  if (!result) throw new Error(`there is no result "${id}"`);
  return result;
}

function summarize(snapshot: CapacitySnapshot, { roughness, utilization }: CapacityParams): string {
  const [peak, cores] = [find(snapshot, 'peak'), find(snapshot, 'cores')];
  const estimate = `${showValue('peak', peak.estimate)} at the peak need ${showValue('cores', cores.estimate)} that are busy ${digits(utilization)}% of the time.`;
  if (roughness === 1) return `${estimate} Nothing about it is uncertain.`;
  const bounds = `between ${digits(cores.low)} and ${digits(cores.high)} are possible`;
  const { p5, p95 } = cores;
  if (p5 === null || p95 === null)
    return `${estimate} With numbers that may be off by a factor of ${digits(roughness)}, ${bounds}.`;
  return `${estimate} With numbers off by up to a factor of ${digits(roughness)}, ${bounds}; in nine of ten cases it is ${digits(p5)} to ${digits(p95)}.`;
}

const POWERS: Readonly<Record<number, string>> = { 2: '²', 3: '³', 4: '⁴' };

function describeSpread(snapshot: CapacitySnapshot, { roughness }: CapacityParams): string {
  const { factors, estimate, p5, p95 } = find(snapshot, 'cores');
  if (roughness === 1) return '';
  const product = `Processors are a product of ${factors} rough numbers: at worst a factor of ${digits(roughness)}${POWERS[factors] ?? ''} = ${digits(roughness ** factors)}`;
  if (p5 === null || p95 === null) return `${product}.`;
  const usual = Math.sqrt(p95 / p5);
  return estimate > 0
    ? `${product}, in most of ${count(snapshot.cases, 'case')} ${digits(usual)}.`
    : `${product}.`;
}

function tabulate({ results }: CapacitySnapshot): Scene['table'] {
  return {
    caption: 'Estimates, and how far they may be off',
    columns: ['Result', 'Estimate', 'At least', 'Most cases from', 'to', 'At most'],
    rows: results.map(({ id, estimate, low, high, p5, p95 }) => [
      NAMES[id],
      showValue(id, estimate),
      showValue(id, low),
      p5 === null ? '–' : showValue(id, p5),
      p95 === null ? '–' : showValue(id, p95),
      showValue(id, high),
    ]),
  };
}
