// The formulas behind the numbers on rate limits. Pure functions; not the limiter itself (labs/kiosk/rate-limit.ts).

/** Most requests a token bucket lets through in any `seconds`: a full bucket, and what flows in meanwhile. */
export function mostInWindow(capacity: number, tokensPerSecond: number, seconds: number): number {
  return Math.floor(capacity + tokensPerSecond * seconds);
}

/** Most requests in a moment around the boundary of two fixed windows: the limit of each. */
export function mostAroundBoundary(limitPerWindow: number): number {
  return 2 * limitPerWindow;
}

/** Whole seconds until a bucket that holds `tokens` (less than 1) has one: what Retry-After says. */
export function secondsUntilToken(tokens: number, tokensPerSecond: number): number {
  return Math.ceil((1 - tokens) / tokensPerSecond);
}

/** Seconds until the last of `requests` is served, if all wait from the start and the bucket is full. */
export function secondsToDrain(requests: number, capacity: number, tokensPerSecond: number): number {
  return Math.max(0, requests - capacity) / tokensPerSecond;
}

/** Seconds until a burst is worked off while new requests, at `refillPerSecond`, go on coming in. */
export function secondsUntilBurstGone(
  burst: number,
  servedPerSecond: number,
  refillPerSecond: number,
): number {
  if (servedPerSecond <= refillPerSecond) return Infinity;
  return burst / (servedPerSecond - refillPerSecond);
}
