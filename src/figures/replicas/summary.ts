// What the replicas' picture says, in words and as a table.
import type { ReplicasParams, ReplicasSnapshot } from '../../sim/models/replicas.ts';
import type { SceneTable, Tone } from '../figure.ts';
import { count, duration, percent } from '../shapes.ts';

type Server = ReplicasSnapshot['servers'][number];

/** "primary 1", "replica 2"; a failed one keeps its number. */
export function roleOf({ id, role }: Server): string {
  return `${role === 'failed' ? 'server' : role} ${id.replace('server-', '')}`;
}

/** The short words above the log. */
export function describeLosses({ promotionAt, atRisk, lostWrites }: ReplicasSnapshot): {
  words: string;
  tone: Tone;
} {
  if (promotionAt !== null && atRisk > 0) return { words: `${atRisk} will be lost`, tone: 'failure' };
  if (promotionAt === null && atRisk > 0) return { words: `${atRisk} not copied yet`, tone: 'waiting' };
  if (lostWrites > 0) return { words: `${lostWrites} lost so far`, tone: 'failure' };
  return { words: '', tone: 'soft' };
}

export function summarise(snapshot: ReplicasSnapshot, params: ReplicasParams): string {
  return `${describeServers(snapshot)} ${describeReads(snapshot, params)}`;
}

function describeServers({ servers, promotionAt, now, atRisk, lostWrites }: ReplicasSnapshot): string {
  const replicas = servers.filter(({ role }) => role === 'replica');
  if (promotionAt !== null) {
    const next = replicas.toSorted((a, b) => b.position - a.position)[0];
    const loss =
      atRisk === 0
        ? 'it has every acknowledged write'
        : `${count(atRisk, 'acknowledged write')} that it has not will be lost`;
    return `The primary has failed. In ${duration(promotionAt - now)} ${next ? roleOf(next) : 'a replica'} takes over; ${loss}.`;
  }
  const lost = lostWrites > 0 ? `${count(lostWrites, 'acknowledged write')} lost at failover. ` : '';
  const risk =
    atRisk === 0
      ? ''
      : `; ${count(atRisk, 'acknowledged write')} ${atRisk === 1 ? 'is' : 'are'} on no replica yet`;
  if (replicas.length === 0) return `${lost}There is no replica.`;
  const behind = replicas.map(({ behind: records }) => records);
  if (Math.max(...behind) === 0) return `${lost}Every replica has all that the primary has${risk}.`;
  if (replicas.length > 2)
    return `${lost}The replicas are ${Math.min(...behind)} to ${Math.max(...behind)} records behind${risk}.`;
  const each = replicas.map((server) => `${roleOf(server)} is ${server.behind}`).join(' and ');
  return `${lost}${each.replace('replica', 'Replica')} ${behind.at(-1) === 1 ? 'record' : 'records'} behind${risk}.`;
}

function describeReads(
  { readsByDelay, staleReads, primaryReads, refusedReads }: ReplicasSnapshot,
  { readPolicy }: ReplicasParams,
): string {
  const reads = readsByDelay.reduce((sum, each) => sum + each.reads, 0);
  const refused = refusedReads > 0 ? `, ${refusedReads.toLocaleString('en')} refused` : '';
  if (reads === 0) return `No user has read yet${refused}.`;
  const missed = staleReads === 0 ? 'none' : staleReads.toLocaleString('en');
  const byPrimary = readPolicy === 'any' ? '' : `, ${percent(primaryReads / reads)} were the primary’s`;
  return `Of ${count(reads, 'read')}, ${missed} missed the user’s own write${byPrimary}${refused}.`;
}

export function describeTheory({ readsByDelay }: ReplicasSnapshot): string {
  const shares = readsByDelay.map(({ expectedStaleShare }) => expectedStaleShare);
  if (shares.some((share) => share === null)) return '';
  const measured = readsByDelay.map(({ reads, stale }) => (reads === 0 ? null : stale / reads));
  const list = (values: readonly (number | null)[]): string =>
    values.map((value) => (value === null ? '–' : percent(value))).join(', ');
  const beside = measured.every((share) => share === null) ? '' : `; measured ${list(measured)}`;
  return `Theory expects ${list(shares)} stale${beside}.`;
}

export function tabulate({ servers }: ReplicasSnapshot): SceneTable {
  return {
    caption: 'Each server now',
    columns: ['Server', 'Role', 'Records it has', 'Records behind', 'Oldest it lacks'],
    rows: servers.map(({ id, role, position, behind, behindMs }) => [
      id.replace('server-', ''),
      role,
      position,
      behind,
      behind === 0 ? '–' : `${duration(behindMs)} old`,
    ]),
  };
}
