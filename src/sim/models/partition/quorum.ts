// CP: every operation asks a majority, twice if need be (Attiya, Bar-Noy and Dolev, 1995). The first round learns
// the newest version, the second stores at a majority what is to be answered: the new version of a write, or
// the version that a read found, unless the majority agreed on it already.
import { compare, later, type Version } from './register.ts';

/** Of three nodes. */
const MAJORITY = 2;

/** One operation as its node sees it. */
export interface QuorumOperation {
  readonly id: number;
  readonly kind: 'read' | 'write';
  readonly node: number;
  round: 'query' | 'store';
  /** Versions heard of in the query round, the node's own first; then how many have stored. */
  heard: Version[];
  stored: number;
  chosen: Version | null;
}

/** What an operation's node does next: ask all others to store this version, or answer with it, or go on waiting. */
export type Next =
  | { readonly do: 'store'; readonly version: Version }
  | { readonly do: 'answer'; readonly version: Version }
  | { readonly do: 'wait' };

export function begin(id: number, kind: 'read' | 'write', node: number, own: Version): QuorumOperation {
  return { id, kind, node, round: 'query', heard: [own], stored: 0, chosen: null };
}

/** A reply of the query round; `newOrder` is for a write: larger than any order this node has given out. */
export function hear(operation: QuorumOperation, version: Version, newOrder: number): Next {
  if (operation.round !== 'query') return { do: 'wait' };
  operation.heard.push(version);
  if (operation.heard.length < MAJORITY) return { do: 'wait' };
  const newest = operation.heard.reduce(later);
  const agreed = operation.heard.every((heard) => compare(heard, newest) === 0);
  if (operation.kind === 'read' && agreed) return { do: 'answer', version: newest };
  const order = Math.max(newest.order + 1, newOrder);
  const made = { write: operation.id, order, node: operation.node, seen: newest.seen };
  operation.round = 'store';
  operation.chosen = operation.kind === 'read' ? newest : made;
  operation.stored = 1; // the node itself
  return { do: 'store', version: operation.chosen };
}

/** A node says that it has stored the operation's version. */
export function confirm(operation: QuorumOperation): Next {
  if (operation.round !== 'store' || operation.chosen === null) return { do: 'wait' };
  operation.stored += 1;
  return operation.stored === MAJORITY ? { do: 'answer', version: operation.chosen } : { do: 'wait' };
}
