// What the picture of the cache layers says in words and numbers. Not here: shapes.
import type { CacheLayersSnapshot } from '../../sim/models/cache-layers.ts';
import type { Scene } from '../figure.ts';
import { count } from '../shapes.ts';
import type { Place } from './layout.ts';

/** A copy in any place, alike for HTTP caches and the application's. */
export interface Copy {
  readonly version: number;
  readonly ageSeconds: number;
  readonly lifetimeSeconds: number;
  readonly state: 'fresh' | 'grace' | 'stale';
  /** The share of its lifetime, or of its grace, that is left. */
  readonly left: number;
}

/** What a place holds; the database's version is always right. */
export function copyOf(place: Place, snapshot: CacheLayersSnapshot): Copy | null {
  if (place === 'database')
    return { version: snapshot.version, ageSeconds: 0, lifetimeSeconds: 0, state: 'fresh', left: 1 };
  if (place === 'app') {
    const { app } = snapshot;
    if (app === null || !app.fresh) return null;
    const { version, ageSeconds, lifetimeSeconds } = app;
    return { version, ageSeconds, lifetimeSeconds, state: 'fresh', left: 1 - ageSeconds / lifetimeSeconds };
  }
  const held =
    place === 'cdn' ? snapshot.cdn : snapshot.browsers[Number(place.slice('browser-'.length)) - 1]?.copy;
  if (!held) return null;
  const { ageSeconds, lifetimeSeconds, graceSeconds, state } = held;
  const left =
    state === 'fresh'
      ? 1 - ageSeconds / lifetimeSeconds
      : state === 'grace'
        ? 1 - (ageSeconds - lifetimeSeconds) / graceSeconds
        : 0;
  return { ...held, left: Math.min(1, Math.max(0, left)) };
}

/** "12 of 20 s"; what is no longer fresh needs no number. */
export function wordsOf({ state, ageSeconds, lifetimeSeconds }: Copy): string {
  if (state === 'stale') return 'stale';
  if (state === 'grace') return 'in grace';
  return `${Math.floor(ageSeconds)} of ${Math.round(lifetimeSeconds)} s`;
}

export function summarize(snapshot: CacheLayersSnapshot): string {
  const { version, answers, browsers } = snapshot;
  const has = (place: Place): string => String(copyOf(place, snapshot)?.version ?? 'none');
  const held = browsers.map((_, at) => has(`browser-${at + 1}`));
  const places = `The price is at version ${version}. Browsers hold ${held.slice(0, -1).join(', ')} and ${held.at(-1) ?? ''}; the CDN ${has('cdn')}; the application ${has('app')}.`;
  if (answers.total === 0) return `${places} Nobody has looked yet.`;
  const outdated =
    answers.outdated === 0
      ? 'none showed an outdated price'
      : `${answers.outdated} showed an outdated price, up to ${(answers.longestOutdatedMs / 1000).toFixed(1)} s after the change`;
  return `${places} Of ${count(answers.total, 'answer')}, ${answers.by.browser} came from a browser’s own copy; ${outdated}.`;
}

export function describeTheory({ bound }: CacheLayersSnapshot): string {
  if (bound === null)
    return 'Without Cache-Control a cache may use a response for a tenth of the time since Last-Modified (RFC 9111, 4.2.2).';
  const { appSeconds, httpSeconds } = bound;
  return `Limit: ${appSeconds} s in the application, which forgets its entry’s age, + ${httpSeconds} s in HTTP caches = ${appSeconds + httpSeconds} s, plus travel.`;
}

export function tabulate(snapshot: CacheLayersSnapshot): Scene['table'] {
  const { by } = snapshot.answers;
  const places: readonly (readonly [string, Place])[] = [
    ...snapshot.browsers.map((_, at) => [`Browser ${at + 1}`, `browser-${at + 1}` as const] as const),
    ['CDN', 'cdn'],
    ['Application', 'app'],
    ['Database', 'database'],
  ];
  return {
    caption: `What each place holds. Answers: ${by.browser} by a browser, ${by.cdn} by the CDN, ${by.app} by the application, ${by.database} by the database`,
    columns: ['Place', 'Version', 'Age', 'Lifetime', 'State'],
    rows: places.map(([name, place]) => {
      const copy = copyOf(place, snapshot);
      if (place === 'database' || copy === null) return [name, copy?.version ?? 'none', '–', '–', '–'];
      return [
        name,
        copy.version,
        `${copy.ageSeconds.toFixed(1)} s`,
        `${copy.lifetimeSeconds.toFixed(1)} s`,
        copy.state,
      ];
    }),
  };
}
