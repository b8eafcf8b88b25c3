// What happens in a chain of services: requests come in, each service calls the next through its proxy, the last
// one works, fails or is late. Whether a proxy tries, retries or refuses is decided in proxy.ts.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder, Window } from '../../statistics.ts';
import type { MeshMessage, MeshProxyAction, MeshProxyParams, MeshProxySnapshot } from '../mesh-proxy.ts';
import { Proxy, type Call } from './proxy.ts';
import { theoryOf, worstAmplification } from './theory.ts';

/** One way between a proxy and a service: visible, not realistic. */
const HOP_MS = 60;
const SAMPLE_MS = 500;
const SAMPLES = 60;
const PAUSING_SHOWN = 20;

const ARRIVAL = 0;
const MESSAGE = 1;
const WORKED = 2;
const TIMEOUT = 3;
const RETRY = 4;
const TROUBLE = 5;

/** A count whose growth is sampled as a rate per second. */
class Rate {
  count = 0;
  #sampled = 0;
  readonly recorder = new HistoryRecorder(SAMPLE_MS, SAMPLES);

  sample(): void {
    this.recorder.add(((this.count - this.#sampled) * 1000) / SAMPLE_MS);
    this.#sampled = this.count;
  }
}

export class Mesh implements Process<MeshProxySnapshot, MeshProxyAction> {
  readonly #engine: Engine;
  readonly #params: MeshProxyParams;
  readonly #arrivals: Random;
  readonly #work: Random;
  readonly #failures: Random;
  readonly #pauses: Random;
  readonly #messages: Messages<MeshMessage>;
  readonly #proxies: Proxy[];
  readonly #calls = new Map<number, Call>();
  readonly #working = new Map<number, MeshMessage>();
  readonly #latencies = new Window(200);
  readonly #requests = new Rate();
  readonly #lastService = new Rate();
  readonly #failed = new Rate();
  #succeeded = 0;
  #callsBegun = 0;
  #worksBegun = 0;
  #trouble = false;
  #atChange = { requests: 0, attempts: 0 };
  readonly sampling = {
    everyMs: SAMPLE_MS,
    sample: (): void => [this.#requests, this.#lastService, this.#failed].forEach((rate) => rate.sample()),
  };

  constructor(engine: Engine, params: MeshProxyParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#work = new Random(seed, 'work');
    this.#failures = new Random(seed, 'failures');
    this.#pauses = new Random(seed, 'pauses');
    this.#messages = new Messages(engine, MESSAGE);
    this.#proxies = Array.from({ length: params.depth }, (_, hop) => new Proxy(params, hop));
    engine.schedule(params.troubleAfterSeconds * 1000, TROUBLE);
    this.#scheduleArrival();
  }

  handle(kind: number, arg: number): void {
    switch (kind) {
      case ARRIVAL:
        this.#requests.count += 1;
        this.#call(0, null);
        return this.#scheduleArrival();
      case MESSAGE:
        return this.#receive(this.#messages.receive(arg));
      case WORKED:
        return this.#finishWork(arg);
      case TIMEOUT:
        return this.#timeOut(this.#callOf(arg));
      case RETRY:
        return this.#try(this.#callOf(arg));
      case TROUBLE:
        return this.#setTrouble(true);
      default:
        throw new RangeError(`unknown event ${kind}`);
    }
  }

  act(action: MeshProxyAction): void {
    this.#setTrouble(action === 'break');
  }

  #setTrouble(trouble: boolean): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#atChange = { requests: this.#requests.count, attempts: this.#lastProxy.attempts };
  }

  #scheduleArrival(): void {
    this.#engine.schedule(this.#arrivals.exponential(1000 / this.#params.requestsPerSecond), ARRIVAL);
  }

  #call(hop: number, parent: Call['parent']): void {
    const id = ++this.#callsBegun;
    const { now } = this.#engine;
    const call: Call = {
      id,
      hop,
      parent,
      startedAt: now,
      attempts: 0,
      permit: 0,
      waiting: false,
      pausingUntil: null,
    };
    this.#calls.set(id, call);
    this.#proxyOf(hop).countCall();
    this.#try(call);
  }

  #try(call: Call): void {
    const proxy = this.#proxyOf(call.hop);
    call.pausingUntil = null;
    if (!proxy.mayTry(call, this.#engine.now)) return this.#finish(call, false);
    call.waiting = true;
    const { id, attempts: attempt } = call;
    this.#messages.send(proxy.id, proxy.target, HOP_MS, { kind: 'request', call: id, attempt, ok: null });
    if (proxy === this.#lastProxy) this.#engine.schedule(this.#params.timeoutMs, TIMEOUT, id);
  }

  #receive(message: Moving & MeshMessage): void {
    const { kind, ok, attempt } = message;
    const call = this.#calls.get(message.call);
    if (kind === 'response') {
      if (call !== undefined && this.#awaits(message)) {
        this.#engine.cancel(TIMEOUT, call.id);
        this.#endTry(call, ok === true);
      }
    } else if (message.to === this.#lastProxy.target) {
      this.#lastService.count += 1;
      const id = ++this.#worksBegun;
      this.#working.set(id, message);
      this.#engine.schedule(this.#work.exponential(this.#params.latencyMs), WORKED, id);
    } else if (call !== undefined) this.#call(call.hop + 1, { call, attempt });
  }

  /** Whether somebody waits for what becomes of this try. */
  #awaits({ call, attempt }: MeshMessage): boolean {
    const waiting = this.#calls.get(call);
    return waiting?.waiting === true && waiting.attempts === attempt;
  }

  #finishWork(id: number): void {
    const message = this.#working.get(id);
    if (message === undefined) throw new Error(`work ${id} ends but was not begun`);
    this.#working.delete(id);
    this.#respond(this.#lastProxy, message.call, message.attempt, !this.#failures.chance(this.#failureRate));
  }

