// What happens at a queue: requests arrive, wait in order, are served, leave. This is the model that the
// benchmark measures: numbers live in typed arrays, and an event creates no object.
import { lognormal, type Distribution } from '../../distributions.ts';
import type { Engine, Process } from '../../engine.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder, Tally, TimeAverage, Window } from '../../statistics.ts';
import type { QueueParams, QueueSnapshot, QueueTheory } from '../queue.ts';
import { theoryOf, utilisationOf, VARIATIONS, waitCurve } from './theory.ts';
import { WaitingLine } from './waiting-line.ts';

const ARRIVAL = 0;
const DEPARTURE = 1;

const SAMPLE_MS = 250;
const WAITING_SHOWN = 40;
/** For pictures alone: how long a request is seen coming and going. The model's own moves take no time. */
const SEEN_MS = 150;
const DEPARTURES_SEEN = 16;

export class Queueing implements Process<QueueSnapshot, never> {
  readonly #engine: Engine;
  readonly #params: QueueParams;
  readonly #arrivals: Random;
  readonly #services: Random;
  readonly #meanGapMs: number;
  readonly #meanServiceMs: number;
  readonly #heavy: Distribution | null;
  readonly #line = new WaitingLine();
  readonly #theory: QueueTheory | null;
  readonly #waitCurve: QueueSnapshot['waitCurve'];

  // One place per server; the request's id is its number in order of arrival, 0 when the server is idle.
  readonly #servingIds: Float64Array;
  readonly #arrivedAt: Float64Array;
  readonly #startedAt: Float64Array;
  readonly #endsAt: Float64Array;
  readonly #busyMs: Float64Array;

  readonly #departedIds = new Float64Array(DEPARTURES_SEEN);
  readonly #departedFrom = new Int32Array(DEPARTURES_SEEN);
  readonly #departedAt = new Float64Array(DEPARTURES_SEEN);

  readonly #inSystem = new TimeAverage();
  readonly #inQueue = new TimeAverage();
  readonly #waits = new Tally();
  readonly #recentWaits = new Window(1000);
  readonly #queueLengths = new HistoryRecorder(SAMPLE_MS, 120);
  #arrived = 0;
  #departed = 0;
  #waited = 0;
  #timeInSystemMs = 0;
  #lastArrivalAt = 0;
  #nextArrivalAt = 0;
  readonly sampling = {
    everyMs: SAMPLE_MS,
    sample: (): void => this.#queueLengths.add(this.#line.length),
  };

  constructor(engine: Engine, params: QueueParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#services = new Random(seed, 'services');
    this.#meanGapMs = 1000 / params.arrivalsPerSecond;
    this.#meanServiceMs = 1000 / params.servicesPerSecond;
    this.#heavy = params.variation === 'heavy' ? lognormal(this.#meanServiceMs, VARIATIONS.heavy) : null;
    this.#theory = theoryOf(params);
    this.#waitCurve = waitCurve(params);
    this.#servingIds = new Float64Array(params.servers);
    this.#arrivedAt = new Float64Array(params.servers);
    this.#startedAt = new Float64Array(params.servers);
    this.#endsAt = new Float64Array(params.servers);
    this.#busyMs = new Float64Array(params.servers);
    this.#scheduleArrival();
  }

  handle(kind: number, arg: number): void {
    if (kind === ARRIVAL) this.#arrive();
    else this.#depart(arg);
  }

  act(): void {}

