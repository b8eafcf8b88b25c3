// How much a browser has to draw when the parts of a picture name each other: ten parts, of which each shows the one before
// it ten times, are ten thousand million shapes in a file of one kilobyte, and the reader's page stands still.
// Not here: reading the file (svg-rewrite.ts).

/** An element with all below it, up to elements that have an id: those are parts of their own. */
interface Part {
  weight: number;
  /** How often it shows each part, by the part's key. */
  uses: Map<string, number>;
  readonly key: string | undefined;
}

/** A gradient is computed once, however often it fills something. */
const WEIGHTLESS = /^(?:linearGradient|radialGradient|stop|filter|fe[A-Z]\w*|style|title|desc)$/;

export class SvgExpansion {
  readonly #open: Part[] = [{ weight: 0, uses: new Map(), key: undefined }];
  readonly #parts = new Map<string, Part>();

  /** `shown` are the ids that the element's address and values name. */
  open(local: string, id: string | undefined, shown: readonly string[]): void {
    // Browsers take the first of several with one id; the others are parts too, which nobody names.
    const key = id === undefined ? undefined : this.#parts.has(`#${id}`) ? `${this.#parts.size}` : `#${id}`;
    const part: Part = { weight: WEIGHTLESS.test(local) ? 0 : 1, uses: new Map(), key };
    if (key !== undefined) this.#parts.set(key, part);
    for (const each of shown) add(part.uses, `#${each}`, 1);
    this.#open.push(part);
  }

  close(): void {
    const part = this.#open.pop();
    const around = this.#open.at(-1);
    if (!part || !around) return;
    if (part.key !== undefined) return add(around.uses, part.key, 1);
    around.weight += part.weight;
    // The smaller goes into the larger, so that deep trees take no longer than wide ones.
    const [large, small] =
      around.uses.size < part.uses.size ? [part.uses, around.uses] : [around.uses, part.uses];
    for (const [key, count] of small) add(large, key, count);
    around.uses = large;
  }

  /** The elements that are drawn in all; Infinity if parts name each other more than `deepest` deep. */
  total(deepest: number): number {
    const known = new Map<Part, number>();
    const weigh = (part: Part, depth: number): number => {
      if (depth > deepest) return Infinity;
      const before = known.get(part);
      if (before !== undefined) return before;
      // A circle is drawn by no browser.
      known.set(part, 0);
      let weight = part.weight;
      for (const [key, count] of part.uses) {
        const shown = this.#parts.get(key);
        if (shown) weight += count * weigh(shown, depth + 1);
      }
      known.set(part, weight);
      return weight;
    };
    return weigh(this.#open[0] as Part, 0);
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
