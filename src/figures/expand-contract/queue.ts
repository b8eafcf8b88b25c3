// The lock queue in front of the table, first in line next to it, and the table with its old and its new column.
import type { ExpandContractParams, ExpandContractSnapshot } from '../../sim/models/expand-contract.ts';
import type { Shape } from '../figure.ts';
import { circle, count, rect, sign, text } from '../shapes.ts';

const LINE_Y = 56;
const FRONT_X = 268;
const SPACING = 13;
const MOST_DRAWN = 19;
const TABLE = { x: 288, y: 22, width: 112, height: 72 };
const COLUMN = { width: 46, height: 42, top: 28 };

export function drawQueue(snapshot: ExpandContractSnapshot, params: ExpandContractParams): Shape[] {
  const { waiting, inQueue } = snapshot;
  const drawn = waiting.slice(0, MOST_DRAWN);
  const hidden = inQueue - drawn.length;
  return [
    text(
      'queue-title',
      0,
      13,
      inQueue === 0 ? 'nobody waits' : `${inQueue} ${inQueue === 1 ? 'waits' : 'wait'} for the table`,
      {
        tone: inQueue === 0 ? 'soft' : 'waiting',
        bold: inQueue > 0,
      },
    ),
    ...drawn.flatMap(({ id, kind }, place): Shape[] => {
      const x = FRONT_X - place * SPACING;
      if (kind === 'query') return [circle(`waiting-${id}`, 'waiting', x, LINE_Y, 5)];
      if (kind === 'report') return [rect(`waiting-${id}`, 'capacity', x - 5, LINE_Y - 9, 10, 18)];
      return [
        rect(`waiting-${id}`, 'ink', x - 6, LINE_Y - 17, 12, 34, { look: 'outlined' }),
        sign(`waiting-${id}-lock`, 'ink', 'lock', x, LINE_Y, 10),
      ];
    }),
    ...(hidden > 0
      ? [text('hidden', 0, LINE_Y + 26, `and ${hidden} more behind these`, { tone: 'waiting', bold: true })]
      : []),
    ...drawTable(snapshot, params),
  ];
}

function drawTable(
  { migration, runningQueries, runningReports }: ExpandContractSnapshot,
  { plan }: ExpandContractParams,
): Shape[] {
  const { excludes, filled, step, steps, status } = migration;
  const isDone = status === 'done';
  // Expand and contract has two columns in between; one ALTER TABLE has them for its own time only.
  const hasNew = plan === 'one' ? excludes || isDone : step > 0;
  const inside = excludes
    ? 'the migration alone'
    : [
        ...(runningReports > 0 ? [count(runningReports, 'report')] : []),
        ...(runningQueries > 0 ? [runningQueries === 1 ? '1 query' : `${runningQueries} queries`] : []),
      ].join(', ') || 'idle';
  return [
    text('table-name', 400, 13, excludes ? 'table locked' : 'table', {
      anchor: 'end',
      bold: excludes,
      tone: excludes ? 'failure' : 'soft',
    }),
    rect('table-fill', 'surface', TABLE.x, TABLE.y, TABLE.width, TABLE.height),
    rect('table-edge', excludes ? 'failure' : 'ink', TABLE.x, TABLE.y, TABLE.width, TABLE.height, {
      look: 'outlined',
    }),
    ...drawColumn('price', TABLE.x + 7, step < steps.length ? 1 : 0, step < steps.length),
    ...drawColumn('cents', TABLE.x + TABLE.width - COLUMN.width - 7, filled, hasNew),
    text('table-inside', 400, TABLE.y + TABLE.height + 16, `inside: ${inside}`, {
      anchor: 'end',
      tone: 'soft',
    }),
  ];
}

function drawColumn(name: string, x: number, filled: number, exists: boolean): Shape[] {
  const height = COLUMN.height * filled;
  return [
    rect(
      `column-${name}-values`,
      'capacity',
      x,
      COLUMN.top + COLUMN.height - height,
      COLUMN.width,
      exists ? height : 0,
      { radius: 0, look: 'washed' },
    ),
    rect(`column-${name}-edge`, exists ? 'ink' : 'rule', x, COLUMN.top, COLUMN.width, COLUMN.height, {
      radius: 0,
      look: exists ? 'outlined' : 'dashed',
    }),
    text(`column-${name}`, x + COLUMN.width / 2, COLUMN.top + COLUMN.height + 15, name, {
      anchor: 'middle',
      tone: exists ? 'ink' : 'soft',
    }),
  ];
}
