// How many keys a change of the number of shards gives a new home, on average over hash functions.
import type { ShardingParams } from '../sharding.ts';

interface MovedShare {
  readonly expectedShare: number;
  /** Standard deviation of the share of `keys` keys. */
  readonly deviation: number;
}

/**
 * `shards` is the larger number, after an addition or before a removal. A hash modulo n equals the same hash
 * modulo n − 1 for one key in n. On a ring the one shard that came or went owns the sum of v of the n·v arcs,
 * a share with the distribution Beta(v, (n − 1)·v); keys fall on it independently.
 */
export function movedByHash(params: ShardingParams, shards: number): MovedShare {
  if (params.strategy === 'modulo') {
    const expectedShare = 1 - 1 / shards;
    return { expectedShare, deviation: Math.sqrt((expectedShare * (1 - expectedShare)) / params.keys) };
  }
  const expectedShare = 1 / shards;
  const arcVariance = (shards - 1) / (shards ** 2 * (shards * params.virtualNodes + 1));
  const keyVariance = (expectedShare - expectedShare ** 2 - arcVariance) / params.keys;
  return { expectedShare, deviation: Math.sqrt(arcVariance + keyVariance) };
}