  #respond(proxy: Proxy, call: number, attempt: number, ok: boolean): void {
    this.#messages.send(proxy.target, proxy.id, HOP_MS, { kind: 'response', call, attempt, ok });
  }

  #timeOut(call: Call): void {
    this.#lastProxy.timeouts += 1;
    this.#endTry(call, false);
  }

  #endTry(call: Call, ok: boolean): void {
    const proxy = this.#proxyOf(call.hop);
    const { now } = this.#engine;
    call.waiting = false;
    proxy.note(call, ok, now);
    if (ok || !proxy.mayRetry(call)) return this.#finish(call, ok);
    const pauseMs = this.#pauses.uniform() * this.#params.backoffMs * 2 ** (call.attempts - 1);
    call.pausingUntil = now + pauseMs;
    this.#engine.schedule(pauseMs, RETRY, call.id);
  }

  #finish(call: Call, ok: boolean): void {
    const { parent, startedAt } = call;
    this.#calls.delete(call.id);
    if (parent !== null)
      return this.#respond(this.#proxyOf(parent.call.hop), parent.call.id, parent.attempt, ok);
    this.#latencies.add(this.#engine.now - startedAt);
    if (ok) this.#succeeded += 1;
    else this.#failed.count += 1;
  }

  get #failureRate(): number {
    return this.#trouble ? this.#params.failureRate : 0;
  }

  #callOf(id: number): Call {
    const call = this.#calls.get(id);
    if (call === undefined) throw new Error(`there is no call ${id}`);
    return call;
  }

  #proxyOf(hop: number): Proxy {
    const proxy = this.#proxies[hop];
    if (proxy === undefined) throw new RangeError(`proxy ${hop} of ${this.#proxies.length}`);
    return proxy;
  }

  get #lastProxy(): Proxy {
    return this.#proxyOf(this.#params.depth - 1);
  }

  #pausingAt(hop: number): MeshProxySnapshot['hops'][number]['pausing'] {
    const pausing = [...this.#calls.values()].flatMap(({ id, attempts, hop: at, pausingUntil }) =>
      at === hop && pausingUntil !== null ? [{ call: id, attempt: attempts, until: pausingUntil }] : [],
    );
    return pausing.slice(0, PAUSING_SHOWN);
  }

  snapshot(): MeshProxySnapshot {
    const { now } = this.#engine;
    const [p50 = null, p99 = null] = this.#latencies.percentiles(50, 99);
    const requests = this.#requests.count - this.#atChange.requests;
    const attempts = this.#lastProxy.attempts - this.#atChange.attempts;
    return {
      now,
      trouble: this.#trouble,
      hops: this.#proxies.map((proxy, hop) => proxy.state(now, this.#pausingAt(hop))),
      moving: this.#messages.inFlight().map((message) => ({ ...message, abandoned: !this.#awaits(message) })),
      inLastService: this.#working.size,
      abandonedInLastService: [...this.#working.values()].filter((message) => !this.#awaits(message)).length,
      requests: this.#requests.count,
      succeeded: this.#succeeded,
      failed: this.#failed.count,
      latencyMs: { p50, p99 },
      requestRates: this.#requests.recorder.history(),
      lastServiceRates: this.#lastService.recorder.history(),
      failureRates: this.#failed.recorder.history(),
      amplification: requests === 0 ? null : attempts / requests,
      worstAmplification: worstAmplification(this.#params),
      theory: theoryOf(this.#params, this.#failureRate, 2 * HOP_MS),
    };
  }
}
