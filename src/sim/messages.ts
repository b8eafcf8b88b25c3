// Things on their way between two places, which arrive as events. What they carry is the model's own; what
// happens on arrival too.
import type { Engine } from './engine.ts';
import type { Moving } from './model.ts';

/** Messages in flight; each carries a body whose fields stand beside those of Moving. */
export class Messages<Body extends object> {
  readonly #engine: Engine;
  readonly #eventKind: number;
  readonly #inFlight = new Map<number, Moving & Body>();
  #sent = 0;

  /** Arrivals are events of the given kind, with the message's id. */
  constructor(engine: Engine, eventKind: number) {
    this.#engine = engine;
    this.#eventKind = eventKind;
  }

  send(from: string, to: string, travelMs: number, body: Body): void {
    this.deliverAt(this.#engine.now + travelMs, from, to, body);
  }

  /** Sends a message by its time of arrival: equal ones arrive in the order of sending, without rounding. */
  deliverAt(arriveAt: number, from: string, to: string, body: Body): void {
    const id = ++this.#sent;
    this.#inFlight.set(id, { id, from, to, departAt: this.#engine.now, arriveAt, ...body });
    this.#engine.scheduleAt(arriveAt, this.#eventKind, id);
  }

  /** Takes the message that has arrived out of flight. */
  receive(id: number): Moving & Body {
    const message = this.#inFlight.get(id);
    if (message === undefined) throw new Error(`message ${id} arrives but was not in flight`);
    this.#inFlight.delete(id);
    return message;
  }

  /** Loses those in flight for which `lost` holds; returns them. */
  lose(lost: (message: Moving & Body) => boolean): (Moving & Body)[] {
    const gone = [...this.#inFlight.values()].filter(lost);
    for (const { id } of gone) {
      this.#inFlight.delete(id);
      this.#engine.cancel(this.#eventKind, id);
    }
    return gone;
  }

  /** Copies of all in flight, in the order of sending. */
  inFlight(): (Moving & Body)[] {
    return Array.from(this.#inFlight.values(), (message) => ({ ...message }));
  }
}
