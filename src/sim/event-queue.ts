// The pending events in order of time; equal times keep the order in which they were scheduled. A binary heap
// over typed arrays, so that scheduling and taking an event creates no object.

/** Events are a kind and one whole number, both the model's own. */
export class EventQueue {
  #size = 0;
  #scheduled = 0;
  #times = new Float64Array(64);
  #orders = new Float64Array(64);
  #kinds = new Int32Array(64);
  #args = new Int32Array(64);

  /** The event taken last. */
  takenTime = 0;
  takenKind = 0;
  takenArg = 0;

  get size(): number {
    return this.#size;
  }

  /** Time of the earliest event, Infinity when there is none. */
  get nextTime(): number {
    return this.#size === 0 ? Infinity : (this.#times[0] ?? Infinity);
  }

  add(time: number, kind: number, arg: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const index = this.#size++;
    this.#rise(index, time, this.#scheduled++, kind, arg);
  }

  /** Removes the earliest event and leaves it in takenTime, takenKind and takenArg; false when there is none. */
  take(): boolean {
    if (this.#size === 0) return false;
    this.takenTime = this.#times[0] ?? 0;
    this.takenKind = this.#kinds[0] ?? 0;
    this.takenArg = this.#args[0] ?? 0;
    this.#removeAt(0);
    return true;
  }

  /** Removes one event of this kind and arg, in time linear in the queue's length; false when there is none. */
  remove(kind: number, arg: number): boolean {
    for (let index = 0; index < this.#size; index++) {
      if (this.#kinds[index] === kind && this.#args[index] === arg) {
        this.#removeAt(index);
        return true;
      }
    }
    return false;
  }

  #removeAt(index: number): void {
    const last = --this.#size;
    if (index === last) return;
    const time = this.#times[last] ?? 0;
    const order = this.#orders[last] ?? 0;
    const kind = this.#kinds[last] ?? 0;
    const arg = this.#args[last] ?? 0;
    const hole = this.#sink(index, time, order);
    this.#rise(hole, time, order, kind, arg);
  }

  /** Moves the hole at `index` down while a child comes before (time, order); returns where it ends. */
  #sink(index: number, time: number, order: number): number {
    const times = this.#times;
    const orders = this.#orders;
    const size = this.#size;
    let hole = index;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) return hole;
      let childTime = times[child] ?? 0;
      if (child + 1 < size) {
        const otherTime = times[child + 1] ?? 0;
        if (
          otherTime < childTime ||
          (otherTime === childTime && (orders[child + 1] ?? 0) < (orders[child] ?? 0))
        ) {
          child += 1;
          childTime = otherTime;
        }
      }
      if (time < childTime || (time === childTime && order < (orders[child] ?? 0))) return hole;
      this.#move(child, hole);
      hole = child;
    }
  }

  /** Moves the hole at `index` up to where the event belongs and puts the event into it. */
  #rise(index: number, time: number, order: number, kind: number, arg: number): void {
    const times = this.#times;
    let hole = index;
    while (hole > 0) {
      const parent = (hole - 1) >>> 1;
      const parentTime = times[parent] ?? 0;
      if (parentTime < time || (parentTime === time && (this.#orders[parent] ?? 0) < order)) break;
      this.#move(parent, hole);
      hole = parent;
    }
    times[hole] = time;
    this.#orders[hole] = order;
    this.#kinds[hole] = kind;
    this.#args[hole] = arg;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] ?? 0;
    this.#orders[to] = this.#orders[from] ?? 0;
    this.#kinds[to] = this.#kinds[from] ?? 0;
    this.#args[to] = this.#args[from] ?? 0;
  }

  #grow(): void {
    const length = this.#times.length * 2;
    this.#times = widened(this.#times, new Float64Array(length));
    this.#orders = widened(this.#orders, new Float64Array(length));
    this.#kinds = widened(this.#kinds, new Int32Array(length));
    this.#args = widened(this.#args, new Int32Array(length));
  }
}

function widened<T extends Float64Array | Int32Array>(old: T, wide: T): T {
  wide.set(old);
  return wide;
}
