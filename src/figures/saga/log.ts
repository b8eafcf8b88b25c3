// The orchestrator's log, one column an entry, one row a step: a saga goes down through its steps and, where one is
// refused, up again the same way. Nothing but this survives a crash.
import type { SagaSnapshot, SagaStep } from '../../sim/models/saga.ts';
import type { Shape } from '../figure.ts';
import { circle, line, sign, text } from '../shapes.ts';
import { backArrow } from './services.ts';
import { STEP_WORDS } from './words.ts';

type Entry = SagaSnapshot['log'][number];

const TITLE_Y = 230;
const FIRST_ROW_Y = 248;
const ROW = 19;
const FIRST_X = 84;
const COLUMN = 20;
/** Of the longest run: beginning and end, four steps of which the last is refused, three undone, two entries each. */
const MOST_ENTRIES = 16;
/** A reader can crash it as often as they like; the latest are drawn. */
const MOST_CRASHES = 20;
const ROWS: readonly (SagaStep | 'saga')[] = ['saga', 'stock', 'payment', 'shipping', 'confirm'];
const BOTTOM = FIRST_ROW_Y + ROW * (ROWS.length - 1);

export const LOG_BOTTOM = BOTTOM + 35;

export function drawLog({ log, orchestrator }: SagaSnapshot): Shape[] {
  const xAt = (entry: number): number => FIRST_X + COLUMN * entry;
  const yOf = (entry: Entry): number =>
    FIRST_ROW_Y + ROW * ROWS.indexOf('step' in entry ? entry.step : 'saga');
  return [
    text('log-title', 0, TITLE_Y, 'The log, which survives a crash', { tone: 'soft' }),
    ...ROWS.flatMap((row, at) => {
      const y = FIRST_ROW_Y + ROW * at;
      return [
        line(`log-row-${row}`, 'rule', [FIRST_X - 10, y, xAt(MOST_ENTRIES - 1) + 10, y], { look: 'thin' }),
        text(`log-name-${row}`, 0, y + 5, row === 'saga' ? 'Saga' : STEP_WORDS[row].name),
      ];
    }),
    ...[1, 4, 8, 12, 16].map((number) =>
      text(`log-number-${number}`, xAt(number - 1), BOTTOM + 31, String(number), {
        anchor: 'middle',
        tone: 'soft',
      }),
    ),
    ...(log.length > 1
      ? [
          line(
            'log-path',
            'rule',
            log.flatMap((entry, at) => [xAt(at), yOf(entry)]),
          ),
        ]
      : []),
    ...log.map((entry, at) => drawEntry(entry, `log-${at}`, xAt(at), yOf(entry))),
    ...orchestrator.crashedAfter.slice(-MOST_CRASHES).flatMap((entries, at) => {
      const x = xAt(entries - 0.5);
      return [
        line(`crash-${at}`, 'failure', [x, FIRST_ROW_Y - 6, x, BOTTOM + 8], { look: 'dashed' }),
        sign(`crash-${at}-sign`, 'failure', 'cross', x, BOTTOM + 14, 9),
      ];
    }),
  ];
}

function drawEntry(entry: Entry, key: string, x: number, y: number): Shape {
  if (entry.kind === 'started') return circle(key, 'ink', x, y, 4);
  if (entry.kind === 'finished')
    return entry.outcome === 'completed' ? sign(key, 'success', 'check', x, y, 13) : backArrow(key, x, y);
  if (entry.kind === 'command') return circle(key, entry.compensation ? 'waiting' : 'request', x, y, 4.5);
  if (entry.compensation) return backArrow(key, x, y);
  return sign(key, entry.ok ? 'success' : 'failure', entry.ok ? 'check' : 'cross', x, y, 12);
}
