// What the rolling update's picture says in words. Not here: shapes.
import type {
  Pod,
  RollingUpdateParams,
  RollingUpdateSnapshot,
  Version,
} from '../../sim/models/rolling-update.ts';
import type { Scene } from '../figure.ts';
import { count } from '../shapes.ts';

const are = (number: number): string => (number === 1 ? 'is' : 'are');

function podsOf(
  { pods }: RollingUpdateSnapshot,
  version: Version,
  ...phases: readonly Pod['phase'][]
): number {
  return pods.filter((pod) => pod.version === version && phases.includes(pod.phase)).length;
}

export function summarize(snapshot: RollingUpdateSnapshot, params: RollingUpdateParams): string {
  const { rejected, target, status, lowestAvailable, now, targetSince, completeAt } = snapshot;
  if (rejected)
    return 'Kubernetes rejects this Deployment: with maxSurge and maxUnavailable both 0, no pod could ever be replaced. The old version goes on serving.';
  if (status === 'complete') {
    const took = Math.round(((completeAt ?? now) - targetSince) / 1000);
    const low = `The lowest number of available pods was ${lowestAvailable} of ${params.replicas}.`;
    if (target === 'old')
      return `The rollback took ${took} s: all available pods run the old version again. ${low}`;
    return params.newVersion === 'errors'
      ? `For Kubernetes the rollout is complete, after ${took} s: every pod is ready. Every request is answered with an error, which readiness does not measure.`
      : `The rollout took ${took} s: every pod runs the new version. ${low}`;
  }
  const serving = describeServing(snapshot, params);
  const starting = podsOf(snapshot, target, 'starting');
  const other = target === 'new' ? 'old' : 'new';
  const fresh = podsOf(snapshot, target, 'available');
  if (target === 'new' && params.newVersion === 'never-ready') {
    const reported =
      status === 'deadline-exceeded'
        ? ' Kubernetes reports the rollout as failed and leaves the decision to you.'
        : ' Kubernetes waits.';
    return `${count(starting, 'new pod')} ${are(starting)} not becoming ready and ${starting === 1 ? 'gets' : 'get'} no requests, so no further old pod is ended. ${serving}${reported}`;
  }
  const verb = target === 'new' ? 'Updating' : 'Rolling back';
  const errors =
    params.newVersion === 'errors' && podsOf(snapshot, 'new', 'ready', 'available') > 0
      ? ' Pods of the new version answer with errors, and nothing stops them.'
      : '';
  return `${verb}: ${fresh} of ${params.replicas} ${target} pods ${are(fresh)} available, ${starting} ${are(starting)} starting, ${count(podsOf(snapshot, other, 'starting', 'ready', 'available'), `${other} pod`)} left. ${serving}${errors}`;
}

function describeServing({ available }: RollingUpdateSnapshot, { replicas }: RollingUpdateParams): string {
  if (available === 0) return 'No pod is available.';
  if (available >= replicas)
    return `${count(available, 'pod')} ${are(available)} available; ${replicas} ${are(replicas)} wanted.`;
  const more = Math.round((replicas / available - 1) * 100);
  return `${count(available, 'pod')} ${are(available)} available: each gets ${more}% more requests than usual.`;
}

export function describeTheory(snapshot: RollingUpdateSnapshot, params: RollingUpdateParams): string {
  const { rounds, expectedSeconds, minAvailable, maxTotal, rejected } = snapshot;
  if (rejected) return 'One of the two limits must be at least 1.';
  if (expectedSeconds === null || rounds === null)
    return `At every moment at least ${count(minAvailable, 'pod')} ${are(minAvailable)} available and at most ${maxTotal} exist.`;
  const together = Math.min(params.replicas, params.maxSurge + params.maxUnavailable);
  const each = params.readySeconds + params.minReadySeconds;
  return `If all pods started equally fast: ${count(rounds, 'round')} of up to ${count(together, 'pod')}, ${each.toFixed(each % 1 === 0 ? 0 : 1)} s each, ${Math.round(expectedSeconds)} s together.`;
}

export function tabulate(snapshot: RollingUpdateSnapshot): Scene['table'] {
  return {
    caption: `Pods now; available since the start: at least ${snapshot.lowestAvailable} (limit ${snapshot.minAvailable}), in total at most ${snapshot.highestTotal} (limit ${snapshot.maxTotal})`,
    columns: ['Version', 'Starting', 'Ready, not yet available', 'Available', 'Ending'],
    rows: (['old', 'new'] as const).map((version) => [
      version,
      podsOf(snapshot, version, 'starting'),
      podsOf(snapshot, version, 'ready'),
      podsOf(snapshot, version, 'available'),
      podsOf(snapshot, version, 'ending'),
    ]),
  };
}
