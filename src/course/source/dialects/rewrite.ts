// The Markdown of other tools → the same text in the Markdown that is read here, line by line before it is parsed, with
// the way back: each place in the tree becomes that of the author's file again. What has no form here is told.
// Each line is looked at once for each block that it stands in. Not here: what the signs mean (the files beside this one).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Problem } from '../../problems.ts';
import { closingOf, openingOf, type Shape } from './containers.ts';
import { takeDefinition } from './definitions.ts';
import { directiveLines } from './directive-fences.ts';
import { HtmlBlocks } from './html-blocks.ts';
import { endOfIndented, indentedShape } from './indented.ts';
import { rewriteInline, tellTemplate } from './inline.ts';
import { createNotices, dedent, marginOf, type Line, type Notices } from './line.ts';
import { endOfFormula, formulaLines } from './formulas.ts';
import { fenceOf, scan, type Mark } from './scan.ts';
import { asBox, asCode, asFold, asLabelled, asPlain, toMargin, withTabs } from './shapes.ts';
import { ownComponents, singleLine } from './single-lines.ts';

export interface Rewritten {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The line of the author's file that a line of the text stands for. */
  lineOf(line: number): number;
  /** Gives all places in a tree of the text those of the author's file. */
  restorePlaces(tree: Root): void;
}

/** Blocks in blocks; deeper ones stay as they are written. */
const DEEPEST = 12;

export function rewriteDialects(text: string, file: string, isMdx: boolean): Rewritten {
  const written = text.split(/\r\n|\n|\r/);
  const notices = createNotices();
  const lines = written.map((each, index): Line => ({ text: each, line: index + 1, shift: 0 }));
  const result = rewriteLines(lines, {
    isMdx,
    notices,
    html: new HtmlBlocks(notices),
    depth: 0,
    own: ownComponents(lines),
  });
  const isSame =
    result.length === lines.length &&
    result.every((line, index) => line.text === written[index] && line.shift === 0);
  return {
    text: isSame ? text : result.map((line) => line.text).join('\n'),
    problems: notices.problems(file),
    lineOf: (line) => result[line - 1]?.line ?? line,
    restorePlaces(tree) {
      if (isSame) return;
      const done = new WeakSet<object>();
      visit(tree, ({ position }) => {
        if (!position) return;
        for (const point of [position.start, position.end]) {
          const line = result[point.line - 1];
          if (!line || done.has(point)) continue;
          done.add(point);
          point.line = line.line;
          point.column = Math.max(1, point.column + line.shift);
        }
      });
    },
  };
}

interface Work {
  readonly isMdx: boolean;
  readonly notices: Notices;
  /** Undefined within a block, whose lines are no HTML of the file's own. */
  readonly html: HtmlBlocks | undefined;
  readonly depth: number;
  /** Components that the file itself brings. */
  readonly own: ReadonlySet<string>;
}

