// What happens between an application, its cache and its database, under each of four policies. Messages on
// one path keep their order, as on one connection.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder, Window } from '../../statistics.ts';
import type {
  CacheMessage,
  CachePolicyAction,
  CachePolicyParams,
  CachePolicySnapshot,
} from '../cache-policy.ts';
import { Key } from './keys.ts';
import { RecentPast } from './recent.ts';
import { theoryOf } from './theory.ts';

/** From the application to the cache: visible, not realistic. */
const APP_HOP_MS = 150;
const SAMPLE_MS = 500;
const SAMPLES = 120;

const REQUEST = 0;
const MESSAGE = 1;
const FLUSH = 2;

const PLAIN = { version: null, hit: false, stale: false } as const;

export class Caching implements Process<CachePolicySnapshot, CachePolicyAction> {
  readonly #engine: Engine;
  readonly #params: CachePolicyParams;
  readonly #arrivals: Random;
  readonly #choices: Random;
  readonly #keys: Key[];
  /** Of the first key. */
  readonly #recent = new RecentPast();
  readonly #messages: Messages<CacheMessage>;
  readonly #recentHits = new Window(100);
  readonly #recentStale = new Window(100);
  readonly #hitRatios = new HistoryRecorder(SAMPLE_MS, SAMPLES);
  readonly #staleShares = new HistoryRecorder(SAMPLE_MS, SAMPLES);
  #theory: CachePolicySnapshot['theory'];
  #reads = 0;
  #hits = 0;
  #staleReads = 0;
  #oldestStaleMs = 0;
  #writes = 0;
  #databaseReads = 0;
  #databaseWrites = 0;
  #lostWrites = 0;
  readonly sampling = {
    everyMs: SAMPLE_MS,
    sample: (): void => {
      this.#hitRatios.add(this.#recentHits.mean ?? 0);
      this.#staleShares.add(this.#recentStale.mean ?? 0);
    },
  };

  constructor(engine: Engine, params: CachePolicyParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#choices = new Random(seed, 'choices');
    this.#keys = Array.from({ length: params.keys }, (_, index) => new Key(`product-${index + 1}`));
    this.#messages = new Messages(engine, MESSAGE);
    this.#theory = theoryOf(params);
    this.#watch();
    this.#scheduleRequest();
    if (params.policy === 'write-behind') engine.schedule(params.flushSeconds * 1000, FLUSH);
  }

  handle(kind: number, arg: number): void {
    if (kind === REQUEST) this.#request();
    else if (kind === MESSAGE) this.#receive(this.#messages.receive(arg));
    else this.#flush();
    this.#watch();
  }

