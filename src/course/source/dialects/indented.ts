// Blocks of other tools that end where their margin does: `!!! note "Title"`, `??? tip`, `=== "Tab"` (MkDocs Material).
// Not here: those with a line at their end (containers.ts).
import { alertKind } from '../../alert-kinds.ts';
import { marginOf, type Line } from './line.ts';
import type { Shape } from './block-shapes.ts';

const BOX = /^[ \t]*(!{3}|\?{3}\+?)[ \t]+([\w-]+(?:[ \t]+[\w-]+)*)?(?:[ \t]*"((?:[^"\\]|\\.)*)")?[ \t]*$/;
const TAB = /^[ \t]*===[!+]?[ \t]+(?:"((?:[^"\\]|\\.)*)"|'([^']*)')[ \t]*$/;

export function indentedShape(text: string): Shape | undefined {
  const [, double, single] = TAB.exec(text) ?? [];
  if (double !== undefined || single !== undefined) return { as: 'label', title: double ?? single ?? '' };
  const [, sign, words = '', title = ''] = BOX.exec(text) ?? [];
  if (sign === undefined || (words === '' && title === '')) return undefined;
  const word = words.split(/[ \t]+/).find((each) => alertKind(each) !== undefined) ?? 'note';
  if (sign === '???') return { as: 'fold', title: title || capital(word) };
  return {
    as: 'box',
    word,
    title: title || (alertKind(words.split(/[ \t]/)[0] ?? '') ? '' : capital(words)),
  };
}

/** The index after the block that begins at `start`: its lines stand four columns further in, or are blank. */
export function endOfIndented(lines: readonly Line[], start: number): number {
  const margin = marginOf(lines[start]?.text ?? '') + MARGIN;
  let end = start + 1;
  for (let index = start + 1; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (text.trim() === '') continue;
    if (marginOf(text) < margin && !/^[ \t]*\t/.test(text)) break;
    end = index + 1;
  }
  return end;
}

/** Four columns, as Python-Markdown counts; a tab is as good. */
const MARGIN = 4;

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
