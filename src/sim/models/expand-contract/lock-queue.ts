// The locks of one table. Reads, writes and everything that lets them pass share it; most forms of ALTER TABLE exclude all
// others. Whoever conflicts with a lock that is held, or with one that was asked for earlier, waits behind it.

export interface Lock {
  readonly id: number;
  readonly isExclusive: boolean;
}

export class LockQueue<L extends Lock> {
  readonly #granted: L[] = [];
  #waiting: L[] = [];

  get waiting(): readonly L[] {
    return this.#waiting;
  }

  /** True if it is granted at once; otherwise it waits. */
  request(lock: L): boolean {
    this.#waiting.push(lock);
    return this.#grant().includes(lock);
  }

  /** Gives a lock back; returns those that are granted for that. */
  release(id: number): readonly L[] {
    const at = this.#granted.findIndex((lock) => lock.id === id);
    if (at < 0) throw new Error(`lock ${id} is released but was not held`);
    this.#granted.splice(at, 1);
    return this.#grant();
  }

  /** Takes one out of the queue that will wait no longer; returns those that are granted for that. */
  giveUp(id: number): readonly L[] {
    this.#waiting = this.#waiting.filter((lock) => lock.id !== id);
    return this.#grant();
  }

  /** From the front, up to the first that must go on waiting. */
  #grant(): L[] {
    const granted: L[] = [];
    for (;;) {
      const [first] = this.#waiting;
      const isFree = first?.isExclusive
        ? this.#granted.length === 0
        : this.#granted.every(({ isExclusive }) => !isExclusive);
      if (first === undefined || !isFree) return granted;
      this.#waiting.shift();
      this.#granted.push(first);
      granted.push(first);
    }
  }
}
