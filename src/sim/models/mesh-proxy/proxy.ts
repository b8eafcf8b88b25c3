// A proxy: what it decides about tries and retries, and what it counts. It sends nothing; process.ts does.
import type { HopState, MeshProxyParams } from '../mesh-proxy.ts';
import { CircuitBreaker, type Permit } from './circuit-breaker.ts';
import { RetryBudget } from './retry-budget.ts';

/** A call on behalf of the service before the proxy: one or more tries. */
export interface Call {
  readonly id: number;
  /** 0 for the caller's own proxy. */
  readonly hop: number;
  readonly startedAt: number;
  /** The call that the service before is answering, and its try; null for the caller. */
  readonly parent: { readonly call: Call; readonly attempt: number } | null;
  attempts: number;
  permit: Permit;
  /** Waits for the answer to its latest try. */
  waiting: boolean;
  /** Pauses before the next; null while it does not. */
  pausingUntil: number | null;
}

export class Proxy {
  readonly #params: MeshProxyParams;
  readonly #hop: number;
  readonly #breaker: CircuitBreaker | null;
  readonly #budget: RetryBudget | null;
  #calls = 0;
  attempts = 0;
  #retries = 0;
  #failures = 0;
  timeouts = 0;
  #rejected = 0;
  #withheld = 0;

  constructor(params: MeshProxyParams, hop: number) {
    this.#params = params;
    this.#hop = hop;
    const { breakerFailures, openMs, probes } = params;
    this.#breaker = params.breaker ? new CircuitBreaker({ failures: breakerFailures, openMs, probes }) : null;
    this.#budget = params.budget ? new RetryBudget(params.budgetShare) : null;
  }

  get id(): string {
    return `proxy-${this.#hop + 1}`;
  }

  get target(): string {
    return `service-${this.#hop + 1}`;
  }

  countCall(): void {
    this.#calls += 1;
    this.#budget?.payIn();
  }

  /** Whether the next try of this call may be sent; if so it counts as sent. */
  mayTry(call: Call, now: number): boolean {
    const permit = this.#breaker === null ? 0 : this.#breaker.ask(now);
    if (permit === null) {
      this.#rejected += 1;
      return false;
    }
    call.permit = permit;
    call.attempts += 1;
    this.attempts += 1;
    if (call.attempts > 1) this.#retries += 1;
    return true;
  }

  /** Notes how the call's latest try ended. */
  note(call: Call, ok: boolean, now: number): void {
    this.#breaker?.report(call.permit, ok, now);
    if (!ok) this.#failures += 1;
  }

  /** Whether a call whose try failed may have another. */
  mayRetry(call: Call): boolean {
    if (call.attempts > this.#params.retries) return false;
    if (this.#budget === null || this.#budget.take()) return true;
    this.#withheld += 1;
    return false;
  }

  state(now: number, pausing: HopState['pausing']): HopState {
    const breaker = this.#breaker;
    return {
      from: this.#hop === 0 ? 'caller' : `service-${this.#hop}`,
      proxy: this.id,
      to: this.target,
      calls: this.#calls,
      attempts: this.attempts,
      retries: this.#retries,
      failures: this.#failures,
      timeouts: this.timeouts,
      rejected: this.#rejected,
      withheld: this.#withheld,
      breaker: breaker && {
        state: breaker.state(now),
        failuresInRow: breaker.failuresInRow,
        probesFrom: breaker.state(now) === 'open' ? breaker.openUntil : null,
        goodProbes: breaker.goodProbes,
      },
      budget: this.#budget?.retries ?? null,
      pausing,
    };
  }
}
