// What happens to a table while it is migrated: queries come and go, reports read for long, and the migration goes through
// its steps, waiting for its locks. Who waits for whom is decided by lock-queue.ts.
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder, TimeAverage } from '../../statistics.ts';
import type {
  ExpandContractAction,
  ExpandContractParams,
  ExpandContractSnapshot,
} from '../expand-contract.ts';
import { LockQueue, type Lock } from './lock-queue.ts';
import { planOf, type PlanStep } from './plans.ts';

const QUERY_MS = 20;
const REPORT_AT_MS = 1000;
const MIGRATION_AT_MS = 3000;
/** Between two steps, and before a step that gave up is tried again. */
const PAUSE_MS = 500;
const RETRY_MS = 1000;
const SECOND_MS = 1000;
const SECONDS_KEPT = 30;
const WAITING_SHOWN = 40;
const SEGMENTS_KEPT = 40;
const REPORTS_KEPT = 6;

const QUERY = 0;
const QUERY_DONE = 1;
const REPORT = 2;
const REPORT_DONE = 3;
const STEP = 4;
const STEP_DONE = 5;
const TIMEOUT = 6;

interface Request extends Lock {
  readonly kind: 'query' | 'report' | 'migration';
  readonly since: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Segment = Writable<ExpandContractSnapshot['migration']['segments'][number]>;
type Report = Writable<ExpandContractSnapshot['reports'][number]>;

export class Migration implements Process<ExpandContractSnapshot, ExpandContractAction> {
  readonly #engine: Engine;
  readonly #params: ExpandContractParams;
  readonly #arrivals: Random;
  readonly #steps: readonly PlanStep[];
  readonly #locks = new LockQueue<Request>();
  readonly #closed = new TimeAverage();
  readonly #recorders = {
    atOnce: new HistoryRecorder(SECOND_MS, SECONDS_KEPT),
    blocked: new HistoryRecorder(SECOND_MS, SECONDS_KEPT),
    failed: new HistoryRecorder(SECOND_MS, SECONDS_KEPT),
  };
  #thisSecond = { atOnce: 0, blocked: 0, failed: 0 };
  #samples = 0;
  #ids = 0;
  #runningQueries = 0;
  #runningReports = 0;
  #arrived = 0;
  #blocked = 0;
  #failed = 0;
  #longestWaitMs = 0;
  #step = 0;
  #status: ExpandContractSnapshot['migration']['status'] = 'not begun';
  #request: Request | null = null;
  #gaveUp = 0;
  #segments: Segment[] = [];
  #reports: Report[] = [];
  readonly sampling = { everyMs: SECOND_MS, sample: (): void => this.#sample() };

  constructor(engine: Engine, params: ExpandContractParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#steps = planOf(params);
    this.#scheduleQuery();
    if (params.reportSeconds > 0) engine.schedule(REPORT_AT_MS, REPORT);
    engine.schedule(MIGRATION_AT_MS, STEP);
  }

  handle(kind: number, arg: number): void {
    if (kind === QUERY) {
      this.#startQuery();
      this.#scheduleQuery();
    } else if (kind === QUERY_DONE) {
      this.#runningQueries -= 1;
      this.#go(this.#locks.release(arg));
    } else if (kind === REPORT) this.#startReport();
    else if (kind === REPORT_DONE) {
      this.#runningReports -= 1;
      this.#go(this.#locks.release(arg));
    } else if (kind === STEP) this.#beginStep();
    else if (kind === STEP_DONE) this.#endStep();
    else this.#giveUp();
  }

  act(): void {
    if (this.#reports.length > 0) this.#startReport();
  }

  #scheduleQuery(): void {
    this.#engine.schedule(this.#arrivals.exponential(1000 / this.#params.queriesPerSecond), QUERY);
  }

  #startQuery(): void {
    this.#arrived += 1;
    const waiting = this.#locks.waiting.filter(({ kind }) => kind === 'query').length;
    if (this.#runningQueries + waiting >= this.#params.pool) {
      this.#failed += 1;
      this.#thisSecond.failed += 1;
      return;
    }
    const isAtOnce = this.#ask('query');
    this.#thisSecond[isAtOnce ? 'atOnce' : 'blocked'] += 1;
    if (!isAtOnce) this.#blocked += 1;
  }

