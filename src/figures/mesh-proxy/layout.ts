// Where things stand in the mesh proxy's picture: the caller at the left, then for each hop a wire that begins with the
// proxy's breaker, drawn as a switch, and ends at the service that is called.
import type { MeshProxySnapshot } from '../../sim/models/mesh-proxy.ts';
import { along, type Point } from '../shapes.ts';

export const HEIGHT = 302;
export const BOX = { width: 72, height: 56 };
export const WIRE_Y = 72;
export const BOX_TOP = WIRE_Y - BOX.height / 2;
/** Length of the breaker's lever, at the beginning of a wire. */
export const LEVER = 18;
export const CHART = { x: 26, top: 192, width: 374, height: 84 };

export interface Hop {
  /** Where the wire begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Left edge of the called service's box. */
  readonly box: number;
}

export function hopOf(at: number, hops: number): Hop {
  const room = (400 - BOX.width) / hops;
  const from = BOX.width + room * at;
  return { from, to: from + room - BOX.width, box: from + room - BOX.width };
}

type Message = MeshProxySnapshot['moving'][number];

export function placeOf(message: Message, { hops, now }: MeshProxySnapshot): Point {
  const { from, to } = hopOf(Number(message.from.split('-')[1]) - 1, hops.length);
  const [start, end] = [
    { x: from + 4, y: WIRE_Y },
    { x: to, y: WIRE_Y },
  ];
  return message.kind === 'request' ? along(message, now, start, end) : along(message, now, end, start);
}
