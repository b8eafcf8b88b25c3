// The cache policy: what the application, the cache and the database hold and send, the last 20 seconds of one key,
// and the two numbers that a policy trades for each other. Here are the numbers and the words.
import {
  model,
  type CachedKey,
  type CachePolicyParams,
  type CachePolicySnapshot,
} from '../../sim/models/cache-policy.ts';
import { defineFigure, type Scene, type Shape, type Tone } from '../figure.ts';
import { count, duration, line, percent, rect, text } from '../shapes.ts';
import { drawSystem } from './system.ts';
import { drawTimeline } from './timeline.ts';

const HEIGHT = 396;
const GAUGE = { x: 122, width: 278, height: 11 };

export const figure = defineFigure({
  model,
  about:
    'Reads and writes go through a cache to a database. It shows hits, stale answers and lost writes under four policies.',
  question:
    'A price changes in the database. For how long do readers see the old one, and what does each policy pay for less?',
  legend: [
    { tone: 'request', means: 'read; a square is a write' },
    { tone: 'success', sign: 'check', means: 'current' },
    { tone: 'stale', sign: 'clock', means: 'old' },
    { tone: 'waiting', sign: 'down', means: 'not yet in the database' },
  ],
  scene,
});

function scene(snapshot: CachePolicySnapshot, params: CachePolicyParams): Scene {
  const shapes = [
    ...drawSystem(snapshot, params),
    ...drawTimeline(snapshot),
    ...drawGauges(snapshot, params),
  ];
  return {
    height: HEIGHT,
    shapes,
    summary: summarise(snapshot, params),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

function drawGauges(
  { hitRatio, staleShare, theory }: CachePolicySnapshot,
  { policy }: CachePolicyParams,
): Shape[] {
  const bound = policy === 'event' && theory?.staleShare === null;
  return [
    ...drawGauge('hit-ratio', 'hit ratio', 'success', 344, hitRatio, theory?.hitRatio ?? null, 'theory'),
    ...drawGauge(
      'old-share',
      'old answers',
      'stale',
      380,
      staleShare,
      bound ? theory.staleShareAtMost : (theory?.staleShare ?? null),
      bound ? 'theory ≤' : 'theory',
    ),
  ];
}

function drawGauge(
  key: string,
  words: string,
  tone: Tone,
  y: number,
  measured: number | null,
  expected: number | null,
  expectation: string,
): Shape[] {
  const { x, width, height } = GAUGE;
  const at = x + width * (expected ?? 0);
  return [
    text(`${key}-words`, 0, y - 4, words),
    text(`${key}-value`, 0, y + 12, measured === null ? '–' : percent(measured), { bold: true, tone }),
    rect(`${key}-whole`, 'sunk', x, y, width, height, { radius: 1 }),
    rect(`${key}-bar`, tone, x, y, width * (measured ?? 0), height, { radius: 1 }),
    ...(expected === null
      ? []
      : [
          line(`${key}-theory`, 'ink', [at, y - 5, at, y + height + 4], { look: 'dashed' }),
          text(
            `${key}-theory-words`,
            expected > 0.5 ? at - 5 : at + 5,
            y - 4,
            `${expectation} ${percent(expected, expected > 0 && expected < 0.1 ? 1 : 0)}`,
            { anchor: expected > 0.5 ? 'end' : 'start' },
          ),
        ]),
  ];
}

function summarise(snapshot: CachePolicySnapshot, params: CachePolicyParams): string {
  const { hitRatio, staleShare, reads, lostWrites } = snapshot;
  const so =
    reads === 0 || hitRatio === null
      ? 'No read yet.'
      : `Of ${count(reads, 'read')}, ${percent(hitRatio)} were hits and ${percent(staleShare ?? 0)} got an old answer.`;
  const lost =
    lostWrites > 0
      ? ` ${count(lostWrites, 'acknowledged write')} ${lostWrites === 1 ? 'was' : 'were'} lost with the cache.`
      : '';
  return `${describeState(snapshot, params)} ${so}${lost}`;
}

/** What is the matter now: with an old copy if there is one, else with one that the database lacks, else with the first. */
function describeState({ keys, now }: CachePolicySnapshot, { policy }: CachePolicyParams): string {
  const old = keys.find(({ cached }) => cached !== null && cached.stale && !cached.expired);
  const behind = keys.find(
    ({ databaseVersion, acknowledgedVersion }) => databaseVersion < acknowledgedVersion,
  );
  const one = old ?? behind ?? keys[0];
  if (one === undefined) return '';
  const { cached, databaseVersion, acknowledgedVersion } = one;
  const name = keys.length === 1 ? '' : ` of key ${one.key.replace('product-', '')}`;
  if (old !== undefined) {
    const ends =
      cached?.expiresAt == null
        ? policy === 'event'
          ? 'until the event arrives'
          : 'until the next load'
        : `until the copy expires in ${duration(cached.expiresAt - now)}`;
    return `The cache has v${cached?.version}${name}, the database v${databaseVersion}: answers are old ${ends}.`;
  }
  if (behind !== undefined) {
    const missing = acknowledgedVersion - databaseVersion;
    return `The cache is ahead of the database: ${count(missing, 'acknowledged write')}${name} would be lost with it.`;
  }
  return describeAgreement(one, name, now);
}

function describeAgreement({ cached, databaseVersion }: CachedKey, name: string, now: number): string {
  if (cached === null || cached.expired)
    return `The cache has no valid copy${name}: the next read must wait for the database.`;
  if (cached.version !== databaseVersion)
    return `The cache has v${cached.version}${name}, the database v${databaseVersion}, which is not acknowledged yet.`;
  const expiry =
    cached.expiresAt === null ? '' : `; the copy is good for another ${duration(cached.expiresAt - now)}`;
  return `Cache and database agree on v${databaseVersion}${name}${expiry}.`;
}

function describeTheory({ theory, oldestStaleMs }: CachePolicySnapshot): string {
  if (theory === null) return 'Theory counts from a cache that is never lost: no line for this run.';
  const hits = theory.hitRatio === null ? '' : `Theory: ${percent(theory.hitRatio, 1)} hits. `;
  if (theory.staleMsAtMost === 0) return 'Theory: no answer can be older than the last acknowledged write.';
  const oldest =
    oldestStaleMs === 0 ? 'none was so far' : `the oldest so far was, for ${duration(oldestStaleMs)}`;
  return `${hits}No answer can be out of date for longer than ${duration(theory.staleMsAtMost)}; ${oldest}.`;
}

function tabulate({ keys, now }: CachePolicySnapshot): Scene['table'] {
  return {
    caption: 'Each key now',
    columns: ['Key', 'In the cache', 'Good for', 'In the database', 'Last acknowledged'],
    rows: keys.map(({ key, cached, databaseVersion, acknowledgedVersion }) => [
      key.replace('product-', ''),
      cached === null
        ? 'nothing'
        : `v${cached.version}, ${cached.expired ? 'expired' : cached.stale ? 'old' : cached.dirty ? 'not yet in the database' : 'current'}`,
      cached?.expiresAt == null ? '–' : duration(Math.max(0, cached.expiresAt - now)),
      `v${databaseVersion}`,
      `v${acknowledgedVersion}`,
    ]),
  };
}
