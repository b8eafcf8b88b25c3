// When a section counts as read: both of its ends were on the screen, and in between it stood there for half the time that
// its words take. So what is passed over, by a jump or in one sweep, never counts. Pure: times and places come in.
// Not here: looking at the page (sections.ts), keeping what was read (place.ts).

/** Words a minute of a reader who reads all of them; half of that time is enough for one who reads fast. */
const WORDS_PER_MINUTE = 230;
const SHARE = 0.5;
/** Nobody reads a heading and a line in less. */
const LEAST_MS = 2000;
/** A reader who neither scrolls nor presses anything for this long is elsewhere. */
const IDLE_MS = 60_000;
/** What lies between two looks is not counted for longer than this: the machine may have slept. */
const LONGEST_GAP_MS = 2000;

/** One section as it stands now. */
export interface SectionInView {
  readonly id: string;
  /** Its first and its last line are on the screen. */
  readonly startShown: boolean;
  readonly endShown: boolean;
  /** Some of it is on the screen. */
  readonly shown: boolean;
}

interface Progress {
  startSeen: boolean;
  endSeen: boolean;
  shownMs: number;
}

export class ReadSections {
  readonly #wordsOf: (id: string) => number;
  readonly #progress = new Map<string, Progress>();
  readonly #read = new Set<string>();
  #lastLook: number | undefined;
  #lastSign: number;
  #activeMs = 0;

  /** `wordsOf` is asked once for each section that comes into view. */
  constructor(wordsOf: (id: string) => number, nowMs: number) {
    this.#wordsOf = wordsOf;
    this.#lastSign = nowMs;
  }

  /** These need not be read any more; what is not among them has to be. */
  know(read: Iterable<string>): void {
    this.#read.clear();
    for (const id of read) this.#read.add(id);
  }

  /** How long the reader has been at it, in milliseconds. */
  get activeMs(): number {
    return this.#activeMs;
  }

  /** True while there is any sign of a reader. */
  isActive(nowMs: number): boolean {
    return nowMs - this.#lastSign < IDLE_MS;
  }

  /** The reader scrolled, selected or pressed something. */
  sign(nowMs: number): void {
    this.#lastSign = nowMs;
  }

  /** The page is hidden: what follows is no reading time. */
  pause(): void {
    this.#lastLook = undefined;
  }

  /** Takes in what is on the screen now; gives back the sections that have just been read. */
  look(nowMs: number, sections: readonly SectionInView[]): string[] {
    const gap =
      this.#lastLook === undefined || !this.isActive(nowMs)
        ? 0
        : Math.min(LONGEST_GAP_MS, Math.max(0, nowMs - this.#lastLook));
    this.#lastLook = nowMs;
    this.#activeMs += gap;
    const justRead: string[] = [];
    for (const { id, startShown, endShown, shown } of sections) {
      if (!shown || this.#read.has(id)) continue;
      const progress = this.#progress.get(id) ?? { startSeen: false, endSeen: false, shownMs: 0 };
      this.#progress.set(id, progress);
      // Time counts from the beginning on: whoever comes from below has not begun.
      progress.startSeen ||= startShown;
      if (!progress.startSeen) continue;
      progress.shownMs += gap;
      progress.endSeen ||= endShown;
      if (!progress.endSeen || progress.shownMs < this.#needed(id)) continue;
      this.#read.add(id);
      this.#progress.delete(id);
      justRead.push(id);
    }
    return justRead;
  }

  #needed(id: string): number {
    return Math.max(LEAST_MS, (this.#wordsOf(id) / WORDS_PER_MINUTE) * 60_000 * SHARE);
  }
}
