// What happens behind a load balancer: requests arrive, are sent on, wait, are served, go back. The crash of a
// server, and the health check that notices it, are here too; the choice of a server is not (policies.ts).
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import { Histogram, TimeAverage, Window } from '../../statistics.ts';
import type { LoadBalancerAction, LoadBalancerParams, LoadBalancerSnapshot } from '../load-balancer.ts';
import { choosing, type Choose } from './policies.ts';
import { addressOf, clientId, HOP_MS, movingRequest, type Request } from './request.ts';
import { SAMPLE_MS, Server } from './server.ts';
import { LARGEST_LOAD, theoryOf } from './theory.ts';

const ARRIVAL = 0;
const HOP_DONE = 1;
const SERVED = 2;
const HEALTH_CHECK = 3;

export class LoadBalancing implements Process<LoadBalancerSnapshot, LoadBalancerAction> {
  readonly #engine: Engine;
  readonly #params: LoadBalancerParams;
  readonly #arrivals: Random;
  readonly #work: Random;
  readonly #addresses: Random;
  readonly #choose: Choose;
  readonly #servers: Server[];
  readonly #lastServers: (Server | null)[];
  readonly #requests = new Map<number, Request>();
  readonly #latencies = new Window(500);
  readonly #maxLoad = new TimeAverage();
  readonly #timeAtLoad = new Histogram(1, LARGEST_LOAD + 1);
  #loadsSince = 0;
  #everCrashed = false;
  #arrived = 0;
  #answered = 0;
  #failed = 0;
  readonly sampling = {
    everyMs: SAMPLE_MS,
    sample: (): void => this.#servers.forEach((server) => server.loads.add(server.load)),
  };

