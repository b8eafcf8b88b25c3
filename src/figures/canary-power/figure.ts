// What a canary can see: above, many identical canaries wander between the two alarms; below, the share of them that
// would find the new version worse, beside what theory says. Here are the words; the charts are in charts.ts.
import { model, type CanaryPowerParams, type CanaryPowerSnapshot } from '../../sim/models/canary-power.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count, percent } from '../shapes.ts';
import { drawPaths, drawPower, HEIGHT } from './charts.ts';

/** Below this many errors the normal approximation is rough. */
const FEW_ERRORS = 10;
const TABLE_ROWS = 6;

export const figure = defineFigure({
  model,
  about:
    'A new version serves a share of the traffic until a test decides. It shows how often a canary of a given size and duration notices that the new version is worse, beside the formula for two proportions.',
  question: 'How long must a canary run until it tells a worse version from bad luck?',
  legend: [
    { tone: 'request', means: 'runs' },
    { tone: 'failure', means: 'would raise the alarm now' },
    { tone: 'failure', sign: 'cross', means: 'alarm' },
    { tone: 'success', sign: 'check', means: 'passed' },
    { tone: 'ink', means: 'dashed: alarm limit; theory' },
  ],
  scene,
});

function scene(snapshot: CanaryPowerSnapshot, params: CanaryPowerParams): Scene {
  return {
    height: HEIGHT,
    shapes: [...drawPaths(snapshot, params), ...drawPower(snapshot, params)],
    summary: summarize(snapshot, params),
    theory: describeTheory(snapshot, params),
    table: tabulate(snapshot, params),
  };
}

/** 0.00125 → "0.125%". */
function rate(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}

function minutes(ms: number): string {
  const number = ms / 60_000;
  const digits = number.toFixed(number < 10 && number % 1 !== 0 ? 1 : 0);
  return `${digits} minute${digits === '1' ? '' : 's'}`;
}

function summarize(snapshot: CanaryPowerSnapshot, { changePercent, looks }: CanaryPowerParams): string {
  const { now, endsAt, ended, requests, alarms, canaries, looksDone, baseRate, canaryRate } = snapshot;
  const raised = alarms.worse + alarms.better;
  const when = ended
    ? `After ${minutes(endsAt)} and ${count(requests.atEnd, 'canary request')},`
    : `After ${minutes(now).replace(/ .*/, '')} of ${minutes(endsAt)},`;
  const rates = `fails for ${rate(canaryRate)} instead of ${rate(baseRate)} of its requests`;
  if (looksDone === 0) {
    const would = `${percent(snapshot.beyondShares.at(-1) ?? 0)} of the canaries would call the new version worse now`;
    return `${when} no test has been made yet. ${would}; it ${changePercent === 0 ? 'fails as often as the old one' : rates}.`;
  }
  const looked = looks > 1 ? ` (${looksDone} of ${looks} looks)` : '';
  const found = `${when} ${raised} of ${canaries} canaries ${raised === 1 ? 'has' : 'have'} raised the alarm${looked}`;
  if (changePercent === 0)
    return `${found}, although both versions fail equally often: every one of these alarms is false.`;
  const passed = canaries - raised;
  return `${found}. ${ended ? `${passed} passed` : `${passed} still ${passed === 1 ? 'runs' : 'run'}`} a version that ${rates}.`;
}

function describeTheory(snapshot: CanaryPowerSnapshot, { changePercent, looks }: CanaryPowerParams): string {
  const { power, neededRequests, requests, endsAt, expectedErrors } = snapshot;
  const atEnd = power.at(-1) ?? 0;
  const one = looks > 1 ? 'Theory for a single look' : 'Theory';
  if (changePercent === 0 || neededRequests === null) {
    const more = looks > 1 ? '; more looks raise more' : '';
    return `${one}: ${percent(2 * atEnd, 1)} false alarms, half of them calling the new version better${more}.`;
  }
  if (expectedErrors < FEW_ERRORS)
    return `${one}: ${percent(atEnd)} find it, as an order of magnitude only, because the canary expects ${expectedErrors.toFixed(1)} errors.`;
  const needed = (neededRequests / Math.max(1, requests.atEnd)) * endsAt;
  return `${one}: ${percent(atEnd)} find it. For 80% a canary needs ${count(neededRequests, 'request')}, ${describeLong(needed)}.`;
}

function describeLong(ms: number): string {
  const hours = ms / 3_600_000;
  return hours < 2
    ? minutes(ms)
    : hours < 48
      ? `${Math.round(hours)} hours`
      : `${Math.round(hours / 24)} days`;
}

function tabulate(
  { beyondShares, power, requests, everyMs, bar }: CanaryPowerSnapshot,
  { confidence }: CanaryPowerParams,
): Scene['table'] {
  const ticks = power.length - 1;
  return {
    caption: `Canaries that would call the new version worse at ${confidence}% confidence (beyond ${bar.toFixed(2)} standard errors)`,
    columns: ['After', 'Canary requests', 'Measured', 'Theory'],
    rows: Array.from({ length: TABLE_ROWS }, (_, row) => {
      const tick = (ticks * (row + 1)) / TABLE_ROWS;
      const measured = beyondShares[tick];
      return [
        minutes(tick * everyMs),
        Math.round((requests.atEnd * tick) / ticks).toLocaleString('en'),
        measured === undefined ? '–' : percent(measured, 1),
        percent(power[tick] ?? 0, 1),
      ];
    }),
  };
}
