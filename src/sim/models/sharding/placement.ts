// Which shard a key belongs to, and how that changes when a shard comes or goes. Knows nothing of requests, nor
// of the time it takes to hand a key over.
import { hashText } from '../../random.ts';
import type { ShardingParams, ShardingSnapshot } from '../sharding.ts';

/** More would not fit the picture. */
export const MOST_SHARDS = 10;
export const FEWEST_SHARDS = 2;

export interface Placement {
  /** Where the key stands in the picture, from 0 to 1. */
  position(key: number): number;
  shardOf(key: number): string;
  add(shard: string): void;
  remove(shard: string): void;
  readonly ring: ShardingSnapshot['ring'];
  readonly ranges: ShardingSnapshot['ranges'];
}

export function placementFor(params: ShardingParams, seed: number, shards: readonly string[]): Placement {
  if (params.strategy === 'range') return new RangePlacement(params.keys, shards);
  if (params.strategy === 'modulo') return new ModuloPlacement(seed, shards);
  return new RingPlacement(params.virtualNodes, seed, shards);
}

function hashOfKey(key: number, seed: number): number {
  return hashText(`order-${key + 1}`, seed);
}

class ModuloPlacement implements Placement {
  readonly #seed: number;
  #shards: readonly string[];
  readonly ring = [];
  readonly ranges = [];

  constructor(seed: number, shards: readonly string[]) {
    this.#seed = seed;
    this.#shards = shards;
  }

  position(key: number): number {
    return hashOfKey(key, this.#seed) / 2 ** 32;
  }

  shardOf(key: number): string {
    return this.#shards[hashOfKey(key, this.#seed) % this.#shards.length] ?? '';
  }

  add(shard: string): void {
    this.#shards = [...this.#shards, shard];
  }

  remove(shard: string): void {
    this.#shards = this.#shards.filter((other) => other !== shard);
  }
}

/** Karger and others, 1997: every shard has points on a ring, a key belongs to the next point after it. */
class RingPlacement implements Placement {
  readonly #seed: number;
  readonly #pointsPerShard: number;
  ring: ShardingSnapshot['ring'] = [];
  readonly ranges = [];

  constructor(pointsPerShard: number, seed: number, shards: readonly string[]) {
    this.#seed = seed;
    this.#pointsPerShard = pointsPerShard;
    for (const shard of shards) this.add(shard);
  }

  position(key: number): number {
    return hashOfKey(key, this.#seed) / 2 ** 32;
  }

  shardOf(key: number): string {
    const position = this.position(key);
    const next = this.ring.find((point) => point.position >= position) ?? this.ring[0];
    return next?.shard ?? '';
  }

  add(shard: string): void {
    const points = Array.from({ length: this.#pointsPerShard }, (_, index) => {
      return { position: hashText(`${shard}, point ${index}`, this.#seed) / 2 ** 32, shard };
    });
    this.ring = [...this.ring, ...points].sort((a, b) => a.position - b.position);
  }

  remove(shard: string): void {
    this.ring = this.ring.filter((point) => point.shard !== shard);
  }
}

/** Equal ranges at the start. A new shard takes the upper half of the largest range; a neighbour inherits. */
class RangePlacement implements Placement {
  readonly #keys: number;
  readonly ring = [];
  ranges: ShardingSnapshot['ranges'];

  constructor(keys: number, shards: readonly string[]) {
    this.#keys = keys;
    this.ranges = shards.map((shard, index) => ({
      shard,
      first: Math.floor((index * keys) / shards.length),
      last: Math.floor(((index + 1) * keys) / shards.length) - 1,
    }));
  }

  position(key: number): number {
    return (key + 0.5) / this.#keys;
  }

  shardOf(key: number): string {
    return this.ranges.find(({ last }) => key <= last)?.shard ?? '';
  }

  add(shard: string): void {
    const sizes = this.ranges.map(({ first, last }) => last - first);
    const widest = sizes.indexOf(Math.max(...sizes));
    this.ranges = this.ranges.flatMap((range, index) => {
      if (index !== widest) return [range];
      const middle = Math.floor((range.first + range.last) / 2);
      return [
        { ...range, last: middle },
        { shard, first: middle + 1, last: range.last },
      ];
    });
  }

  remove(shard: string): void {
    const at = this.ranges.findIndex((range) => range.shard === shard);
    const gone = this.ranges[at];
    if (gone === undefined) throw new Error(`${shard} has no range`);
    // The neighbour below takes over; above the first there is only the one above.
    const heir = at === 0 ? 1 : at - 1;
    this.ranges = this.ranges.flatMap((range, index) => {
      if (index === at) return [];
      if (index !== heir) return [range];
      return [{ ...range, first: Math.min(range.first, gone.first), last: Math.max(range.last, gone.last) }];
    });
  }
}
