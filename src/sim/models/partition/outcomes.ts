// What clients saw: the latest outcomes, counts for each side, and how long operations take at least.
import { Tally } from '../../statistics.ts';
import type { Outcome, PartitionParams, Side, SideCounts } from '../partition.ts';
import { LOCAL_MS } from './places.ts';

const SHOWN = 16;

class SideTally {
  refused = 0;
  staleReads = 0;
  readonly reads = new Tally();
  readonly writes = new Tally();
}

export class Outcomes {
  readonly #params: PartitionParams;
  readonly #latest: Outcome[] = [];
  readonly #sides = { left: new SideTally(), right: new SideTally() };

  constructor(params: PartitionParams) {
    this.#params = params;
  }

  add(outcome: Outcome): void {
    this.#latest.push(outcome);
    if (this.#latest.length > SHOWN) this.#latest.shift();
    const side = this.#sides[outcome.side];
    if (outcome.refused) side.refused += 1;
    else (outcome.kind === 'read' ? side.reads : side.writes).add(outcome.endedAt - outcome.startedAt);
    if (outcome.stale) side.staleReads += 1;
  }

  latest(): Outcome[] {
    return [...this.#latest];
  }

  counts(side: Side): SideCounts {
    const { refused, staleReads, reads, writes } = this.#sides[side];
    const client = 2 * LOCAL_MS;
    // A majority is the node itself and the nearest other: across the link for the right side.
    const round = this.#params.choice === 'ap' ? 0 : 2 * (side === 'left' ? LOCAL_MS : this.#params.linkMs);
    return {
      answered: reads.count + writes.count,
      refused,
      staleReads,
      meanReadMs: reads.count === 0 ? null : reads.mean,
      meanWriteMs: writes.count === 0 ? null : writes.mean,
      leastReadMs: client + round,
      leastWriteMs: client + 2 * round,
    };
  }
}
