// What PostgreSQL answered, as tables, plans and messages. Not here: running (panel.tsx), the tree of a plan (plan-view.tsx).
import { translate } from '../../languages/translate.ts';
import type { Answer, MessageAnswer, RowsAnswer, ScriptAnswer } from './answer.ts';
import { PlanView } from './plan-view.tsx';
import { readPlan } from './plan.ts';

interface ResultsProps {
  readonly answer: ScriptAnswer;
  readonly script: string;
  /** What a screen reader calls the example. */
  readonly example: string;
}

export function Results({ answer, script, example }: ResultsProps) {
  const several = answer.statements.length > 1;
  return (
    <>
      {answer.statements.map((statement, index) => (
        <div class="lab-statement" key={index}>
          {several && (
            <p class="lab-sql">
              <code>{firstLine(statement.text)}</code>
            </p>
          )}
          {statement.answers.map((each, at) => (
            <OneAnswer key={at} answer={each} script={script} ms={statement.ms} example={example} />
          ))}
        </div>
      ))}
    </>
  );
}

interface OneAnswerProps {
  readonly answer: Answer;
  readonly script: string;
  readonly ms: number;
  readonly example: string;
}

function OneAnswer({ answer, script, ms, example }: OneAnswerProps) {
  if (answer.kind === 'rows')
    return isPlan(answer) ? (
      <PlanText lines={answer.rows.map(([line]) => line ?? '')} example={example} />
    ) : (
      <Table answer={answer} ms={ms} example={example} />
    );
  if (answer.kind === 'tag')
    return (
      <p class="lab-tag">
        <code>{answer.tag}</code> <span>{took(ms)}</span>
      </p>
    );
  return <Message message={answer} script={script} />;
}

function isPlan({ columns }: RowsAnswer): boolean {
  return columns.length === 1 && columns[0]?.name === 'QUERY PLAN';
}

function took(ms: number): string {
  return translate('lab', 'took', '{ms} ms', { ms: ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms) });
}

function Table({ answer, ms, example }: Omit<OneAnswerProps, 'answer' | 'script'> & { answer: RowsAnswer }) {
  const { columns, rows, count } = answer;
  const isNumber = columns.map(({ type }) =>
    /^(?:bigint|integer|smallint|numeric|real|double precision|oid|money)$/.test(type),
  );
  const label = translate('lab', 'result', 'Result of {example}', { example });
  return (
    <div class="lab-table" tabIndex={0} role="group" aria-label={label}>
      <table>
        <caption>
          {count > rows.length
            ? translate('lab', 'firstRows', 'The first {shown} of {count} rows', {
                shown: rows.length,
                count,
              })
            : translate('lab', 'rows', { one: '{count} row', other: '{count} rows' }, { count })}
          {', '}
          {took(ms)}
        </caption>
        <thead>
          <tr>
            {columns.map(({ name, type }, index) => (
              <th key={index} scope="col" data-number={isNumber[index]}>
                {name} <small>{type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((value, index) => (
                <td key={index} data-number={isNumber[index]}>
                  {value === null ? <span class="lab-null">NULL</span> : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function PlanText({
  lines,
  example,
}: {
  readonly lines: readonly string[];
  readonly example: string;
}) {
  const plan = readPlan(lines);
  return (
    <>
      <pre
        class="lab-text"
        tabIndex={0}
        role="group"
        aria-label={translate('lab', 'result', 'Result of {example}', { example })}
      >
        <samp>{lines.join('\n')}</samp>
      </pre>
      {plan && <PlanView plan={plan} />}
    </>
  );
}

function Message({ message, script }: { readonly message: MessageAnswer; readonly script: string }) {
  const { kind, severity, code, detail, hint, where, at } = message;
  return (
    <div class="lab-message" data-kind={kind}>
      <p>
        <strong>
          {severity} {kind === 'error' && <code>{code}</code>}
        </strong>{' '}
        {message.message}
      </p>
      {at !== undefined && <Place script={script} at={at} />}
      {detail && (
        <p>
          <strong>{translate('lab', 'detail', 'Detail')}</strong> {detail}
        </p>
      )}
      {hint && (
        <p>
          <strong>{translate('lab', 'hint', 'Hint')}</strong> {hint}
        </p>
      )}
      {where && kind === 'error' && <p class="lab-where">{where}</p>}
    </div>
  );
}

/** The line with the place, as psql prints it, and the place marked. */
function Place({ script, at }: { readonly script: string; readonly at: number }) {
  const { line, column, text } = placeOf(script, at);
  const end = column + (/^[\w$]+|^\S?/.exec(text.slice(column))?.[0].length ?? 0);
  return (
    <p class="lab-place">
      <span>{translate('lab', 'line', 'Line {line}', { line })}</span>{' '}
      <code>
        {text.slice(0, column)}
        <mark>{text.slice(column, end) || '\u00a0'}</mark>
        {text.slice(end)}
      </code>
    </p>
  );
}

function placeOf(script: string, at: number): { line: number; column: number; text: string } {
  const before = script.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  const end = script.indexOf('\n', at);
  return {
    line: before.split('\n').length,
    column: at - start,
    text: script.slice(start, end < 0 ? undefined : end),
  };
}

function firstLine(text: string): string {
  const statement = text.replace(/^(?:\s*--[^\n]*\n)+/, '').trim();
  const [line = ''] = statement.split('\n');
  return line.length < statement.length ? `${line} …` : line;
}
