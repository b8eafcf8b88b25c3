// What happens around an event log: producers append, consumers have effects and store their positions, one
// after the other; crashes and replays send them back to what they stored.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder } from '../../statistics.ts';
import type {
  ConsumerState,
  EventLogAction,
  EventLogParams,
  EventLogSnapshot,
  EventMessage,
} from '../event-log.ts';
import { PartitionLog } from './partition-log.ts';
import { Sales } from './sales.ts';

/** From a producer to the log: visible, not realistic. */
const PRODUCE_MS = 200;
const SAMPLE_MS = 250;

const PRODUCE = 0;
const MESSAGE = 1;
const RESTART = 2;

interface Consumer {
  readonly id: string;
  readonly log: PartitionLog;
  doing: 'idle' | 'effect' | 'storing';
  restartsAt: number | null;
  crashIsDue: boolean;
}

export class EventStreaming implements Process<EventLogSnapshot, EventLogAction> {
  readonly #engine: Engine;
  readonly #params: EventLogParams;
  readonly #arrivals: Random;
  readonly #routes: Random;
  readonly #effectTimes: Random;
  readonly #messages: Messages<EventMessage>;
  readonly #consumers: Consumer[];
  readonly #sales: Sales;
  readonly #lags = new HistoryRecorder(SAMPLE_MS, 160);
  #produced = 0;
  readonly sampling = { everyMs: SAMPLE_MS, sample: (): void => this.#lags.add(this.#lag()) };

  constructor(engine: Engine, params: EventLogParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#routes = new Random(seed, 'routes');
    this.#effectTimes = new Random(seed, 'effect times');
    this.#messages = new Messages(engine, MESSAGE);
    this.#sales = new Sales(params.idempotent);
    this.#consumers = Array.from({ length: params.consumers }, (_, index) => ({
      id: `consumer-${index + 1}`,
      log: new PartitionLog(`partition-${index + 1}`),
      doing: 'idle',
      restartsAt: null,
      crashIsDue: false,
    }));
    this.#scheduleEvent();
  }

  handle(kind: number, arg: number): void {
    if (kind === PRODUCE) this.#produce();
    else if (kind === MESSAGE) this.#receive(this.#messages.receive(arg));
    else this.#restart(this.#consumerAt(arg));
  }

  act(action: EventLogAction): void {
    const first = this.#consumerAt(0);
    if (action === 'replay') {
      if (this.#consumers.every(({ log }) => log.stored === 0)) return;
      for (const consumer of this.#consumers) {
        consumer.log.stored = 0;
        if (consumer.restartsAt !== null) continue; // it will find the new position when it is back
        this.#stop(consumer);
        consumer.log.seek(0);
        this.#goOn(consumer);
      }
    } else if (first.restartsAt === null) {
      if (action === 'crash') this.#crash(first);
      else first.crashIsDue = true;
    }
  }

  #scheduleEvent(): void {
    const { producers, eventsPerSecond } = this.#params;
    this.#engine.schedule(this.#arrivals.exponential(1000 / (producers * eventsPerSecond)), PRODUCE);
  }

  #produce(): void {
    this.#produced += 1;
    const producer = this.#routes.below(this.#params.producers);
    const { log } = this.#consumerAt(this.#routes.below(this.#consumers.length));
    this.#messages.send(`producer-${producer + 1}`, log.id, PRODUCE_MS, { kind: 'event', offset: null });
    this.#scheduleEvent();
  }

  #receive(message: Moving & EventMessage): void {
    const { kind, from, to } = message;
    const consumer = this.#consumers.find(({ id, log }) => (kind === 'event' ? log.id === to : id === from));
    if (consumer === undefined) throw new Error(`nobody reads what goes from ${from} to ${to}`);
    const { log } = consumer;
    if (kind === 'event') {
      log.append(`order-${this.#appended() + 1}`);
      if (consumer.doing === 'idle' && consumer.restartsAt === null) this.#goOn(consumer);
      return;
    }
    if (kind === 'effect') {
      this.#sales.take(log.nameAt(log.position));
      log.deliver();
    } else log.stored = message.offset ?? 0;
    const inBetween = kind === (this.#params.order === 'after' ? 'effect' : 'position');
    if (consumer.crashIsDue && inBetween) this.#crash(consumer);
    else this.#goOn(consumer);
  }

  /** The consumer's next step, by what it has handled, what it has stored, and what there is. */
  #goOn(consumer: Consumer): void {
    const { log } = consumer;
    const { order, storeEvery } = this.#params;
    if (order === 'after') {
      const unstored = log.position - log.stored;
      const mustStore = unstored >= storeEvery || (unstored > 0 && log.lag === 0);
      if (mustStore) this.#store(consumer, log.position);
      else if (log.lag > 0) this.#haveEffect(consumer);
      else consumer.doing = 'idle';
    } else if (log.position < log.stored) this.#haveEffect(consumer);
    else if (log.lag > 0) this.#store(consumer, Math.min(log.position + storeEvery, log.length));
    else consumer.doing = 'idle';
  }

  #haveEffect(consumer: Consumer): void {
    consumer.doing = 'effect';
    const effectMs = this.#params.effectMs * (0.5 + this.#effectTimes.uniform());
    const offset = consumer.log.position;
    this.#messages.send(consumer.id, 'sales', effectMs, { kind: 'effect', offset });
  }

  #store(consumer: Consumer, offset: number): void {
    consumer.doing = 'storing';
    this.#messages.send(consumer.id, consumer.log.id, this.#params.storeMs, { kind: 'position', offset });
  }

  #stop(consumer: Consumer): void {
    consumer.doing = 'idle';
    this.#messages.lose(({ from }) => from === consumer.id);
  }

  #crash(consumer: Consumer): void {
    this.#stop(consumer);
    consumer.crashIsDue = false;
    consumer.restartsAt = this.#engine.now + this.#params.downtimeMs;
    this.#engine.schedule(this.#params.downtimeMs, RESTART, this.#consumers.indexOf(consumer));
  }

  #restart(consumer: Consumer): void {
    consumer.restartsAt = null;
    consumer.log.seek(consumer.log.stored);
    this.#goOn(consumer);
  }

  #consumerAt(index: number): Consumer {
    const consumer = this.#consumers[index];
    if (consumer === undefined) throw new RangeError(`consumer ${index} of ${this.#consumers.length}`);
    return consumer;
  }

  #appended(): number {
    return this.#consumers.reduce((sum, { log }) => sum + log.length, 0);
  }

  #lag(): number {
    return this.#consumers.reduce((sum, { log }) => sum + log.lag, 0);
  }

  snapshot(): EventLogSnapshot {
    const { deliveries, counted, expected } = this.#sales;
    return {
      now: this.#engine.now,
      partitions: this.#consumers.map(({ log }) => log.state()),
      consumers: this.#consumers.map(consumerState),
      moving: this.#messages.inFlight(),
      produced: this.#produced,
      deliveries,
      repeated: deliveries - expected,
      lost: this.#consumers.reduce((sum, { log }) => sum + log.lost, 0),
      sales: { counted, expected },
      lag: this.#lag(),
      lags: this.#lags.history(),
      theory: this.#theory(),
    };
  }

  #theory(): EventLogSnapshot['theory'] {
    const { producers, eventsPerSecond, effectMs, storeMs, storeEvery } = this.#params;
    const up = this.#consumers.filter(({ restartsAt }) => restartsAt === null).length;
    const arrivals = producers * eventsPerSecond;
    const capacity = (1000 * up) / (effectMs + storeMs / storeEvery);
    return { arrivals, capacity, lagSlope: arrivals - capacity };
  }
}

function consumerState({ id, log, doing, restartsAt, crashIsDue }: Consumer): ConsumerState {
  const state = restartsAt === null ? doing : 'down';
  const { position, stored } = log;
  return { id, partition: log.id, state, position, stored, restartsAt, crashIsDue };
}
