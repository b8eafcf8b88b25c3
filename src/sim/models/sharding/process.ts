// What happens in a sharded store: requests find their key's shard, shards come and go, keys are handed over.
// A key is answered for by the shard that has its data until its data has arrived at the other.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import type {
  ShardingAction,
  ShardingMessage,
  ShardingParams,
  ShardingSnapshot,
  ShardState,
} from '../sharding.ts';
import { FEWEST_SHARDS, MOST_SHARDS, placementFor, type Placement } from './placement.ts';
import { movedByHash } from './theory.ts';

// Long enough to be seen.
const REQUEST_MS = 300;
const HANDOVER_MS = 900;
/** After a change, keys set out one after the other within this time. */
const DEPARTURES_MS = 3000;
const REQUESTS_REMEMBERED = 300;
/** The part of the keys that counts as the newest. */
const NEWEST = 0.1;

const REQUEST = 0;
const MESSAGE = 1;
const DEPARTURE = 2;

interface Key {
  home: string;
  target: string;
  /** On its way, or waiting for its turn to set out. */
  leaving: boolean;
  /** By the latest change. */
  moved: boolean;
}

export class Sharding implements Process<ShardingSnapshot, ShardingAction> {
  readonly #engine: Engine;
  readonly #params: ShardingParams;
  readonly #arrivals: Random;
  readonly #popularity: Random;
  readonly #departures: Random;
  readonly #hotKey: number;
  readonly #placement: Placement;
  readonly #keys: Key[];
  readonly #messages: Messages<ShardingMessage>;
  readonly #requestsAt = new Map<string, number>();
  readonly #latest: string[] = [];
  /** Those that keys belong to, in the order in which they came. */
  #serving: string[];
  #leaving: string[] = [];
  #shardsNamed: number;
  #requests = 0;
  #handedOver = 0;
  #change: ShardingSnapshot['change'] = null;

