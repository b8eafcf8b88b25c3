// Where things stand in the event log's picture: a row of cells for each partition, its consumer below the event it
// handles, the way in at the right edge and the way out to the store of the effects at the left one.
import type { ConsumerState, EventLogSnapshot } from '../../sim/models/event-log.ts';
import { alongPath, type Point } from '../shapes.ts';

export const HEIGHT = 396;
/** The partitions share this height, however many they are. */
const ROWS = { top: 32, height: 186 };
export const CELL = 22;
export const SHOWN_EVENTS = 15;
export const LOG_X = 18;
export const LOG_END = LOG_X + SHOWN_EVENTS * CELL;
/** The producers' way down and the effects' way down. */
const WAY_IN = 394;
const WAY_OUT = 6;
export const PRODUCERS_Y = 12;
export const SALES_TOP = 228;
export const CHART = { x: 28, top: 296, width: 372, height: 96 };
/** The window moves on in steps of this, so that the consumer is seen to walk. */
const WINDOW_STEP = 4;
const SHOWN_BEFORE = 8;

export interface Row {
  readonly top: number;
  readonly cellHeight: number;
  /** Of the consumer's line. */
  readonly consumerY: number;
}

export function rowOf(at: number, rows: number): Row {
  const height = ROWS.height / rows;
  const cellHeight = Math.min(50, height - 40);
  const top = ROWS.top + height * at + (height - cellHeight - 40) / 2 + 17;
  return { top, cellHeight, consumerY: top + cellHeight + 13 };
}

/** The first event shown; the snapshot has them from 8 before the consumer's position on. */
export function firstShown({ position }: ConsumerState): number {
  return Math.max(0, Math.ceil((position - SHOWN_BEFORE) / WINDOW_STEP) * WINDOW_STEP);
}

/** Left edge of an event's cell, no farther out than the row. */
export function cellX(offset: number, first: number): number {
  return Math.min(LOG_END, Math.max(LOG_X, LOG_X + (offset - first) * CELL));
}

export function producerX(at: number): number {
  return 100 + at * 70;
}

/** Where the consumer stands: below the event at its position. */
export function consumerX(consumer: ConsumerState): number {
  return cellX(consumer.position, firstShown(consumer)) + CELL / 2;
}

type Message = EventLogSnapshot['moving'][number];

export function placeOf(message: Message, { partitions, consumers, now }: EventLogSnapshot): Point {
  const at = Number((message.kind === 'event' ? message.to : message.from).split('-')[1]) - 1;
  const consumer = consumers[at];
  const row = rowOf(at, partitions.length);
  if (!consumer) return { x: 0, y: 0 };
  const x = consumerX(consumer);
  const middle = row.top + row.cellHeight / 2;
  if (message.kind === 'event') {
    const from = producerX(Number(message.from.split('-')[1]) - 1);
    const end = cellX(partitions[at]?.length ?? 0, firstShown(consumer)) + CELL / 2;
    return alongPath(message, now, [
      { x: from, y: PRODUCERS_Y },
      { x: WAY_IN, y: PRODUCERS_Y },
      { x: WAY_IN, y: middle },
      { x: end, y: middle },
    ]);
  }
  if (message.kind === 'position') {
    const to = cellX(message.offset ?? 0, firstShown(consumer));
    return alongPath(message, now, [
      { x, y: row.consumerY },
      { x: to, y: row.top - 4 },
    ]);
  }
  return alongPath(message, now, [
    { x, y: row.consumerY },
    { x: WAY_OUT, y: row.consumerY },
    { x: WAY_OUT, y: SALES_TOP + 16 },
    { x: 20, y: SALES_TOP + 16 },
  ]);
}
