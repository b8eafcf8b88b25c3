// Where the three nodes and their clients are, and what the wires between them take.
import type { Side } from '../partition.ts';

/** Between a client and its node, and between the two nodes of the left side. */
export const LOCAL_MS = 100;
export const NODES = 3;
/** Nodes count from 0; the other two are on the left. */
export const RIGHT_NODE = 2;

const LETTERS = 'abc';

export function nodeOf(node: number): string {
  return `node-${LETTERS.charAt(node)}`;
}

export function clientOf(node: number): string {
  return `client-${LETTERS.charAt(node)}`;
}

/** The node of this name, or the node of the client of this name. */
export function nodeAt(place: string): number {
  return LETTERS.indexOf(place.at(-1) ?? '');
}

export function sideOf(node: number): Side {
  return node === RIGHT_NODE ? 'right' : 'left';
}

/** Whether the wire between two places is the link: only that between nodes of different sides is. */
export function crossesLink(from: string, to: string): boolean {
  const betweenNodes = from.startsWith('node') && to.startsWith('node');
  return betweenNodes && sideOf(nodeAt(from)) !== sideOf(nodeAt(to));
}
