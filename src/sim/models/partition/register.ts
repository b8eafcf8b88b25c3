// The one value that the nodes hold copies of, and how two copies compare. Pure.

/** A version of the value. */
export interface Version {
  /** Number of the write that made it; 0 for the value at the start. */
  readonly write: number;
  /** Later versions have a larger order, equal orders are decided by the node: no two versions tie. */
  readonly order: number;
  readonly node: number;
  /** How many writes of each node it has seen: says whether one version knew of another (AP only). */
  readonly seen: readonly number[];
}

export const INITIAL: Version = { write: 0, order: 0, node: -1, seen: [0, 0, 0] };

/** The version that a write makes of what its node holds (AP): later by the clock, and later than what it knew. */
export function succeed(own: Version, write: number, node: number, now: number): Version {
  const seen = own.seen.map((count, index) => (index === node ? count + 1 : count));
  return { write, order: Math.max(now, own.order + 1), node, seen };
}

/** Positive when `a` is the later. */
export function compare(a: Version, b: Version): number {
  return a.order - b.order || a.node - b.node;
}

export function later(a: Version, b: Version): Version {
  return compare(a, b) >= 0 ? a : b;
}

/** Whether whoever made `a` knew of `b`. */
export function knew(a: Version, b: Version): boolean {
  return b.seen.every((count, node) => count <= (a.seen[node] ?? 0));
}

/**
 * What a node holds after it has `own` and hears of `other`: the one that knew of the other; of two that did not
 * know of each other the later, and the loser is discarded.
 */
export function merge(own: Version, other: Version): { held: Version; discarded: Version | null } {
  if (knew(own, other)) return { held: own, discarded: null };
  if (knew(other, own)) return { held: other, discarded: null };
  const winner = later(own, other);
  const seen = own.seen.map((count, node) => Math.max(count, other.seen[node] ?? 0));
  return { held: { ...winner, seen }, discarded: winner === own ? other : own };
}
