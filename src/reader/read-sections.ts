// When a section counts as read: both of its ends were on the screen, and in between it was visible for half of its reading time.
// So a section that is skipped, by a jump or by fast scrolling, never counts. Pure: times and positions are parameters.
// Not here: observing the page (sections.ts), saving what was read (record/progress.ts).

/** Reading speed; half of the resulting time is required, for fast readers. */
const WORDS_PER_MINUTE = 230;
const SHARE = 0.5;
/** The least time for a section, however short. */
const LEAST_MS = 2000;
/** Without any input for this long, the reader is taken to be away. */
const IDLE_MS = 60_000;
/** The most that is counted between two observations, since the machine may have slept. */
const LONGEST_GAP_MS = 2000;

/** The current visibility of a section. */
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

  /** Sets which sections are read already; all others are not. */
  know(read: Iterable<string>): void {
    this.#read.clear();
    for (const id of read) this.#read.add(id);
  }

  /** How long the reader has been active, in milliseconds. */
  get activeMs(): number {
    return this.#activeMs;
  }

  /** Whether the reader is active. */
  isActive(nowMs: number): boolean {
    return nowMs - this.#lastSign < IDLE_MS;
  }

  /** The reader scrolled, selected or pressed something. */
  sign(nowMs: number): void {
    this.#lastSign = nowMs;
  }

  /** Stops counting, because the page is hidden. */
  pause(): void {
    this.#lastLook = undefined;
  }

  /** Records what is visible now; returns the sections that have just been read. */
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
      // Time counts once the section's beginning was visible; scrolling up from below does not begin it.
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
