// A chain of services that call each other through proxies with timeout, retries, retry budget and circuit
// breaker, and a last service that gets into trouble. Here is what the reader turns and sees; what happens is
// in mesh-proxy/process.ts, what a proxy decides in mesh-proxy/proxy.ts.
import { startRun } from '../engine.ts';
import type { History, Model, Moving, ParamSpecs, ParamsOf } from '../model.ts';
import type { BreakerState } from './mesh-proxy/circuit-breaker.ts';
import { Mesh } from './mesh-proxy/process.ts';

const params = {
  retries: {
    kind: 'integer',
    label: 'Retries',
    unit: '',
    min: 0,
    max: 4,
    step: 1,
    default: 2,
    help: 'How often a proxy tries again after a failure, at most.',
  },
  breaker: {
    kind: 'switch',
    label: 'Circuit breaker',
    default: true,
    help: 'After many failures in a row a proxy stops calling and fails at once.',
  },
  breakerFailures: {
    kind: 'integer',
    label: 'It opens after',
    unit: 'failures in a row',
    min: 1,
    max: 50,
    step: 1,
    default: 40,
    help: 'A success in between sets the count back to 0.',
  },
  openMs: {
    kind: 'number',
    label: 'It stays open for',
    unit: 'ms',
    min: 500,
    max: 10000,
    step: 500,
    default: 3000,
    help: 'Then it is half open: one call at a time goes through, as a probe.',
  },
  probes: {
    kind: 'integer',
    label: 'It closes after',
    unit: 'good probes',
    min: 1,
    max: 5,
    step: 1,
    default: 2,
    help: 'In a row; a bad one opens it again.',
  },
  budget: {
    kind: 'switch',
    label: 'Retry budget',
    default: false,
    help: 'Retries only up to a share of the calls.',
  },
  budgetShare: {
    kind: 'number',
    label: 'Retries per call, at most',
    unit: '',
    min: 0.05,
    max: 1,
    step: 0.05,
    default: 0.2,
    help: 'On average: every call puts this much into the budget, every retry takes 1 out.',
  },
  timeoutMs: {
    kind: 'number',
    label: 'Timeout of a try',
    unit: 'ms',
    min: 200,
    max: 5000,
    step: 100,
    default: 1000,
    help: 'In front of the last service. The proxies before it wait for as long as that one may need.',
  },
  backoffMs: {
    kind: 'number',
    label: 'Pause before a retry',
    unit: 'ms',
    min: 0,
    max: 1000,
    step: 50,
    default: 200,
    help: 'At random up to this, up to twice this before the next, and so on.',
  },
  depth: {
    kind: 'integer',
    label: 'Services in the chain',
    unit: '',
    min: 1,
    max: 3,
    step: 1,
    default: 1,
    help: 'Each calls the next through a proxy that retries.',
  },
  requestsPerSecond: {
    kind: 'number',
    label: 'Requests',
    unit: 'requests/s',
    min: 0.5,
    max: 20,
    step: 0.5,
    default: 4,
    help: 'A Poisson process.',
  },
  latencyMs: {
    kind: 'number',
    label: 'The last service takes',
    unit: 'ms',
    min: 20,
    max: 1000,
    step: 10,
    default: 150,
    help: 'On average, exponentially distributed.',
  },
  failureRate: {
    kind: 'number',
    label: 'In trouble it fails',
    unit: '',
    min: 0,
    max: 1,
    step: 0.05,
    default: 1,
    help: 'The share of calls: 1 means all.',
  },
  troubleAfterSeconds: {
    kind: 'number',
    label: 'Trouble begins after',
    unit: 's',
    min: 0,
    max: 60,
    step: 1,
    default: 6,
    help: 'Or when you start it yourself.',
  },
} as const satisfies ParamSpecs;

export type MeshProxyParams = ParamsOf<typeof params>;
export type MeshProxyAction = 'break' | 'mend';

/** What travels between `proxy-1` … and the services they call, `service-1` … */
export interface MeshMessage {
  readonly kind: 'request' | 'response';
  readonly call: number;
  /** The first try is 1. */
  readonly attempt: number;
  /** For a response; null for a request. */
  readonly ok: boolean | null;
}

/** A proxy and what it has done for the service before it. */
export interface HopState {
  /** The one that calls: `caller` or a service. */
  readonly from: string;
  readonly proxy: string;
  readonly to: string;
  /** Calls it was asked for. */
  readonly calls: number;
  /** Tries that it sent, first ones and retries. */
  readonly attempts: number;
  readonly retries: number;
  /** Tries that failed, of which the last service did not answer in time: */
  readonly failures: number;
  readonly timeouts: number;
  /** Tries that the breaker did not let through. */
  readonly rejected: number;
  /** Retries that the budget did not allow. */
  readonly withheld: number;
  readonly breaker: {
    readonly state: BreakerState;
    readonly failuresInRow: number;
    /** When an open one lets a probe through; null in the other states. */
    readonly probesFrom: number | null;
    readonly goodProbes: number;
  } | null;
  /** Retries that it could do now; null without a budget. */
  readonly budget: number | null;
  /** Calls that pause before their next try, at most 20. */
  readonly pausing: readonly { readonly call: number; readonly attempt: number; readonly until: number }[];
}

export interface MeshProxySnapshot {
  readonly now: number;
  readonly trouble: boolean;
  readonly hops: readonly HopState[];
  /** `abandoned`: nobody waits for it any more, since the proxy gave it up. */
  readonly moving: readonly (Moving & MeshMessage & { readonly abandoned: boolean })[];
  /** Tries in the last service now, the abandoned ones among them. */
  readonly inLastService: number;
  readonly abandonedInLastService: number;
  readonly requests: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Of the last 200 requests that ended. */
  readonly latencyMs: { readonly p50: number | null; readonly p99: number | null };
  /** Per second, every 500 ms over the last 30 s: what callers ask, what reaches the last service, what fails. */
  readonly requestRates: History;
  readonly lastServiceRates: History;
  readonly failureRates: History;
  /** Tries that reached the last service for each request, since trouble began or ended; null before any. */
  readonly amplification: number | null;
  /** (retries + 1) to the power of the chain's length: what total failure leads to. */
  readonly worstAmplification: number;
  /** In the present state, without breaker and budget; null with one of them. */
  readonly theory: {
    /** Share of tries at the last service that fail or take too long. */
    readonly failingTries: number;
    readonly amplification: number;
    readonly failingRequests: number;
  } | null;
}

export const model: Model<typeof params, MeshProxySnapshot, MeshProxyAction> = {
  name: 'mesh-proxy',
  title: 'Mesh proxy',
  params,
  actions: {
    break: {
      label: 'Break the last service',
      help: 'It begins to fail as often as the parameter says.',
      possible: ({ trouble }) => !trouble,
    },
    mend: {
      label: 'Mend the last service',
      help: 'It answers well again.',
      possible: ({ trouble }) => trouble,
    },
  },
  step: 'the next request, response, timeout or retry',
  paceMsPerSecond: 500,
  teachingMoment: { atMs: 12_500, seed: 3 },
  start: (chosen, seed, actions = []) => startRun((engine) => new Mesh(engine, chosen, seed), actions),
};