  constructor(engine: Engine, params: LoadBalancerParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#work = new Random(seed, 'work');
    this.#addresses = new Random(seed, 'addresses');
    this.#choose = choosing(params.policy, new Random(seed, 'choices'), seed);
    this.#servers = Array.from({ length: params.servers }, (_, index) => {
      return new Server(`server-${index + 1}`, index === params.servers - 1 ? params.slowdown : 1);
    });
    this.#lastServers = Array.from({ length: params.clients }, () => null);
    this.#scheduleArrival();
    engine.schedule(params.healthCheckMs, HEALTH_CHECK);
  }

  handle(kind: number, arg: number): void {
    if (kind === ARRIVAL) this.#arrive();
    else if (kind === HOP_DONE) this.#finishHop(arg);
    else if (kind === SERVED) this.#finishService(this.#servers[arg]);
    else this.#checkHealth();
  }

  act(action: LoadBalancerAction): void {
    const server = this.#servers[0];
    if (server === undefined || server.up === (action === 'recover-server')) return;
    this.#passTime();
    server.up = action === 'recover-server';
    if (server.up) return;
    this.#everCrashed = true;
    if (server.serving !== null) this.#engine.cancel(SERVED, 0);
    const lost =
      server.serving === null ? server.waiting.splice(0) : [server.serving, ...server.waiting.splice(0)];
    server.serving = null;
    server.busy.set(this.#engine.now, 0);
    lost.forEach((request) => this.#answer(request, true));
    this.#maxLoad.set(this.#engine.now, this.#largestLoad());
  }

  #scheduleArrival(): void {
    this.#engine.schedule(this.#arrivals.exponential(1000 / this.#params.requestsPerSecond), ARRIVAL);
  }

  #arrive(): void {
    const request: Request = {
      id: ++this.#arrived,
      client: this.#addresses.below(this.#params.clients),
      arrivedAt: this.#engine.now,
      workMs: this.#work.exponential(this.#params.serviceMs),
      server: null,
      wire: null,
      departAt: 0,
      failed: false,
    };
    this.#requests.set(request.id, request);
    this.#send(request, 'to-balancer');
    this.#scheduleArrival();
  }

  #send(request: Request, wire: NonNullable<Request['wire']>): void {
    request.wire = wire;
    request.departAt = this.#engine.now;
    this.#engine.schedule(HOP_MS, HOP_DONE, request.id);
  }

  #finishHop(id: number): void {
    const request = this.#requests.get(id);
    if (request === undefined) return;
    if (request.wire === 'to-balancer') this.#dispatch(request);
    else if (request.wire === 'to-server') this.#reachServer(request);
    else if (request.wire === 'from-server') {
      if (request.server !== null) request.server.connections -= 1;
      this.#send(request, 'to-client');
    } else this.#complete(request);
  }

  #dispatch(request: Request): void {
    const healthy = this.#servers.filter((server) => server.believedUp);
    const server = this.#choose(healthy, addressOf(request.client));
    if (server === undefined) throw new Error('no server is believed to be up, but only one can crash');
    server.connections += 1;
    server.dispatched += 1;
    request.server = server;
    this.#lastServers[request.client] = server;
    this.#send(request, 'to-server');
  }

  #reachServer(request: Request): void {
    const { server } = request;
    if (server === null || !server.up) return this.#answer(request, true);
    this.#passTime();
    request.wire = null;
    if (server.serving === null) this.#serve(server, request);
    else server.waiting.push(request);
    this.#maxLoad.set(this.#engine.now, this.#largestLoad());
  }

  #serve(server: Server, request: Request): void {
    server.serving = request;
    server.startedAt = this.#engine.now;
    server.busy.set(this.#engine.now, 1);
    this.#engine.schedule(request.workMs * server.slowdown, SERVED, this.#servers.indexOf(server));
  }

  #finishService(server: Server | undefined): void {
    if (server?.serving == null) return;
    this.#passTime();
    this.#answer(server.serving, false);
    server.serving = null;
    server.busy.set(this.#engine.now, 0);
    const next = server.waiting.shift();
    if (next !== undefined) this.#serve(server, next);
    this.#maxLoad.set(this.#engine.now, this.#largestLoad());
  }

  #answer(request: Request, failed: boolean): void {
    request.failed = failed;
    this.#send(request, 'from-server');
  }

  #complete(request: Request): void {
    this.#requests.delete(request.id);
    if (request.failed) {
      this.#failed += 1;
      return;
    }
    this.#answered += 1;
    this.#latencies.add(this.#engine.now - request.arrivedAt);
  }

  #checkHealth(): void {
    for (const server of this.#servers) server.believedUp = server.up;
    this.#engine.schedule(this.#params.healthCheckMs, HEALTH_CHECK);
  }

  #largestLoad(): number {
    return this.#servers.reduce((largest, server) => Math.max(largest, server.load), 0);
  }

  /** Credits the time since the last change to the loads that the servers had. */
  #passTime(): void {
    const passed = this.#engine.now - this.#loadsSince;
    for (const server of this.#servers) this.#timeAtLoad.add(server.load, passed);
    this.#loadsSince = this.#engine.now;
  }

  snapshot(): LoadBalancerSnapshot {
    const { now } = this.#engine;
    const [p50 = null, p95 = null, p99 = null] = this.#latencies.percentiles(50, 95, 99);
    return {
      now,
      servers: this.#servers.map((server) => server.state(now)),
      clients: this.#lastServers.map((server, client) => {
        return { id: clientId(client), address: addressOf(client), lastServer: server?.id ?? null };
      }),
      moving: [...this.#requests.values()].flatMap(movingRequest),
      arrived: this.#arrived,
      answered: this.#answered,
      failed: this.#failed,
      latencyMs: { mean: this.#latencies.mean, p50, p95, p99 },
      meanMaxLoad: this.#maxLoad.meanAt(now),
      loadTail: this.#loadTail(),
      theory: this.#everCrashed ? null : theoryOf(this.#params, 4 * HOP_MS),
    };
  }

  #loadTail(): number[] {
    const shares = this.#timeAtLoad.shares();
    return shares.map((_, load) => shares.slice(load).reduce((sum, share) => sum + share, 0));
  }
}
