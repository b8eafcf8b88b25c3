// The event log: events come in at its end, consumers walk along it, and what they have counted is compared with what
// they should have.
import {
  model,
  type ConsumerState,
  type EventLogParams,
  type EventLogSnapshot,
} from '../../sim/models/event-log.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { circle, duration, line, rect, sign, text } from '../shapes.ts';
import { drawLag } from './chart.ts';
import * as at from './layout.ts';
import { describeTheory, summarise, tabulate } from './summary.ts';

export const figure = defineFigure({
  model,
  about:
    'Producers append to a log, consumers read it and store how far they are. It shows what a crash loses or repeats.',
  question:
    'The consumer crashes between the effect and the storing of its position. Is an event lost, or counted twice?',
  legend: [
    { tone: 'request', means: 'event or effect on its way' },
    { tone: 'waiting', means: 'in the log, not handled' },
    { tone: 'success', sign: 'check', means: 'had its effect' },
    { tone: 'failure', sign: 'cross', means: 'lost, or counted twice (2×)' },
    { tone: 'capacity', means: 'stored position' },
  ],
  scene,
});

function scene(snapshot: EventLogSnapshot, params: EventLogParams): Scene {
  const { partitions, consumers } = snapshot;
  const shapes: Shape[] = [
    text('producers-name', 0, at.PRODUCERS_Y + 5, 'producers', { tone: 'soft' }),
    ...Array.from({ length: params.producers }, (_, index) => index).flatMap((index): Shape[] => [
      circle(`producer-${index + 1}`, 'ink', at.producerX(index), at.PRODUCERS_Y, 8, { look: 'outlined' }),
    ]),
    ...partitions.flatMap((partition, index) => {
      const consumer = consumers[index];
      return consumer
        ? drawPartition(partition, consumer, at.rowOf(index, partitions.length), params, snapshot.now)
        : [];
    }),
    ...snapshot.moving.map((message): Shape => {
      const { x, y } = at.placeOf(message, snapshot);
      const key = `moving-${message.id}`;
      if (message.kind === 'position') return rect(key, 'capacity', x - 2, y - 8, 4, 16, { radius: 1 });
      return message.kind === 'event'
        ? rect(key, 'request', x - 6, y - 6, 12, 12, { radius: 2 })
        : circle(key, 'request', x, y, 5);
    }),
    ...drawSales(snapshot),
    ...drawLag(snapshot),
  ];
  return {
    height: at.HEIGHT,
    shapes,
    summary: summarise(snapshot, params),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

function drawPartition(
  { id, length, events }: EventLogSnapshot['partitions'][number],
  consumer: ConsumerState,
  { top, cellHeight, consumerY }: at.Row,
  { idempotent }: EventLogParams,
  now: number,
): Shape[] {
  const first = at.firstShown(consumer);
  const more = length - first - at.SHOWN_EVENTS;
  const storedX = at.cellX(consumer.stored, first);
  const down = consumer.restartsAt !== null;
  const x = at.consumerX(consumer);
  const number = consumer.id.split('-')[1] ?? '';
  return [
    rect(`${id}-track`, 'sunk', at.LOG_X - 3, top - 3, at.LOG_END - at.LOG_X + 6, cellHeight + 6, {
      radius: 4,
    }),
    ...events
      .filter(({ offset }) => offset >= first && offset < first + at.SHOWN_EVENTS)
      .flatMap((event) =>
        drawEvent(
          `${id}-${event.offset}`,
          event,
          at.cellX(event.offset, first),
          top,
          cellHeight,
          event.offset < consumer.position,
          idempotent,
        ),
      ),
    ...(more > 0
      ? [
          text(`${id}-more`, at.LOG_END + 6, top + cellHeight / 2 + 5, `+${more}`, {
            tone: 'waiting',
            bold: true,
          }),
        ]
      : []),
    line(`${id}-stored-line`, 'capacity', [storedX, top - 8, storedX, top + cellHeight + 5], {
      look: 'thick',
    }),
    text(`${id}-stored`, Math.min(storedX + 5, at.LOG_END - 44), top - 7, 'stored', { tone: 'soft' }),
    circle(`${id}-consumer`, 'surface', x, consumerY, 10),
    circle(`${id}-consumer-edge`, down ? 'failure' : 'ink', x, consumerY, 10, { look: 'outlined' }),
    down
      ? sign(`${id}-consumer-down`, 'failure', 'cross', x, consumerY, 12)
      : text(`${id}-consumer-name`, x, consumerY + 5, number, { anchor: 'middle', bold: true }),
    text(`${id}-consumer-state`, x + 16, consumerY + 5, stateOf(consumer, now), {
      tone: down || consumer.crashIsDue ? 'failure' : 'soft',
    }),
  ];
}

function stateOf({ state, restartsAt, crashIsDue }: ConsumerState, now: number): string {
  if (restartsAt !== null) return `down, back in ${duration(restartsAt - now)}`;
  if (crashIsDue) return 'will crash in between';
  return { idle: 'idle', effect: 'has its effect', storing: 'stores its position', down: '' }[state];
}

function drawEvent(
  key: string,
  { deliveries }: { readonly deliveries: number },
  x: number,
  top: number,
  height: number,
  passed: boolean,
  idempotent: boolean,
): Shape[] {
  const cell = (tone: Shape['tone'], look: 'filled' | 'dashed' = 'filled'): Shape =>
    rect(`${key}-cell`, tone, x + 1.5, top, at.CELL - 3, height, { look, radius: 2 });
  const [centreX, centreY] = [x + at.CELL / 2, top + height / 2];
  if (deliveries === 0)
    return passed
      ? [cell('failure', 'dashed'), sign(`${key}-sign`, 'failure', 'cross', centreX, centreY, 12)]
      : [cell('waiting')];
  if (deliveries === 1)
    return [cell('success'), sign(`${key}-sign`, 'surface', 'check', centreX, centreY, 12)];
  const times = deliveries < 10 ? `${deliveries}×` : '9+';
  return [
    cell(idempotent ? 'success' : 'failure'),
    text(`${key}-times`, centreX, centreY + 5, times, { anchor: 'middle', tone: 'surface' }),
  ];
}

/** The store of the effects: what it has counted beside what it should have. */
function drawSales({ sales, lost }: EventLogSnapshot): Shape[] {
  const top = at.SALES_TOP;
  const wrong = sales.counted !== sales.expected || lost > 0;
  const tone = wrong ? 'failure' : 'success';
  const extra = sales.counted - sales.expected;
  const verdict = lost > 0 ? `${lost} lost` : extra > 0 ? `${extra} too many` : 'right';
  return [
    rect('sales-box', 'sunk', 12, top, 388, 34, { radius: 4 }),
    text('sales-counted', 24, top + 22, `sales counted ${sales.counted}`, { bold: true }),
    text('sales-expected', 176, top + 22, `handled ${sales.expected}`, { tone: 'soft' }),
    sign('sales-sign', tone, wrong ? 'cross' : 'check', 390 - 10, top + 17, 13),
    text('sales-verdict', 368, top + 22, verdict, { anchor: 'end', tone, bold: true }),
  ];
}