  constructor(engine: Engine, params: ShardingParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#popularity = new Random(seed, 'popularity');
    this.#departures = new Random(seed, 'departures');
    this.#hotKey = new Random(seed, 'hot key').below(params.keys);
    this.#serving = Array.from({ length: params.shards }, (_, index) => `shard-${index + 1}`);
    this.#shardsNamed = params.shards;
    this.#placement = placementFor(params, seed, this.#serving);
    this.#keys = Array.from({ length: params.keys }, (_, key) => {
      const home = this.#placement.shardOf(key);
      return { home, target: home, leaving: false, moved: false };
    });
    this.#messages = new Messages(engine, MESSAGE);
    this.#scheduleRequest();
  }

  handle(kind: number, arg: number): void {
    if (kind === REQUEST) this.#request();
    else if (kind === DEPARTURE) this.#depart(arg);
    else this.#arrive(this.#messages.receive(arg));
  }

  act(action: ShardingAction): void {
    const before = this.#serving.length;
    if (action === 'add-shard') {
      if (before >= MOST_SHARDS) return;
      const shard = `shard-${++this.#shardsNamed}`;
      this.#serving = [...this.#serving, shard];
      this.#placement.add(shard);
      this.#rehome(action, shard, before + 1);
    } else {
      const shard = this.#serving.at(-1);
      if (shard === undefined || before <= FEWEST_SHARDS) return;
      this.#serving = this.#serving.slice(0, -1);
      this.#leaving = [...this.#leaving, shard];
      this.#placement.remove(shard);
      this.#rehome(action, shard, before);
      this.#letGo();
    }
  }

  /** Gives every key the shard it now belongs to, and lets those that must move set out. */
  #rehome(action: ShardingAction, shard: string, largerNumber: number): void {
    let movedKeys = 0;
    this.#keys.forEach((key, index) => {
      const target = this.#placement.shardOf(index);
      key.moved = target !== key.target;
      if (!key.moved) return;
      movedKeys += 1;
      key.target = target;
      if (key.leaving || key.home === target) return;
      key.leaving = true;
      this.#engine.schedule(this.#departures.uniform() * DEPARTURES_MS, DEPARTURE, index);
    });
    const movedShare = movedKeys / this.#keys.length;
    const certain = this.#params.strategy === 'range';
    const theory = certain
      ? { expectedShare: movedShare, deviation: 0 }
      : movedByHash(this.#params, largerNumber);
    this.#change = { at: this.#engine.now, action, shard, movedKeys, movedShare, ...theory };
  }

  #depart(index: number): void {
    const key = this.#keyAt(index);
    if (key.home === key.target) {
      key.leaving = false; // called back before it set out
      return this.#letGo();
    }
    this.#messages.send(key.home, key.target, HANDOVER_MS, { kind: 'key', key: index });
  }

  #arrive(message: Moving & ShardingMessage): void {
    if (message.kind === 'request') return this.#letGo();
    const key = this.#keyAt(message.key);
    key.home = message.to;
    this.#handedOver += 1;
    if (key.home === key.target) key.leaving = false;
    else this.#messages.send(key.home, key.target, HANDOVER_MS, { kind: 'key', key: message.key });
    this.#letGo();
  }

  /** Drops the shards that were taken away, once nothing is at them or on its way to them. */
  #letGo(): void {
    if (this.#leaving.length === 0) return;
    const inFlight = this.#messages.inFlight();
    this.#leaving = this.#leaving.filter((shard) => {
      return this.#keys.some(({ home }) => home === shard) || inFlight.some(({ to }) => to === shard);
    });
  }

  #scheduleRequest(): void {
    this.#engine.schedule(this.#arrivals.exponential(1000 / this.#params.requestsPerSecond), REQUEST);
  }

  #request(): void {
    const key = this.#drawKey();
    const shard = this.#keyAt(key).home;
    this.#requests += 1;
    this.#requestsAt.set(shard, (this.#requestsAt.get(shard) ?? 0) + 1);
    this.#latest.push(shard);
    if (this.#latest.length > REQUESTS_REMEMBERED) this.#latest.shift();
    this.#messages.send('router', shard, REQUEST_MS, { kind: 'request', key });
    this.#scheduleRequest();
  }

  #drawKey(): number {
    const { traffic, hotShare, keys } = this.#params;
    const hot = this.#popularity.chance(traffic === 'even' ? 0 : hotShare);
    const any = this.#popularity.uniform();
    if (!hot) return Math.floor(any * keys);
    return traffic === 'hot-key' ? this.#hotKey : keys - 1 - Math.floor(any * this.#newestKeys);
  }

  get #newestKeys(): number {
    return Math.ceil(this.#params.keys * NEWEST);
  }

  /** The share of the requests that a key gets. */
  #popularityOf(index: number): number {
    const { traffic, hotShare, keys } = this.#params;
    if (traffic === 'even') return 1 / keys;
    const plain = (1 - hotShare) / keys;
    if (traffic === 'hot-key') return plain + (index === this.#hotKey ? hotShare : 0);
    return plain + (index >= keys - this.#newestKeys ? hotShare / this.#newestKeys : 0);
  }

  #keyAt(index: number): Key {
    const key = this.#keys[index];
    if (key === undefined) throw new RangeError(`key ${index} of ${this.#keys.length}`);
    return key;
  }

  snapshot(): ShardingSnapshot {
    return {
      now: this.#engine.now,
      shards: [...this.#serving, ...this.#leaving].map((shard) => this.#shardState(shard)),
      keys: this.#keys.map(({ home, target, moved }, index) => {
        return {
          position: this.#placement.position(index),
          shard: home,
          movingTo: home === target ? null : target,
          moved,
        };
      }),
      ring: this.#placement.ring,
      ranges: this.#placement.ranges,
      moving: this.#messages.inFlight(),
      requests: this.#requests,
      change: this.#change,
      handedOver: this.#handedOver,
    };
  }

  #shardState(id: string): ShardState {
    const own = this.#keys.flatMap(({ home }, index) => (home === id ? [index] : []));
    const latest = this.#latest.filter((shard) => shard === id).length;
    return {
      id,
      leaving: this.#leaving.includes(id),
      keys: own.length,
      requests: this.#requestsAt.get(id) ?? 0,
      requestShare: this.#latest.length === 0 ? null : latest / this.#latest.length,
      expectedShare: own.reduce((sum, index) => sum + this.#popularityOf(index), 0),
    };
  }
}
