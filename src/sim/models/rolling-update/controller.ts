// What a Deployment controller does next, from the numbers of pods alone (the rolling strategy of Kubernetes'
// deployment controller: "new" is the version asked for, whichever that is). Pure; when pods become ready is
// process.ts's business.

/** Pods that are not ending, by version and by whether they are available. */
export interface PodCounts {
  readonly wanted: { readonly available: number; readonly unavailable: number };
  readonly other: { readonly available: number; readonly unavailable: number };
}

export interface Limits {
  readonly replicas: number;
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Pods of the version asked for to start; pods of the other version to end, those that serve nobody first. */
export type Command =
  | { readonly do: 'start'; readonly pods: number }
  | { readonly do: 'end'; readonly unavailable: number; readonly available: number }
  | { readonly do: 'rest' };

/** Kubernetes' validation: with both limits 0, nothing could ever be replaced. */
export function isRejected({ maxSurge, maxUnavailable }: Limits): boolean {
  return maxSurge === 0 && maxUnavailable === 0;
}

export function minAvailableOf({ replicas, maxUnavailable }: Limits): number {
  return Math.max(0, replicas - maxUnavailable);
}

/** One command at a time; the caller obeys, counts again and asks again until there is rest. */
export function nextCommand({ wanted, other }: PodCounts, limits: Limits): Command {
  const wantedPods = wanted.available + wanted.unavailable;
  const total = wantedPods + other.available + other.unavailable;
  const toStart = Math.min(limits.replicas - wantedPods, limits.replicas + limits.maxSurge - total);
  if (toStart > 0) return { do: 'start', pods: toStart };

  const minAvailable = minAvailableOf(limits);
  const mayEnd = total - minAvailable - wanted.unavailable;
  const unavailable = Math.max(0, Math.min(other.unavailable, mayEnd));
  const available = Math.max(
    0,
    Math.min(other.available, mayEnd - unavailable, wanted.available + other.available - minAvailable),
  );
  return unavailable + available > 0 ? { do: 'end', unavailable, available } : { do: 'rest' };
}

/** Waves of pods that are replaced together, where all take the same time to start. */
export function roundsOf(limits: Limits): number | null {
  if (isRejected(limits)) return null;
  return Math.ceil(limits.replicas / (limits.maxSurge + limits.maxUnavailable));
}
