// Where things stand in the partition's picture: three nodes with a client each, two nodes on the left side and one on
// the right, and one link between the sides that everything between them takes.
import type { PartitionSnapshot } from '../../sim/models/partition.ts';
import { alongPath, type Point } from '../shapes.ts';

export const HEIGHT = 352;
export const NODE = { width: 98, height: 52 };
export const SIDES = { top: 0, height: 212, left: { x: 0, width: 190 }, right: { x: 236, width: 164 } };
export const LINK_Y = 108;
/** Where the left side's two wires meet. */
export const HUB: Point = { x: 186, y: LINK_Y };
export const CUT: Point = { x: 213, y: LINK_Y };

const NODES: Readonly<Record<string, Point>> = {
  a: { x: 112, y: 64 },
  b: { x: 112, y: 152 },
  c: { x: 292, y: LINK_Y },
};
const CLIENTS: Readonly<Record<string, Point>> = {
  a: { x: 26, y: 64 },
  b: { x: 26, y: 152 },
  c: { x: 374, y: LINK_Y },
};

export function pointOf(place: string): Point {
  const [kind, letter = ''] = place.split('-');
  if (kind === 'cut') return CUT;
  return (kind === 'node' ? NODES : CLIENTS)[letter] ?? CUT;
}

type Message = PartitionSnapshot['moving'][number];

/** Where a message is now. It leaves from a node's edge and arrives at one. */
export function placeOf(message: Message, now: number): Point {
  return alongPath(message, now, wireBetween(message.from, message.to));
}

/** The corners of the wire from one place to another. */
export function wireBetween(from: string, to: string): Point[] {
  const [start, end] = [pointOf(from), pointOf(to)];
  if (isLocal(from, to)) return [edge(start, end, from), edge(end, start, to)];
  const leaves = (point: Point, place: string): Point[] => {
    if (place === 'cut') return [CUT];
    if (place === 'node-c') return [{ x: point.x - NODE.width / 2, y: LINK_Y }];
    return [{ x: point.x + NODE.width / 2, y: point.y }, HUB];
  };
  return [...leaves(start, from), ...leaves(end, to).reverse()];
}

/** Wires that do not take the link: a client's own, and the one between the two nodes of the left side. */
function isLocal(from: string, to: string): boolean {
  return (
    from.startsWith('client') ||
    to.startsWith('client') ||
    !(from.endsWith('c') || to.endsWith('c') || to === 'cut')
  );
}

function edge(point: Point, other: Point, place: string): Point {
  if (!place.startsWith('node')) return point;
  if (point.x === other.x)
    return { x: point.x, y: point.y + (Math.sign(other.y - point.y) * NODE.height) / 2 };
  return { x: point.x + (Math.sign(other.x - point.x) * NODE.width) / 2, y: point.y };
}
