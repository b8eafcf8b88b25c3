// The load balancer: requests fall from their clients through one box into the lines in front of the servers.
import {
  model,
  type LoadBalancerParams,
  type LoadBalancerSnapshot,
  type ServerState,
} from '../../sim/models/load-balancer.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { circle, line, percent, rect, sign, text, thinOut } from '../shapes.ts';
import * as at from './layout.ts';
import { describeTheory, summarise } from './summary.ts';

/** Requests on their way that are drawn; a crash sends back more at once. */
const SHOWN_MOVING = 36;

export const figure = defineFigure({
  model,
  about:
    'A balancer hands requests to servers, one of which is slower. It compares five policies on the same requests.',
  question:
    'The last server is slower than the others. Which policy notices, and what does it cost when none does?',
  legend: [
    { tone: 'request', means: 'request' },
    { tone: 'waiting', means: 'waiting' },
    { tone: 'success', sign: 'check', means: 'answered' },
    { tone: 'failure', sign: 'cross', means: 'lost or refused' },
  ],
  scene,
});

function scene(snapshot: LoadBalancerSnapshot, params: LoadBalancerParams): Scene {
  const { servers, clients, now } = snapshot;
  const policy =
    model.params.policy.options.find(({ value }) => value === params.policy)?.label ?? params.policy;
  const { x, y, width, height } = at.BALANCER;
  const shapes: Shape[] = [
    ...drawLongest(snapshot),
    ...clients.flatMap(({ id, lastServer }, index) =>
      drawClient(id, lastServer, at.clientX(index, clients.length)),
    ),
    ...servers.flatMap((server, index) => drawServer(server, at.columnOf(index, servers.length), now)),
    ...thinOut(snapshot.moving, SHOWN_MOVING).map((moving): Shape => {
      const place = at.placeOf(moving, now, servers, clients.length);
      if (moving.failed) return sign(`moving-${moving.id}`, 'failure', 'cross', place.x, place.y, 10);
      if (moving.direction === 'response')
        return sign(`moving-${moving.id}`, 'success', 'check', place.x, place.y, 10);
      return circle(`moving-${moving.id}`, 'request', place.x, place.y, 5);
    }),
    rect('balancer', 'surface', x, y, width, height, { radius: 4 }),
    rect('balancer-edge', 'ink', x, y, width, height, { radius: 4, look: 'outlined' }),
    text('balancer-name', at.CENTRE, y + 19.5, policy, { anchor: 'middle', bold: true, size: 'normal' }),
    ...drawRowNames(),
  ];
  return {
    height: at.HEIGHT,
    shapes,
    summary: summarise(snapshot, policy),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

/** A client with the number of the server that got its last request: it stays the same under IP hash only. */
function drawClient(id: string, lastServer: string | null, x: number): Shape[] {
  const last = lastServer?.replace('server-', '') ?? '·';
  return [
    circle(id, 'ink', x, at.CLIENTS_Y, 4, { look: 'outlined' }),
    text(`${id}-last`, x, at.CLIENTS_Y + 22, last, { anchor: 'middle', tone: 'soft' }),
  ];
}

function drawServer(server: ServerState, { x, width }: at.Column, now: number): Shape[] {
  const { id, serving, waiting, load, up, believedUp, slow } = server;
  const left = x - width / 2;
  const top = at.SERVER_TOP;
  const hidden = load - (serving ? 1 : 0) - Math.min(waiting.length, at.SHOWN_WAITING);
  const share = serving
    ? Math.min(1, (now - serving.startedAt) / Math.max(1, serving.endsAt - serving.startedAt))
    : 0;
  const state = !up ? 'down' : slow ? 'slow' : '';
  return [
    line(`${id}-wire`, 'rule', [at.CENTRE, at.BALANCER.y + at.BALANCER.height, x, at.WIRE_END], {
      look: believedUp ? 'thin' : 'dashed',
    }),
    rect(`${id}-lane`, 'sunk', x - 8, at.MORE_Y + 4, 16, top - at.MORE_Y - 7, { radius: 3 }),
    ...waiting
      .slice(0, at.SHOWN_WAITING)
      .map((request, place) => circle(`${id}-waiting-${request.id}`, 'waiting', x, at.waitingY(place), 5)),
    ...(hidden > 0
      ? [text(`${id}-more`, x, at.MORE_Y, `+${hidden}`, { anchor: 'middle', tone: 'waiting', bold: true })]
      : []),
    rect(`${id}-box`, 'sunk', left, top, width, at.SERVER_HEIGHT),
    rect(`${id}-work`, 'request', left, top, width * share, at.SERVER_HEIGHT, { look: 'washed' }),
    rect(`${id}-edge`, up ? 'ink' : 'failure', left, top, width, at.SERVER_HEIGHT, {
      look: up ? 'outlined' : 'dashed',
    }),
    up
      ? text(`${id}-name`, x, top + 23, id.replace('server-', ''), {
          anchor: 'middle',
          bold: true,
          size: 'normal',
        })
      : sign(`${id}-down`, 'failure', 'cross', x, top + at.SERVER_HEIGHT / 2, 16),
    text(`${id}-state`, x, top + at.SERVER_HEIGHT + 16, state, {
      anchor: 'middle',
      tone: up ? 'waiting' : 'failure',
      bold: true,
    }),
    text(`${id}-sent`, x, top + at.SERVER_HEIGHT + 35, String(server.dispatched), {
      anchor: 'middle',
      bold: true,
    }),
    rect(`${id}-busy-whole`, 'sunk', left, top + at.SERVER_HEIGHT + 43, width, 6, { radius: 1 }),
    rect(`${id}-busy`, 'capacity', left, top + at.SERVER_HEIGHT + 43, width * server.busyShare, 6, {
      radius: 1,
    }),
    text(`${id}-busy-share`, x, top + at.SERVER_HEIGHT + 66, String(Math.round(server.busyShare * 100)), {
      anchor: 'middle',
      tone: 'soft',
    }),
  ];
}

/** The mean length of the longest line on the lines' own scale, and beside it what theory expects, where it does. */
function drawLongest({ meanMaxLoad, theory, now }: LoadBalancerSnapshot): Shape[] {
  if (now === 0) return [];
  const expected = theory?.meanMaxLoad ?? null;
  const y = at.loadY(meanMaxLoad);
  const isAbove = expected === null || y <= at.loadY(expected);
  const draw = (key: string, load: number, words: string, above: boolean, dashed: boolean): Shape[] => [
    line(`${key}-line`, dashed ? 'soft' : 'ink', [0, at.loadY(load), 400, at.loadY(load)], {
      look: dashed ? 'dashed' : 'thin',
    }),
    text(`${key}-words`, 0, at.loadY(load) + (above ? -5 : 14), words, {
      tone: dashed ? 'soft' : 'ink',
      bold: !dashed,
    }),
  ];
  return [
    ...draw('longest', meanMaxLoad, `mean ${meanMaxLoad.toFixed(1)}`, isAbove, false),
    ...(expected === null ? [] : draw('expected', expected, `theory ${expected.toFixed(1)}`, !isAbove, true)),
  ];
}

function drawRowNames(): Shape[] {
  const bottom = at.SERVER_TOP + at.SERVER_HEIGHT;
  return [
    text('clients-name', 0, at.CLIENTS_Y + 5, 'clients', { tone: 'soft' }),
    text('last-name', 0, at.CLIENTS_Y + 22, 'sent to', { tone: 'soft' }),
    text('longest-name', 0, at.MORE_Y - 19, 'longest line', { tone: 'soft' }),
    text('sent-name', 0, bottom + 35, 'got so far', { tone: 'soft' }),
    text('busy-name', 0, bottom + 66, 'busy, %', { tone: 'soft' }),
  ];
}

function tabulate({ servers }: LoadBalancerSnapshot): Scene['table'] {
  return {
    caption: 'Each server now',
    columns: ['Server', 'State', 'At the server', 'Sent there', 'Busy'],
    rows: servers.map(({ id, slow, up, believedUp, load, dispatched, busyShare }) => [
      id.replace('server-', ''),
      up
        ? believedUp
          ? slow
            ? 'slow'
            : 'up'
          : 'up, not yet noticed'
        : believedUp
          ? 'down, not yet noticed'
          : 'down',
      load,
      dispatched,
      percent(busyShare),
    ]),
  };
}
