// What remote calls cost when they are slow or fail: held resources, attempts, pauses, breakers and sagas, as closed
// forms behind the chapter on microservices. Failures are independent unless a function says otherwise.

/** Calls in flight on average: rate × time (Little 1961). */
export function inFlight(perSecond: number, seconds: number): number {
  return perSecond * seconds;
}

/** Seconds until `places` are taken when calls come in and none returns. */
export function fillSeconds(places: number, perSecond: number): number {
  return places / perSecond;
}

/** Attempts that reach the bottom of `layers` layers if each makes `retries` retries and nothing succeeds: (k + 1)^d. */
export function amplification(retries: number, layers: number): number {
  return (retries + 1) ** layers;
}

/** The same with a retry budget: each layer adds at most `share` of its requests as retries. */
export function budgetedAmplification(share: number, layers: number): number {
  return (1 + share) ** layers;
}

/** Mean attempts per call when each fails with chance `failure`: 1 + p + p² + … + p^k. */
export function meanAttempts(failure: number, retries: number): number {
  return failure === 1 ? retries + 1 : (1 - failure ** (retries + 1)) / (1 - failure);
}

/** Chance that a call and all its retries fail. */
export function stillFailing(failure: number, retries: number): number {
  return failure ** (retries + 1);
}

/** Upper end of the pause after attempt 0, 1, 2, …; full jitter draws between 0 and this (Brooker 2015). */
export function pauseCeilingMs(attempt: number, baseMs: number, capMs: number): number {
  return Math.min(capMs, baseMs * 2 ** attempt);
}

/** Longest time a call can take with all its attempts and pauses. */
export function worstCaseMs(retries: number, perTryMs: number, baseMs: number, capMs: number): number {
  let total = (retries + 1) * perTryMs;
  for (let attempt = 0; attempt < retries; attempt += 1) total += pauseCeilingMs(attempt, baseMs, capMs);
  return total;
}

/** What is left of a deadline for the next call, after each layer's own work and its reserve for the way back. */
export function remainingMs(deadlineMs: number, workMs: readonly number[], reserveMs: number): number {
  return workMs.reduce((left, work) => left - work - reserveMs, deadlineMs);
}

/** Mean number of calls until `run` failures in a row, each with chance `failure` (Feller 1968, XIII.7). */
export function callsUntilRun(failure: number, run: number): number {
  return (1 - failure ** run) / ((1 - failure) * failure ** run);
}

/** Share of sagas in which every one of `steps` steps succeeds at once. */
export function sagaSuccess(stepSuccess: number, steps: number): number {
  return stepSuccess ** steps;
}

/** Seconds between two traces of a rare fault, when traces are chosen before the fault is known. */
export function secondsBetweenTraces(perSecond: number, faultShare: number, sampledShare: number): number {
  return 1 / (perSecond * faultShare * sampledShare);
}
