// Fences of other tools: what their word in braces asks for, and what their lines include. Other fences stay as they are.
// Not here: the instructions themselves (directive-fences.ts), attributes of a fence (markdown/code/fence-info.ts).
import { alertKind } from '../../alert-kinds.ts';
import { attribute } from './attribute.ts';
import { directiveLines } from './directive-fences.ts';
import type { Line, Notices } from './line.ts';
import { fenceOf, type Mark } from './scan.ts';
import { asBox, asFold, asPlain, type Within } from './shapes.ts';
import { reportTemplate } from './templates.ts';

export function endOfFence(marks: readonly Mark[], start: number): number {
  let end = start;
  while (marks[end + 1] === 'code') end += 1;
  return marks[end + 1] === 'close' ? end + 1 : end;
}

/** A line of a fence that asks for a file: of mdBook, of MkDocs. */
const INCLUDED =
  /(?<=^\s*\{\{\s?#(?:include|rustdoc_include|playground)\s)[^}\n]{1,300}(?=\}\}\s*$)|^\s*--8<--\s*["'][^"'\n]{1,300}["']\s*$/;

/** A fence stays as it is, unless its word is an instruction; what it includes is told. */
export function fenceLines(
  lines: readonly Line[],
  start: number,
  end: number,
  rewriteWithin: Within,
  notices: Notices,
): Line[] {
  const whole = lines.slice(start, end + 1);
  const [at] = whole;
  const fence = at && fenceOf(at.text);
  if (!at || !fence) return whole;
  const isClosed = end > start && fenceOf(lines[end]?.text ?? '')?.info === '' && end !== start;
  const content = whole.slice(1, isClosed ? -1 : undefined);
  // Text about Markdown shows such lines.
  if (!/^(?:md|markdown|mdx|text)\b/.test(fence.info)) {
    for (const { text, line } of content) {
      const [include] = INCLUDED.exec(text) ?? [];
      if (include !== undefined) reportTemplate(`{{#include ${include.trim()}}}`, line, notices);
    }
  }
  // In a quotation each line begins with its sign; there it is shown as code.
  if (!/^(?:\{|admonish\b|mdx-code-block\b)/.test(fence.info) || fence.margin.includes('>')) return whole;
  const margin = ' '.repeat(fence.margin.length);
  const rewrite = (inside: readonly Line[]): Line[] => rewriteWithin(inside, margin.length);
  const place = { ...at, text: margin };
  const made = fence.info.startsWith('{')
    ? directiveLines(place, fence.info, content, rewrite, notices)
    : fence.info.startsWith('admonish')
      ? admonish(place, fence.info, rewrite(content))
      : asPlain(place, rewrite(content));
  if (!made) return whole;
  const closing = isClosed ? lines[end] : undefined;
  if (closing) endAt(made, closing.line);
  if (fence.margin === margin) return made;
  // The sign of a list stands before what the fence becomes.
  const first = made.findIndex(({ text }) => text.trim() !== '');
  return made.flatMap((line, index) =>
    index < first
      ? []
      : [index === first ? { ...line, text: fence.margin + line.text.slice(margin.length) } : line],
  );
}

/** What was added at the end stands where the block ends in the file. */
function endAt(lines: Line[], line: number): void {
  for (let index = lines.length - 1; index >= 0; index--) {
    const last = lines[index];
    if (!last || !/^\s*~*\s*$/.test(last.text)) return;
    lines[index] = { ...last, line };
    if (last.text.trim() !== '') return;
  }
}

/** A box of mdbook-admonish: `admonish warning "Title"`, `admonish tip title='Title' collapsible=true`. */
function admonish(at: Line, info: string, content: readonly Line[]): Line[] {
  const [, stated = '', quoted = ''] = /^admonish\s*([\w-]+(?![\w-]*=))?\s*(?:"([^"]*)")?/.exec(info) ?? [];
  const word = alertKind(stated) === undefined ? 'note' : stated;
  const title = quoted || attribute(info, 'title');
  return /collapsible\s*=\s*["']?true/.test(info)
    ? asFold(at, title || stated || 'Note', content)
    : asBox(at, word, title, content);
}
