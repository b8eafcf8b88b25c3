// The Markdown of other tools → the same text in the Markdown that is read here, line by line before it is parsed, with
// the way back: each place in the tree becomes that of the author's file again. What has no form here is told.
// Each line is looked at once for each block that it stands in. Not here: what the signs mean (the files beside this one).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Problem } from '../../problems.ts';
import { attributeBox } from './attribute-boxes.ts';
import { shaped } from './blocks.ts';
import { closingOf, openingOf } from './containers.ts';
import { takeDefinition } from './definitions.ts';
import { endOfFence, fenceLines } from './fences.ts';
import { endOfInnerData, tightHeading } from './beginnings.ts';
import { HtmlBlocks } from './html-blocks.ts';
import { endOfIndented, indentedShape } from './indented.ts';
import { rewriteInline, type InlineWork } from './inline.ts';
import { createNotices, dedent, type Line } from './line.ts';
import { endOfFormula, formulaLines } from './formulas.ts';
import { withMdxComments } from './mdx-comments.ts';
import { normalise } from './pairs.ts';
import { explainsAbbreviation, signsOf } from './references.ts';
import { scan, type Mark } from './scan.ts';
import { toMargin, withoutGap } from './shapes.ts';
import { drawnTable, keptLine } from './tables.ts';
import { endOfModuleCode, ownComponents, singleLine } from './single-lines.ts';
import { endOfRemark } from './wiki-links.ts';

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
  const asWritten = written.map((each, index): Line => ({ text: each, line: index + 1, shift: 0 }));
  const lines = isMdx ? withMdxComments(asWritten) : asWritten;
  const signs = signsOf(lines, isMdx);
  const result = rewriteLines(lines, {
    isMdx,
    notices,
    signs,
    html: new HtmlBlocks(notices),
    depth: 0,
    own: ownComponents(lines),
  });
  result.push(...signs.notes);
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

interface Work extends InlineWork {
  /** Undefined within a block, whose lines are no HTML of the file's own. */
  readonly html: HtmlBlocks | undefined;
  readonly depth: number;
  /** Components that the file itself brings. */
  readonly own: ReadonlySet<string>;
}

function rewriteLines(written: readonly Line[], work: Work): Line[] {
  const { isMdx, notices, own } = work;
  if (work.depth > DEEPEST) return [...written];
  const asWritten = scan(written);
  const lines = normalise(written, asWritten, isMdx, own);
  const marks = lines === written ? asWritten : scan(lines);
  const ends = pairContainers(lines, marks, own);
  const output: Line[] = [];
  const rankAbove = rankReader(output);
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
    const codeEnd = isMdx || work.depth > 0 ? undefined : endOfModuleCode(lines, index, notices);
    if (codeEnd !== undefined) {
      output.push({ ...line, text: '' });
      index = codeEnd - 1;
      continue;
    }
    const dataEnd = isMdx || work.depth > 0 ? undefined : endOfInnerData(lines, index, notices);
    if (dataEnd !== undefined) {
      output.push({ ...line, text: '' });
      index = dataEnd - 1;
      continue;
    }
    const remarkEnd = isMdx ? undefined : endOfRemark(lines, index);
    if (remarkEnd !== undefined) {
      output.push({ ...line, text: '' });
      index = remarkEnd - 1;
      continue;
    }
    const end = ends.get(index);
    const opening = end === undefined ? undefined : openingOf(line.text, own);
    if (end !== undefined && opening) {
      const made = shaped(line, opening.shape, opening.shown, lines.slice(index + 1, end), within, notices);
      output.push(...(work.depth > 0 ? made : withoutGap(made, rankAbove())));
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
    const drawn =
      isMdx || !MAY_BE_DRAWN.test(line.text + (lines[index + 1]?.text ?? ''))
        ? undefined
        : (attributeBox(lines, marks, index, inner) ?? drawnTable(lines, marks, index, notices));
    if (drawn) {
      output.push(...drawn.lines);
      index = drawn.end - 1;
      continue;
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
    // The entry that kramdown replaces by a table of contents.
    if (
      !isMdx &&
      above &&
      /^\s*\{:\s*toc\b[^{}]{0,200}\}\s*$/i.test(line.text) &&
      LIST_ENTRY.test(above.text)
    ) {
      output[output.length - 1] = { ...above, text: '[TOC]' };
      output.push({ ...line, text: '' });
      continue;
    }
    const definition = isMdx ? undefined : takeDefinition(lines, index, output, inner);
    if (definition) {
      output.push(...definition.lines);
      index = definition.end - 1;
      continue;
    }
    if (explainsAbbreviation(line.text, work.signs)) {
      output.push({ ...line, text: '' });
      continue;
    }
    const caption = captionOf(line.text, output);
    if (!isMdx && caption !== undefined) {
      output.push(withText(line, `*${rewriteInline(caption, line.line, work)}*`));
      continue;
    }
    const kept = isMdx ? undefined : keptLine(line, lines[index + 1], notices);
    if (kept) {
      output.push({ ...kept, text: rewriteInline(kept.text, line.line, work) });
      continue;
    }
    const heading = isMdx ? undefined : tightHeading(line, work.signs, notices);
    if (heading !== undefined) {
      output.push(withText(line, rewriteInline(heading, line.line, work)));
      continue;
    }
    const single = singleLine(line, isMdx, own, notices);
    const plain = single ?? [withText(line, rewriteInline(line.text, line.line, work))];
    output.push(...(isMdx || !work.html ? plain : work.html.read(line, plain)));
  }
  if (!isMdx) work.html?.end();
  return output;
}

function indent(lines: readonly Line[], margin: number): Line[] {
  if (margin === 0) return [...lines];
  const before = ' '.repeat(margin);
  return lines.map((line) =>
    line.text.trim() === '' ? line : { ...line, text: before + line.text, shift: line.shift - margin },
  );
}

/** Tells the rank of the last heading, that of the title for none; each line is looked at once. */
function rankReader(lines: readonly Line[]): () => number {
  let rank = 1;
  let read = 0;
  return () => {
    for (; read < lines.length; read++)
      rank = /^#{1,6}(?=\s)/.exec(lines[read]?.text ?? '')?.[0].length ?? rank;
    return rank;
  };
}

const LIST_ENTRY = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/;
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

/** What a line holds that draws a table, or makes a box of the next. */
const MAY_BE_DRAWN = /-{3}|\+[-=:]|^\{:/;

const STARTS = /^\s*(?::{3}|\/{3}|\{[%{]|<\/?[A-Z]|<!-- tabs:)/;
