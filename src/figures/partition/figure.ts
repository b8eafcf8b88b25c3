// A partition: three nodes, the link between their sides, and below them what the clients were told.
import { model, type PartitionParams, type PartitionSnapshot } from '../../sim/models/partition.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { circle, duration, line, rect, sign, text } from '../shapes.ts';
import { drawAnswers } from './answers.ts';
import * as at from './layout.ts';
import { describeTheory, summarise, tabulate } from './summary.ts';

export const figure = defineFigure({
  model,
  about:
    'Two sides of a network, and a link between them that can be cut. It shows what each side may still answer, depending on whether it stays consistent or available.',
  question: 'The link is cut. Which side goes on, which refuses, and who reads an old value?',
  legend: [
    { tone: 'request', means: 'message; square: carries a value' },
    { tone: 'success', sign: 'check', means: 'answered' },
    { tone: 'failure', sign: 'cross', means: 'refused, or lost on the link' },
    { tone: 'stale', sign: 'clock', means: 'old value' },
    { tone: 'waiting', means: 'client waits' },
  ],
  scene,
});

function scene(snapshot: PartitionSnapshot, params: PartitionParams): Scene {
  const shapes: Shape[] = [
    ...drawSides(snapshot),
    ...drawLink(snapshot, params),
    ...snapshot.nodes.flatMap((node) => drawNode(node, snapshot)),
    ...['a', 'b', 'c'].flatMap((letter) => drawClient(letter, snapshot)),
    ...snapshot.moving.map((message) => drawMessage(message, snapshot.now)),
    ...drawAnswers(snapshot),
  ];
  return {
    height: at.HEIGHT,
    shapes,
    summary: summarise(snapshot, params),
    theory: describeTheory(snapshot, params),
    table: tabulate(snapshot),
  };
}

function drawSides({ left, right }: PartitionSnapshot): Shape[] {
  return (
    [
      ['left', left, '2 of 3 nodes'],
      ['right', right, '1 of 3 nodes'],
    ] as const
  ).flatMap(([side, counts, nodes]): Shape[] => {
    const { x, width } = at.SIDES[side];
    const y = at.SIDES.height - 14;
    const tally = [
      { key: 'answered', tone: 'success', name: 'check', value: counts.answered },
      { key: 'refused', tone: 'failure', name: 'cross', value: counts.refused },
      { key: 'stale', tone: 'stale', name: 'clock', value: counts.staleReads },
    ] as const;
    return [
      rect(`${side}-side`, 'sunk', x, at.SIDES.top, width, at.SIDES.height, { radius: 6 }),
      text(`${side}-name`, x + 8, 18, side, { bold: true }),
      text(`${side}-nodes`, x + width - 8, 18, nodes, { anchor: 'end', tone: 'soft' }),
      ...tally.flatMap(({ key, tone, name, value }, index): Shape[] => {
        const left = x + 12 + index * (width / 3);
        return [
          sign(`${side}-${key}-sign`, tone, name, left, y, 13),
          text(`${side}-${key}`, left + 10, y + 5, String(value)),
        ];
      }),
    ];
  });
}

function drawLink({ link, now }: PartitionSnapshot, { linkMs }: PartitionParams): Shape[] {
  const flat = (from: string, to: string): number[] => at.wireBetween(from, to).flatMap(({ x, y }) => [x, y]);
  const look = link.up ? 'thin' : 'dashed';
  return [
    line('wire-a-b', 'rule', flat('node-a', 'node-b')),
    line('wire-a-c', 'rule', flat('node-a', 'node-c'), { look }),
    line('wire-b-c', 'rule', flat('node-b', 'node-c'), { look }),
    ...(link.up
      ? [text('link-words', at.CUT.x, 232, `link ${duration(linkMs)}`, { anchor: 'middle', tone: 'soft' })]
      : [
          line(
            'cut',
            'failure',
            [
              at.CUT.x,
              4,
              at.CUT.x - 5,
              40,
              at.CUT.x + 5,
              76,
              at.CUT.x - 5,
              140,
              at.CUT.x + 5,
              176,
              at.CUT.x,
              212,
            ],
            { look: 'thick' },
          ),
          text('link-words', at.CUT.x, 232, `cut for ${duration(now - link.since)}`, {
            anchor: 'middle',
            tone: 'failure',
            bold: true,
          }),
        ]),
  ];
}

function drawNode(
  node: PartitionSnapshot['nodes'][number],
  { newestAcknowledged }: PartitionSnapshot,
): Shape[] {
  const { id, write } = node;
  const { x, y } = at.pointOf(id);
  const { width, height } = at.NODE;
  const old = write < newestAcknowledged;
  return [
    rect(`${id}-box`, 'surface', x - width / 2, y - height / 2, width, height),
    rect(`${id}-edge`, old ? 'stale' : 'ink', x - width / 2, y - height / 2, width, height, {
      look: 'outlined',
    }),
    text(`${id}-name`, x, y - 8, `node ${id.slice(-1).toUpperCase()}`, { anchor: 'middle', tone: 'soft' }),
    text(`${id}-value`, x, y + 15, `value ${write}`, {
      anchor: 'middle',
      size: write < 1000 ? 'normal' : 'small',
      bold: true,
      tone: old ? 'stale' : 'ink',
    }),
    ...(old ? [sign(`${id}-old`, 'stale', 'clock', x + width / 2 - 12, y - 13, 15)] : []),
  ];
}

function drawClient(letter: string, { waiting, now }: PartitionSnapshot): Shape[] {
  const id = `client-${letter}`;
  const { x, y } = at.pointOf(id);
  const own = waiting.filter(({ client }) => client === id);
  const oldest = own[0];
  const wire = at.wireBetween(id, `node-${letter}`).flatMap((point) => [point.x, point.y]);
  return [
    line(`${id}-wire`, 'rule', wire, { look: 'thin' }),
    circle(`${id}-body`, 'surface', x, y, 12),
    circle(`${id}-edge`, oldest ? 'waiting' : 'ink', x, y, 12, { look: 'outlined' }),
    text(`${id}-name`, x, y + 5, letter.toUpperCase(), { anchor: 'middle', bold: true }),
    ...(oldest
      ? [
          text(`${id}-waits`, x, y + 28, `${((now - oldest.startedAt) / 1000).toFixed(1)} s`, {
            anchor: 'middle',
            tone: 'waiting',
            bold: true,
          }),
        ]
      : []),
  ];
}

function drawMessage(message: PartitionSnapshot['moving'][number], now: number): Shape {
  const { x, y } = at.placeOf(message, now);
  const key = `moving-${message.id}`;
  if (message.lost) return sign(key, 'failure', 'cross', x, y, 11);
  if (message.kind === 'answer') {
    return message.write === null
      ? sign(key, 'failure', 'cross', x, y, 12)
      : sign(key, 'success', 'check', x, y, 12);
  }
  if (message.write !== null) return rect(key, 'request', x - 5, y - 5, 10, 10, { radius: 2 });
  return circle(key, 'request', x, y, 4.5);
}
