// What can be said of a cache policy in closed form, for Poisson reads and writes of each key.
import { exp } from '../../elementary.ts';
import type { CachePolicyParams, CachePolicySnapshot } from '../cache-policy.ts';

/** Per key: λ reads and μ writes a millisecond, TTL T, database round trip D. */
export function theoryOf(params: CachePolicyParams): NonNullable<CachePolicySnapshot['theory']> {
  const perKey = params.requestsPerSecond / 1000 / params.keys;
  const reads = perKey * (1 - params.writeShare);
  const writes = perKey * params.writeShare;
  switch (params.policy) {
    case 'ttl': {
      // A cycle begins with a miss. The value is read at D/2, stored at D, good until D + T: λT hits, and
      // 1 + λD reads that miss or wait. Without D that is the well-known λT / (1 + λT).
      const ttl = params.ttlSeconds * 1000;
      const cycleReads = 1 + reads * (params.databaseMs + ttl);
      const oldest = ttl + params.databaseMs / 2;
      const staleShare = (reads * meanTimeAfterWrite(writes, oldest)) / cycleReads;
      return {
        hitRatio: (reads * ttl) / cycleReads,
        staleShare,
        staleShareAtMost: staleShare,
        staleMsAtMost: oldest,
      };
    }
    case 'event':
      // A stale answer needs a write whose event is still under way.
      return {
        hitRatio: null,
        staleShare: params.eventDelayMs === 0 ? 0 : null,
        staleShareAtMost: 1 - exp(-writes * params.eventDelayMs),
        staleMsAtMost: params.eventDelayMs,
      };
    case 'write-through':
    case 'write-behind':
      return { hitRatio: null, staleShare: 0, staleShareAtMost: 0, staleMsAtMost: 0 };
  }
}

/** Mean part of a time `length` that lies after its first write: length − (1 − e^(−μ·length)) / μ. */
function meanTimeAfterWrite(writes: number, length: number): number {
  return writes === 0 ? 0 : length - (1 - exp(-writes * length)) / writes;
}
