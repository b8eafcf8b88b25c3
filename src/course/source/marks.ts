// How long the parser walks to pair the marks of a text: each sign that could close emphasis, and each closing bracket, is
// looked for its opening one, backwards through all that its paragraph holds. Pairs are found at once; marks that open
// nothing make the time grow with the square. The walks are counted here in one pass.
// Not here: how many steps are too many (limits.ts).

interface Opening {
  /** Which mark of its paragraph it is. */
  readonly at: number;
  length: number;
  readonly canClose: boolean;
}

const MARK = /\*+|_+|~+|[[\]]/g;
const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
/** Each pair moves the marks behind it in the parser's list, which costs this much of a step for each. */
const MOVE = 1 / 20;

/** The marks of one paragraph after another, and the steps that the parser takes for them. */
export class Marks {
  #finished = 0;
  #walked = 0;
  #count = 0;
  readonly #openings = new Map<string, Opening[]>();

  /** Steps so far; each takes a fraction of a microsecond. */
  get steps(): number {
    return this.#finished + this.#walked + this.#count ** 2 * MOVE;
  }

  /** Openings do not reach beyond their paragraph. */
  endParagraph(): void {
    this.#finished = this.steps;
    this.#walked = 0;
    this.#count = 0;
    this.#openings.clear();
  }

  readLine(line: string): void {
    for (const { 0: mark, index } of line.matchAll(MARK)) {
      this.#count += 1;
      if (mark === '[') this.#open('[', { at: this.#count, length: 1, canClose: false });
      else if (mark === ']') this.#walked += this.#count - (this.#openings.get('[')?.pop()?.at ?? 0);
      else this.#readRun(mark, line.charAt(index - 1), line.charAt(index + mark.length));
    }
  }

  /** CommonMark 6.2: what stands before and behind a run says whether it can open and close. */
  #readRun(run: string, before: string, behind: string): void {
    const sign = run.charAt(0);
    const afterSpace = before === '' || SPACE.test(before);
    const beforeSpace = behind === '' || SPACE.test(behind);
    const afterMark = PUNCTUATION.test(before);
    const beforeMark = PUNCTUATION.test(behind);
    const isLeft = !beforeSpace && (!beforeMark || afterSpace || afterMark);
    const isRight = !afterSpace && (!afterMark || beforeSpace || beforeMark);
    const isWord = sign === '_' && isLeft && isRight;
    const canOpen = isLeft && (!isWord || afterMark);
    const canClose = isRight && (!isWord || beforeMark);
    let { length } = run;
    while (canClose && length > 0) {
      const opening = this.#nearest(sign, length, canOpen);
      this.#walked += this.#count - (opening?.at ?? 0);
      if (!opening) break;
      this.#dropAfter(opening.at);
      const used = length > 1 && opening.length > 1 ? 2 : 1;
      length -= used;
      if (opening.length > used) this.#open(sign, { ...opening, length: opening.length - used });
    }
    if (canOpen && length > 0) this.#open(sign, { at: this.#count, length, canClose });
  }

  #open(sign: string, opening: Opening): void {
    const kind = kindOf(sign, opening.length, opening.canClose);
    const known = this.#openings.get(kind);
    if (known) known.push(opening);
    else this.#openings.set(kind, [opening]);
  }

  /** The last run that may be the other end: not if one of the two could be both and their lengths make a multiple of 3. */
  #nearest(sign: string, length: number, canOpen: boolean): Opening | undefined {
    let nearest: Opening | undefined;
    for (const openingCanClose of [false, true]) {
      for (const rest of [0, 1, 2]) {
        if ((openingCanClose || canOpen) && (rest + length) % 3 === 0 && rest !== 0) continue;
        const last = this.#openings.get(kindOf(sign, rest, openingCanClose))?.at(-1);
        if (last && last.at > (nearest?.at ?? 0)) nearest = last;
      }
    }
    return nearest;
  }

  /** What was opened inside of a pair opens nothing behind it, nor does the pair's own beginning. */
  #dropAfter(at: number): void {
    for (const openings of this.#openings.values()) {
      while ((openings.at(-1)?.at ?? 0) >= at) openings.pop();
    }
  }
}

function kindOf(sign: string, length: number, canClose: boolean): string {
  return sign === '[' ? sign : `${sign}${length % 3}${canClose ? ' both' : ''}`;
}
