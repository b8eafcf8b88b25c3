// The shards side by side: how many of the keys each has and how many of the requests it gets, on one scale from
// nothing to all. Keys that move fly from one to the other; requests fall on the shard that has their key.
import type { ShardingParams, ShardingSnapshot, ShardState } from '../../sim/models/sharding.ts';
import type { Shape } from '../figure.ts';
import { along, circle, line, rect, text } from '../shapes.ts';

const LEFT = 52;
const RIGHT = 400;
const TOP = 144;
const BASE = 294;
const ROWS = { shard: 312, keys: 330, load: 348 };
/** Places kept free for shards that the reader adds. */
const FREE_PLACES = 2;
const MOST_DRAWN = 12;
const MOST_FLYING = 90;
/** How high a key flies above the straight way. */
const FLIGHT_HEIGHT = 46;

export const SHARDS_BOTTOM = ROWS.load + 6;

export function drawShards(
  { now, shards, keys, moving, change }: ShardingSnapshot,
  params: ShardingParams,
): Shape[] {
  const drawn = shards.slice(0, MOST_DRAWN);
  const column = (RIGHT - LEFT) / Math.max(params.shards + FREE_PLACES, drawn.length);
  const bar = Math.min(22, column * 0.42);
  const middleOf = (id: string): number =>
    LEFT + column * (drawn.findIndex((shard) => shard.id === id) + 0.5);
  const yOf = (share: number): number => BASE - share * (BASE - TOP);
  const fair = 1 / shards.filter(({ leaving }) => !leaving).length;
  const has = (id: string): boolean => drawn.some((shard) => shard.id === id);
  const topOf = (id: string): number =>
    yOf((shards.find((shard) => shard.id === id)?.keys ?? 0) / keys.length);
  const flying = moving
    .filter(({ kind, from, to }) => kind === 'key' && has(from) && has(to))
    .slice(0, MOST_FLYING);
  const falling = moving.filter(({ kind, to }) => kind === 'request' && has(to)).slice(-30);
  const leavingKeys = new Map<string, number>();
  for (const { shard, movingTo } of keys)
    if (movingTo !== null) leavingKeys.set(shard, (leavingKeys.get(shard) ?? 0) + 1);

  return [
    line('share-all', 'rule', [LEFT, TOP, RIGHT, TOP], { look: 'thin' }),
    text('share-all-words', LEFT - 6, TOP + 5, 'all', { anchor: 'end', tone: 'soft' }),
    line('share-none', 'ink', [LEFT, BASE, RIGHT, BASE]),
    ...drawn.flatMap((shard) => {
      const x = middleOf(shard.id);
      const keyShare = shard.keys / keys.length;
      const leavingShare = (leavingKeys.get(shard.id) ?? 0) / keys.length;
      return [
        rect(
          `${shard.id}-keys`,
          'capacity',
          x - bar - 1,
          yOf(keyShare - leavingShare),
          bar,
          BASE - yOf(keyShare - leavingShare),
          { radius: 1 },
        ),
        rect(
          `${shard.id}-leaving`,
          'waiting',
          x - bar - 1,
          yOf(keyShare),
          bar,
          yOf(keyShare - leavingShare) - yOf(keyShare),
          { radius: 1 },
        ),
        rect(
          `${shard.id}-load`,
          'request',
          x + 1,
          yOf(shard.requestShare ?? 0),
          bar,
          BASE - yOf(shard.requestShare ?? 0),
          { look: 'washed', radius: 1 },
        ),
        line(`${shard.id}-expected`, 'request', [
          x + 1,
          yOf(shard.expectedShare),
          x + 1 + bar,
          yOf(shard.expectedShare),
        ]),
        ...nameShard(shard, x, change),
      ];
    }),
    line('share-fair', 'ink', [LEFT, yOf(fair), RIGHT, yOf(fair)], { look: 'dashed' }),
    text('share-fair-words', LEFT - 6, yOf(fair) + 5, 'fair', { anchor: 'end' }),
    text('row-shard', 0, ROWS.shard, 'shard'),
    text('row-keys', 0, ROWS.keys, 'keys', { tone: 'capacity', bold: true }),
    text('row-load', 0, ROWS.load, 'load %', { tone: 'request', bold: true }),
    ...flying.map((key) => {
      const from = { x: middleOf(key.from) - bar / 2 - 1, y: topOf(key.from) };
      const to = { x: middleOf(key.to) - bar / 2 - 1, y: topOf(key.to) };
      const { x, y } = along(key, now, from, to);
      const share = (now - key.departAt) / (key.arriveAt - key.departAt);
      return circle(`key-${key.key}`, 'waiting', x, y - FLIGHT_HEIGHT * 4 * share * (1 - share), 2.5);
    }),
    ...falling.map((request) => {
      const x = middleOf(request.to) + 1 + bar / 2;
      const { y } = along(request, now, { x, y: TOP - 12 }, { x, y: BASE - 4 });
      return circle(`request-${request.id}`, 'request', x, y, 3.5);
    }),
  ];
}

function nameShard(
  { id, leaving, keys, requestShare }: ShardState,
  x: number,
  change: ShardingSnapshot['change'],
): Shape[] {
  const added = change?.action === 'add-shard' && change.shard === id;
  const number = id.replace('shard-', '');
  return [
    text(`${id}-name`, x, ROWS.shard, leaving ? `−${number}` : added ? `+${number}` : number, {
      anchor: 'middle',
      bold: true,
      tone: leaving ? 'failure' : added ? 'success' : 'ink',
    }),
    text(`${id}-keys-number`, x, ROWS.keys, String(keys), { anchor: 'middle' }),
    text(
      `${id}-load-number`,
      x,
      ROWS.load,
      requestShare === null ? '–' : String(Math.round(requestShare * 100)),
      { anchor: 'middle' },
    ),
  ];
}