  #scheduleArrival(): void {
    const gap = this.#arrivals.exponential(this.#meanGapMs);
    this.#lastArrivalAt = this.#engine.now;
    this.#nextArrivalAt = this.#engine.now + gap;
    this.#engine.schedule(gap, ARRIVAL);
  }

  #arrive(): void {
    const { now } = this.#engine;
    const id = ++this.#arrived;
    // Drawn on arrival, so that a request brings the same work whatever else is turned.
    const serviceMs = this.#drawServiceMs();
    this.#inSystem.set(now, this.#inSystem.value + 1);
    const idle = this.#servingIds.indexOf(0);
    if (idle >= 0) this.#serve(idle, id, now, serviceMs);
    else {
      this.#line.add(id, now, serviceMs);
      this.#inQueue.set(now, this.#line.length);
    }
    this.#scheduleArrival();
  }

  #drawServiceMs(): number {
    if (this.#heavy !== null) return this.#heavy.sample(this.#services);
    if (this.#params.variation === 'constant') return this.#meanServiceMs;
    return this.#services.exponential(this.#meanServiceMs);
  }

  #serve(server: number, id: number, arrivedAt: number, serviceMs: number): void {
    const { now } = this.#engine;
    const wait = now - arrivedAt;
    this.#waits.add(wait);
    this.#recentWaits.add(wait);
    if (wait > 0) this.#waited += 1;
    this.#servingIds[server] = id;
    this.#arrivedAt[server] = arrivedAt;
    this.#startedAt[server] = now;
    this.#endsAt[server] = now + serviceMs;
    this.#engine.schedule(serviceMs, DEPARTURE, server);
  }

  #depart(server: number): void {
    const { now } = this.#engine;
    const seen = this.#departed % DEPARTURES_SEEN;
    this.#departedIds[seen] = this.#servingIds[server] ?? 0;
    this.#departedFrom[seen] = server;
    this.#departedAt[seen] = now;
    this.#departed += 1;
    this.#inSystem.set(now, this.#inSystem.value - 1);
    this.#timeInSystemMs += now - (this.#arrivedAt[server] ?? 0);
    this.#busyMs[server] = (this.#busyMs[server] ?? 0) + now - (this.#startedAt[server] ?? 0);
    this.#servingIds[server] = 0;
    const line = this.#line;
    if (line.length > 0) {
      line.take();
      this.#inQueue.set(now, line.length);
      this.#serve(server, line.takenId, line.takenArrivedAt, line.takenServiceMs);
    }
  }

  snapshot(): QueueSnapshot {
    const { now } = this.#engine;
    const [p50 = null, p95 = null, p99 = null] = this.#recentWaits.percentiles(50, 95, 99);
    const { count, mean } = this.#waits;
    return {
      now,
      utilisation: utilisationOf(this.#params),
      inQueue: this.#line.length,
      waiting: this.#line.first(WAITING_SHOWN),
      servers: Array.from(this.#servingIds, (_, server) => this.#serverState(server)),
      moving: [...this.#coming(), ...this.#going()],
      arrived: this.#arrived,
      departed: this.#departed,
      waitMs: { count, mean: count === 0 ? null : mean, p50, p95, p99 },
      waitingShare: count === 0 ? null : this.#waited / count,
      little: {
        meanInSystem: this.#inSystem.meanAt(now),
        arrivalsPerSecond: now === 0 ? 0 : (1000 * this.#arrived) / now,
        meanTimeInSystemMs: this.#arrived === 0 ? null : this.#totalTimeInSystem() / this.#arrived,
      },
      meanInQueue: this.#inQueue.meanAt(now),
      queueLengths: this.#queueLengths.history(),
      theory: this.#theory,
      waitCurve: this.#waitCurve,
    };
  }

  #totalTimeInSystem(): number {
    const { now } = this.#engine;
    let total = this.#timeInSystemMs + this.#line.totalAge(now);
    this.#servingIds.forEach((id, server) => {
      if (id > 0) total += now - (this.#arrivedAt[server] ?? 0);
    });
    return total;
  }

  #serverState(server: number): QueueSnapshot['servers'][number] {
    const { now } = this.#engine;
    const id = this.#servingIds[server] ?? 0;
    const startedAt = this.#startedAt[server] ?? 0;
    const busyMs = (this.#busyMs[server] ?? 0) + (id > 0 ? now - startedAt : 0);
    const serving = {
      id,
      arrivedAt: this.#arrivedAt[server] ?? 0,
      startedAt,
      endsAt: this.#endsAt[server] ?? 0,
    };
    return {
      id: `server-${server + 1}`,
      busyShare: now === 0 ? 0 : busyMs / now,
      serving: id > 0 ? serving : null,
    };
  }

  #coming(): Moving[] {
    const arriveAt = this.#nextArrivalAt;
    const departAt = Math.max(this.#lastArrivalAt, arriveAt - SEEN_MS);
    if (departAt > this.#engine.now) return [];
    return [{ id: this.#arrived + 1, from: 'source', to: 'queue', departAt, arriveAt }];
  }

  #going(): Moving[] {
    const going: Moving[] = [];
    for (let n = Math.max(0, this.#departed - DEPARTURES_SEEN); n < this.#departed; n++) {
      const seen = n % DEPARTURES_SEEN;
      const departAt = this.#departedAt[seen] ?? 0;
      if (departAt + SEEN_MS <= this.#engine.now) continue;
      const from = `server-${(this.#departedFrom[seen] ?? 0) + 1}`;
      going.push({
        id: this.#departedIds[seen] ?? 0,
        from,
        to: 'done',
        departAt,
        arriveAt: departAt + SEEN_MS,
      });
    }
    return going;
  }
}
