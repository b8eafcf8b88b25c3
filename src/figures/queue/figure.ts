// The queue: requests wait in one line before the servers; below, the number that waited lately, and the mean wait on
// the curve that theory draws. Here are the parts and the words; the charts are in charts.ts.
import { model, type QueueParams, type QueueSnapshot } from '../../sim/models/queue.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { along, circle, count, duration, percent, rect, sign, text, type Point } from '../shapes.ts';
import { brief, drawHistory, drawWaitCurve, inServiceTimes } from './charts.ts';

const HEIGHT = 366;
const LINE_Y = 60;
/** Where the first in line stands, and how far apart they are. */
const FRONT_X = 286;
const SPACING = 12;
const MOST_DRAWN = 19;
const SERVERS = { x: 304, y: 24, width: 56, height: 72, gap: 2, tallest: 30 };

export const figure = defineFigure({
  model,
  about:
    'Requests wait in one line for one server or several. It shows how the wait grows with utilization, and beside it what theory expects.',
  question:
    'How long is the wait when the servers are busy 80, 90 or 95% of the time, and what else decides it?',
  legend: [
    { tone: 'request', means: 'request' },
    { tone: 'waiting', means: 'waiting' },
    { tone: 'success', sign: 'check', means: 'answered' },
  ],
  scene,
});

