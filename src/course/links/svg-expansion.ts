// How much a browser has to draw when the parts of a picture name each other: ten parts, of which each shows the one before
// it ten times, are ten thousand million shapes in a file of one kilobyte, and the reader's page stands still.
// Not here: reading the file (svg-rewrite.ts), what an element names (svg-references.ts).
import { keysOf, type Per, type Reference, type Rule } from './svg-references.ts';

export interface DrawnElement {
  readonly local: string;
  readonly id: string | undefined;
  readonly classes: string | undefined;
  readonly references: readonly Reference[];
  readonly points: number;
}

/** An element with all below it, up to elements that are parts of their own: those with an id, and those that name others. */
interface Part {
  weight: number;
  /** What may inherit from an element around it: shapes, and the points of their lines. */
  shapes: number;
  points: number;
  /** How often it shows each part, by the part's key, of which `within` inherit from it. */
  within: Map<string, number>;
  readonly key: string | undefined;
  readonly shown: ReadonlyMap<Per, ReadonlySet<string>> | undefined;
}

/** What a part draws in all. */
interface Amount {
  readonly weight: number;
  readonly shapes: number;
  readonly points: number;
}

const NOTHING: Amount = { weight: 0, shapes: 0, points: 0 };
/** A gradient is computed once, however often it fills something. */
const WEIGHTLESS = /^(?:linearGradient|radialGradient|stop|filter|fe[A-Z]\w*|style|title|desc)$/;
/** Parts that name each other in a circle are counted from each of them anew; more circles than this are no picture. */
const MOST_STEPS = 200_000;
/** A sum that is larger is as good as endless, and can still be multiplied. */
const LARGEST = 1e15;

export class SvgExpansion {
  /** Undefined where an element ends. */
  readonly #elements: (DrawnElement | undefined)[] = [];
  readonly #rules: Rule[] = [];

  open(element: DrawnElement): void {
    this.#elements.push(element);
  }

  close(): void {
    this.#elements.push(undefined);
  }

  /** Style sheets may stand anywhere in the file. */
  addRules(rules: readonly Rule[]): void {
    for (const rule of rules) this.#rules.push(rule);
  }

  /** The elements that are drawn in all; Infinity if parts name each other more than `deepest` deep. */
  total(deepest: number): number {
    const parts = new Parts(this.#rules);
    for (const element of this.#elements) {
      if (element) parts.open(element);
      else parts.close();
    }
    return parts.total(deepest);
  }
}

class Parts {
  readonly #open: Part[] = [newPart(undefined, undefined)];
  readonly #parts = new Map<string, Part>();
  /** Points that rules give to elements of a key. */
  readonly #points = new Map<string, number>();
  #steps = 0;

  constructor(rules: readonly Rule[]) {
    for (const { key, references, points } of rules) {
      this.#points.set(key, (this.#points.get(key) ?? 0) + points);
      for (const { id, per } of references) {
        // All that rules show with one key is a part, so that many rules for many elements are few steps.
        const name = ruleKey(per, key);
        const part = this.#parts.get(name) ?? newPart(name, undefined);
        this.#parts.set(name, part);
        part.within.set(`#${id}`, 1);
      }
    }
  }

  open({ local, id, classes, references, points }: DrawnElement): void {
    const shown = new Map<Per, Set<string>>();
    const show = (per: Per, key: string): void => {
      shown.set(per, (shown.get(per) ?? new Set<string>()).add(key));
    };
    for (const reference of references) show(reference.per, `#${reference.id}`);
    let morePoints = 0;
    if (this.#points.size > 0)
      for (const key of keysOf(local, id, classes)) {
        morePoints += this.#points.get(key) ?? 0;
        for (const per of ['itself', 'shape', 'point'] as const)
          if (this.#parts.has(ruleKey(per, key))) show(per, ruleKey(per, key));
      }
    // Browsers take the first of several with one id; the others are parts too, which nobody names.
    const isNamed = id !== undefined && !this.#parts.has(`#${id}`);
    const isPart = id !== undefined || shown.size > 0;
    const key = isNamed ? `#${id}` : isPart ? `part ${this.#parts.size}` : undefined;
    const part = newPart(key, shown.size > 0 ? shown : undefined);
    if (!WEIGHTLESS.test(local)) [part.weight, part.shapes, part.points] = [1, 1, points + morePoints];
    if (key !== undefined) this.#parts.set(key, part);
    this.#open.push(part);
  }

  close(): void {
    const part = this.#open.pop();
    const around = this.#open.at(-1);
    if (!part || !around) return;
    if (part.key !== undefined) return add(around.within, part.key, 1);
    around.weight += part.weight;
    around.shapes += part.shapes;
    around.points += part.points;
    // The smaller goes into the larger, so that deep trees take no longer than wide ones.
    const [large, small] =
      around.within.size < part.within.size ? [part.within, around.within] : [around.within, part.within];
    for (const [key, count] of small) add(large, key, count);
    around.within = large;
  }

  total(deepest: number): number {
    const known = new Map<Part, Amount>();
    const depths = new Map<Part, number>();
    /** The amount, and the depth of the outermost open part that it leads back to. */
    const weigh = (part: Part, depth: number): readonly [Amount, number] => {
      const before = known.get(part);
      if (before) return [before, Infinity];
      const open = depths.get(part);
      // A circle is drawn by no browser: what leads back draws nothing there.
      if (open !== undefined) return [NOTHING, open];
      this.#steps += 1;
      if (depth > deepest || this.#steps > MOST_STEPS + this.#parts.size) throw new Endless();
      depths.set(part, depth);
      let back = Infinity;
      let { weight, shapes, points } = part;
      const amountOf = (key: string): Amount => {
        const shown = this.#parts.get(key);
        if (!shown) return NOTHING;
        const [amount, outermost] = weigh(shown, depth + 1);
        back = Math.min(back, outermost);
        return amount;
      };
      const inherited: (readonly [Per, number])[] = [];
      for (const [per, keys] of part.shown ?? [])
        for (const key of keys) {
          const amount = amountOf(key);
          if (per !== 'itself') inherited.push([per, amount.weight]);
          else {
            weight += amount.weight;
            shapes += amount.shapes;
            points += amount.points;
          }
        }
      for (const [key, count] of part.within) {
        const amount = amountOf(key);
        weight += count * amount.weight;
        shapes += count * amount.shapes;
        points += count * amount.points;
      }
      for (const [per, each] of inherited) weight += each * (per === 'point' ? points : shapes);
      depths.delete(part);
      const amount = {
        weight: Math.min(weight, LARGEST),
        shapes: Math.min(shapes, LARGEST),
        points: Math.min(points, LARGEST),
      };
      // What leads back to a part around it counts for more elsewhere.
      if (back >= depth) known.set(part, amount);
      return [amount, back < depth ? back : Infinity];
    };
    try {
      return weigh(this.#open[0] as Part, 0)[0].weight;
    } catch (error) {
      if (error instanceof Endless) return Infinity;
      throw error;
    }
  }
}

class Endless extends Error {}

function newPart(key: string | undefined, shown: Part['shown']): Part {
  return { weight: 0, shapes: 0, points: 0, within: new Map(), key, shown };
}

function ruleKey(per: Per, key: string): string {
  return `${per} ${key}`;
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
