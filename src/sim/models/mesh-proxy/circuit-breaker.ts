// A circuit breaker as a state machine (Nygard, Release It!, 2007): closed until too many failures in a row, then
// open for a time, then half open: one probe at a time, until enough were good or one was bad. It has no clock
// of its own and calls nothing.

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerSettings {
  readonly failures: number;
  readonly openMs: number;
  readonly probes: number;
}

/** Says in which spell a call was let through: the outcome of a call from an earlier one no longer counts. */
export type Permit = number;

export class CircuitBreaker {
  readonly #settings: BreakerSettings;
  #state: BreakerState = 'closed';
  /** Counts changes of state. */
  #spell = 0;
  #probing = false;
  failuresInRow = 0;
  goodProbes = 0;
  /** When the present open state ends. */
  openUntil = 0;

  constructor(settings: BreakerSettings) {
    this.#settings = settings;
  }

  state(now: number): BreakerState {
    return this.#state === 'open' && now >= this.openUntil ? 'half-open' : this.#state;
  }

  /** Asks to let a call through; null means no. Every permit's outcome must be reported. */
  ask(now: number): Permit | null {
    if (this.state(now) !== this.#state) this.#enter('half-open');
    if (this.#state === 'open' || this.#probing) return null;
    this.#probing = this.#state === 'half-open';
    return this.#spell;
  }

  report(permit: Permit, ok: boolean, now: number): void {
    if (permit !== this.#spell) return;
    if (this.#state === 'half-open') {
      this.#probing = false;
      this.goodProbes += ok ? 1 : 0;
      if (!ok) this.#open(now);
      else if (this.goodProbes >= this.#settings.probes) this.#enter('closed');
    } else {
      this.failuresInRow = ok ? 0 : this.failuresInRow + 1;
      if (this.failuresInRow >= this.#settings.failures) this.#open(now);
    }
  }

  #open(now: number): void {
    this.#enter('open');
    this.openUntil = now + this.#settings.openMs;
  }

  #enter(state: BreakerState): void {
    this.#state = state;
    this.#spell += 1;
    this.#probing = false;
    this.failuresInRow = 0;
    this.goodProbes = 0;
  }
}
