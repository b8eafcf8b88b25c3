// The orchestrator, its four services in the order of the steps, and the commands and replies between them.
import type { SagaSnapshot, SagaStep } from '../../sim/models/saga.ts';
import type { Shape, Tone } from '../figure.ts';
import { along, circle, line, rect, sign, text } from '../shapes.ts';
import { holdingOf, STEP_WORDS } from './words.ts';

type Message = SagaSnapshot['moving'][number];
type Step = SagaSnapshot['steps'][number];

const TOP = 20;
const PITCH = 47;
const BOX_HEIGHT = 42;
const ORCHESTRATOR = { x: 0, width: 98 };
const SERVICE = { x: 234, width: 166 };
const LANE = { from: ORCHESTRATOR.width, to: SERVICE.x };
const LANE_MIDDLE = (LANE.from + LANE.to) / 2;

export function drawServices(snapshot: SagaSnapshot): Shape[] {
  const laneY = (step: SagaStep): number =>
    TOP + BOX_HEIGHT / 2 + PITCH * snapshot.steps.findIndex(({ id }) => id === step);
  return [
    ...snapshot.steps.flatMap((step, at) => drawService(step, snapshot, TOP + PITCH * at, laneY(step.id))),
    ...snapshot.moving.flatMap((message) => drawMessage(message, snapshot, laneY(message.step))),
    ...drawOrchestrator(snapshot),
  ];
}

const STATUS: Readonly<
  Record<
    Step['status'],
    { readonly word: string; readonly tone: Tone; readonly mark: 'check' | 'cross' | 'clock' | 'back' | null }
  >
> = {
  waiting: { word: '', tone: 'soft', mark: null },
  commanded: { word: 'asked', tone: 'request', mark: 'clock' },
  done: { word: 'done', tone: 'success', mark: 'check' },
  failed: { word: 'refused', tone: 'failure', mark: 'cross' },
  compensating: { word: 'undoing', tone: 'waiting', mark: 'clock' },
  compensated: { word: 'undone', tone: 'waiting', mark: 'back' },
};

function drawService(step: Step, snapshot: SagaSnapshot, top: number, laneY: number): Shape[] {
  const { x, width } = SERVICE;
  const { id } = step;
  const { word, tone, mark } = STATUS[step.status];
  const net = step.made - step.undone;
  const wrong =
    net < 0 ||
    net > 1 ||
    (snapshot.consistent === false && net !== (snapshot.outcome === 'completed' ? 1 : 0));
  return [
    line(`${id}-lane`, 'rule', [LANE.from, laneY, LANE.to, laneY], { look: 'thin' }),
    rect(`${id}-fill`, wrong ? 'failure' : net === 0 ? 'sunk' : 'success', x, top, width, BOX_HEIGHT, {
      look: net === 0 ? 'filled' : 'washed',
    }),
    rect(`${id}-edge`, wrong ? 'failure' : 'ink', x, top, width, BOX_HEIGHT, { look: 'outlined' }),
    text(`${id}-name`, x + 8, top + 17, STEP_WORDS[id].name, { bold: true }),
    text(`${id}-holding`, x + 8, top + 35, holdingOf(id, snapshot), {
      tone: wrong ? 'failure' : 'ink',
      bold: wrong,
    }),
    ...(wrong ? [sign(`${id}-wrong`, 'failure', 'alert', x + width - 12, top + 30, 14)] : []),
    text(`${id}-status`, x + width - 24, top + 17, word, { anchor: 'end', tone }),
    ...(mark === null
      ? []
      : mark === 'back'
        ? [backArrow(`${id}-mark`, x + width - 12, top + 12)]
        : [sign(`${id}-mark`, tone, mark, x + width - 12, top + 12, 12)]),
    ...(step.workingUntil === null ? [] : [circle(`${id}-work`, 'request', x, laneY, 5)]),
  ];
}

/** The sign for "undone". */
export function backArrow(key: string, x: number, y: number): Shape {
  return line(key, 'waiting', [x + 6, y, x - 6, y], { arrow: true });
}

function drawMessage(message: Message, { now, orchestrator }: SagaSnapshot, laneY: number): Shape[] {
  const { id, kind, step, compensation, repeated, ok } = message;
  const words = STEP_WORDS[step];
  const command = kind === 'command';
  const from = { x: command ? LANE.from : LANE.to, y: laneY };
  const to = { x: command ? LANE.to : LANE.from, y: laneY };
  const { x, y } = along(message, now, from, to);
  const key = `message-${id}`;
  if (command) {
    const label = `${compensation ? words.undo : words.command}${repeated ? ', again' : ''}`;
    return [
      circle(key, 'request', x, y, 5),
      text(`${key}-words`, LANE_MIDDLE, laneY - 9, label, {
        anchor: 'middle',
        bold: repeated,
        tone: compensation ? 'waiting' : 'ink',
      }),
    ];
  }
  // Nobody is there to take a reply that arrives before the restart.
  const lost = orchestrator.restartsAt !== null && message.arriveAt < orchestrator.restartsAt;
  const label = `${ok ? (compensation ? words.undone : words.done) : compensation ? 'failed' : words.refused}${lost ? ', lost' : ''}`;
  const tone = lost ? 'soft' : ok ? 'success' : 'failure';
  return [
    sign(key, tone, ok ? 'check' : 'cross', x, y, 12),
    text(`${key}-words`, LANE_MIDDLE, laneY + 19, label, { anchor: 'middle', tone }),
  ];
}

/** An undo that failed is tried again after a while, in which nobody has anything to do. */
export function isBetweenTries({ moving, steps, orchestrator, outcome }: SagaSnapshot): boolean {
  return (
    orchestrator.up &&
    outcome === null &&
    moving.length === 0 &&
    steps.every(({ workingUntil }) => workingUntil === null)
  );
}

function drawOrchestrator(snapshot: SagaSnapshot): Shape[] {
  const { now, orchestrator, log, outcome } = snapshot;
  const { x, width } = ORCHESTRATOR;
  const height = PITCH * 3 + BOX_HEIGHT;
  const middle = x + width / 2;
  const last = log.at(-1);
  const awaited =
    last?.kind === 'command' ? STEP_WORDS[last.step][last.compensation ? 'undo' : 'command'] : '';
  const lines: readonly [string, string] =
    orchestrator.restartsAt !== null
      ? ['starts again', `in ${((orchestrator.restartsAt - now) / 1000).toFixed(1)} s`]
      : outcome !== null
        ? ['the saga is', outcome === 'completed' ? 'completed' : 'undone']
        : [isBetweenTries(snapshot) ? 'tries again' : 'waits for', awaited];
  const mark =
    orchestrator.restartsAt !== null
      ? [sign('orchestrator-mark', 'failure', 'cross', middle, TOP + 62, 22)]
      : outcome === 'completed'
        ? [sign('orchestrator-mark', 'success', 'check', middle, TOP + 62, 22)]
        : [];
  return [
    text('orchestrator-name', 0, 13, 'orchestrator', { bold: true }),
    rect('orchestrator-fill', 'surface', x, TOP, width, height),
    rect('orchestrator-edge', orchestrator.up ? 'ink' : 'failure', x, TOP, width, height, {
      look: orchestrator.up ? 'outlined' : 'dashed',
    }),
    ...mark,
    text('orchestrator-state', middle, TOP + 94, lines[0], {
      anchor: 'middle',
      tone: orchestrator.up ? 'soft' : 'failure',
    }),
    text('orchestrator-detail', middle, TOP + 112, lines[1], {
      anchor: 'middle',
      bold: true,
      tone: orchestrator.up ? 'ink' : 'failure',
    }),
  ];
}
