// What the cache, the database and the writers know of each key. Versions count a key's writes, so that
// "older" and "newer" are numbers.
import type { CachedKey } from '../cache-policy.ts';

export interface Entry {
  readonly version: number;
  readonly storedAt: number;
  /** Infinity when it does not expire. */
  readonly expiresAt: number;
  readonly dirty: boolean;
}

/** A read that waits for its value, and what it may not be older than. */
interface WaitingRead {
  readonly acknowledged: number;
}

export class Key {
  readonly name: string;
  /** Numbers the writes: the newest version that anybody has made. */
  newestVersion = 0;
  databaseVersion = 0;
  acknowledgedVersion = 0;
  /** The newest version that a flush has taken along (write-behind). */
  flushedVersion = 0;
  entry: Entry | null = null;
  /** The cache heard that older versions than this are invalid, and stores none of them. */
  validFrom = 0;
  waiting: WaitingRead[] | null = null;
  /** acknowledgedAt[v]: when version v was acknowledged. */
  readonly #acknowledgedAt: number[] = [0];

  constructor(name: string) {
    this.name = name;
  }

  acknowledge(version: number, now: number): void {
    this.#acknowledgedAt[version] = now;
    this.acknowledgedVersion = Math.max(this.acknowledgedVersion, version);
  }

  /** For how long `version` has had an acknowledged successor; 0 when it has none. */
  outdatedMs(version: number, now: number): number {
    for (let newer = version + 1; newer <= this.acknowledgedVersion; newer++) {
      const since = this.#acknowledgedAt[newer];
      if (since !== undefined) return now - since;
    }
    return 0;
  }

  state(now: number): CachedKey {
    const { entry } = this;
    return {
      key: this.name,
      databaseVersion: this.databaseVersion,
      acknowledgedVersion: this.acknowledgedVersion,
      cached: entry && {
        version: entry.version,
        storedAt: entry.storedAt,
        expiresAt: entry.expiresAt === Infinity ? null : entry.expiresAt,
        expired: entry.expiresAt <= now,
        stale: entry.version < this.acknowledgedVersion,
        dirty: entry.dirty,
      },
      waitingReads: this.waiting?.length ?? 0,
    };
  }
}
