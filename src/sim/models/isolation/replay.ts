// A recorded schedule read back: which statement was answered how and when, and what that makes of the two transactions.
// It decides nothing itself: every answer is PostgreSQL's.
import { RECORDED } from './recorded.ts';
import { findScenario, type Level, type Outcome, type ScenarioId, type Side } from './scenarios.ts';

type Answer =
  | { readonly kind: 'read'; readonly value: number }
  | { readonly kind: 'changed'; readonly rows: number }
  /** The program, after what it has read, sends nothing. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'committed' }
  | { readonly kind: 'failed'; readonly code: string };

interface Step {
  readonly side: Side;
  readonly label: string;
  readonly locks: boolean;
  /** Null while it waits for the other transaction. */
  readonly answer: Answer | null;
  /** The number of the step, from 0, that brought the answer; its own unless it had to wait. */
  readonly answeredAt: number | null;
  /** What everybody sees after this step. */
  readonly state: number;
}

interface Transaction {
  readonly status: 'open' | 'waiting' | 'committed' | 'failed';
  /** Label of the statement that comes next; null when none can. */
  readonly next: string | null;
  readonly reads: readonly number[];
}

export interface Replay {
  readonly steps: readonly Step[];
  readonly sides: Readonly<Record<Side, Transaction>>;
  readonly initial: number;
  readonly isOver: boolean;
  /** Null while it is not over, or when nothing is wrong. */
  readonly anomaly: string | null;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Replays a schedule, or the beginning of one; throws if there was none that begins so. */
export function replay(id: ScenarioId, level: Level, schedule: string): Replay {
  const scenario = findScenario(id);
  const recorded = RECORDED[id][level].find((line) => line.startsWith(schedule));
  if (recorded === undefined) throw new Error(`no schedule of "${id}" begins with "${schedule}"`);
  const [whole = '', initial = '', ...tokens] = recorded.split(' ');
  const steps: Writable<Step>[] = [];
  const reads: Record<Side, number[]> = { A: [], B: [] };
  const taken: Record<Side, number> = { A: 0, B: 0 };
  let state = Number(initial);
  const note = (step: Writable<Step>, answer: Answer, at: number): void => {
    step.answer = answer;
    step.answeredAt = at;
    if (answer.kind === 'read') reads[step.side].push(answer.value);
  };
  for (let at = 0; at < schedule.length; at++) {
    const side = whole[at] as Side;
    const [, own = '', others, changed] = /^([^>=]+)(?:>([^=]+))?(?:=(.+))?$/.exec(tokens[at] ?? '') ?? [];
    const { label, locks } = describe(id, side, taken[side]++, reads[side][0] ?? null);
    if (changed !== undefined) state = Number(changed);
    const step: Writable<Step> = { side, label, locks, answer: null, answeredAt: null, state };
    if (own !== 'w') note(step, readToken(own), at);
    steps.push(step);
    const waiting = steps.find((one) => one.side !== side && one.answer === null);
    if (others !== undefined && waiting) note(waiting, readToken(others), at);
  }
  const isOver = schedule === whole;
  const sideOf = (side: Side): Transaction => {
    const last = steps.findLast((step) => step.side === side);
    const kind = last?.answer?.kind;
    const status =
      last?.answer === null ? 'waiting' : kind === 'committed' || kind === 'failed' ? kind : 'open';
    const next = status === 'open' ? describe(id, side, taken[side], reads[side][0] ?? null).label : null;
    return { status, next, reads: reads[side] };
  };
  const sides = { A: sideOf('A'), B: sideOf('B') };
  const outcome: Outcome = {
    reads,
    committed: { A: sides.A.status === 'committed', B: sides.B.status === 'committed' },
    final: state,
  };
  return {
    steps,
    sides,
    initial: Number(initial),
    isOver,
    anomaly: isOver ? scenario.anomaly(outcome) : null,
  };
}

/** How many of all recorded schedules end in an anomaly. */
export function countAnomalies(
  id: ScenarioId,
  level: Level,
): { readonly schedules: number; readonly wrong: number } {
  const schedules = RECORDED[id][level].map((line) => line.split(' ')[0] ?? '');
  const wrong = schedules.filter((schedule) => replay(id, level, schedule).anomaly !== null).length;
  return { schedules: schedules.length, wrong };
}

function describe(
  id: ScenarioId,
  side: Side,
  nth: number,
  read: number | null,
): Pick<Step, 'label' | 'locks'> {
  const statement = findScenario(id).statements[side][nth];
  if (statement === undefined) return { label: 'COMMIT', locks: false };
  const { label, sql } = statement;
  const isUpdate = typeof sql !== 'string' || sql.startsWith('UPDATE') || sql.endsWith('FOR UPDATE');
  return { label: typeof label === 'string' ? label : label(read), locks: isUpdate };
}

function readToken(token: string): Answer {
  if (token === 'c') return { kind: 'committed' };
  if (token === '-') return { kind: 'left-out' };
  if (token.startsWith('!')) return { kind: 'failed', code: token.slice(1) };
  if (token.startsWith('u')) return { kind: 'changed', rows: Number(token.slice(1)) };
  return { kind: 'read', value: Number(token) };
}
