// Pods in time: they start, become ready, count as available, end and are gone; after each of these the controller
// is asked again. What it decides is in controller.ts.
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder } from '../../statistics.ts';
import type {
  Pod,
  RollingUpdateAction,
  RollingUpdateParams,
  RollingUpdateSnapshot,
  Version,
} from '../rolling-update.ts';
import { isRejected, minAvailableOf, nextCommand, roundsOf, type PodCounts } from './controller.ts';

/** From the order to end until the process is gone: the preStop pause of the chapter's manifest. */
const ENDING_MS = 5000;
const REQUESTS_PER_MS = 0.1;
const HISTORY = { everyMs: 1000, length: 121 };

const READY = 0;
const AVAILABLE = 1;
const GONE = 2;
const DEADLINE = 3;

export class Rollout implements Process<RollingUpdateSnapshot, RollingUpdateAction> {
  readonly #engine: Engine;
  readonly #params: RollingUpdateParams;
  readonly #startTimes: Random;
  readonly #pods = new Map<number, Pod>();
  readonly #rejected: boolean;
  readonly #availableOld = new HistoryRecorder(HISTORY.everyMs, HISTORY.length);
  readonly #availableNew = new HistoryRecorder(HISTORY.everyMs, HISTORY.length);
  readonly #totals = new HistoryRecorder(HISTORY.everyMs, HISTORY.length);
  readonly sampling: { readonly everyMs: number; readonly sample: () => void };
  #started = 0;
  #target: Version = 'new';
  #targetSince = 0;
  #completeAt: number | null = null;
  #deadlineExceeded = false;
  /** Counts the restarts of the deadline, so that an old one is recognized. */
  #progress = 0;
  #lowestAvailable: number;
  #highestTotal: number;
  #countedUntil = 0;
  #answeredWithErrors = 0;
  #refused = 0;

