// Arithmetic of delivery: what a build repeats, how long a rollout and a canary take, what an error budget allows.
// Not here: any of it over time with chance (the simulations), and the queue before a stage (chapter 1's formulas).

/** A step of an image build, in the order of the Dockerfile. */
export interface BuildStep {
  readonly name: string;
  readonly seconds: number;
}

/** Seconds of a build after a change: the first step that sees the change and all after it run again. */
export function rebuildSeconds(steps: readonly BuildStep[], changed: string): number {
  const first = steps.findIndex((step) => step.name === changed);
  if (first < 0) throw new Error(`no step "${changed}"`);
  return sum(steps.slice(first).map((step) => step.seconds));
}

/** Pods that fit on a node by their requests: the scarcer resource decides. */
export function podsPerNode(node: Resources, pod: Resources): number {
  return Math.min(Math.floor(node.milliCpu / pod.milliCpu), Math.floor(node.mebibytes / pod.mebibytes));
}

/** CPU in thousandths of a core, memory in MiB, as Kubernetes counts them. */
export interface Resources {
  readonly milliCpu: number;
  readonly mebibytes: number;
}

/** Elapsed milliseconds of one thread's work under a CPU limit: after its share of each 100 ms period it stands still. */
export function throttledMs(workMs: number, limitMilliCpu: number, periodMs = 100): number {
  const quotaMs = (limitMilliCpu / 1000) * periodMs;
  const fullPeriods = Math.ceil(workMs / quotaMs) - 1;
  return fullPeriods * periodMs + (workMs - fullPeriods * quotaMs);
}

/** Seconds of a rolling update that replaces `surge + unavailable` pods at a time. */
export function rolloutSeconds(
  replicas: number,
  surge: number,
  unavailable: number,
  readySeconds: number,
): number {
  return Math.ceil(replicas / (surge + unavailable)) * readySeconds;
}

/** Share of traffic that fails × minutes, of all releases of so many days: minutes of error budget spent. */
export function badMinutes(release: {
  readonly perDay: number;
  readonly failing: number;
  readonly minutes: number;
  readonly errors: number;
  readonly traffic: number;
  readonly days: number;
}): number {
  return release.perDay * release.failing * release.minutes * release.errors * release.traffic * release.days;
}

/** Minutes of complete failure that an objective (0.999) allows in so many days. */
export function budgetMinutes(objective: number, days: number): number {
  return (1 - objective) * days * 24 * 60;
}

/** How many times faster than allowed the budget is spent. */
export function burnRate(errorShare: number, objective: number): number {
  return errorShare / (1 - objective);
}

/** Hours until a full budget is gone. */
export function hoursToEmpty(rate: number, days: number): number {
  return (days * 24) / rate;
}

/** Share of the budget spent at a burn rate in so many hours. */
export function budgetSpent(rate: number, hours: number, days: number): number {
  return (rate * hours) / (days * 24);
}

/** Chance that at least one of n independent tests fails although nothing is wrong. */
export function falseRed(flakyShare: number, tests: number): number {
  return 1 - (1 - flakyShare) ** tests;
}

/** A job of a pipeline, with the jobs it waits for. */
export interface Job {
  readonly minutes: number;
  readonly needs: readonly string[];
}

/** Lead time of a pipeline: its longest chain of jobs that wait for each other. Throws on a cycle or an unknown job. */
export function criticalPath(jobs: Readonly<Record<string, Job>>): number {
  const finish = (name: string, waiting: readonly string[]): number => {
    const job = jobs[name];
    if (!job || waiting.includes(name)) throw new Error(`pipeline: "${name}" is unknown or waits for itself`);
    return job.minutes + Math.max(0, ...job.needs.map((need) => finish(need, [...waiting, name])));
  };
  return Math.max(0, ...Object.keys(jobs).map((name) => finish(name, [])));
}

/** Mean wait for a stage that serves one at a time in constant time, arrivals at random (M/D/1, Pollaczek and Khinchine). */
export function waitForStage(utilisation: number, serviceMinutes: number): number {
  return (utilisation / (2 * (1 - utilisation))) * serviceMinutes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
