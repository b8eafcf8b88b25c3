// Where things stand in the replicas' picture: users at the left, servers in the middle, and beside each server what it
// has of the log. A record stands in the same column in every row, so a gap is a record that has not arrived.
import type { ReplicasSnapshot } from '../../sim/models/replicas.ts';
import { along, type Point } from '../shapes.ts';

export const HEIGHT = 372;
/** The servers share this height, however many they are. */
export const ROWS = { top: 28, height: 236 };
export const BOX = { x: 104, width: 88, height: 40 };
export const USER_X = 13;
export const CELL = 16;
export const CELL_HEIGHT = 22;
/** Records shown: the newest ones. */
export const SHOWN_RECORDS = 12;
export const LOG_X = 400 - SHOWN_RECORDS * CELL;
export const CHART_TOP = 282;

export function rowY(at: number, servers: number): number {
  return ROWS.top + (ROWS.height * (at + 0.5)) / servers;
}

export function userY(at: number): number {
  return ROWS.top + (ROWS.height * (at + 0.5)) / 4;
}

/** The first of the columns' positions: the log's newest record stands in the last column, once there are enough. */
export function firstShown({ log }: ReplicasSnapshot): number {
  return Math.max(1, (log.at(-1)?.position ?? 0) - SHOWN_RECORDS + 1);
}

/** Left edge of a record's column. */
export function columnX(position: number, first: number): number {
  return LOG_X + (position - first) * CELL;
}

type Message = ReplicasSnapshot['moving'][number];

/** Where a message is now; undefined for a record whose column is not shown. */
export function placeOf(message: Message, snapshot: ReplicasSnapshot): Point | undefined {
  const { servers, now } = snapshot;
  const first = firstShown(snapshot);
  const inLog = message.kind === 'record' || message.kind === 'confirm';
  const position = message.position ?? 0;
  if (inLog && (position < first || position >= first + SHOWN_RECORDS)) return undefined;
  const end = (id: string): Point => {
    const [kind, number] = id.split('-');
    const at = Number(number) - 1;
    if (kind === 'user') return { x: USER_X, y: userY(at) };
    const y = rowY(at, servers.length);
    if (inLog)
      return { x: columnX(position, first) + CELL / 2, y: y + towards(id, message) * (CELL_HEIGHT / 2) };
    // What one server passes on to another goes along their boxes' edges.
    const betweenServers = message.from.startsWith('server') && message.to.startsWith('server');
    return { x: betweenServers ? BOX.x + BOX.width : BOX.x, y };
  };
  return along(message, now, end(message.from), end(message.to));
}

/** A message between rows leaves and arrives at the edge of its cell: 1 below the row, −1 above. */
function towards(id: string, { from, to }: Message): number {
  return id === (from < to ? from : to) ? 1 : -1;
}
