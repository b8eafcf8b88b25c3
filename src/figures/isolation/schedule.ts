// The schedule, time downwards: A's statements on the left, B's on the right, and between them what everybody can see. A
// statement that waits is a box that reaches down to where its answer came.
import type { IsolationSnapshot } from '../../sim/models/isolation.ts';
import type { Shape, Tone } from '../figure.ts';
import { count, line, rect, sign, text } from '../shapes.ts';

type Step = IsolationSnapshot['steps'][number];
type Side = Step['side'];
type Answer = NonNullable<Step['answer']>;

const WIDTH = 174;
const LEFT: Readonly<Record<Side, number>> = { A: 0, B: 400 - WIDTH };
const LOCK_X: Readonly<Record<Side, number>> = { A: WIDTH + 5, B: 400 - WIDTH - 5 };
const MIDDLE = 200;
const TOP = 44;
const ROW = 31;
const BOX = 26;
/** Of the longest scenario. */
const MOST_STEPS = 6;
export const SCHEDULE_BOTTOM = TOP + ROW * MOST_STEPS + 26;

const yOf = (row: number): number => TOP + ROW * row;

export function drawSchedule(snapshot: IsolationSnapshot): Shape[] {
  const { steps, sides } = snapshot;
  const rows = steps.length;
  return [
    ...drawState(snapshot),
    ...(['A', 'B'] as const).flatMap((side): Shape[] => {
      const { next, status } = sides[side];
      const left = LEFT[side];
      return [
        text(`name-${side}`, left + 7, 14, side, { bold: true, size: 'normal' }),
        text(`status-${side}`, left + 27, 14, STATUS[status].words, {
          tone: STATUS[status].tone,
          bold: status !== 'open',
        }),
        ...drawLocks(steps, side, status),
        ...(next !== null && rows < MOST_STEPS
          ? [
              rect(`next-${side}`, 'rule', left, yOf(rows), WIDTH, BOX, { look: 'dashed' }),
              text(`next-${side}-words`, left + 7, yOf(rows) + 18, next, { tone: 'soft' }),
            ]
          : []),
      ];
    }),
    ...steps.flatMap((step, at) => drawStep(step, at, rows)),
  ];
}

const STATUS: Readonly<Record<IsolationSnapshot['sides']['A']['status'], { words: string; tone: Tone }>> = {
  open: { words: 'open', tone: 'soft' },
  waiting: { words: 'waits', tone: 'waiting' },
  committed: { words: 'committed', tone: 'success' },
  failed: { words: 'rolled back', tone: 'failure' },
};

function drawStep(step: Step, at: number, rows: number): Shape[] {
  const { side, label, answer, answeredAt } = step;
  const key = `step-${at}`;
  const left = LEFT[side];
  const last = answeredAt ?? rows - 1;
  const waited = last > at || answer === null;
  const height = ROW * (last - at) + BOX;
  const { tone, words, mark } = answer === null ? WAITING : look(answer);
  const answerY = yOf(last) + 18;
  return [
    ...(waited
      ? [
          rect(`${key}-wait`, 'waiting', left, yOf(at), WIDTH, height, { look: 'washed', opacity: 0.5 }),
          rect(`${key}-edge`, 'waiting', left, yOf(at), WIDTH, height, { look: 'dashed' }),
          ...(last > at
            ? [sign(`${key}-clock`, 'waiting', 'clock', left + WIDTH - 12, yOf(at) + BOX / 2, 13)]
            : []),
        ]
      : [
          rect(`${key}-fill`, tone === 'ink' ? 'surface' : tone, left, yOf(at), WIDTH, BOX, {
            look: tone === 'ink' ? 'filled' : 'washed',
            ...(tone !== 'ink' && { opacity: 0.6 }),
          }),
          rect(`${key}-edge`, tone, left, yOf(at), WIDTH, BOX, { look: 'outlined' }),
        ]),
    text(
      `${key}-label`,
      left + 7,
      yOf(at) + 18,
      answer?.kind === 'left-out' ? `${label.split(' ')[0] ?? ''} not sent` : label,
    ),
    // That one row was changed is the rule, which its colour says.
    ...(words === '' || (words === '1 row' && !waited)
      ? []
      : [
          text(`${key}-answer`, left + WIDTH - (mark ? 22 : 7), answerY, words, {
            anchor: 'end',
            bold: true,
            tone: tone === 'request' ? 'ink' : tone,
          }),
        ]),
    ...(mark ? [sign(`${key}-mark`, tone, mark, left + WIDTH - 12, yOf(last) + BOX / 2, 12)] : []),
  ];
}

const WAITING = { tone: 'waiting', words: '', mark: 'clock' } as const;

function look(answer: Answer): {
  readonly tone: Tone;
  readonly words: string;
  readonly mark: 'check' | 'cross' | null;
} {
  switch (answer.kind) {
    case 'read':
      return { tone: 'ink', words: String(answer.value), mark: null };
    case 'changed':
      return { tone: 'request', words: count(answer.rows, 'row'), mark: null };
    case 'left-out':
      return { tone: 'soft', words: '', mark: null };
    case 'committed':
      return { tone: 'success', words: '', mark: 'check' };
    case 'failed':
      return { tone: 'failure', words: answer.code, mark: 'cross' };
  }
}

/** From the statement that locked a row to the end of its transaction. */
function drawLocks(steps: readonly Step[], side: Side, status: string): Shape[] {
  const own = steps.filter((step) => step.side === side);
  const locked = own.find(({ locks, answer }) => locks && answer !== null && answer.kind !== 'failed');
  if (!locked) return [];
  const isOver = status === 'committed' || status === 'failed';
  const from = yOf(locked.answeredAt ?? 0) + BOX / 2;
  const to = isOver ? yOf(own.at(-1)?.answeredAt ?? 0) + BOX : yOf(steps.length - 1) + BOX;
  return [
    line(`lock-${side}`, 'capacity', [LOCK_X[side], from, LOCK_X[side], to], { look: 'thick' }),
    sign(`lock-${side}-sign`, 'capacity', 'lock', LOCK_X[side], from - 9, 11),
  ];
}

function drawState({ steps, initial, stateName, serial, isOver, anomaly }: IsolationSnapshot): Shape[] {
  const final = steps.at(-1)?.state ?? initial;
  const bottom = SCHEDULE_BOTTOM - 6;
  return [
    text('state-name', MIDDLE, 14, stateName, { anchor: 'middle', tone: 'soft' }),
    text('state-initial', MIDDLE, 34, String(initial), { anchor: 'middle', bold: true }),
    ...steps.map((step, at) => {
      const before = steps[at - 1]?.state ?? initial;
      return text(`state-${at}`, MIDDLE, yOf(at) + 18, String(step.state), {
        anchor: 'middle',
        tone: step.state === before ? 'soft' : 'ink',
        bold: step.state !== before,
      });
    }),
    ...(isOver
      ? [
          text('verdict', anomaly === null ? 0 : 20, bottom, verdict(stateName, final, anomaly, serial), {
            bold: true,
            tone: anomaly === null ? 'success' : 'failure',
          }),
          ...(anomaly === null ? [] : [sign('verdict-sign', 'failure', 'alert', 8, bottom - 5, 14)]),
        ]
      : []),
  ];
}

function verdict(name: string, final: number, anomaly: string | null, serial: number): string {
  if (anomaly === null) return `${name} ${final}: as in a serial order`;
  const first = `${anomaly[0]?.toUpperCase() ?? ''}${anomaly.slice(1)}`;
  return final === serial
    ? `${first}: two answers to one query`
    : `${first}: ${name} ${final} instead of ${serial}`;
}
