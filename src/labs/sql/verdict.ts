// What a reader is told of their solution to a task. Not here: how it is judged (task.ts).
import { translate } from '../../languages/translate.ts';
import type { Verdict } from './task.ts';

export function verdictWords(verdict: Verdict): string {
  if (verdict.is === 'right') return translate('lab', 'right', 'Right.');
  return `${translate('lab', 'notRight', 'Not yet.')} ${reason(verdict)}`;
}

function reason(verdict: Verdict): string {
  switch (verdict.is) {
    case 'right':
      return '';
    case 'fails':
      return translate('lab', 'fails', 'It fails; see below.');
    case 'noRows':
      return translate('lab', 'noRows', 'It returns no rows to compare.');
    case 'otherOrder':
      return translate('lab', 'otherOrder', 'The rows are right, but in another order.');
    case 'columns':
      return translate('lab', 'columns', 'The result has {count} columns; {wanted} are asked for.', {
        count: verdict.count,
        wanted: verdict.wanted,
      });
    case 'rowCount':
      return translate('lab', 'rowCount', 'The result has {count} rows; {wanted} are asked for.', {
        count: verdict.count,
        wanted: verdict.wanted,
      });
    case 'otherRows':
      return translate(
        'lab',
        'otherRows',
        'The result has the right shape, but other values: row {row} differs.',
        {
          row: verdict.row,
        },
      );
    case 'planMust':
      return translate('lab', 'planMust', 'The plan of the query does not contain “{part}”.', {
        part: verdict.part,
      });
    case 'planMustNot':
      return translate('lab', 'planMustNot', 'The plan of the query still contains “{part}”.', {
        part: verdict.part,
      });
  }
}
