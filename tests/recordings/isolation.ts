// Records how PostgreSQL answers every interleaving of every pair of transactions, at every isolation level: with two
// sessions, statement by statement. Run by itself it writes src/sim/models/isolation/recorded.ts; a test compares.
//
// A schedule is a text such as "ABAABB": whose statement comes next. A side that waits for a lock, has failed or has
// committed cannot come next, so the schedules are found by trying: each run tells which choices it had.
import { writeFileSync } from 'node:fs';
import { SCENARIOS, type Level, type Scenario, type Side } from '../../src/sim/models/isolation/scenarios.ts';
import { startPostgres, type Answer, type Server, type Session } from '../examples/postgres.ts';

type Recording = Readonly<Record<string, Readonly<Record<Level, readonly string[]>>>>;

const LEVELS: Readonly<Record<Level, string>> = {
  'read-committed': 'READ COMMITTED',
  'repeatable-read': 'REPEATABLE READ',
  serializable: 'SERIALIZABLE',
};
const FILE = 'src/sim/models/isolation/recorded.ts';

interface Sessions {
  readonly A: Session;
  readonly B: Session;
  /** Neither of the two: sees what is committed, and who waits. */
  readonly observer: Session;
  readonly pids: Readonly<Record<Side, string>>;
}

export async function openSessions(server: Server): Promise<Sessions> {
  const [A, B, observer] = [await server.session(), await server.session(), await server.session()];
  const pid = async (session: Session): Promise<string> =>
    (await session.run('SELECT pg_backend_pid()')).rows[0] ?? '';
  return { A, B, observer, pids: { A: await pid(A), B: await pid(B) } };
}

/** Every scenario at every level; throws if read uncommitted answers in any way other than read committed. */
export async function recordAll(sessions: Sessions): Promise<Recording> {
  const recording: Record<string, Record<Level, readonly string[]>> = {};
  for (const scenario of SCENARIOS as readonly Scenario[]) {
    const uncommitted = await recordSchedules(sessions, scenario, 'READ UNCOMMITTED');
    const record = async (level: Level): Promise<readonly string[]> =>
      recordSchedules(sessions, scenario, LEVELS[level]);
    const levels = {
      'read-committed': await record('read-committed'),
      'repeatable-read': await record('repeatable-read'),
      serializable: await record('serializable'),
    };
    if (JSON.stringify(uncommitted) !== JSON.stringify(levels['read-committed']))
      throw new Error(`Read uncommitted differs from read committed in "${scenario.id}".`);
    recording[scenario.id] = levels;
  }
  return recording;
}

async function recordSchedules(
  sessions: Sessions,
  scenario: Scenario,
  level: string,
): Promise<readonly string[]> {
  const recorded: string[] = [];
  const open = [''];
  for (let prefix = open.pop(); prefix !== undefined; prefix = open.pop()) {
    const run = new RecordedRun(sessions, scenario, level);
    await run.begin();
    let schedule = '';
    for (let choices = run.choices(); choices.length > 0; choices = run.choices()) {
      const given = prefix[schedule.length] as Side | undefined;
      const [first, second] = choices;
      const next = given ?? first;
      if (next === undefined) break;
      if (given === undefined && second !== undefined) open.push(schedule + second);
      schedule += next;
      await run.advance(next);
    }
    recorded.push(`${schedule} ${run.tokens.join(' ')}`);
  }
  return recorded.sort();
}

interface Transaction {
  readonly reads: number[];
  nextStatement: number;
  /** The answer that it waits for. */
  pending: Promise<Answer> | null;
  isOver: boolean;
}

/**
 * One schedule. Each advance adds a token: the number read, `u1` for rows changed, `-` for a statement that the program
 * leaves out, `w` for waiting, `c` for a commit, `!` and the SQLSTATE for an error, after which the program rolls back.
 * `>` and a token follow where the other side's statement had waited for this, and `=` and the number of `state` where
 * that has changed for everybody.
 */
class RecordedRun {
  readonly tokens: string[] = [];
  readonly #sessions: Sessions;
  readonly #scenario: Scenario;
  readonly #level: string;
  readonly #sides: Record<Side, Transaction> = { A: newTransaction(), B: newTransaction() };
  #state = '';

  constructor(sessions: Sessions, scenario: Scenario, level: string) {
    this.#sessions = sessions;
    this.#scenario = scenario;
    this.#level = level;
  }

