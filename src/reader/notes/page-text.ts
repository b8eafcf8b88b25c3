// A chapter's text as the reader sees it, and the mapping between offsets in it and DOM ranges. Interactive parts (questions,
// figures, buttons) are left out. Not here: finding a passage (quote.ts).
import type { SectionedText } from './quote.ts';

const NO_TEXT =
  '.anchor,lectern-question,lectern-figure,.answers,.own,[data-search-skip],button,svg,script,style';
const BLOCKS = 'p,li,h1,h2,h3,h4,h5,h6,pre,td,th,dt,dd,figcaption,summary,blockquote,div,section,aside';
/** Where sections begin, as in "on this page". */
const HEADINGS = 'h2[id],h3[id]';

export interface PageText extends SectionedText {
  /** A range of the page from one place of the text to another. */
  rangeOf(start: number, end: number): Range;
  /** Where a range begins and ends in the text; undefined if it holds none of it. */
  placesOf(range: Range): { readonly start: number; readonly end: number } | undefined;
}

export function readPageText(article: HTMLElement): PageText {
  const document = article.ownerDocument;
  let text = '';
  const nodes: Text[] = [];
  /** For each character of the text, its node and its offset there. */
  const nodeAt: number[] = [];
  const offsetAt: number[] = [];
  const sections: { id: string; start: number; end: number }[] = [{ id: '', start: 0, end: 0 }];
  const add = (letter: string, node: number, offset: number): void => {
    text += letter;
    nodeAt.push(node);
    offsetAt.push(offset);
  };
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(NO_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let lastBlock: Element | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      if (!element.matches(HEADINGS)) continue;
      const last = sections.at(-1);
      if (last) last.end = text.length;
      sections.push({ id: element.id, start: text.length, end: text.length });
      continue;
    }
    const part = node as Text;
    const index = nodes.push(part) - 1;
    const block = part.parentElement?.closest(BLOCKS) ?? null;
    if (block !== lastBlock && text !== '' && !text.endsWith(' ')) add(' ', index, 0);
    lastBlock = block;
    for (let at = 0; at < part.data.length; at += 1) {
      const letter = part.data[at] ?? '';
      if (!/\s/.test(letter)) add(letter, index, at);
      else if (!text.endsWith(' ')) add(' ', index, at);
    }
  }
  const last = sections.at(-1);
  if (last) last.end = text.length;
  return {
    text,
    sections,
    rangeOf(start, end) {
      const range = document.createRange();
      const [first, final] = [nodes[nodeAt[start] ?? 0], nodes[nodeAt[end - 1] ?? 0]];
      if (first) range.setStart(first, offsetAt[start] ?? 0);
      if (final) range.setEnd(final, (offsetAt[end - 1] ?? 0) + 1);
      return range;
    },
    placesOf(range) {
      const touched = nodes.map((node) => range.intersectsNode(node));
      const isInside = (node: number, at: number): boolean =>
        touched[node] === true && isIn(range, nodes[node], offsetAt[at] ?? 0);
      let start = nodeAt.findIndex(isInside);
      let end = nodeAt.findLastIndex(isInside) + 1;
      while (start < end && text[start] === ' ') start += 1;
      while (end > start && text[end - 1] === ' ') end -= 1;
      return start < 0 || start >= end ? undefined : { start, end };
    },
  };
}

/** Whether the character at this offset is inside the range. */
function isIn(range: Range, node: Text | undefined, offset: number): boolean {
  return (
    node !== undefined && range.comparePoint(node, offset) === 0 && range.comparePoint(node, offset + 1) === 0
  );
}