function rewriteLines(lines: readonly Line[], work: Work): Line[] {
  const { isMdx, notices, own } = work;
  if (work.depth > DEEPEST) return [...lines];
  const marks = scan(lines);
  const ends = pairContainers(lines, marks, own);
  const output: Line[] = [];
  const inner = (content: readonly Line[]): Line[] =>
    rewriteLines(content, { ...work, html: undefined, depth: work.depth + 1 });
  // Without its margin, which would make code of it, and with it again.
  const within = (content: readonly Line[], margin: number): Line[] =>
    indent(inner(toMargin(content, 0)), margin);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const mark = marks[index];
    if (!line) continue;
    if (mark !== 'raw' && QUOTED.test(line.text)) {
      let end = index + 1;
      while (end < lines.length && QUOTED.test(lines[end]?.text ?? '')) end += 1;
      output.push(...quotation(lines.slice(index, end), inner));
      if (!isMdx && work.html) for (const each of lines.slice(index, end)) work.html.read(each, []);
      index = end - 1;
      continue;
    }
    if (mark === 'open') {
      const end = endOfFence(marks, index);
      output.push(
        ...(isMdx ? [] : (work.html?.beforeFence(line) ?? [])),
        ...fenceLines(lines, index, end, within, notices),
      );
      index = end;
      continue;
    }
    if (mark !== 'text') {
      output.push(line);
      continue;
    }
    const end = ends.get(index);
    const opening = end === undefined ? undefined : openingOf(line.text, own);
    if (end !== undefined && opening) {
      output.push(
        ...shaped(line, opening.shape, opening.shown, lines.slice(index + 1, end), within, notices),
      );
      index = end;
      continue;
    }
    const shape = indentedShape(line.text);
    if (shape) {
      const after = endOfIndented(lines, index);
      const content = lines.slice(index + 1, after).map((each) => dedent(each, 4));
      if (content.some(({ text }) => text.trim() !== '')) {
        output.push(...shaped(line, shape, line.text.trim(), content, within, notices));
        index = after - 1;
        continue;
      }
    }
    const formulaEnd = endOfFormula(lines, marks, index);
    if (formulaEnd !== undefined) {
      output.push(...formulaLines(lines.slice(index, formulaEnd + 1)));
      index = formulaEnd;
      continue;
    }
    // Attributes of the heading above, in a line of their own.
    const [, id] = /^\{:[^{}]{0,200}?#([\w:.-]+)[^{}]{0,200}\}\s*$/.exec(line.text) ?? [];
    const above = output.at(-1);
    if (!isMdx && id !== undefined && above && /^#{1,6}\s/.test(above.text)) {
      output[output.length - 1] = { ...above, text: `${above.text} {#${id}}` };
      continue;
    }
    const definition = isMdx ? undefined : takeDefinition(lines, index, output, inner);
    if (definition) {
      output.push(...definition.lines);
      index = definition.end - 1;
      continue;
    }
    const caption = captionOf(line.text, output);
    if (!isMdx && caption !== undefined) {
      output.push(withText(line, `*${rewriteInline(caption, line.line, isMdx, notices)}*`));
      continue;
    }
    const single = singleLine(line, isMdx, own, notices);
    const plain = single ?? [withText(line, rewriteInline(line.text, line.line, isMdx, notices))];
    output.push(...(isMdx || !work.html ? plain : work.html.read(line, plain)));
  }
  if (!isMdx) work.html?.end();
  return output;
}

type Within = (content: readonly Line[], margin: number) => Line[];

function indent(lines: readonly Line[], margin: number): Line[] {
  if (margin === 0) return [...lines];
  const before = ' '.repeat(margin);
  return lines.map((line) =>
    line.text.trim() === '' ? line : { ...line, text: before + line.text, shift: line.shift - margin },
  );
}

const QUOTED = /^ {0,3}>/;

/** Lines of a quotation, rewritten without its signs; the same lines if nothing changes. */
function quotation(lines: readonly Line[], rewrite: (content: readonly Line[]) => Line[]): Line[] {
  const content = lines.map((line): Line => {
    const width = /^ {0,3}> ?/.exec(line.text)?.[0].length ?? 0;
    return { ...line, text: line.text.slice(width), shift: line.shift + width };
  });
  const made = rewrite(content);
  const isSame =
    made.length === content.length && made.every((line, index) => line.text === content[index]?.text);
  if (isSame) return [...lines];
  return made.map((line) => ({ ...line, text: `> ${line.text}`.trimEnd(), shift: line.shift - 2 }));
}

/** The caption of the table above: `: Words {#id}` (Quarto, Pandoc). */
function captionOf(text: string, above: readonly Line[]): string | undefined {
  const [, caption] = /^: {1,3}(\S.*?)\s*(?:\{[^{}]*\})?$/.exec(text) ?? [];
  if (caption === undefined || /[*]/.test(caption)) return undefined;
  const row = above.at(-1)?.text.trim() === '' ? above.at(-2) : above.at(-1);
  return row?.text.trimStart().startsWith('|') ? caption : undefined;
}

