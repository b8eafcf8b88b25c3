// One partition: its events in order, how often each was delivered, and how far its consumer is.
import type { EventLogSnapshot } from '../event-log.ts';

const SHOWN = 24;
const SHOWN_BEFORE = 8;

export class PartitionLog {
  readonly id: string;
  readonly #names: string[] = [];
  readonly #deliveries: number[] = [];
  /** Where the consumer is, and what it has stored. */
  #position = 0;
  stored = 0;
  /** Events before the position that were never delivered. */
  lost = 0;

  constructor(id: string) {
    this.id = id;
  }

  get length(): number {
    return this.#names.length;
  }

  get position(): number {
    return this.#position;
  }

  get lag(): number {
    return this.length - this.#position;
  }

  append(name: string): void {
    this.#names.push(name);
    this.#deliveries.push(0);
  }

  nameAt(offset: number): string {
    const name = this.#names[offset];
    if (name === undefined) throw new RangeError(`${this.id} has ${this.length} events, none at ${offset}`);
    return name;
  }

  /** Counts a delivery of the event at the consumer's position and moves on. */
  deliver(): void {
    this.#deliveries[this.#position] = (this.#deliveries[this.#position] ?? 0) + 1;
    this.#position += 1;
  }

  /** Puts the consumer elsewhere, as a restart or a replay does. */
  seek(position: number): void {
    const undelivered = (from: number, to: number): number =>
      this.#deliveries.slice(from, to).filter((count) => count === 0).length;
    this.lost += undelivered(this.#position, position) - undelivered(position, this.#position);
    this.#position = position;
  }

  state(): EventLogSnapshot['partitions'][number] {
    const first = Math.max(0, this.#position - SHOWN_BEFORE);
    const events = this.#names.slice(first, first + SHOWN).map((name, index) => {
      return { offset: first + index, name, deliveries: this.#deliveries[first + index] ?? 0 };
    });
    return { id: this.id, length: this.length, events };
  }
}
