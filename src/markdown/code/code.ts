// A code fence → its figure: title, coloured text, marked lines.
// Not here: colours (highlight.ts), tabs (tabs.ts), pictures made of characters (box-drawing.ts).
import type { Code } from 'mdast';
import { didYouMean } from '../../course/problems.ts';
import type { RenderContext } from '../context.ts';
import type { FenceInfo } from './fence-info.ts';
import { highlightLines, mergeRuns, type Run } from './highlight.ts';
import { attributes, escapeHtml } from '../html/html-text.ts';
import { readSession, type Session } from './console.ts';
import { labAttributes } from './lab-fence.ts';
import { withoutLineComments, type LineElement } from './line-comments.ts';
import { grammarOf, languageNames, languageTitle } from './languages.ts';

export function renderCode(node: Code, info: FenceInfo, context: RenderContext): string {
  warnOfUnknownLanguage(node, info, context);
  const { value, lines, signed } =
    info.language === 'diff' || info.language === 'patch' ? readDiff(node, info) : readMarks(node, info);
  const isResult = info.language === 'result';
  const shown = info.innerLanguage || info.language;
  const language = languageTitle(shown);
  const words = context.localization.text;
  const title = info.title || (isResult ? words.result : '');
  const element = isResult ? 'samp' : 'code';
  const label = [info.title, isResult ? words.result : language || words.plainText]
    .filter(Boolean)
    .join(', ');
  return (
    `<figure${attributes({ class: isResult ? 'code code-result' : 'code', 'data-lang': isResult || language === '' ? undefined : shown, ...labAttributes(node, info, context) })}>` +
    (title ? `<figcaption>${escapeHtml(title)}</figcaption>` : '') +
    // A named group, not a region: a page with twenty landmarks has none.
    `<pre${attributes({ tabindex: 0, role: 'group', 'aria-label': label })}><${element}>` +
    printLines(
      highlightLines(value, shown),
      lines,
      signed ? 'line signed' : 'line',
      readSession(value, shown),
    ) +
    `</${element}></pre></figure>`
  );
}

function warnOfUnknownLanguage(
  node: Code,
  { language, innerLanguage }: FenceInfo,
  context: RenderContext,
): void {
  for (const name of [language, innerLanguage]) {
    if (grammarOf(name) !== undefined) continue;
    context.report(
      'warning',
      'code-language-unknown',
      node,
      `The code language "${name}" is not known, so this code is shown without colors.`,
      didYouMean(name, languageNames(), 'Write "text" if it is no language.'),
    );
  }
}

interface MarkedCode {
  readonly value: string;
  readonly lines: ReadonlyMap<number, LineElement>;
  /** The text still holds the signs of a diff. */
  readonly signed: boolean;
}

function readMarks({ value: written }: Code, info: FenceInfo): MarkedCode {
  const { value, marks, lineOf } = withoutLineComments(written, info.language);
  const lines = new Map<number, LineElement>();
  const add = (numbers: ReadonlySet<number>, element: LineElement): void => {
    for (const number of numbers) {
      const line = lineOf(number);
      if (line !== undefined) lines.set(line, element);
    }
  };
  add(info.marked, 'mark');
  add(info.inserted, 'ins');
  add(info.deleted, 'del');
  for (const [line, element] of marks) lines.set(line, element);
  return { value, lines, signed: false };
}

/** The signs of a diff become marks in the gutter, so that what remains is code that can be coloured and copied. */
function readDiff({ value }: Code, info: FenceInfo): MarkedCode {
  const lines = new Map(readMarks({ type: 'code', value }, info).lines);
  const source = value.split('\n');
  const hasHeader = source.some((line) => /^(?:---|\+\+\+|@@|diff |index )/.test(line));
  const allSigned = !hasHeader && source.every((line) => line === '' || /^[-+ ]/.test(line));
  for (const [index, line] of source.entries()) {
    if (/^(?:---|\+\+\+) /.test(line)) continue;
    if (line.startsWith('+')) lines.set(index + 1, 'ins');
    else if (line.startsWith('-')) lines.set(index + 1, 'del');
  }
  // With a header the signs are part of a text that a tool reads; it stays as it is.
  return {
    value: allSigned ? source.map((line) => line.slice(1)).join('\n') : value,
    lines,
    signed: !allSigned,
  };
}

/**
 * Only marked lines get an element: `mark`, `ins` and `del` say to a screen reader what the tint and the gutter's sign
 * say to the eye, and add nothing to what is copied.
 */
function printLines(
  lines: readonly Run[][],
  marked: MarkedCode['lines'],
  className: string,
  session: Session | undefined,
): string {
  if (marked.size === 0 && !session) {
    const runs = lines.flatMap((line, index) => (index === 0 ? line : [{ kind: '', text: '\n' }, ...line]));
    return printRuns(mergeRuns(runs));
  }
  let html = '';
  for (const [index, line] of lines.entries()) {
    const element = marked.get(index + 1);
    const end = index === lines.length - 1 ? '' : '\n';
    const text = session ? printTyped(line, session.get(index + 1), end) : printRuns(line) + end;
    html += element ? `<${element} class="${className}">${text}</${element}>` : text;
  }
  return html;
}

/** A line of a session: its prompt, or all of it where the machine answered, is not copied. */
function printTyped(line: readonly Run[], prompt: number | 'output' | undefined, end: string): string {
  if (prompt === undefined) return printRuns(line) + end;
  if (prompt === 'output') return `<span class="not-copied">${printRuns(line)}${end}</span>`;
  let left = prompt;
  const before: Run[] = [];
  const after: Run[] = [];
  for (const { kind, text } of line) {
    before.push({ kind: '', text: text.slice(0, left) });
    after.push({ kind, text: text.slice(left) });
    left = Math.max(0, left - text.length);
  }
  return `<span class="not-copied">${printRuns(mergeRuns(before))}</span>${printRuns(mergeRuns(after))}${end}`;
}

function printRuns(runs: readonly Run[]): string {
  return runs
    .map(({ kind, text }) =>
      kind === '' ? escapeHtml(text) : `<span class="tok-${kind}">${escapeHtml(text)}</span>`,
    )
    .join('');
}
