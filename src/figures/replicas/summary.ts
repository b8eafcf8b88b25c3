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
export function sayLosses({ promotionAt, atRisk, lostWrites }: ReplicasSnapshot): { words: string; tone: Tone } {
  if (promotionAt !== null && atRisk > 0) return { words: `${atRisk} will be lost`, tone: 'failure' };
  if (promotionAt === null && atRisk > 0) return { words: `${atRisk} not copied yet`, tone: 'waiting' };
  if (lostWrites > 0) return { words: `${lostWrites} lost so far`, tone: 'failure' };
  return { words: '', tone: 'soft' };
}

export function summarise(snapshot: ReplicasSnapshot, params: ReplicasParams): string {
  return `${sayServers(snapshot)} ${sayReads(snapshot, params)}`;
}

function sayServers({ servers, promotionAt, now, atRisk, lostWrites }: ReplicasSnapshot): string {
  const replicas = servers.filter(({ role }) => role === 'replica');
  const primary = servers.find(({ role }) => role === 'primary');
  if (promotionAt !== null) {
    const next = replicas.toSorted((a, b) => b.position - a.position)[0];
    const loss =
      atRisk === 0 ? 'it has every acknowledged write' : `${count(atRisk, 'acknowledged write')} that it has not will be lost`;
    return `The primary has failed. In ${duration(promotionAt - now)} ${next ? roleOf(next) : 'a replica'} takes over; ${loss}.`;
  }
  const lost = lostWrites > 0 ? `${count(lostWrites, 'acknowledged write')} lost at failover. ` : '';
  const risk = atRisk === 0 ? '' : `; if ${primary ? roleOf(primary) : 'it'} failed now, ${count(atRisk, 'acknowledged write')} would be lost`;
  const behind = replicas.map(({ behind: records }) => records);
  if (replicas.length === 0) return `${lost}There is no replica.`;
  if (Math.max(...behind) === 0) return `${lost}Every replica has all that the primary has${risk}.`;
  const each = replicas.map((server) => `${roleOf(server)} is ${count(server.behind, 'record')} behind`);
  const all = replicas.length > 2 ? `The replicas are ${Math.min(...behind)} to ${Math.max(...behind)} records behind` : each.join(', ');
  return `${lost}${all.charAt(0).toUpperCase()}${all.slice(1)}${risk}.`;
}

function sayReads({ readsByDelay, staleReads, primaryReads, refusedReads }: ReplicasSnapshot, { readPolicy }: ReplicasParams): string {
  const reads = readsByDelay.reduce((sum, each) => sum + each.reads, 0);
  const refused = refusedReads > 0 ? ` ${count(refusedReads, 'read')} refused.` : '';
  if (reads === 0) return `No user has read yet.${refused}`;
  const byPrimary = readPolicy === 'any' ? '' : `; the primary answered ${percent(primaryReads / reads)} of them`;
  return `Of ${count(reads, 'read')}, ${staleReads === 0 ? 'none' : staleReads.toLocaleString('en')} missed their user’s own write${byPrimary}.${refused}`;
}

export function sayTheory({ readsByDelay }: ReplicasSnapshot): string {
  const parts = readsByDelay.flatMap(({ delayMs, reads, stale, expectedStaleShare }) => {
    if (expectedStaleShare === null) return [];
    const measured = reads === 0 ? '' : ` (measured ${percent(stale / reads)})`;
    return [`${percent(expectedStaleShare)} after ${duration(delayMs)}${measured}`];
  });
  return parts.length === 0 ? '' : `Theory expects stale reads: ${parts.join(', ')}.`;
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
