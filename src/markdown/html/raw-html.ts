// A piece of authors' HTML before it is parsed: what the parser would lose without a word, or could not follow, is told
// and taken out. Not here: parsing, and what is allowed (sanitize.ts).
import type { Nodes } from 'hast';
import type { RenderContext } from '../context.ts';
import { INSTEAD, OTHER_ELEMENTS, REMOVED_WITH_CONTENT, SAFE_ELEMENTS } from './safe-html.ts';
import { findUnfinished } from './unfinished-html.ts';

interface RawHtml {
  readonly value: string;
  readonly position?: Nodes['position'];
}

/** What is to be parsed of a piece, and what is to stand after it as text. */
export interface ReadHtml {
  readonly html: string;
  readonly text: string;
}

/** Elements inside each other that the parser, and what walks its tree, can follow. */
const DEEPEST = 256;
/** Elements that need no end. */
const NEED_NO_END = new Set(
  'area base br col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr'.split(
    ' ',
  ),
);

/**
 * Reads the pieces below one parent in order, for an element may be closed in a later piece than it is opened. `all` are
 * the texts of these pieces.
 */
export function createRawReader(
  all: readonly string[],
  context: RenderContext,
): (piece: RawHtml) => ReadHtml {
  let depth = 0;
  let isTold = false;
  const closed = new Set(
    all.flatMap((html) =>
      [...html.matchAll(/<\/([a-z][^\s/>]*)/gi)].map(([, name = '']) => name.toLowerCase()),
    ),
  );
  return (piece) => {
    const words = inAngleBrackets(piece.value, closed);
    if (words !== undefined) {
      const what = `There is no tag "${words}", so it is shown as text.`;
      const hint = `Write it as code, such as \`Vec${words}\`, or begin it with "&lt;".`;
      if (!context.toldHtml.has('words')) report(piece, context, what, hint);
      context.toldHtml.add('words');
      return { html: '', text: piece.value };
    }
    const depthNow = depthAfter(piece.value, depth);
    if (depthNow > DEEPEST) {
      if (!isTold) report(piece, context, TOO_DEEP, 'Close the elements that are done.');
      isTold = true;
      return { html: '', text: piece.value };
    }
    depth = depthNow;
    reportHidden(piece, context);
    return takeUnfinished(piece, context);
  };
}

/** `<T>` and `<file name>` are meant to be read: a tag that HTML has not, and that is never closed. */
function inAngleBrackets(html: string, closed: ReadonlySet<string>): string | undefined {
  const [whole, name = ''] = /^<([a-z][\w.-]*)(?:\s+[\w.-]+)*>$/i.exec(html) ?? [];
  const lower = name.toLowerCase();
  const isKnown =
    SAFE_ELEMENTS.has(lower) ||
    REMOVED_WITH_CONTENT.has(lower) ||
    OTHER_ELEMENTS.has(lower) ||
    INSTEAD.has(lower);
  return whole === undefined || isKnown || closed.has(lower) ? undefined : whole;
}

const TOO_DEEP = `HTML is nested more than ${DEEPEST} elements deep here, so it is shown as text.`;

/** How many elements are open at most after some HTML, if so many were before; no parser, so no more than a limit. */
function depthAfter(html: string, before: number): number {
  let depth = before;
  let deepest = before;
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    if (NEED_NO_END.has(name.toLowerCase())) continue;
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest > DEEPEST ? deepest : depth;
}

/** Comments are meant to vanish; what a browser only treats like one, or drops, is not. */
function reportHidden(piece: RawHtml, context: RenderContext): void {
  if (/^<(?:\?|!\[CDATA\[)/.test(piece.value)) {
    const what = 'A part that only XML knows ("<?…?>" or "<![CDATA[…]]>") was left out.';
    report(piece, context, what, 'Write what is to be read as text.');
  }
  const [, frame] = /<(html|head|body|frameset|frame)[\s/>]/i.exec(piece.value) ?? [];
  if (frame === undefined) return;
  const what = `The tag <${frame.toLowerCase()}> was removed: it belongs to a page as a whole.`;
  report(piece, context, what, 'Lectern makes the page; only its text is written here.');
}

/** A tag without its end would swallow what follows it; as text, nothing of it is lost. */
function takeUnfinished(piece: RawHtml, context: RenderContext): ReadHtml {
  const unfinished = findUnfinished(piece.value);
  if (!unfinished) return { html: piece.value, text: '' };
  const { start, kind } = unfinished;
  const html = piece.value.slice(0, start);
  const rest = piece.value.slice(start);
  if (kind === 'comment') {
    const what =
      'This HTML comment is never closed, so everything after it up to the end of the file is left out.';
    report(piece, context, what, 'Close it by "-->".');
    return { html, text: '' };
  }
  const name = /^<\/?[a-z][^\s/>]*/i.exec(rest)?.[0] ?? '<';
  const what = `The tag ${name} is never finished, so it is shown as text.`;
  report(piece, context, what, 'Write its ">", and its quotation marks in pairs; a blank line ends HTML.');
  return { html, text: rest };
}

function report(piece: RawHtml, context: RenderContext, what: string, hint: string): void {
  context.report('warning', 'html-removed', piece, what, hint);
}
