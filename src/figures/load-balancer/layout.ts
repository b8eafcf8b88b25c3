// Where things stand in the load balancer's picture. Lines of waiting requests share one scale: a place in a line is
// a step upwards, so a mean length has a height too. Not here: what is drawn there (figure.ts).
import type { MovingRequest, ServerState } from '../../sim/models/load-balancer.ts';
import { alongPath, type Point } from '../shapes.ts';

export const HEIGHT = 318;
/** The servers' columns; to the left of them stands what each row says. */
export const LEFT = 76;
export const WIDTH = 400 - LEFT;
export const CENTRE = LEFT + WIDTH / 2;
export const CLIENTS_Y = 12;
export const BALANCER = { x: CENTRE - 95, y: 46, width: 190, height: 28 };
/** Where a wire ends, above the number of those that wait out of sight. */
export const WIRE_END = 97;
export const MORE_Y = 111;
export const SERVER_TOP = 214;
export const SERVER_HEIGHT = 34;
/** Waiting requests drawn one by one; more are counted. */
export const SHOWN_WAITING = 8;
export const STEP = 12;

export interface Column {
  readonly x: number;
  /** Of the server's box. */
  readonly width: number;
}

export function columnOf(at: number, servers: number): Column {
  const room = WIDTH / servers;
  return { x: LEFT + room * (at + 0.5), width: Math.min(58, room - 7) };
}

export function clientX(at: number, clients: number): number {
  return LEFT + (WIDTH * (at + 0.5)) / clients;
}

/** Height of a line's end for so many requests at the server; the first of them is inside the box. */
export function loadY(load: number): number {
  if (load <= 1) return SERVER_TOP + (1 - load) * SERVER_HEIGHT;
  return SERVER_TOP - 4 - Math.min(load - 1, SHOWN_WAITING) * STEP;
}

/** Centre of a place in the line, 0 for the next to be served. */
export function waitingY(place: number): number {
  return SERVER_TOP - 10 - place * STEP;
}

/** Where a request on its way is now: through the balancer's foot, down a wire, along the line to its end. */
export function placeOf(
  moving: MovingRequest,
  now: number,
  servers: readonly ServerState[],
  clients: number,
): Point {
  const corners = (id: string): Point[] => {
    const [kind, number] = id.split('-');
    const at = Number(number) - 1;
    if (kind === 'client') return [{ x: clientX(at, clients), y: CLIENTS_Y }];
    if (kind !== 'server') return [{ x: CENTRE, y: BALANCER.y + BALANCER.height }];
    const { x } = columnOf(at, servers.length);
    return [
      { x, y: waitingY(Math.min(servers[at]?.waiting.length ?? 0, SHOWN_WAITING)) },
      { x, y: WIRE_END },
    ];
  };
  return alongPath(moving, now, [...corners(moving.from), ...corners(moving.to).reverse()]);
}
