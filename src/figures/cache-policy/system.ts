// Application, cache and database with what travels between them. Which wires there are is the policy; what each row
// of the cache and of the database holds is its state.
import type { CachedKey, CachePolicyParams, CachePolicySnapshot } from '../../sim/models/cache-policy.ts';
import type { Shape } from '../figure.ts';
import { alongPath, circle, line, rect, sign, text, type Point } from '../shapes.ts';

type Message = CachePolicySnapshot['moving'][number];
type Lane = readonly Point[];

const TOP = 20;
const BOTTOM = 146;
const APP = { x: 0, width: 60 };
const CACHE = { x: 140, width: 122 };
const DATABASE = { x: 334, width: 66 };
const READ_Y = 46;
const WRITE_Y = 124;
const PAST_Y = 162;
const TALLEST_ROW = 30;
/** Messages; there are more only with every rate and delay at its highest. */
const MOST_DRAWN = 60;

const APP_RIGHT = APP.x + APP.width;
const CACHE_RIGHT = CACHE.x + CACHE.width;
const READ: Lane = lane(APP_RIGHT, CACHE.x, READ_Y);
const LOAD: Lane = lane(CACHE_RIGHT, DATABASE.x, READ_Y);
const WRITE: Lane = lane(APP_RIGHT, CACHE.x, WRITE_Y);
const FLUSH: Lane = lane(CACHE_RIGHT, DATABASE.x, WRITE_Y);
/** Under the cache, which sees nothing of it. */
const PAST: Lane = [
  { x: 30, y: BOTTOM },
  { x: 30, y: PAST_Y },
  { x: 367, y: PAST_Y },
  { x: 367, y: BOTTOM },
];

export function drawSystem({ now, keys, moving }: CachePolicySnapshot, params: CachePolicyParams): Shape[] {
  return [
    ...drawWires(params.policy),
    box('app', APP),
    box('cache', CACHE),
    box('database', DATABASE),
    text('app-name', APP.width / 2, 13, 'app', { anchor: 'middle', bold: true }),
    text('cache-name', CACHE.x + CACHE.width / 2, 13, 'cache', { anchor: 'middle', bold: true }),
    text('database-name', DATABASE.x + DATABASE.width / 2, 13, 'database', { anchor: 'middle', bold: true }),
    ...keys.flatMap((key, at) => drawKey(key, rowAt(at, keys.length), now, params)),
    ...moving.slice(-MOST_DRAWN).map((message) => drawMessage(message, now, params.policy)),
  ];
}

function box(key: string, { x, width }: { readonly x: number; readonly width: number }): Shape {
  return rect(`${key}-box`, 'ink', x, TOP, width, BOTTOM - TOP, { look: 'outlined' });
}

function drawWires(policy: CachePolicyParams['policy']): Shape[] {
  const wire = (key: string, way: Lane, words: string): Shape[] => [
    line(
      `wire-${key}`,
      'rule',
      way.flatMap(({ x, y }) => [x, y]),
      { look: 'thin' },
    ),
    text(`wire-${key}-words`, ((way[0]?.x ?? 0) + (way.at(-1)?.x ?? 0)) / 2, (way[1]?.y ?? 0) - 12, words, {
      anchor: 'middle',
      tone: 'soft',
    }),
  ];
  const reads = [...wire('read', READ, 'reads'), ...wire('load', LOAD, 'loads')];
  if (policy === 'write-through')
    return [...reads, ...wire('write', WRITE, 'writes'), ...wire('flush', FLUSH, 'writes')];
  if (policy === 'write-behind')
    return [...reads, ...wire('write', WRITE, 'writes'), ...wire('flush', FLUSH, 'flush')];
  const past = [
    line(
      'wire-past',
      'rule',
      PAST.flatMap(({ x, y }) => [x, y]),
      { look: 'thin' },
    ),
    text('wire-past-words', 201, PAST_Y + 20, 'writes go past the cache', { anchor: 'middle', tone: 'soft' }),
  ];
  return policy === 'ttl' ? [...reads, ...past] : [...reads, ...past, ...wire('event', FLUSH, 'event')];
}

