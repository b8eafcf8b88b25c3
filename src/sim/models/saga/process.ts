// A saga in motion: commands and replies travel, services work, the orchestrator writes its log, crashes and
// goes on. What it decides is in orchestration.ts.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import type { SagaAction, SagaMessage, SagaParams, SagaSnapshot, SagaStep } from '../saga.ts';
import { decide, STEPS, statusesOf, type LogEntry } from './orchestration.ts';
import { Services } from './services.ts';

// Long enough to be seen; a saga's messages really take milliseconds.
const TRAVEL_MS = { from: 200, to: 400 };
const WORK_MS = { from: 200, to: 500 };
/** From a compensation's failure to its next attempt. */
const RETRY_MS = 600;

const MESSAGE = 0;
const WORKED = 1;
const RESTART = 2;
const RETRY = 3;

interface Work {
  readonly step: SagaStep;
  readonly compensation: boolean;
  readonly until: number;
}

export class Saga implements Process<SagaSnapshot, SagaAction> {
  readonly #engine: Engine;
  readonly #params: SagaParams;
  readonly #travel: Random;
  readonly #workTimes: Random;
  readonly #services: Services;
  readonly #messages: Messages<SagaMessage>;
  readonly #working = new Map<number, Work>();
  readonly #log: (LogEntry & { readonly at: number })[] = [];
  readonly #sentCommands = new Set<number>();
  #worksBegun = 0;
  #crashIsPlanned: boolean;
  #restartsAt: number | null = null;
  readonly #crashedAfter: number[] = [];

  constructor(engine: Engine, params: SagaParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#travel = new Random(seed, 'travel');
    this.#workTimes = new Random(seed, 'work');
    this.#services = new Services(params);
    this.#messages = new Messages(engine, MESSAGE);
    this.#crashIsPlanned = params.crashAfter > 0;
    this.#goOn();
  }

  handle(kind: number, arg: number): void {
    if (kind === MESSAGE) this.#receive(this.#messages.receive(arg));
    else if (kind === WORKED) this.#finishWork(arg);
    else if (kind === RESTART) {
      this.#restartsAt = null;
      this.#goOn();
    } else this.#sendAwaited();
  }

  act(): void {
    if (this.#restartsAt === null && this.#log.at(-1)?.kind !== 'finished') this.#crash();
  }

  #crash(): void {
    this.#crashedAfter.push(this.#log.length);
    this.#restartsAt = this.#engine.now + this.#params.downtimeMs;
    this.#engine.cancel(RETRY, 0);
    this.#engine.schedule(this.#params.downtimeMs, RESTART);
  }

  /** Writes what the log calls for until there is something to wait for; then sends that command. */
  #goOn(): void {
    for (let next = decide(this.#log); next.do === 'write'; next = decide(this.#log)) {
      const { entry } = next;
      this.#log.push({ ...entry, at: this.#engine.now });
      const unsent = entry.kind === 'command' && this.#params.crashMoment === 'before-sending';
      if ((entry.kind === 'started' || unsent) && this.#crashesNow()) return;
    }
    this.#sendAwaited();
    if (this.#log.at(-1)?.kind === 'command') this.#crashesNow();
  }

  /** Crashes if this is the planned place, which is passed once. */
  #crashesNow(): boolean {
    if (!this.#crashIsPlanned || this.#log.length !== this.#params.crashAfter) return false;
    this.#crashIsPlanned = false;
    this.#crash();
    return true;
  }

  #sendAwaited(): void {
    const awaited = decide(this.#log);
    if (awaited.do !== 'await') return;
    const { step, compensation } = awaited;
    // The number of the command's log entry serves as its key here: one entry, one command.
    const repeated = this.#sentCommands.has(this.#log.length);
    this.#sentCommands.add(this.#log.length);
    this.#send('orchestrator', step, { kind: 'command', step, compensation, repeated, ok: null });
  }

  #send(from: string, to: string, message: SagaMessage): void {
    const travelMs = TRAVEL_MS.from + this.#travel.uniform() * (TRAVEL_MS.to - TRAVEL_MS.from);
    this.#messages.send(from, to, travelMs, message);
  }

  #receive(message: Moving & SagaMessage): void {
    if (message.kind === 'command') this.#beginWork(message);
    else if (this.#restartsAt === null) this.#takeReply(message);
  }

  #beginWork({ step, compensation }: SagaMessage): void {
    const remembered = this.#services.remembered(step, compensation);
    if (remembered !== null) return this.#reply(step, compensation, remembered);
    const inHand = [...this.#working.values()].some(
      (work) => work.step === step && work.compensation === compensation,
    );
    if (inHand && this.#params.idempotent) return; // its reply is still to come
    const workMs = WORK_MS.from + this.#workTimes.uniform() * (WORK_MS.to - WORK_MS.from);
    const id = ++this.#worksBegun;
    this.#working.set(id, { step, compensation, until: this.#engine.now + workMs });
    this.#engine.schedule(workMs, WORKED, id);
  }

  #finishWork(id: number): void {
    const work = this.#working.get(id);
    if (work === undefined) throw new Error(`work ${id} ends but was not begun`);
    this.#working.delete(id);
    this.#reply(work.step, work.compensation, this.#services.carryOut(work.step, work.compensation));
  }

  #reply(step: SagaStep, compensation: boolean, ok: boolean): void {
    this.#send(step, 'orchestrator', { kind: 'reply', step, compensation, repeated: false, ok });
  }

  #takeReply({ step, compensation, ok }: SagaMessage): void {
    const awaited = decide(this.#log);
    const expected = awaited.do === 'await' && awaited.step === step && awaited.compensation === compensation;
    if (!expected || ok === null) return; // an answer to a repeated command, known already
    if (compensation && !ok) {
      this.#engine.cancel(RETRY, 0);
      return this.#engine.schedule(RETRY_MS, RETRY);
    }
    this.#log.push({ kind: 'result', step, compensation, ok, at: this.#engine.now });
    if (!this.#crashesNow()) this.#goOn();
  }

  snapshot(): SagaSnapshot {
    const last = this.#log.at(-1);
    const outcome = last?.kind === 'finished' ? last.outcome : null;
    const statuses = statusesOf(this.#log);
    return {
      now: this.#engine.now,
      orchestrator: {
        up: this.#restartsAt === null,
        restartsAt: this.#restartsAt,
        crashes: this.#crashedAfter.length,
        crashedAfter: [...this.#crashedAfter],
      },
      steps: STEPS.map((id) => {
        const until = [...this.#working.values()]
          .filter((work) => work.step === id)
          .map((work) => work.until);
        const [made, undone] = [this.#services.madeOf(id), this.#services.undoneOf(id)];
        return { id, status: statuses[id], workingUntil: until[0] ?? null, made, undone };
      }),
      log: [...this.#log],
      moving: this.#messages.inFlight(),
      ...this.#services.holdings(),
      repeatedEffects: this.#services.repeatedEffects,
      outcome,
      consistent: outcome === null ? null : this.#services.holdExactly(outcome === 'completed' ? 1 : 0),
    };
  }
}
