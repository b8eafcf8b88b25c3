// One HTTP cache with room for one response: a browser's, or the CDN's, which is shared.
import type { StoredCopy } from '../cache-layers.ts';
import {
  currentAgeSeconds,
  graceSeconds,
  lifetimeSeconds,
  mayStore,
  useOf,
  type Received,
  type Use,
} from './freshness.ts';

/** A response as it travels: what its header fields say, and the version in its body or its ETag. */
export interface Content {
  readonly version: number;
  readonly dateSeconds: number;
  readonly lastModifiedSeconds: number;
  readonly ageSeconds: number;
}

type Entry = Received & { readonly version: number };

export class HttpCache {
  readonly #shared: boolean;
  #entry: Entry | null = null;
  /** A request of its own is under way to refresh what it uses in grace. */
  refreshing = false;

  constructor(shared: boolean) {
    this.#shared = shared;
  }

  /** The stored version, for If-None-Match. */
  get version(): number | null {
    return this.#entry?.version ?? null;
  }

  use(now: number): Use | 'missing' {
    return this.#entry === null ? 'missing' : useOf(this.#entry, this.#shared, now);
  }

  /** A 304 refreshes what is stored just as a 200 replaces it: both carry the fields that matter. */
  receive(content: Content, received: Pick<Received, 'directives' | 'requestedAt' | 'receivedAt'>): void {
    const { directives } = received;
    this.#entry = mayStore(directives, this.#shared) ? { ...content, ...received } : null;
  }

  /** What it sends when it answers from its store, with the Age field that RFC 9111 demands. */
  answer(now: number): Content {
    const entry = this.#entry;
    if (entry === null) throw new Error('an empty cache cannot answer');
    return { ...entry, ageSeconds: Math.floor(currentAgeSeconds(entry, now)) };
  }

  purge(): void {
    this.#entry = null;
  }

  copy(now: number): StoredCopy | null {
    if (this.#entry === null) return null;
    return {
      version: this.#entry.version,
      ageSeconds: currentAgeSeconds(this.#entry, now),
      lifetimeSeconds: lifetimeSeconds(this.#entry, this.#shared),
      graceSeconds: graceSeconds(this.#entry, this.#shared),
      state: useOf(this.#entry, this.#shared, now),
    };
  }
}
