// What kind of line each line of a text is, as far as rewriting needs to know: lines of code and of raw HTML are left as
// they are. One pass, without parsing. Not here: what is done with the other lines (rewrite.ts).
import { marginOf, type Line } from './line.ts';

/** `open`, `code` and `close` are lines of a fence; `raw` ones stand in a comment, in `<pre>`, or are code by their margin. */
export type Mark = 'text' | 'open' | 'code' | 'close' | 'raw';

/** Margin and signs of lists and quotations, the fence's own signs, and what follows them. */
const FENCE = /^((?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*)(`{3,}|~{3,})(.*)$/;
const LIST_ITEM = /^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S/;
const RAW_OPENS = /^[ \t]*<(pre|script|style|textarea)(?:[\s>]|$)/i;

export interface Fence {
  readonly margin: string;
  readonly signs: string;
  readonly info: string;
}

export function fenceOf(text: string): Fence | undefined {
  const [, margin, signs, info = ''] = FENCE.exec(text) ?? [];
  if (margin === undefined || signs === undefined) return undefined;
  // The words behind backticks hold none, or the line is code in a sentence.
  return signs.startsWith('`') && info.includes('`') ? undefined : { margin, signs, info: info.trim() };
}

export function scan(lines: readonly Line[]): Mark[] {
  const marks: Mark[] = [];
  let fence: Fence | undefined;
  let rawUntil: string | undefined;
  let listOffset = 0;
  let isAfterBlank = true;
  for (const { text } of lines) {
    if (fence) {
      const state = inFence(text, fence);
      if (state !== 'ended') {
        marks.push(state);
        if (state === 'close') fence = undefined;
        continue;
      }
      fence = undefined;
    }
    if (rawUntil !== undefined) {
      marks.push('raw');
      if (text.toLowerCase().includes(rawUntil)) rawUntil = undefined;
      continue;
    }
    const isBlank = text.trim() === '';
    const margin = marginOf(text);
    const [, item] = LIST_ITEM.exec(text) ?? [];
    if (item !== undefined && margin < listOffset + 4) listOffset = item.length;
    else if (!isBlank && isAfterBlank && margin < Math.min(listOffset, 2)) listOffset = 0;
    if (!isBlank && isAfterBlank && margin >= listOffset + 4) {
      marks.push('raw');
      continue;
    }
    isAfterBlank = isBlank;
    fence = fenceOf(text);
    if (fence) {
      marks.push('open');
      continue;
    }
    rawUntil = rawFrom(text);
    marks.push(rawUntil === undefined ? 'text' : 'raw');
  }
  return marks;
}

function inFence(text: string, { margin, signs }: Fence): 'code' | 'close' | 'ended' {
  // A fence ends with its quotation or list.
  if (margin.includes('>') && !/^[ \t]*(?:[-*+][ \t]+)?>/.test(text)) return 'ended';
  const bare = text.replace(/^[ \t>]*/, '').trimEnd();
  if (bare.startsWith(signs) && bare === bare.charAt(0).repeat(bare.length)) return 'close';
  return 'code';
}

/** What ends a stretch of raw HTML that begins in this line and does not end in it. */
function rawFrom(text: string): string | undefined {
  const comment = text.lastIndexOf('<!--');
  if (comment >= 0 && !text.includes('-->', comment)) return '-->';
  const [, tag] = RAW_OPENS.exec(text) ?? [];
  const end = tag === undefined ? undefined : `</${tag.toLowerCase()}>`;
  return end !== undefined && !text.toLowerCase().includes(end) ? end : undefined;
}
