// Two transactions, statement by statement, as PostgreSQL answered them. Here are the words; the picture is in schedule.ts.
import { model, type IsolationParams, type IsolationSnapshot } from '../../sim/models/isolation.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count } from '../shapes.ts';
import { drawSchedule, SCHEDULE_BOTTOM } from './schedule.ts';

type Step = IsolationSnapshot['steps'][number];

export const figure = defineFigure({
  model,
  about:
    'Two transactions run statement by statement, in any order, at a chosen isolation level. Every answer was recorded from PostgreSQL; it shows which orders lose an update, wait, deadlock or fail.',
  question:
    'Both transactions read 10 and sell one. In which order of their statements is a sale lost, and what does each isolation level do about it?',
  legend: [
    { tone: 'request', means: 'changed, not committed' },
    { tone: 'success', sign: 'check', means: 'committed' },
    { tone: 'waiting', sign: 'clock', means: 'waits' },
    { tone: 'failure', sign: 'cross', means: 'failed, rolled back' },
    { tone: 'capacity', sign: 'lock', means: 'row locked' },
  ],
  scene,
});

function scene(snapshot: IsolationSnapshot, params: IsolationParams): Scene {
  return {
    height: SCHEDULE_BOTTOM,
    shapes: drawSchedule(snapshot),
    summary: summarize(snapshot),
    theory: describeRecorded(snapshot, params),
    table: tabulate(snapshot),
  };
}

function summarize(snapshot: IsolationSnapshot): string {
  const { steps, isOver } = snapshot;
  const last = steps.at(-1);
  if (!last) return 'Both transactions have begun. Neither has sent a statement yet.';
  const at = steps.length - 1;
  const released = steps.find((step, nth) => nth < at && step.answeredAt === at);
  const happened = `${describeStep(last)}${released ? ` ${describeReleased(released)}` : ''}`;
  return isOver ? `${happened} ${describeEnd(snapshot)}` : happened;
}

function describeStep({ side, answer }: Step): string {
  const other = side === 'A' ? 'B' : 'A';
  switch (answer?.kind) {
    case undefined:
      return `${side} waits: ${other} has locked the row and is not over yet.`;
    case 'read':
      return `${side}’s query returns ${answer.value}.`;
    case 'changed':
      return `${side} changes ${count(answer.rows, 'row')}; nobody else sees it before ${side} commits.`;
    case 'left-out':
      return `${side}’s program sends nothing: what it read was not enough.`;
    case 'committed':
      return `${side} commits.`;
    case 'failed':
      return `${side} ${describeFailure(answer.code)}.`;
  }
}

function describeReleased({ side, answer }: Step): string {
  switch (answer?.kind) {
    case 'read':
      return `${side} had waited for that; its query returns ${answer.value}.`;
    case 'changed':
      return `${side} had waited for that and now changes ${count(answer.rows, 'row')}.`;
    case 'failed':
      return `${side} had waited for that and ${describeFailure(answer.code)}.`;
    default:
      return '';
  }
}

function describeFailure(code: string): string {
  return code === '40P01'
    ? 'fails with 40P01: each waited for the other, a deadlock'
    : `fails with ${code}: what it has seen no longer holds`;
}

function describeEnd({ steps, sides, statePhrase, serial, anomaly, initial }: IsolationSnapshot): string {
  const final = steps.at(-1)?.state ?? initial;
  const failed = (['A', 'B'] as const).filter((side) => sides[side].status === 'failed');
  if (anomaly !== null) {
    return final === serial
      ? `A asked the same question more than once and got different answers: ${articled(anomaly)}.`
      : `Both have committed and ${statePhrase} is ${final}; one after the other they would have left ${serial}: ${articled(anomaly)}.`;
  }
  if (failed.length > 0) return `Nothing is wrong; ${failed.join(' and ')} must run again from the start.`;
  return `Both have committed, as if one had come after the other: ${statePhrase} is ${final}.`;
}

function articled(noun: string): string {
  return `a ${noun}`;
}

const LEVELS: Readonly<Record<IsolationParams['level'], string>> = {
  'read-committed': 'read committed',
  'repeatable-read': 'repeatable read',
  serializable: 'serializable',
};

function describeRecorded({ recorded }: IsolationSnapshot, { level }: IsolationParams): string {
  const { schedules, wrong, on } = recorded;
  const end = wrong === 0 ? 'none ends' : wrong === 1 ? 'one ends' : `${wrong} end`;
  return `Recorded on ${on}: of ${count(schedules, 'possible order')} at ${LEVELS[level]}, ${end} in an anomaly.`;
}

function tabulate({ steps, stateName, schedule }: IsolationSnapshot): Scene['table'] {
  return {
    caption: schedule === '' ? 'No statement yet' : 'The statements in their order',
    columns: ['Step', 'Transaction', 'Statement', 'Answer', `Committed: ${stateName}`],
    rows: steps.map(({ side, label, answer, answeredAt, state }, at) => [
      at + 1,
      side,
      label,
      `${describeHits(answer)}${answeredAt !== null && answeredAt > at ? ` (in step ${answeredAt + 1})` : ''}`,
      state,
    ]),
  };
}

function describeHits(answer: Step['answer']): string {
  switch (answer?.kind) {
    case undefined:
      return 'waits';
    case 'read':
      return String(answer.value);
    case 'changed':
      return count(answer.rows, 'row');
    case 'left-out':
      return 'not sent';
    case 'committed':
      return 'committed';
    case 'failed':
      return `error ${answer.code}`;
  }
}