  async begin(): Promise<void> {
    const { observer, A, B } = this.#sessions;
    await observer.run('DROP SCHEMA public CASCADE');
    await observer.run('CREATE SCHEMA public');
    for (const statement of this.#scenario.setup) await observer.run(statement);
    for (const session of [A, B]) await session.run(`BEGIN ISOLATION LEVEL ${this.#level}`);
    this.#state = await this.#readState();
    this.tokens.push(this.#state);
  }

  choices(): Side[] {
    return (['A', 'B'] as const).filter(
      (side) => !this.#sides[side].isOver && this.#sides[side].pending === null,
    );
  }

  async advance(side: Side): Promise<void> {
    const other = side === 'A' ? 'B' : 'A';
    let token = await this.#send(side);
    const waiting = this.#sides[other].pending;
    // What the other waits for is released only by the end of this transaction; or both wait, in a circle.
    if (waiting !== null && (this.#sides[side].isOver || token === 'w')) {
      const own = this.#sides[side].pending;
      // The end of one releases the other at once, so the two answers come in any order.
      if (own !== null) token = await this.#take(side, await own);
      token += `>${await this.#take(other, await waiting)}`;
    }
    const state = await this.#readState();
    this.tokens.push(state === this.#state ? token : `${token}=${state}`);
    this.#state = state;
  }

  async #send(side: Side): Promise<string> {
    const transaction = this.#sides[side];
    const statement = this.#scenario.statements[side][transaction.nextStatement];
    transaction.nextStatement += 1;
    const read = transaction.reads[0] ?? null;
    if (statement?.isLeftOut?.(read)) return '-';
    const sql =
      statement === undefined
        ? 'COMMIT'
        : typeof statement.sql === 'string'
          ? statement.sql
          : statement.sql(read);
    // PostgreSQL looks for a circle of waiting transactions when one has waited for this long. At a reader's pace the
    // first has looked, and found none, before the second closes the circle.
    const isOtherWaiting = this.#sides[side === 'A' ? 'B' : 'A'].pending !== null;
    await this.#sessions[side].run(`SET deadlock_timeout = '${isOtherWaiting ? '1ms' : '1h'}'`);
    // So that the rows that were changed are counted like those that were read.
    const answer = this.#sessions[side].run(
      /^(?:UPDATE|INSERT)/.test(sql) ? `${sql} RETURNING 'changed'` : sql,
    );
    transaction.pending = answer;
    return (await this.#isWaiting(side, answer)) ? 'w' : this.#take(side, await answer);
  }

  async #take(side: Side, { rows, code }: Answer): Promise<string> {
    const transaction = this.#sides[side];
    transaction.pending = null;
    if (code !== '00000') {
      transaction.isOver = true;
      await this.#sessions[side].run('ROLLBACK');
      return `!${code}`;
    }
    if (transaction.nextStatement > this.#scenario.statements[side].length) {
      transaction.isOver = true;
      return 'c';
    }
    if (rows[0] === 'changed' || rows.length === 0) return `u${rows.length}`;
    transaction.reads.push(Number(rows[0]));
    return rows[0] ?? '';
  }

  /** Asks until the statement has been answered or waits for a lock. */
  async #isWaiting(side: Side, answer: Promise<Answer>): Promise<boolean> {
    let isAnswered = false;
    void answer.then(() => (isAnswered = true));
    for (;;) {
      const { rows } = await this.#sessions.observer.run(
        `SELECT 1 FROM pg_stat_activity WHERE pid = ${this.#sessions.pids[side]} AND wait_event_type = 'Lock'`,
      );
      if (isAnswered) return false;
      if (rows.length > 0) return true;
    }
  }

  async #readState(): Promise<string> {
    return (await this.#sessions.observer.run(this.#scenario.state.sql)).rows[0] ?? '';
  }
}

function newTransaction(): Transaction {
  return { reads: [], nextStatement: 0, pending: null, isOver: false };
}

function asSource(recording: Recording, version: string): string {
  return `// How ${version} answered every interleaving of the transactions in scenarios.ts, at each isolation level. Written by
// tests/recordings/isolation.ts, which says what the tokens mean; not by hand.
import type { Level, ScenarioId } from './scenarios.ts';

export const RECORDED_ON = '${version}';

export const RECORDED: Readonly<Record<ScenarioId, Readonly<Record<Level, readonly string[]>>>> = ${JSON.stringify(recording)};
`;
}

if (import.meta.main) {
  const server = startPostgres();
  if (server === null) throw new Error('PostgreSQL is not installed.');
  try {
    const sessions = await openSessions(server);
    const { rows } = await sessions.observer.run('SHOW server_version');
    writeFileSync(FILE, asSource(await recordAll(sessions), `PostgreSQL ${rows[0]?.split(' ')[0] ?? ''}`));
    console.log(`Written: ${FILE}. Format it with prettier.`);
  } finally {
    server.stop();
  }
}
