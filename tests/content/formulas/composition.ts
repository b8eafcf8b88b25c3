// What happens to time, availability and risk when a system is put together from parts: the sums and products behind
// the chapter on architectural patterns. Closed forms only; no simulation and no text.

const minutesPerDay = 24 * 60;

/** Pairs of people who may have to agree: n(n − 1)/2 (Brooks, The Mythical Man-Month, 1975). */
export function pairs(people: number): number {
  return (people * (people - 1)) / 2;
}

/** Pairs that remain when people talk freely inside a team and teams talk to each other as wholes. */
export function pairsWithTeams(teamSizes: readonly number[]): number {
  return sum(teamSizes.map(pairs)) + pairs(teamSizes.length);
}

/** Chance that at least one of `parts` independent parts shows something each shows with chance `each`: 1 − (1 − p)^n. */
export function anyOf(each: number, parts: number): number {
  return 1 - (1 - each) ** parts;
}

/** Sound changes that are sent back because another change of their release is bad, out of `changes` released in trains. */
export function innocentsSentBack(changes: number, perTrain: number, badShare: number): number {
  return changes * (1 - badShare) * anyOf(badShare, perTrain - 1);
}

/** Time of steps done one after the other, in their unit. */
export function oneAfterAnother(times: readonly number[]): number {
  return sum(times);
}

/** Availability of a request that needs every part, parts failing independently: the product. */
export function allOf(availabilities: readonly number[]): number {
  return availabilities.reduce((product, availability) => product * availability, 1);
}

/** Minutes without service in `days` days. */
export function downMinutes(availability: number, days: number): number {
  return (1 - availability) * days * minutesPerDay;
}

/** Combinations of versions that can meet in production when each of `services` may run any of `versions`. */
export function versionCombinations(services: number, versions: number): number {
  return versions ** services;
}

/** Events that wait after a consumer stood still for `seconds` while `perSecond` arrived. */
export function backlog(perSecond: number, seconds: number): number {
  return perSecond * seconds;
}

/** Seconds until a backlog is gone while events keep arriving; infinite if the consumer is not faster than the arrivals. */
export function drainSeconds(waiting: number, arrivalsPerSecond: number, handledPerSecond: number): number {
  const spare = handledPerSecond - arrivalsPerSecond;
  return spare > 0 ? waiting / spare : Infinity;
}

/** Bytes a log occupies: what arrives in the time it is kept, in every copy. */
export function logBytes(perSecond: number, bytesEach: number, days: number, copies: number): number {
  return perSecond * bytesEach * days * minutesPerDay * 60 * copies;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