  #startReport(): void {
    this.#reports = [...this.#reports, { from: this.#engine.now, to: null }].slice(-REPORTS_KEPT);
    this.#ask('report');
  }

  /** Asks for the table's lock; whoever has it goes on at once. */
  #ask(kind: Request['kind']): boolean {
    const request = { id: ++this.#ids, kind, isExclusive: kind === 'migration', since: this.#engine.now };
    if (kind === 'migration') this.#request = request;
    const isGranted = this.#locks.request(request);
    if (isGranted) this.#go([request]);
    return isGranted;
  }

  #go(granted: readonly Request[]): void {
    const { now } = this.#engine;
    for (const { id, kind, since } of granted) {
      if (kind === 'migration') this.#work();
      else if (kind === 'report') {
        this.#runningReports += 1;
        const endsAt = now + 1000 * this.#params.reportSeconds;
        const report = this.#reports.find(({ from, to }) => from === since && to === null);
        if (report) report.to = endsAt;
        this.#engine.scheduleAt(endsAt, REPORT_DONE, id);
      } else {
        this.#runningQueries += 1;
        this.#longestWaitMs = Math.max(this.#longestWaitMs, now - since);
        this.#engine.schedule(QUERY_MS, QUERY_DONE, id);
      }
    }
  }

  #beginStep(): void {
    const { now } = this.#engine;
    if (!this.#steps[this.#step]?.isExclusive) return this.#work();
    this.#closed.set(now, 1);
    if (this.#ask('migration')) return;
    this.#status = 'waits';
    this.#note('waits');
    const { lockTimeoutMs } = this.#params;
    if (lockTimeoutMs > 0) this.#engine.schedule(lockTimeoutMs, TIMEOUT);
  }

  #work(): void {
    const step = this.#steps[this.#step];
    this.#engine.cancel(TIMEOUT, 0);
    this.#status = 'works';
    this.#note(step?.isExclusive ? 'excludes' : 'works');
    this.#engine.schedule(step?.lastsMs ?? 0, STEP_DONE);
  }

  #endStep(): void {
    this.#closeSegment();
    this.#step += 1;
    const isDone = this.#step === this.#steps.length;
    this.#status = isDone ? 'done' : 'pauses';
    if (!isDone) this.#engine.schedule(PAUSE_MS, STEP);
    this.#leave((id) => this.#locks.release(id));
  }

  #giveUp(): void {
    this.#closeSegment();
    this.#gaveUp += 1;
    this.#status = 'pauses';
    this.#engine.schedule(RETRY_MS, STEP);
    this.#leave((id) => this.#locks.giveUp(id));
  }

  #leave(how: (id: number) => readonly Request[]): void {
    const request = this.#request;
    this.#request = null;
    if (request === null) return;
    this.#closed.set(this.#engine.now, 0);
    this.#go(how(request.id));
  }

  #note(kind: Segment['kind']): void {
    this.#closeSegment();
    const segment: Segment = { step: this.#step, kind, from: this.#engine.now, to: null };
    this.#segments = [...this.#segments, segment].slice(-SEGMENTS_KEPT);
  }

  #closeSegment(): void {
    const last = this.#segments.at(-1);
    if (last?.to === null) last.to = this.#engine.now;
  }

  #sample(): void {
    this.#samples += 1;
    if (this.#samples === 1) return; // at time 0 no second is over
    for (const kind of ['atOnce', 'blocked', 'failed'] as const)
      this.#recorders[kind].add(this.#thisSecond[kind]);
    this.#thisSecond = { atOnce: 0, blocked: 0, failed: 0 };
  }

  snapshot(): ExpandContractSnapshot {
    const { now } = this.#engine;
    const { waiting } = this.#locks;
    const firstQuery = waiting.find(({ kind }) => kind === 'query');
    const history = (kind: 'atOnce' | 'blocked' | 'failed') => {
      const kept = this.#recorders[kind].history();
      return { ...kept, values: [...kept.values, this.#thisSecond[kind]] };
    };
    return {
      now,
      runningQueries: this.#runningQueries,
      runningReports: this.#runningReports,
      waiting: waiting.slice(0, WAITING_SHOWN).map(({ id, kind }) => ({ id, kind })),
      inQueue: waiting.length,
      migration: {
        steps: this.#steps.map(({ name }) => name),
        step: this.#step,
        status: this.#status,
        excludes: this.#segments.at(-1)?.kind === 'excludes' && this.#status === 'works',
        gaveUp: this.#gaveUp,
        filled: this.#filled(),
        segments: this.#segments.map((segment) => ({ ...segment })),
      },
      reports: this.#reports.map((report) => ({ ...report })),
      arrived: this.#arrived,
      blocked: this.#blocked,
      failed: this.#failed,
      longestWaitMs: Math.max(this.#longestWaitMs, firstQuery ? now - firstQuery.since : 0),
      closedMs: this.#closed.areaAt(now),
      perSecond: { atOnce: history('atOnce'), blocked: history('blocked'), failed: history('failed') },
    };
  }

  #filled(): number {
    const filling = this.#steps.findIndex(({ fills }) => fills);
    if (this.#step !== filling) return this.#step > filling ? 1 : 0;
    const last = this.#segments.at(-1);
    const lastsMs = this.#steps[filling]?.lastsMs ?? 1;
    if (last === undefined || last.kind === 'waits' || last.step !== filling) return 0;
    return Math.min(1, (this.#engine.now - last.from) / lastsMs);
  }
}
