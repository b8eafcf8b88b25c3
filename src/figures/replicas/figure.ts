// Read replicas: users write to the primary and read from the others; the log's records travel down from row to row.
import { model, type ReplicasParams, type ReplicasSnapshot } from '../../sim/models/replicas.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { circle, line, rect, sign, text, thinOut } from '../shapes.ts';
import { drawStaleShares } from './chart.ts';
import * as at from './layout.ts';
import { roleOf, describeLosses, describeTheory, summarise, tabulate } from './summary.ts';

/** Messages on their way that are drawn. */
const SHOWN_MESSAGES = 80;

export const figure = defineFigure({
  model,
  about:
    'A primary and its replicas, which lag behind. It shows who reads old values, and what a failover loses.',
  question:
    'Which reads miss what their user has just written, and which writes are gone when the primary fails?',
  legend: [
    { tone: 'request', means: 'read; square: write, record on its way' },
    { tone: 'capacity', means: 'record that a server has' },
    { tone: 'success', sign: 'check', means: 'answer, acknowledgement' },
    { tone: 'stale', sign: 'clock', means: 'answer without the user’s own write' },
    { tone: 'waiting', sign: 'alert', means: 'acknowledged, on no replica' },
    { tone: 'failure', sign: 'cross', means: 'refused, lost' },
  ],
  scene,
});

function scene(snapshot: ReplicasSnapshot, params: ReplicasParams): Scene {
  const { servers } = snapshot;
  const shapes: Shape[] = [
    text('users-name', 0, 14, 'users', { tone: 'soft' }),
    text('log-name', at.LOG_X, 14, 'log', { tone: 'soft' }),
    ...[0, 1, 2, 3].map((user) =>
      circle(`user-${user + 1}`, 'ink', at.USER_X, at.userY(user), 8, { look: 'outlined' }),
    ),
    ...servers.flatMap((_, index) => drawServer(snapshot, index)),
    ...thinOut(
      snapshot.moving.filter((message) => at.placeOf(message, snapshot) !== undefined),
      SHOWN_MESSAGES,
    ).flatMap((message) => drawMessage(message, snapshot)),
    ...drawLosses(snapshot),
    ...drawStaleShares(snapshot),
  ];
  return {
    height: at.HEIGHT,
    shapes,
    summary: summarise(snapshot, params),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

function drawServer(snapshot: ReplicasSnapshot, index: number): Shape[] {
  const { servers, log } = snapshot;
  const server = servers[index];
  if (!server) return [];
  const { id, role, position, behind } = server;
  const { x, width, height } = at.BOX;
  const y = at.rowY(index, servers.length);
  const first = at.firstShown(snapshot);
  const failed = role === 'failed';
  const state = failed
    ? 'failed'
    : behind === 0
      ? role === 'primary'
        ? ''
        : 'up to date'
      : `${behind} behind`;
  const centre = x + width / 2;
  return [
    rect(`${id}-box`, 'sunk', x, y - height / 2, width, height),
    rect(`${id}-edge`, failed ? 'failure' : 'ink', x, y - height / 2, width, height, {
      look: failed ? 'dashed' : 'outlined',
    }),
    text(`${id}-name`, centre, y + (state === '' ? 5 : -4), roleOf(server), {
      anchor: 'middle',
      bold: role === 'primary',
    }),
    text(`${id}-state`, centre, y + 13, state, {
      anchor: 'middle',
      tone: failed ? 'failure' : behind > 0 ? 'waiting' : 'soft',
    }),
    ...log
      .filter((record) => record.position >= first)
      .flatMap((record): Shape[] => {
        const left = at.columnX(record.position, first) + 1;
        const top = y - at.CELL_HEIGHT / 2;
        const cell = (key: string, tone: Shape['tone'], look: 'filled' | 'dashed'): Shape =>
          rect(`${id}-${key}-${record.position}`, tone, left, top, at.CELL - 2, at.CELL_HEIGHT, {
            look,
            radius: 2,
          });
        if (record.position > position) return [cell('gap', 'rule', 'dashed')];
        const onReplica = record.on.some((other) =>
          servers.some((one) => one.id === other && one.role === 'replica'),
        );
        const alone = record.acknowledged && !onReplica && record.on.length === 1;
        if (!alone) return [cell('has', 'capacity', 'filled')];
        const tone = failed ? 'failure' : 'waiting';
        return [
          cell('alone', tone, 'filled'),
          sign(
            `${id}-sign-${record.position}`,
            'surface',
            failed ? 'cross' : 'alert',
            left + at.CELL / 2 - 1,
            y,
            10,
          ),
        ];
      }),
  ];
}

function drawMessage(message: ReplicasSnapshot['moving'][number], snapshot: ReplicasSnapshot): Shape[] {
  const place = at.placeOf(message, snapshot);
  if (!place) return [];
  const { x, y } = place;
  const key = `moving-${message.id}`;
  switch (message.kind) {
    case 'write':
      return [rect(key, 'request', x - 6, y - 6, 12, 12, { radius: 2 })];
    case 'record':
      return [rect(key, 'request', x - 5, y - 5, 10, 10, { radius: 2 })];
    case 'read':
      return [circle(key, 'request', x, y, 5)];
    case 'answer':
      return [
        message.stale ? sign(key, 'stale', 'clock', x, y, 16) : sign(key, 'success', 'check', x, y, 11),
      ];
    case 'ack':
    case 'confirm':
      return [sign(key, 'success', 'check', x, y, 11)];
    case 'refusal':
      return [sign(key, 'failure', 'cross', x, y, 11)];
  }
}

/** What a failure of the primary costs, beside the log's name. */
function drawLosses(snapshot: ReplicasSnapshot): Shape[] {
  const { words, tone } = describeLosses(snapshot);
  return [
    text('losses', 400, 14, words, { anchor: 'end', tone, bold: tone !== 'soft' }),
    line('chart-rule', 'rule', [0, at.CHART_TOP - 12, 400, at.CHART_TOP - 12], { look: 'thin' }),
  ];
}