interface Row {
  readonly y: number;
  readonly height: number;
}

function rowAt(at: number, rows: number): Row {
  const pitch = Math.min(TALLEST_ROW, (BOTTOM - TOP - 4) / rows);
  const top = (TOP + BOTTOM) / 2 - (pitch * rows) / 2;
  return { y: top + at * pitch, height: pitch - 1 };
}

function drawKey(
  { key, cached, databaseVersion, acknowledgedVersion }: CachedKey,
  { y, height }: Row,
  now: number,
  params: CachePolicyParams,
): Shape[] {
  const base = y + height / 2 + 5;
  const x = CACHE.x + 3;
  const width = CACHE.width - 6;
  const valid = cached !== null && !cached.expired;
  const tone = cached?.stale ? 'stale' : 'success';
  const left =
    cached?.expiresAt == null ? 1 : Math.max(0, (cached.expiresAt - now) / (params.ttlSeconds * 1000));
  const behind = databaseVersion < acknowledgedVersion;
  return [
    rect(`${key}-row`, 'sunk', x, y, width, height),
    ...(valid ? [rect(`${key}-life`, tone, x, y, width * left, height, { look: 'washed' })] : []),
    text(`${key}-name`, x + 4, base, key.replace('product-', 'key '), { tone: 'soft' }),
    text(
      `${key}-cached`,
      x + width - (valid ? 22 : 6),
      base,
      valid ? `v${cached.version}` : cached ? 'expired' : 'empty',
      { anchor: 'end', bold: valid, tone: valid ? 'ink' : 'soft' },
    ),
    ...(valid
      ? [
          sign(
            `${key}-state`,
            cached.dirty ? 'waiting' : tone,
            cached.dirty ? 'down' : cached.stale ? 'clock' : 'check',
            x + width - 10,
            y + height / 2,
            12,
          ),
        ]
      : []),
    rect(`${key}-database`, 'sunk', DATABASE.x + 3, y, DATABASE.width - 6, height),
    text(`${key}-database-version`, DATABASE.x + DATABASE.width / 2, base, `v${databaseVersion}`, {
      anchor: 'middle',
      bold: true,
      tone: behind ? 'waiting' : 'ink',
    }),
  ];
}

function drawMessage(message: Message, now: number, policy: CachePolicyParams['policy']): Shape {
  const key = `message-${message.id}`;
  const { x, y } = placeOf(message, now, policy);
  switch (message.kind) {
    case 'answer':
      return message.stale ? sign(key, 'stale', 'clock', x, y, 13) : sign(key, 'success', 'check', x, y, 11);
    case 'ack':
    case 'flushed':
      return sign(key, 'capacity', 'check', x, y, 9);
    case 'event':
      return sign(key, 'ink', 'cross', x, y, 10);
    case 'fill':
      return circle(key, 'request', x, y, 4, { look: 'outlined' });
    case 'write':
    case 'flush':
      return rect(key, 'request', x - 5, y - 5, 10, 10, { radius: 1 });
    case 'read':
    case 'load':
      return circle(key, 'request', x, y, 5);
  }
}

/** Those that come back keep to the other side of the wire. */
function placeOf(message: Message, now: number, policy: CachePolicyParams['policy']): Point {
  const way = laneOf(message, policy);
  const back = message.from === 'database' || (message.from === 'cache' && message.to === 'app');
  const { x, y } = alongPath(message, now, back ? way.toReversed() : way);
  return { x, y: y + (back ? 7 : -4) };
}

function laneOf({ kind, from, to }: Message, policy: CachePolicyParams['policy']): Lane {
  const atApp = from === 'app' || to === 'app';
  if (kind === 'read' || kind === 'answer') return READ;
  if (kind === 'load' || kind === 'fill') return LOAD;
  if (kind === 'event' || kind === 'flush' || kind === 'flushed' || !atApp) return FLUSH;
  return policy === 'ttl' || policy === 'event' ? PAST : WRITE;
}

function lane(from: number, to: number, y: number): Lane {
  return [
    { x: from, y },
    { x: to, y },
  ];
}
