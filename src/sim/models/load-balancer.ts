// Load balancing: one balancer in front of servers with a queue each. Here is what the reader turns and sees;
// what happens is in load-balancer/process.ts, which server is chosen in load-balancer/policies.ts.
import { startRun } from '../engine.ts';
import type { History, Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import { LoadBalancing } from './load-balancer/process.ts';

const params = {
  policy: {
    kind: 'choice',
    label: 'Policy',
    options: [
      { value: 'round-robin', label: 'Round robin' },
      { value: 'least-connections', label: 'Least connections' },
      { value: 'ip-hash', label: 'IP hash' },
      { value: 'two-choices', label: 'Two random choices' },
      { value: 'random', label: 'Random' },
    ],
    default: 'round-robin',
    help: 'How the balancer chooses a server for a request.',
  },
  servers: {
    kind: 'integer',
    label: 'Servers',
    unit: '',
    min: 2,
    max: 8,
    step: 1,
    default: 4,
    help: 'Each works on one request at a time and keeps the others waiting in order.',
  },
  requestsPerSecond: {
    kind: 'number',
    label: 'Arrivals',
    unit: 'requests/s',
    min: 0.5,
    max: 20,
    step: 0.5,
    default: 7,
    help: 'A Poisson process: arrivals do not know of each other.',
  },
  serviceMs: {
    kind: 'number',
    label: 'Mean work per request',
    unit: 'ms',
    min: 50,
    max: 1000,
    step: 50,
    default: 400,
    help: 'Exponentially distributed, the same requests for every policy.',
  },
  slowdown: {
    kind: 'number',
    label: 'Last server is slower by',
    unit: '×',
    min: 1,
    max: 8,
    step: 0.5,
    default: 2,
    help: 'An old machine, a noisy neighbor, a cold cache. At 1 all servers are equal.',
  },
  clients: {
    kind: 'integer',
    label: 'Client addresses',
    unit: '',
    min: 1,
    max: 24,
    step: 1,
    default: 9,
    help: 'Requests come from these addresses with equal chance. IP hash keeps an address at one server.',
  },
  healthCheckMs: {
    kind: 'number',
    label: 'Health check every',
    unit: 'ms',
    min: 250,
    max: 10000,
    step: 250,
    default: 2000,
    help: 'Only a check tells the balancer that a server is gone, or back.',
  },
} as const satisfies ParamSpecs;

export type LoadBalancerParams = ParamsOf<typeof params>;
export type Policy = LoadBalancerParams['policy'];
export type LoadBalancerAction = 'crash-server' | 'recover-server';

/** A request on the wire, towards a server or back to its client. */
export interface MovingRequest extends Moving {
  /** `client-1` … */
  readonly client: string;
  readonly direction: 'request' | 'response';
  /** Whether the response says that the request was lost in a crash or refused. */
  readonly failed: boolean;
}

export interface ServerState {
  /** `server-1` …; the first is the one that crashes, the last the slow one. */
  readonly id: string;
  readonly slow: boolean;
  readonly up: boolean;
  /** What the balancer thinks since its last health check. */
  readonly believedUp: boolean;
  /** Requests that the balancer sent and has not seen answered. */
  readonly connections: number;
  /** Requests at the server: waiting or being served. */
  readonly load: number;
  readonly serving: {
    readonly id: number;
    readonly client: string;
    readonly startedAt: number;
    readonly endsAt: number;
  } | null;
  /** The first of those waiting, at most 24; `load` counts them all. */
  readonly waiting: readonly { readonly id: number; readonly client: string }[];
  /** Requests that the balancer sent here since the start. */
  readonly dispatched: number;
  /** Share of the time so far in which it worked. */
  readonly busyShare: number;
  /** The load every 250 ms, over the last 30 s. */
  readonly loads: History;
}

export interface LoadBalancerSnapshot {
  readonly now: number;
  readonly servers: readonly ServerState[];
  /** Addresses behind the client ids, and the server each was sent to last. */
  readonly clients: readonly {
    readonly id: string;
    readonly address: string;
    readonly lastServer: string | null;
  }[];
  readonly moving: readonly MovingRequest[];
  readonly arrived: number;
  readonly answered: number;
  readonly failed: number;
  /** From client to client, over the last 500 good answers; null before the first. */
  readonly latencyMs: {
    readonly mean: number | null;
    readonly p50: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
  };
  /** Largest load among the servers, averaged over time. */
  readonly meanMaxLoad: number;
  /** loadTail[k]: share of time and servers with a load of k or more, k = 0 … 12. */
  readonly loadTail: readonly number[];
  /**
   * What theory says while all servers are equal, up and not overloaded, else null. Random splitting makes each
   * server an M/M/1 queue (exact); for two choices it is Mitzenmacher's limit of many servers (2001).
   */
  readonly theory: {
    readonly exact: boolean;
    readonly loadTail: readonly number[];
    readonly meanMaxLoad: number | null;
    readonly meanLatencyMs: number | null;
  } | null;
}

export const model: Model<typeof params, LoadBalancerSnapshot, LoadBalancerAction> = {
  name: 'load-balancer',
  title: 'Load balancer',
  params,
  actions: {
    'crash-server': {
      label: 'Crash server 1',
      help: 'It loses the requests it has; the balancer goes on sending until its next health check.',
      possible: (snapshot) => snapshot.servers[0]?.up === true,
    },
    'recover-server': {
      label: 'Recover server 1',
      help: 'It starts empty and gets requests after the next health check.',
      possible: (snapshot) => snapshot.servers[0]?.up === false,
    },
  },
  step: 'the next arrival, hop or finished request',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 20_000, seed: 7 },
  start: (chosen, seed, actions = []) =>
    startRun((engine) => new LoadBalancing(engine, chosen, seed), actions),
};
