// Boxes of Jekyll's themes: `{: .note }` above a paragraph or a quotation makes it one, `{: .note-title }` takes its first
// paragraph for the title. Not here: attributes that make nothing (single-lines.ts).
import { alertKind } from '../../alert-kinds.ts';
import { asBox } from './shapes.ts';
import type { Line } from './line.ts';
import type { Mark } from './scan.ts';

const ATTRIBUTES = /^\{:[^{}]{0,200}\.([a-z]+)(-title)?[^{}]{0,100}\}\s*$/i;

export interface AttributeBox {
  /** The index after its last line. */
  readonly end: number;
  readonly lines: readonly Line[];
}

export function attributeBox(
  lines: readonly Line[],
  marks: readonly Mark[],
  start: number,
  rewrite: (content: readonly Line[]) => Line[],
): AttributeBox | undefined {
  const at = lines[start];
  const [, word = '', titled] = ATTRIBUTES.exec(at?.text ?? '') ?? [];
  if (!at || alertKind(word) === undefined) return undefined;
  // Attributes below a block are its own.
  if ((lines[start - 1]?.text ?? '').trim() !== '') return undefined;
  let end = start + 1;
  while (marks[end] === 'text' && (lines[end]?.text ?? '').trim() !== '') end += 1;
  if (end === start + 1) return undefined;
  const content = lines.slice(start + 1, end).map((line): Line => {
    const width = /^ {0,3}> ?/.exec(line.text)?.[0].length ?? 0;
    return { ...line, text: line.text.slice(width), shift: line.shift + width };
  });
  if (titled === undefined) return { end, lines: asBox(at, word, '', rewrite(content)) };
  const [first, ...rest] = content;
  return { end, lines: asBox(at, word, first?.text.trim() ?? '', rewrite(rest)) };
}
