// The Cache-Control field that the parameters ask for, as text and as directives, and the bound on outdated answers
// that follows from it.
import type { CacheLayersParams, CacheLayersSnapshot } from '../cache-layers.ts';
import type { Directives } from './freshness.ts';

const NOTHING: Directives = {
  maxAge: null,
  sMaxAge: null,
  staleWhileRevalidate: 0,
  noCache: false,
  noStore: false,
  isPrivate: false,
};

export function directivesOf(params: CacheLayersParams): Directives {
  const { header, maxAgeSeconds: maxAge, sMaxAgeSeconds: sMaxAge } = params;
  const staleWhileRevalidate = params.staleWhileRevalidateSeconds;
  switch (header) {
    case 'max-age':
      return { ...NOTHING, maxAge, staleWhileRevalidate };
    case 's-maxage':
      return { ...NOTHING, maxAge, sMaxAge, staleWhileRevalidate };
    case 'private':
      return { ...NOTHING, maxAge, staleWhileRevalidate, isPrivate: true };
    case 'no-cache':
      return { ...NOTHING, noCache: true };
    case 'no-store':
      return { ...NOTHING, noStore: true };
    case 'none':
      return NOTHING;
  }
}

export function headerValueOf(params: CacheLayersParams): string {
  const { maxAge, sMaxAge, staleWhileRevalidate, noCache, noStore, isPrivate } = directivesOf(params);
  return [
    ...(isPrivate ? ['private'] : []),
    ...(noCache ? ['no-cache'] : []),
    ...(noStore ? ['no-store'] : []),
    ...(maxAge === null ? [] : [`max-age=${maxAge}`]),
    ...(sMaxAge === null ? [] : [`s-maxage=${sMaxAge}`]),
    ...(staleWhileRevalidate === 0 ? [] : [`stale-while-revalidate=${staleWhileRevalidate}`]),
  ].join(', ');
}

/**
 * The application forgets how old its entry was, so its lifetime adds to that of HTTP. Browser and CDN share one age,
 * so of their two lifetimes the longer counts.
 */
export function boundOf(params: CacheLayersParams): CacheLayersSnapshot['bound'] {
  const { maxAge, sMaxAge, staleWhileRevalidate, noCache, noStore } = directivesOf(params);
  const appSeconds = params.onChange === 'nothing' ? params.appTtlSeconds : 0;
  if (noCache || noStore) return { appSeconds, httpSeconds: 0 };
  if (maxAge === null) return null;
  return { appSeconds, httpSeconds: Math.max(maxAge + staleWhileRevalidate, sMaxAge ?? 0) };
}
