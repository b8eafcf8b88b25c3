// What the partition's picture says, in words and as a table.
import type { PartitionParams, PartitionSnapshot, SideCounts } from '../../sim/models/partition.ts';
import type { SceneTable } from '../figure.ts';
import { count, duration } from '../shapes.ts';

export function summarise(snapshot: PartitionSnapshot, { choice }: PartitionParams): string {
  const policy = choice === 'cp' ? 'CP' : 'AP';
  return `${policy}, link ${snapshot.link.up ? 'up' : 'cut'}: ${describeNodes(snapshot)} ${describeAnswers(snapshot)}${describeDiscarded(snapshot)}`;
}

function describeNodes({ nodes, newestAcknowledged, agreed }: PartitionSnapshot): string {
  const [first] = nodes;
  if (agreed && first) return `all nodes hold value ${first.write}.`;
  const held = nodes
    .map(({ id, write }, index) => `${id.slice(-1).toUpperCase()} ${index === 0 ? 'holds ' : ''}${write}`)
    .join(', ');
  return `${held}; the newest acknowledged is ${newestAcknowledged}.`;
}

function describeAnswers({ left, right, waiting }: PartitionSnapshot): string {
  const waits =
    waiting.length === 0
      ? ''
      : ` ${count(waiting.length, 'request')} ${waiting.length === 1 ? 'waits' : 'wait'}.`;
  if (left.answered + left.refused + right.answered + right.refused === 0)
    return `No client has an answer yet.${waits}`;
  return `${describeSide('Left', left)} ${describeSide('Right', right)}${waits}`;
}

function describeSide(side: string, { answered, refused, staleReads }: SideCounts): string {
  const stale = staleReads > 0 ? ` (${staleReads} old)` : '';
  return `${side}: ${answered} answered${stale}, ${refused} refused.`;
}

function describeDiscarded({ discarded, discardedCount }: PartitionSnapshot): string {
  if (discardedCount === 0) return '';
  if (discardedCount === 1) return ` Acknowledged write ${discarded[0] ?? ''} was given up for a later one.`;
  return ` ${discardedCount} acknowledged writes were given up.`;
}

export function describeTheory({ left, right }: PartitionSnapshot, { choice }: PartitionParams): string {
  if (choice === 'ap')
    return `No request waits for the link: each takes ${duration(left.leastReadMs)}, whatever the link does.`;
  const least = `With the link up a read and a write take at least ${duration(left.leastReadMs)} and ${duration(left.leastWriteMs)} left, ${duration(right.leastReadMs)} and ${duration(right.leastWriteMs)} right`;
  const means = [left.meanReadMs, left.meanWriteMs, right.meanReadMs, right.meanWriteMs];
  return means.includes(null) ? `${least}.` : `${least}; means ${means.map(duration).join(', ')}.`;
}

export function tabulate({ nodes, newestAcknowledged, left, right }: PartitionSnapshot): SceneTable {
  const counts = { left, right };
  return {
    caption: 'Each node now, and what the clients of its side were told',
    columns: ['Node', 'Side', 'Value it holds', 'Answered', 'Refused', 'Old values read'],
    rows: nodes.map(({ id, side, write }) => [
      id.slice(-1).toUpperCase(),
      side,
      write < newestAcknowledged ? `${write} (old)` : write,
      counts[side].answered,
      counts[side].refused,
      counts[side].staleReads,
    ]),
  };
}