  #watch(): void {
    this.#recent.look(this.#engine.now, this.#keyAt(0));
  }

  act(): void {
    if (this.#keys.every(({ entry }) => entry === null)) return;
    this.#theory = null;
    for (const key of this.#keys) {
      key.entry = null;
      // A flush that has left the cache still reaches the database.
      const saved = this.#messages
        .inFlight()
        .filter(({ kind, key: name }) => kind === 'flush' && name === key.name);
      const surviving = Math.max(key.databaseVersion, ...saved.map(({ version }) => version ?? 0));
      this.#lostWrites += Math.max(0, key.acknowledgedVersion - surviving);
      key.acknowledgedVersion = Math.min(key.acknowledgedVersion, surviving);
    }
    this.#watch();
  }

  #scheduleRequest(): void {
    this.#engine.schedule(this.#arrivals.exponential(1000 / this.#params.requestsPerSecond), REQUEST);
  }

  #request(): void {
    const isWrite = this.#choices.chance(this.#params.writeShare);
    const key = this.#keyAt(this.#choices.below(this.#keys.length));
    const { policy, databaseMs } = this.#params;
    if (!isWrite) this.#send('app', 'cache', 'read', key);
    else if (policy === 'ttl' || policy === 'event') {
      this.#messages.send('app', 'database', APP_HOP_MS + databaseMs / 2, message('write', key));
    } else this.#send('app', 'cache', 'write', key);
    this.#scheduleRequest();
  }

  #receive(arrived: Moving & CacheMessage): void {
    const key = this.#keys.find(({ name }) => name === arrived.key);
    if (key === undefined) throw new Error(`a message about ${arrived.key}, which is no key`);
    const version = arrived.version ?? 0;
    switch (arrived.kind) {
      case 'read':
        return this.#read(key);
      case 'load':
        this.#databaseReads += 1;
        return this.#send('database', 'cache', 'fill', key, { version: key.databaseVersion });
      case 'fill':
        return this.#fill(key, version);
      case 'write':
        return arrived.to === 'cache' ? this.#writeToCache(key) : this.#writeToDatabase(key, arrived.from);
      case 'event':
        key.validFrom = Math.max(key.validFrom, version);
        if (key.entry !== null && key.entry.version < version) key.entry = null;
        return;
      case 'flush':
        this.#databaseWrites += 1;
        key.databaseVersion = Math.max(key.databaseVersion, version);
        return this.#send('database', 'cache', 'flushed', key, { version });
      case 'flushed':
        if (key.entry?.version === version) key.entry = { ...key.entry, dirty: false };
        return;
      case 'ack':
        if (arrived.to === 'cache') this.#finishWriteThrough(key, version);
        return;
      case 'answer':
        return;
    }
  }

  #read(key: Key): void {
    const { now } = this.#engine;
    this.#reads += 1;
    const hit = key.entry !== null && key.entry.expiresAt > now;
    if (hit) this.#hits += 1;
    this.#recentHits.add(hit ? 1 : 0);
    if (key.entry !== null && hit) return this.#answer(key, key.entry.version, key.acknowledgedVersion, true);
    const waiting = { acknowledged: key.acknowledgedVersion };
    if (key.waiting !== null) key.waiting.push(waiting);
    else {
      key.waiting = [waiting];
      this.#send('cache', 'database', 'load', key);
    }
  }

  #fill(key: Key, version: number): void {
    // What an event has called invalid meanwhile is asked for again.
    if (version < key.validFrom) return this.#send('cache', 'database', 'load', key);
    if (key.entry === null || key.entry.version <= version) this.#store(key, version, false);
    const waiting = key.waiting ?? [];
    key.waiting = null;
    for (const { acknowledged } of waiting) this.#answer(key, version, acknowledged, false);
  }

  #answer(key: Key, version: number, acknowledged: number, hit: boolean): void {
    const stale = version < acknowledged;
    this.#recentStale.add(stale ? 1 : 0);
    if (key === this.#keys[0]) this.#recent.read(this.#engine.now, hit, stale);
    if (stale) {
      this.#staleReads += 1;
      this.#oldestStaleMs = Math.max(this.#oldestStaleMs, key.outdatedMs(version, this.#engine.now));
    }
    this.#send('cache', 'app', 'answer', key, { version, hit, stale });
  }

  #store(key: Key, version: number, dirty: boolean): void {
    const { now } = this.#engine;
    const { policy, ttlSeconds } = this.#params;
    const expiresAt = policy === 'ttl' ? now + ttlSeconds * 1000 : Infinity;
    key.entry = { version, storedAt: now, expiresAt, dirty };
  }

  #writeToCache(key: Key): void {
    if (this.#params.policy === 'write-through') return this.#send('cache', 'database', 'write', key);
    this.#writes += 1;
    const version = ++key.newestVersion;
    this.#store(key, version, true);
    key.acknowledge(version, this.#engine.now);
    this.#send('cache', 'app', 'ack', key, { version });
  }

  #writeToDatabase(key: Key, from: string): void {
    const { policy, databaseMs, eventDelayMs } = this.#params;
    this.#writes += 1;
    this.#databaseWrites += 1;
    const version = ++key.newestVersion;
    key.databaseVersion = version;
    if (from === 'cache') return this.#send('database', 'cache', 'ack', key, { version });
    key.acknowledge(version, this.#engine.now);
    this.#messages.send('database', 'app', APP_HOP_MS + databaseMs / 2, message('ack', key, { version }));
    if (policy === 'event')
      this.#messages.send('database', 'cache', eventDelayMs, message('event', key, { version }));
  }

  #finishWriteThrough(key: Key, version: number): void {
    if (key.entry === null || key.entry.version < version) this.#store(key, version, false);
    key.acknowledge(version, this.#engine.now);
    this.#send('cache', 'app', 'ack', key, { version });
  }

  #flush(): void {
    for (const key of this.#keys) {
      const { entry } = key;
      if (entry === null || !entry.dirty || entry.version <= key.flushedVersion) continue;
      key.flushedVersion = entry.version;
      this.#send('cache', 'database', 'flush', key, { version: entry.version });
    }
    this.#engine.schedule(this.#params.flushSeconds * 1000, FLUSH);
  }

  #send(
    from: string,
    to: string,
    kind: CacheMessage['kind'],
    key: Key,
    more: Partial<CacheMessage> = {},
  ): void {
    const travelMs = from === 'app' || to === 'app' ? APP_HOP_MS : this.#params.databaseMs / 2;
    this.#messages.send(from, to, travelMs, message(kind, key, more));
  }

  #keyAt(index: number): Key {
    const key = this.#keys[index];
    if (key === undefined) throw new RangeError(`key ${index} of ${this.#keys.length}`);
    return key;
  }

  snapshot(): CachePolicySnapshot {
    const { now } = this.#engine;
    const answered = this.#reads - this.#keys.reduce((sum, { waiting }) => sum + (waiting?.length ?? 0), 0);
    return {
      now,
      keys: this.#keys.map((key) => key.state(now)),
      moving: this.#messages.inFlight(),
      reads: this.#reads,
      hits: this.#hits,
      staleReads: this.#staleReads,
      oldestStaleMs: this.#oldestStaleMs,
      writes: this.#writes,
      databaseReads: this.#databaseReads,
      databaseWrites: this.#databaseWrites,
      lostWrites: this.#lostWrites,
      hitRatio: this.#reads === 0 ? null : this.#hits / this.#reads,
      staleShare: answered === 0 ? null : this.#staleReads / answered,
      hitRatios: this.#hitRatios.history(),
      staleShares: this.#staleShares.history(),
      recent: this.#recent.snapshot(now),
      theory: this.#theory,
    };
  }
}

function message(kind: CacheMessage['kind'], key: Key, more: Partial<CacheMessage> = {}): CacheMessage {
  return { ...PLAIN, kind, key: key.name, ...more };
}