  constructor(engine: Engine, params: RollingUpdateParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#startTimes = new Random(seed, 'start times');
    this.#rejected = isRejected(params);
    this.#lowestAvailable = params.replicas;
    this.#highestTotal = params.replicas;
    for (let slot = 0; slot < params.replicas; slot++) {
      const id = ++this.#started;
      this.#pods.set(id, { id, version: 'old', slot, phase: 'available', since: 0, until: null });
    }
    this.sampling = { everyMs: HISTORY.everyMs, sample: () => this.#sample() };
    if (!this.#rejected) this.#restartDeadline();
    this.#reconcile();
  }

  handle(kind: number, arg: number): void {
    if (kind === DEADLINE) {
      if (arg === this.#progress && this.#completeAt === null) this.#deadlineExceeded = true;
      return;
    }
    const pod = this.#pods.get(arg);
    if (pod === undefined) throw new Error(`pod ${arg} is told of after it has gone`);
    const { now } = this.#engine;
    this.#countRequests();
    if (kind === GONE) {
      this.#pods.delete(arg);
      return;
    }
    const lasts = kind === READY ? this.#params.minReadySeconds * 1000 : 0;
    if (kind === READY && lasts > 0) {
      this.#pods.set(arg, { ...pod, phase: 'ready', since: now, until: now + lasts });
      this.#engine.schedule(lasts, AVAILABLE, arg);
    } else {
      this.#pods.set(arg, { ...pod, phase: 'available', since: now, until: null });
    }
    this.#restartDeadline();
    this.#reconcile();
  }

  act(): void {
    if (this.#target === 'old' || this.#rejected) return;
    this.#countRequests();
    this.#target = 'old';
    this.#targetSince = this.#engine.now;
    this.#completeAt = null;
    this.#restartDeadline();
    this.#reconcile();
  }

  /** Obeys the controller until it rests, and remembers the extremes. */
  #reconcile(): void {
    if (this.#rejected) return;
    for (;;) {
      const command = nextCommand(this.#counts(), this.#params);
      if (command.do === 'rest') break;
      if (command.do === 'start') for (let n = 0; n < command.pods; n++) this.#start();
      else {
        this.#end(command.unavailable, false);
        this.#end(command.available, true);
      }
      this.#restartDeadline();
      this.#highestTotal = Math.max(this.#highestTotal, this.#total());
    }
    const { wanted, other } = this.#counts();
    this.#lowestAvailable = Math.min(this.#lowestAvailable, wanted.available + other.available);
    const complete = wanted.available === this.#params.replicas && other.available + other.unavailable === 0;
    if (complete && this.#completeAt === null) this.#completeAt = this.#engine.now;
    if (complete) this.#engine.cancel(DEADLINE, this.#progress);
  }

  #start(): void {
    const { now } = this.#engine;
    const { readySeconds, spreadPercent, newVersion } = this.#params;
    const id = ++this.#started;
    const version = this.#target;
    const spread = (spreadPercent / 100) * (2 * this.#startTimes.uniform() - 1);
    const takesMs = readySeconds * 1000 * (1 + spread);
    const succeeds = version === 'old' || newVersion !== 'never-ready';
    const slots = new Set(
      [...this.#pods.values()].flatMap((pod) => (pod.version === version ? [pod.slot] : [])),
    );
    let slot = 0;
    while (slots.has(slot)) slot++;
    const until = succeeds ? now + takesMs : null;
    this.#pods.set(id, { id, version, slot, phase: 'starting', since: now, until });
    if (succeeds) this.#engine.schedule(takesMs, READY, id);
  }

  /** Ends so many pods of the version that is not asked for, the youngest first. */
  #end(many: number, available: boolean): void {
    const { now } = this.#engine;
    const chosen = [...this.#pods.values()]
      .filter(({ version, phase }) => version !== this.#target && phase !== 'ending')
      .filter(({ phase }) => (phase === 'available') === available)
      .slice(-many);
    for (const pod of many > 0 ? chosen : []) {
      this.#engine.cancel(READY, pod.id);
      this.#engine.cancel(AVAILABLE, pod.id);
      this.#pods.set(pod.id, { ...pod, phase: 'ending', since: now, until: now + ENDING_MS });
      this.#engine.schedule(ENDING_MS, GONE, pod.id);
    }
  }

  #restartDeadline(): void {
    this.#engine.cancel(DEADLINE, this.#progress);
    this.#progress += 1;
    this.#deadlineExceeded = false;
    if (this.#completeAt === null)
      this.#engine.schedule(this.#params.progressDeadlineSeconds * 1000, DEADLINE, this.#progress);
  }

  #counts(): PodCounts {
    const wanted = { available: 0, unavailable: 0 };
    const other = { available: 0, unavailable: 0 };
    for (const { version, phase } of this.#pods.values()) {
      if (phase === 'ending') continue;
      (version === this.#target ? wanted : other)[phase === 'available' ? 'available' : 'unavailable'] += 1;
    }
    return { wanted, other };
  }

  #total(): number {
    const { wanted, other } = this.#counts();
    return wanted.available + wanted.unavailable + other.available + other.unavailable;
  }

  #available(which: Version): number {
    return [...this.#pods.values()].filter(({ version, phase }) => version === which && phase === 'available')
      .length;
  }

  /** Adds the requests since the last change, for which the ready pods were the same. */
  #countRequests(): void {
    const { answeredWithErrors, refused } = this.#requestsAt(this.#engine.now);
    this.#answeredWithErrors = answeredWithErrors;
    this.#refused = refused;
    this.#countedUntil = this.#engine.now;
  }

  #requestsAt(now: number): { readonly answeredWithErrors: number; readonly refused: number } {
    const serving = [...this.#pods.values()].filter(
      ({ phase }) => phase === 'ready' || phase === 'available',
    );
    const faulty =
      this.#params.newVersion === 'errors' ? serving.filter(({ version }) => version === 'new').length : 0;
    const sent = (now - this.#countedUntil) * REQUESTS_PER_MS;
    return {
      answeredWithErrors:
        this.#answeredWithErrors + (serving.length === 0 ? 0 : (sent * faulty) / serving.length),
      refused: this.#refused + (serving.length === 0 ? sent : 0),
    };
  }

  #sample(): void {
    this.#availableOld.add(this.#available('old'));
    this.#availableNew.add(this.#available('new'));
    this.#totals.add(this.#total());
  }

  snapshot(): RollingUpdateSnapshot {
    const { now } = this.#engine;
    const { replicas, maxSurge, readySeconds, minReadySeconds, newVersion } = this.#params;
    const { wanted, other } = this.#counts();
    const rounds = roundsOf(this.#params);
    const succeeds = this.#target === 'new' && newVersion !== 'never-ready';
    const complete = this.#completeAt !== null;
    return {
      now,
      rejected: this.#rejected,
      target: this.#target,
      status: complete ? 'complete' : this.#deadlineExceeded ? 'deadline-exceeded' : 'progressing',
      completeAt: this.#completeAt,
      targetSince: this.#targetSince,
      pods: [...this.#pods.values()],
      available: wanted.available + other.available,
      total: this.#total(),
      minAvailable: minAvailableOf(this.#params),
      maxTotal: replicas + maxSurge,
      lowestAvailable: this.#lowestAvailable,
      highestTotal: this.#highestTotal,
      requests: { sent: now * REQUESTS_PER_MS, ...this.#requestsAt(now) },
      expectedSeconds: rounds !== null && succeeds ? rounds * (readySeconds + minReadySeconds) : null,
      rounds,
      availableOld: this.#availableOld.history(),
      availableNew: this.#availableNew.history(),
      totals: this.#totals.history(),
    };
  }
}
