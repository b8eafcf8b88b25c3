// What the partition's picture says, in words and as a table.
import type { PartitionParams, PartitionSnapshot, SideCounts } from '../../sim/models/partition.ts';
import type { SceneTable } from '../figure.ts';
import { count, duration } from '../shapes.ts';

export function summarise(snapshot: PartitionSnapshot, { choice }: PartitionParams): string {
  const policy = choice === 'cp' ? 'CP' : 'AP';
  return `${policy}, link ${snapshot.link.up ? 'up' : 'cut'}: ${sayNodes(snapshot)} ${sayAnswers(snapshot)}${sayDiscarded(snapshot)}`;
}

function sayNodes({ nodes, newestAcknowledged, agreed }: PartitionSnapshot): string {
  const [first] = nodes;
  if (agreed && first) return `all nodes hold value ${first.write}.`;
  const held = nodes.map(({ id, write }) => `${id.slice(-1).toUpperCase()} holds ${write}`).join(', ');
  return `${held}; the newest acknowledged write is ${newestAcknowledged}.`;
}

function sayAnswers({ left, right, waiting }: PartitionSnapshot): string {
  const waits = waiting.length === 0 ? '' : ` ${count(waiting.length, 'request')} still without an answer.`;
  if (left.answered + left.refused + right.answered + right.refused === 0) return `No client has asked yet.${waits}`;
  return `${saySide('Left', left)}. ${saySide('Right', right)}.${waits}`;
}

function saySide(side: string, { answered, refused, staleReads }: SideCounts): string {
  const stale = staleReads > 0 ? ` (${staleReads} with an old value)` : '';
  return `${side}: ${answered} answered${stale} and ${refused} refused`;
}

function sayDiscarded({ discarded, discardedCount }: PartitionSnapshot): string {
  if (discardedCount === 0) return '';
  if (discardedCount === 1) return ` Acknowledged write ${discarded[0] ?? ''} was given up for a later one.`;
  return ` ${discardedCount} acknowledged writes were given up for later ones.`;
}

export function sayTheory({ left, right, link }: PartitionSnapshot, { choice }: PartitionParams): string {
  if (choice === 'ap') return `No request waits for the link: each takes ${duration(left.leastReadMs)}, whatever the link does.`;
  const side = (name: string, { leastReadMs, leastWriteMs, meanReadMs, meanWriteMs }: SideCounts): string => {
    const measured = meanReadMs === null || meanWriteMs === null ? '' : ` (mean ${duration(meanReadMs)} and ${duration(meanWriteMs)})`;
    return `${duration(leastReadMs)} and ${duration(leastWriteMs)} ${name}${measured}`;
  };
  return `${link.up ? 'Reads and writes take' : 'With the link up, reads and writes take'} at least ${side('on the left', left)}, ${side('on the right', right)}.`;
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
