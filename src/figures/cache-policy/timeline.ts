// The last 20 seconds of the first key: what the database held, what the cache held, and how reads were answered.
// A copy that was old while it was served stands above the answers that were old for it.
import type { CachePolicySnapshot } from '../../sim/models/cache-policy.ts';
import { RECENT_MS } from '../../sim/models/cache-policy/recent.ts';
import type { Shape, Tone } from '../figure.ts';
import { line, rect, text } from '../shapes.ts';

const LEFT = 78;
const RIGHT = 400;
const ROW_HEIGHT = 18;
const ROWS = { title: 202, database: 210, cache: 232, hits: 268, loads: 284, old: 300, axis: 316 };
const TICK_HEIGHT = 11;
/** Narrower than this cannot be told from its neighbour. */
const SHORTEST_MS = 150;
/** With more than these in a row, each shows only what every quarter of a second begins with. */
const MOST_STRETCHES = 60;
const CELL_MS = 250;

/** A stretch of time in which a row shows the same. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Null where there is no valid copy. */
  readonly version: number | null;
  readonly tone: Tone;
  readonly words: string;
}

export function drawTimeline({ now, keys, recent }: CachePolicySnapshot): Shape[] {
  const since = now - RECENT_MS;
  const xAt = (time: number): number => LEFT + ((Math.max(time, since) - since) / RECENT_MS) * (RIGHT - LEFT);
  const reads = (
    key: string,
    words: string,
    y: number,
    tone: Tone,
    chosen: CachePolicySnapshot['recent']['reads'],
  ): Shape[] => [
    text(`${key}-words`, LEFT - 8, y, words, { anchor: 'end', tone }),
    line(`${key}-base`, 'rule', [LEFT, y, RIGHT, y], { look: 'thin' }),
    line(
      `${key}-ticks`,
      tone,
      comb(
        chosen.map(({ at }) => xAt(at)),
        y,
      ),
    ),
  ];
  return [
    text(
      'timeline-title',
      0,
      ROWS.title,
      keys.length === 1 ? 'The last 20 seconds' : 'Key 1, the last 20 seconds',
      { tone: 'soft' },
    ),
    text('timeline-database', LEFT - 8, ROWS.database + 14, 'database', { anchor: 'end' }),
    text('timeline-cache', LEFT - 8, ROWS.cache + 14, 'cache', { anchor: 'end' }),
    ...drawStretches('database-past', databaseStretches(recent.states, now), ROWS.database, xAt),
    ...drawStretches('cache-past', cacheStretches(recent.states, now), ROWS.cache, xAt),
    ...reads(
      'hits',
      'hits',
      ROWS.hits,
      'success',
      recent.reads.filter(({ hit, stale }) => hit && !stale),
    ),
    ...reads(
      'loads',
      'misses',
      ROWS.loads,
      'request',
      recent.reads.filter(({ hit, stale }) => !hit && !stale),
    ),
    ...reads(
      'old',
      'old hits',
      ROWS.old,
      'stale',
      recent.reads.filter(({ stale }) => stale),
    ),
    text('axis-from', LEFT, ROWS.axis, '20 s ago', { tone: 'soft' }),
    text('axis-to', RIGHT, ROWS.axis, 'now', { anchor: 'end', tone: 'soft' }),
  ];
}

type States = CachePolicySnapshot['recent']['states'];

function databaseStretches(states: States, now: number): Stretch[] {
  return states.map(({ at, databaseVersion, acknowledgedVersion }, index) => {
    const behind = databaseVersion < acknowledgedVersion;
    return {
      from: at,
      to: states[index + 1]?.at ?? now,
      version: databaseVersion,
      tone: behind ? 'waiting' : 'capacity',
      words: behind ? ', behind' : '',
    };
  });
}

function cacheStretches(states: States, now: number): Stretch[] {
  return states.flatMap(({ at, cachedVersion, acknowledgedVersion, expiresAt }, index): Stretch[] => {
    const end = states[index + 1]?.at ?? now;
    const goodUntil = cachedVersion === null ? at : Math.min(end, Math.max(at, expiresAt ?? end));
    const stale = cachedVersion !== null && cachedVersion < acknowledgedVersion;
    return [
      {
        from: at,
        to: goodUntil,
        version: cachedVersion,
        tone: stale ? 'stale' : 'success',
        words: stale ? ', old' : '',
      },
      { from: goodUntil, to: end, version: null, tone: 'rule', words: '' },
    ];
  });
}

function drawStretches(
  key: string,
  stretches: readonly Stretch[],
  y: number,
  xAt: (time: number) => number,
): Shape[] {
  const fine = merged(stretches);
  return (fine.length > MOST_STRETCHES ? merged(coarse(fine)) : fine).flatMap(
    ({ from, to, version, tone, words }, at): Shape[] => {
      const [x, width] = [xAt(from), xAt(to) - xAt(from)];
      if (width <= 0) return [];
      if (tone === 'rule')
        return [
          line(`${key}-none-${at}`, tone, [x, y + ROW_HEIGHT / 2, x + width, y + ROW_HEIGHT / 2], {
            look: 'dashed',
          }),
        ];
      const [long, short] = version === null ? ['', ''] : [`v${version}${words}`, `v${version}`];
      const label = width > long.length * 8 + 6 ? long : width > short.length * 8 + 6 ? short : '';
      return [
        rect(`${key}-${at}`, tone, x, y, Math.max(0.8, width - 1), ROW_HEIGHT, { look: 'washed', radius: 1 }),
        ...(label ? [text(`${key}-words-${at}`, x + 4, y + 14, label)] : []),
      ];
    },
  );
}

/** Neighbours that show the same become one; so do those of one tone that are too short to tell apart. */
function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const next of stretches) {
    if (next.to <= next.from) continue;
    const last = result.at(-1);
    const alike = last !== undefined && last.tone === next.tone;
    if (alike && last.version === next.version) result[result.length - 1] = { ...last, to: next.to };
    else if (alike && isShort(next) && (isShort(last) || last.version === null))
      result[result.length - 1] = { ...last, to: next.to, version: null };
    else result.push(next);
  }
  return result;
}

/** What a quarter of a second begins with stands for all of it: where changes crowd, their mixture is what can be seen. */
function coarse(stretches: readonly Stretch[]): readonly Stretch[] {
  const cells: Stretch[] = [];
  for (const stretch of stretches) {
    const first = Math.ceil(stretch.from / CELL_MS);
    const end = Math.ceil(stretch.to / CELL_MS);
    if (end > first) cells.push({ ...stretch, from: first * CELL_MS, to: end * CELL_MS, version: null });
  }
  const last = cells.at(-1);
  const now = stretches.at(-1)?.to ?? 0;
  return last === undefined ? stretches : [...cells.slice(0, -1), { ...last, to: now }];
}

function isShort({ from, to }: Stretch): boolean {
  return to - from < SHORTEST_MS;
}

/** One line that runs along y and up and down again at each x. */
function comb(places: readonly number[], y: number): number[] {
  return places.flatMap((x) => [x, y, x, y - TICK_HEIGHT, x, y]);
}
