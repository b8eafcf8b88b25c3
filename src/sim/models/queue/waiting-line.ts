// Those who wait, first come, first served: a ring over typed arrays that doubles when it is full.

export class WaitingLine {
  #ids = new Float64Array(64);
  #arrivedAt = new Float64Array(64);
  #serviceMs = new Float64Array(64);
  #head = 0;
  length = 0;

  /** The one taken last. */
  takenId = 0;
  takenArrivedAt = 0;
  takenServiceMs = 0;

  add(id: number, arrivedAt: number, serviceMs: number): void {
    if (this.length === this.#ids.length) this.#grow();
    const place = (this.#head + this.length) % this.#ids.length;
    this.#ids[place] = id;
    this.#arrivedAt[place] = arrivedAt;
    this.#serviceMs[place] = serviceMs;
    this.length += 1;
  }

  /** Takes the first into takenId, takenArrivedAt and takenServiceMs; the line must not be empty. */
  take(): void {
    if (this.length === 0) throw new RangeError('nobody waits');
    this.takenId = this.#ids[this.#head] ?? 0;
    this.takenArrivedAt = this.#arrivedAt[this.#head] ?? 0;
    this.takenServiceMs = this.#serviceMs[this.#head] ?? 0;
    this.#head = (this.#head + 1) % this.#ids.length;
    this.length -= 1;
  }

  /** The first `count` at most, in order. */
  first(count: number): { id: number; arrivedAt: number }[] {
    return Array.from({ length: Math.min(count, this.length) }, (_, index) => {
      const place = (this.#head + index) % this.#ids.length;
      return { id: this.#ids[place] ?? 0, arrivedAt: this.#arrivedAt[place] ?? 0 };
    });
  }

  /** How long all who wait have been here together. */
  totalAge(now: number): number {
    let total = 0;
    for (let index = 0; index < this.length; index++) {
      total += now - (this.#arrivedAt[(this.#head + index) % this.#ids.length] ?? 0);
    }
    return total;
  }

  #grow(): void {
    const order = Array.from({ length: this.length }, (_, index) => (this.#head + index) % this.#ids.length);
    this.#ids = straightened(this.#ids, order);
    this.#arrivedAt = straightened(this.#arrivedAt, order);
    this.#serviceMs = straightened(this.#serviceMs, order);
    this.#head = 0;
  }
}

function straightened(old: Float64Array, order: readonly number[]): Float64Array<ArrayBuffer> {
  const wide = new Float64Array(order.length * 2);
  order.forEach((place, index) => {
    wide[index] = old[place] ?? 0;
  });
  return wide;
}
