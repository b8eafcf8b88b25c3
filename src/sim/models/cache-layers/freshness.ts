// When a stored response may be used, by RFC 9111: freshness lifetime (4.2.1 and 4.2.2), age (4.2.3), storing (3),
// and stale-while-revalidate (RFC 5861). Pure; times with "Seconds" are as header fields carry them, others in ms.

/** A Cache-Control field, of the directives that the figure sends. */
export interface Directives {
  readonly maxAge: number | null;
  readonly sMaxAge: number | null;
  readonly staleWhileRevalidate: number;
  readonly noCache: boolean;
  readonly noStore: boolean;
  readonly isPrivate: boolean;
}

/** What a cache keeps of a response in order to judge it later. */
export interface Received {
  readonly directives: Directives;
  /** Date and Last-Modified: whole seconds, rounded down, as HTTP writes dates. */
  readonly dateSeconds: number;
  readonly lastModifiedSeconds: number;
  /** The Age field; 0 when there was none. */
  readonly ageSeconds: number;
  /** When this cache sent its request and when it got the response. */
  readonly requestedAt: number;
  readonly receivedAt: number;
}

export type Use = 'fresh' | 'grace' | 'stale';

/** Share of the time since Last-Modified that RFC 9111, 4.2.2, calls typical for a heuristic lifetime. */
const HEURISTIC_SHARE = 0.1;

export function mayStore({ noStore, isPrivate }: Directives, shared: boolean): boolean {
  return !noStore && !(shared && isPrivate);
}

export function lifetimeSeconds(response: Received, shared: boolean): number {
  const { maxAge, sMaxAge } = response.directives;
  if (shared && sMaxAge !== null) return sMaxAge;
  if (maxAge !== null) return maxAge;
  return HEURISTIC_SHARE * Math.max(0, response.dateSeconds - response.lastModifiedSeconds);
}

export function currentAgeSeconds(response: Received, now: number): number {
  const { dateSeconds, ageSeconds, requestedAt, receivedAt } = response;
  const apparentAge = Math.max(0, receivedAt / 1000 - dateSeconds);
  const responseDelay = (receivedAt - requestedAt) / 1000;
  const correctedInitialAge = Math.max(apparentAge, ageSeconds + responseDelay);
  return correctedInitialAge + (now - receivedAt) / 1000;
}

/** `s-maxage` includes `proxy-revalidate` (5.2.2.10), so it leaves a shared cache no grace. */
export function graceSeconds({ directives }: Received, shared: boolean): number {
  return shared && directives.sMaxAge !== null ? 0 : directives.staleWhileRevalidate;
}

export function useOf(response: Received, shared: boolean, now: number): Use {
  if (response.directives.noCache) return 'stale';
  const beyond = currentAgeSeconds(response, now) - lifetimeSeconds(response, shared);
  if (beyond < 0) return 'fresh';
  return beyond < graceSeconds(response, shared) ? 'grace' : 'stale';
}
