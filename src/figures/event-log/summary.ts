// What the event log's picture says, in words and as a table.
import type { EventLogParams, EventLogSnapshot } from '../../sim/models/event-log.ts';
import type { SceneTable } from '../figure.ts';
import { count } from '../shapes.ts';

export function summarise(snapshot: EventLogSnapshot, params: EventLogParams): string {
  return `${describeTotal(snapshot, params)} ${describeConsumers(snapshot)}`;
}

function describeTotal(
  { sales, repeated, lost, deliveries }: EventLogSnapshot,
  { idempotent }: EventLogParams,
): string {
  if (deliveries === 0 && lost === 0) return 'No event has had its effect yet.';
  const handled = `${count(sales.expected, 'event')} had ${sales.expected === 1 ? 'its' : 'their'} effect`;
  const gone = lost > 0 ? `, ${lost} ${lost === 1 ? 'was' : 'were'} lost` : '';
  const counted = count(sales.counted, 'sale');
  if (repeated === 0) return `${handled}${gone === '' ? ', each once' : gone}: ${counted} counted.`;
  const again =
    repeated === 1 ? '1 delivery was a repeat' : `${repeated.toLocaleString('en')} deliveries were repeats`;
  if (idempotent) return `${handled}${gone}. ${again}, which the store recognized: ${counted} counted.`;
  return `${handled}${gone}. ${again}, and counted again: ${counted}, ${sales.counted - sales.expected} too many.`;
}

function describeConsumers({ consumers, lag }: EventLogSnapshot): string {
  const down = consumers.filter(({ restartsAt }) => restartsAt !== null);
  const waiting =
    lag === 0 ? 'None waits.' : `${count(lag, 'event')} ${lag === 1 ? 'waits' : 'wait'} in the log.`;
  if (down.length === 0) return waiting;
  const [first] = down;
  return `${waiting} ${first?.id.replace('consumer-', 'Consumer ') ?? ''} is down and will go on from its stored position, ${first?.stored ?? 0}.`;
}

export function describeTheory({ theory }: EventLogSnapshot): string {
  const { arrivals, capacity, lagSlope } = theory;
  const rates = `${arrivals.toFixed(1)} events a second arrive and ${capacity.toFixed(2)} can be handled`;
  if (Math.abs(lagSlope) < 0.005) return `${rates}: the lag neither grows nor shrinks on average.`;
  if (lagSlope > 0) return `${rates}: the lag grows by ${lagSlope.toFixed(2)} a second.`;
  return `${rates}: as long as events wait, the lag shrinks by ${(-lagSlope).toFixed(2)} a second.`;
}

export function tabulate({ partitions, consumers }: EventLogSnapshot): SceneTable {
  return {
    caption: 'Each partition and its consumer now',
    columns: ['Partition', 'Events in it', 'Consumer', 'Its position', 'Stored', 'Waiting'],
    rows: partitions.map(({ length }, index) => {
      const consumer = consumers[index];
      const position = consumer?.position ?? 0;
      return [index + 1, length, consumer?.state ?? '', position, consumer?.stored ?? 0, length - position];
    }),
  };
}
