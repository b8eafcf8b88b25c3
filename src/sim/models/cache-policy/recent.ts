// The last seconds of one key, for a picture along time: what database, cache and writers held when, and how each
// read was answered. It only watches; nothing that happens depends on it.
import type { CachePolicySnapshot } from '../cache-policy.ts';
import type { Key } from './keys.ts';

export const RECENT_MS = 20_000;
/** All of 20 seconds at the highest rate of requests, and a little more. */
const MOST_STATES = 450;
const MOST_READS = 450;

type Recent = CachePolicySnapshot['recent'];

export class RecentPast {
  readonly #states: Recent['states'][number][] = [];
  readonly #reads: Recent['reads'][number][] = [];

  /** Looks at the key after an event; remembers it where it has changed. */
  look(now: number, { databaseVersion, acknowledgedVersion, entry }: Key): void {
    const state = {
      at: now,
      databaseVersion,
      acknowledgedVersion,
      cachedVersion: entry?.version ?? null,
      expiresAt: entry === null || entry.expiresAt === Infinity ? null : entry.expiresAt,
    };
    const last = this.#states.at(-1);
    if (last !== undefined && isSame(last, state)) return;
    if (last?.at === now) this.#states.pop();
    this.#states.push(state);
    // The state that lasted into the window stays.
    while (this.#states.length > MOST_STATES || (this.#states[1]?.at ?? now) < now - RECENT_MS)
      this.#states.shift();
  }

  read(now: number, hit: boolean, stale: boolean): void {
    this.#reads.push({ at: now, hit, stale });
    while (this.#reads.length > MOST_READS || (this.#reads[0]?.at ?? now) < now - RECENT_MS)
      this.#reads.shift();
  }

  snapshot(now: number): Recent {
    const since = now - RECENT_MS;
    const later = this.#states.findIndex(({ at }) => at > since);
    return {
      states: this.#states.slice(later < 0 ? -1 : Math.max(0, later - 1)),
      reads: this.#reads.filter(({ at }) => at > since),
    };
  }
}

function isSame(left: Recent['states'][number], right: Recent['states'][number]): boolean {
  return (
    left.databaseVersion === right.databaseVersion &&
    left.acknowledgedVersion === right.acknowledgedVersion &&
    left.cachedVersion === right.cachedVersion &&
    left.expiresAt === right.expiresAt
  );
}
