// The store in which effects end up: a total that counts sales. If it is idempotent it remembers the events it
// has counted and counts none twice.

export class Sales {
  readonly #idempotent: boolean;
  readonly #known = new Set<string>();
  counted = 0;
  deliveries = 0;

  constructor(idempotent: boolean) {
    this.#idempotent = idempotent;
  }

  take(event: string): void {
    this.deliveries += 1;
    if (!(this.#idempotent && this.#known.has(event))) this.counted += 1;
    this.#known.add(event);
  }

  /** Different events delivered so far: what a right total is. */
  get expected(): number {
    return this.#known.size;
  }
}