function scene(snapshot: QueueSnapshot, params: QueueParams): Scene {
  const shapes = [
    ...drawLine(snapshot, params),
    ...drawHistory(snapshot),
    ...drawWaitCurve(snapshot, params),
  ];
  return {
    height: HEIGHT,
    shapes,
    summary: summarise(snapshot, params),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

function drawLine(
  { now, waiting, inQueue, servers, moving }: QueueSnapshot,
  { arrivalsPerSecond }: QueueParams,
): Shape[] {
  const drawn = waiting.slice(0, MOST_DRAWN);
  const hidden = inQueue - drawn.length;
  const height = Math.min(SERVERS.tallest, (SERVERS.height + SERVERS.gap) / servers.length - SERVERS.gap);
  const whole = servers.length * (height + SERVERS.gap) - SERVERS.gap;
  const topOf = (server: number): number => LINE_Y - whole / 2 + server * (height + SERVERS.gap);
  const placeOf = (id: string): Point => {
    if (id === 'source') return { x: 4, y: LINE_Y };
    if (id === 'queue') return { x: FRONT_X - drawn.length * SPACING, y: LINE_Y };
    if (id === 'done') return { x: 392, y: LINE_Y };
    const server = Number(id.slice('server-'.length)) - 1;
    return { x: SERVERS.x + SERVERS.width, y: topOf(server) + height / 2 };
  };
  return [
    text('arrivals', 0, 13, `${rate(arrivalsPerSecond)}/s arrive`, { tone: 'soft' }),
    text('waiting-count', FRONT_X + 6, 13, `${inQueue.toLocaleString('en')} waiting`, {
      anchor: 'end',
      tone: 'waiting',
      bold: true,
    }),
    text('server-count', SERVERS.x, 13, count(servers.length, 'server')),
    ...drawn.map(({ id }, place) => circle(`waiting-${id}`, 'waiting', FRONT_X - place * SPACING, LINE_Y, 5)),
    ...(hidden > 0
      ? [
          text('hidden', 0, LINE_Y + 24, `and ${hidden.toLocaleString('en')} more behind these`, {
            tone: 'waiting',
            bold: true,
          }),
        ]
      : []),
    ...servers.flatMap(({ id, serving }, at): Shape[] => {
      const top = topOf(at);
      const share = serving
        ? Math.min(1, (now - serving.startedAt) / Math.max(1, serving.endsAt - serving.startedAt))
        : 0;
      const middle = { x: SERVERS.x + SERVERS.width / 2, y: top + height / 2 };
      return [
        rect(`${id}-box`, 'sunk', SERVERS.x, top, SERVERS.width, height),
        rect(`${id}-work`, 'request', SERVERS.x, top, SERVERS.width * share, height, { look: 'washed' }),
        rect(`${id}-edge`, 'ink', SERVERS.x, top, SERVERS.width, height, { look: 'outlined' }),
        ...(serving
          ? [circle(`serving-${serving.id}`, 'request', middle.x, middle.y, Math.min(5, height / 2 - 1))]
          : []),
      ];
    }),
    ...moving.map((request): Shape => {
      const { x, y } = along(request, now, placeOf(request.from), placeOf(request.to));
      return request.to === 'done'
        ? sign(`done-${request.id}`, 'success', 'check', x, y, 10)
        : circle(`coming-${request.id}`, 'request', x, y, 5);
    }),
  ];
}

function summarise({ inQueue, servers, utilisation, waitMs }: QueueSnapshot, params: QueueParams): string {
  const busy = servers.filter(({ serving }) => serving).length;
  const who =
    servers.length === 1
      ? `the server is ${busy ? 'busy' : 'idle'}`
      : `${busy} of ${servers.length} servers are busy`;
  const waiting =
    inQueue === 0
      ? 'Nobody waits'
      : inQueue === 1
        ? 'One request waits'
        : `${inQueue.toLocaleString('en')} requests wait`;
  const now = `${waiting}, ${who}.`;
  if (utilisation >= 1) {
    return `${now} ${rate(params.arrivalsPerSecond)} a second arrive and at most ${rate(params.servers * params.servicesPerSecond)} can be answered: the queue has no bound, it only grows.`;
  }
  if (waitMs.mean === null)
    return `${now} As requests come, the servers will be busy ${percent(utilisation)} of the time.`;
  const mean = `the mean wait is ${inServiceTimes(waitMs.mean, params)} service times (${duration(waitMs.mean)})`;
  return `${now} At ${percent(utilisation)} utilization ${mean}; one request in twenty waits longer than ${duration(waitMs.p95)}.`;
}

function rate(perSecond: number): string {
  return String(Math.round(perSecond * 10) / 10);
}

function describeTheory({ theory, waitMs, little }: QueueSnapshot): string {
  const { meanTimeInSystemMs, arrivalsPerSecond, meanInSystem } = little;
  if (meanTimeInSystemMs === null)
    return 'Little’s law: the number inside is the rate of arrivals times the time that each is inside.';
  const kind = theory?.exact === false ? 'Theory (approximate)' : 'Theory';
  const wait = theory
    ? `${kind} expects a mean wait of ${duration(theory.meanWaitMs)}; measured ${duration(waitMs.mean)}.`
    : 'Theory has no steady state here.';
  const product = `${arrivalsPerSecond.toFixed(2)}/s × ${duration(meanTimeInSystemMs)} = ${((arrivalsPerSecond * meanTimeInSystemMs) / 1000).toFixed(2)}`;
  return `${wait} Little’s law: ${product} inside on average; counted ${meanInSystem.toFixed(2)}.`;
}

function tabulate({
  utilisation,
  servers,
  waitMs,
  meanInQueue,
  little,
  waitingShare,
  theory,
}: QueueSnapshot): Scene['table'] {
  const busy = servers.reduce((sum, { busyShare }) => sum + busyShare, 0) / servers.length;
  const none = theory ? '–' : 'grows without bound';
  return {
    caption: 'Measured since the start, and in theory',
    columns: ['', 'Measured', 'Theory'],
    rows: [
      ['Servers busy', percent(busy), percent(Math.min(1, utilisation))],
      ['Mean wait', duration(waitMs.mean), theory ? duration(theory.meanWaitMs) : none],
      ['Waiting, on average', brief(meanInQueue), theory ? brief(theory.meanInQueue) : none],
      ['Inside, on average', brief(little.meanInSystem), theory ? brief(theory.meanInSystem) : none],
      [
        'Share that waits',
        waitingShare === null ? '–' : percent(waitingShare),
        theory?.waitingShare == null ? '–' : percent(theory.waitingShare),
      ],
      ['Wait, 95th percentile', duration(waitMs.p95), duration(theory?.waitPercentilesMs?.p95 ?? null)],
    ],
  };
}
