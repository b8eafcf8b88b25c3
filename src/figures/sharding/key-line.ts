// All keys on one line, by number or by hash: those that the latest change moved stand out, and what the newest shard
// took is marked. Where the placement knows neighbours, the line is divided into what belongs to each shard.
import type { ShardingParams, ShardingSnapshot } from '../../sim/models/sharding.ts';
import type { Shape } from '../figure.ts';
import { line, percent, rect, text } from '../shapes.ts';

const WIDTH = 400;
const BASE = 50;
const STAYED_HEIGHT = 12;
const MOVED_HEIGHT = 26;
const WORDS_Y = 73;
/** A part of the line narrower than this has no room for its shard's number. */
const NARROWEST_LABELLED = 22;
const GAUGE = { y: 104, height: 11 };

interface Part {
  readonly from: number;
  readonly to: number;
  readonly shard: string;
}

export function drawKeyLine(snapshot: ShardingSnapshot, params: ShardingParams): Shape[] {
  const { keys, change } = snapshot;
  const ticks = (moved: boolean, height: number): number[] =>
    keys
      .filter((key) => key.moved === moved)
      .map(({ position }) => position * WIDTH)
      .sort((a, b) => a - b)
      .flatMap((x) => [x, BASE, x, BASE - height, x, BASE]);
  const parts = partsOf(snapshot, params);
  const own = parts.filter(({ shard }) => change?.action === 'add-shard' && shard === change.shard);
  const taken = own.flatMap(({ from, to }) => [
    from,
    BASE,
    from,
    BASE - MOVED_HEIGHT - 4,
    to,
    BASE - MOVED_HEIGHT - 4,
    to,
    BASE,
  ]);
  const title =
    params.strategy === 'range'
      ? 'All keys, by number'
      : params.strategy === 'ring'
        ? 'All keys, by hash: the ring, cut open'
        : 'All keys, by hash';
  return [
    text('line-title', 0, 13, title, { tone: 'soft' }),
    ...(own.length > 0
      ? [
          line('line-own', 'success', taken, { area: true }),
          line('line-own-edge', 'success', taken, { look: 'thin' }),
        ]
      : []),
    line('line-base', 'rule', [0, BASE, WIDTH, BASE]),
    line('line-stayed', 'capacity', ticks(false, STAYED_HEIGHT)),
    line('line-moved', 'waiting', ticks(true, MOVED_HEIGHT)),
    line(
      'line-parts',
      'ink',
      parts.flatMap(({ from }) => [from, BASE, from, BASE + 6, from, BASE]),
    ),
    ...drawWords(parts, snapshot, params),
    ...drawGauge(snapshot),
  ];
}

function partsOf({ ring, ranges }: ShardingSnapshot, { keys }: ShardingParams): Part[] {
  if (ranges.length > 0)
    return ranges.map(({ shard, first, last }) => ({
      shard,
      from: (first / keys) * WIDTH,
      to: ((last + 1) / keys) * WIDTH,
    }));
  const first = ring[0];
  if (first === undefined) return [];
  const arcs = ring.map(({ shard, position }, at) => ({
    shard,
    from: (ring[at - 1]?.position ?? 0) * WIDTH,
    to: position * WIDTH,
  }));
  // Round the end: what comes after the last point belongs to the first.
  return [...arcs, { shard: first.shard, from: (ring.at(-1)?.position ?? 0) * WIDTH, to: WIDTH }];
}

function drawWords(
  parts: readonly Part[],
  { ring }: ShardingSnapshot,
  { strategy, virtualNodes }: ShardingParams,
): Shape[] {
  const wide = parts.filter(({ from, to }) => to - from >= NARROWEST_LABELLED);
  const labelled = wide.reduce((sum, { from, to }) => sum + to - from, 0);
  if (strategy === 'modulo')
    return [text('line-words', 0, WORDS_Y, 'modulo: neighbors live on different shards', { tone: 'soft' })];
  if (labelled < WIDTH / 2)
    return [
      text(
        'line-words',
        0,
        WORDS_Y,
        `${ring.length} points, ${virtualNodes} of each shard, divide the line`,
        { tone: 'soft' },
      ),
    ];
  return wide.map(({ shard, from, to }, at) =>
    text(`line-part-${at}`, (from + to) / 2, WORDS_Y, shard.replace('shard-', ''), {
      anchor: 'middle',
      tone: 'soft',
    }),
  );
}

/** The share of the keys that the latest change moved, and what theory expected. */
function drawGauge({ change, keys }: ShardingSnapshot): Shape[] {
  const { y, height } = GAUGE;
  const at = (change?.expectedShare ?? 0) * WIDTH;
  return [
    text(
      'moved-words',
      0,
      y - 6,
      change ? `${change.movedKeys} of ${keys.length} keys move` : 'keys that move: none yet',
      { bold: change !== null, tone: change ? 'waiting' : 'soft' },
    ),
    rect('moved-whole', 'sunk', 0, y, WIDTH, height, { radius: 1 }),
    rect('moved-bar', 'waiting', 0, y, WIDTH * (change?.movedShare ?? 0), height, { radius: 1 }),
    ...(change
      ? [
          line('moved-theory', 'ink', [at, y - 4, at, y + height + 4], { look: 'dashed' }),
          text(
            'moved-share',
            WIDTH,
            y - 6,
            `${percent(change.movedShare, 1)}, theory ${percent(change.expectedShare, 1)}`,
            { anchor: 'end' },
          ),
        ]
      : []),
  ];
}
