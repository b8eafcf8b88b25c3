// Users' sessions, each one write and three reads that look for it, and what became of the reads.
import type { ReplicasSnapshot } from '../replicas.ts';
import type { LogRecord } from './timeline.ts';

export const READS = 3;
const USERS = 4;

export interface Session {
  readonly id: number;
  /** Its write, once the primary has it. */
  record: LogRecord | null;
  readsSent: number;
  readsEnded: number;
  /** The newest position that the user has seen. */
  seen: number;
  /** The same when each read was sent. */
  readonly seenBefore: number[];
}

/** Where the user sits in the picture. */
export function userOf(session: number): string {
  return `user-${((session - 1) % USERS) + 1}`;
}

/** Whether an answer from a server at `position` would lack the session's own write. Lost writes do not count. */
export function lacksOwnWrite({ record }: Session, position: number): boolean {
  return record !== null && !record.lost && position < record.position;
}

export class ReadCounts {
  refused = 0;
  backward = 0;
  byPrimary = 0;
  staleByPrimary = 0;
  readonly #byDelay = Array.from({ length: READS }, () => ({ reads: 0, stale: 0 }));

  count(read: number, answer: { stale: boolean; backward: boolean; primary: boolean }): void {
    const counts = this.#byDelay[read - 1];
    if (counts === undefined) throw new RangeError(`a session has ${READS} reads, this is number ${read}`);
    counts.reads += 1;
    if (answer.stale) counts.stale += 1;
    if (answer.backward) this.backward += 1;
    if (answer.primary) this.byPrimary += 1;
    if (answer.primary && answer.stale) this.staleByPrimary += 1;
  }

  get stale(): number {
    return this.#byDelay.reduce((sum, { stale }) => sum + stale, 0);
  }

  byDelay(
    readAfterMs: number,
    expected: (delayMs: number) => number | null,
  ): ReplicasSnapshot['readsByDelay'] {
    return this.#byDelay.map(({ reads, stale }, index) => {
      const delayMs = (index + 1) * readAfterMs;
      return { delayMs, reads, stale, expectedStaleShare: expected(delayMs) };
    });
  }
}