function withText(line: Line, text: string): Line {
  return text === line.text ? line : { ...line, text };
}

/** Each line that opens a block → the line that closes it; lines without a partner open and close nothing. */
function pairContainers(
  lines: readonly Line[],
  marks: readonly Mark[],
  own: ReadonlySet<string>,
): Map<number, number> {
  const ends = new Map<number, number>();
  const open: { readonly family: string; readonly index: number }[] = [];
  const counts = new Map<string, number>();
  for (const [index, { text }] of lines.entries()) {
    if (marks[index] !== 'text' || !STARTS.test(text)) continue;
    const family = closingOf(text);
    if (family === undefined) {
      const opening = openingOf(text, own);
      if (opening) {
        open.push({ family: opening.family, index });
        counts.set(opening.family, (counts.get(opening.family) ?? 0) + 1);
      }
      continue;
    }
    // Without an open block of its kind it would close all others in the search for one.
    if (!counts.get(family)) continue;
    for (let last = open.pop(); last; last = open.pop()) {
      counts.set(last.family, (counts.get(last.family) ?? 1) - 1);
      if (last.family !== family) continue;
      ends.set(last.index, index);
      break;
    }
  }
  return ends;
}

const STARTS = /^\s*(?::{3}|\/{3}|\{[%{]|<\/?[A-Z])/;

function endOfFence(marks: readonly Mark[], start: number): number {
  let end = start;
  while (marks[end + 1] === 'code') end += 1;
  return marks[end + 1] === 'close' ? end + 1 : end;
}

/** A line of a fence that asks for a file: of mdBook, of MkDocs. */
const INCLUDED =
  /(?<=^\s*\{\{\s?#(?:include|rustdoc_include|playground)\s)[^}\n]{1,300}(?=\}\}\s*$)|^\s*--8<--\s*["'][^"'\n]{1,300}["']\s*$/;

/** A fence stays as it is, unless its word is an instruction; what it includes is told. */
function fenceLines(
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
      if (include !== undefined) tellTemplate(`{{#include ${include.trim()}}}`, line, notices);
    }
  }
  // In a quotation each line begins with its sign; there it is shown as code.
  if (!fence.info.startsWith('{') || fence.margin.includes('>')) return whole;
  const margin = ' '.repeat(fence.margin.length);
  const rewrite = (inside: readonly Line[]): Line[] => rewriteWithin(inside, margin.length);
  const made = directiveLines({ ...at, text: margin }, fence.info, content, rewrite, notices);
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

function shaped(
  at: Line,
  shape: Shape,
  shown: string,
  content: readonly Line[],
  rewriteWithin: Within,
  notices: Notices,
): Line[] {
  const rewrite = (inside: readonly Line[]): Line[] => rewriteWithin(inside, marginOf(at.text));
  switch (shape.as) {
    case 'box': {
      const start = content.findIndex(({ text }) => text.trim() !== '');
      const [, heading] =
        (shape.isHeaded && /^\s*#{1,6}\s+(.+?)\s*#*$/.exec(content[start]?.text ?? '')) || [];
      return heading === undefined || shape.title !== ''
        ? asBox(at, shape.word, shape.title, rewrite(content))
        : asBox(at, shape.word, heading, rewrite(content.slice(start + 1)));
    }
    case 'fold':
      return asFold(at, shape.title, rewrite(content));
    case 'label':
      return asLabelled(at, shape.title, rewrite(content));
    case 'code':
      return asCode(at, shape.language, shape.title, content);
    case 'tabs':
      return asPlain(at, withTabs(content));
    case 'nothing':
      return asPlain(at, []);
    case 'plain':
      if (shape.told) {
        notices.tell({
          code: 'foreign-syntax',
          kind: `block ${shown}`,
          line: at.line,
          text: `The block "${shown}" of another tool is shown without its frame.`,
          hint: 'For a box, write "> [!NOTE]" and begin its lines with ">"; for tabs, give neighbouring fences tab="…".',
        });
      }
      return asPlain(at, rewrite(content));
  }
}
