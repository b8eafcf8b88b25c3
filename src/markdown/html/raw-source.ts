// Raw HTML of one parent as a text of its own, so that what the parser finds in it gets its place in the author's file.
// The parser counts in that text; in the file, lines of a list or quotation have margins that are no part of the HTML.
// Not here: parsing, sanitising (sanitize.ts).
import type { Nodes, RootContent } from 'hast';
import type { Point } from 'unist';

interface RawNode {
  type: 'raw';
  value: string;
  position?: { start: Point; end: Point } | undefined;
}

export class RawSource {
  private text = '';
  private readonly pieces: Piece[] = [];

  /** The node as it is to be parsed: its place is where it stands in this text. */
  add(node: RawNode): RootContent {
    const from = this.text.length;
    const breaks = Array.from(node.value.matchAll(/\n/g), ({ index }) => index);
    this.pieces.push({ from, breaks, start: node.position?.start ?? { line: 1, column: 1 } });
    this.text += `${node.value}\n`;
    const point = { line: 1, column: 1, offset: from };
    return { type: 'raw', value: node.value, position: { start: point, end: point } };
  }

  /** Places in this text become places in the file. */
  restorePlaces(node: Nodes): void {
    // Elements that the parser adds by itself stand nowhere.
    const start: Point | undefined = node.position?.start;
    const offset = start?.offset;
    if (offset !== undefined) {
      const piece =
        this.pieces[countBelow(this.pieces.length, (at) => (this.pieces[at]?.from ?? 0) <= offset) - 1];
      if (piece) node.position = { start: pointIn(piece, offset), end: pointIn(piece, offset) };
    }
    if ('children' in node) for (const child of node.children) this.restorePlaces(child);
  }

  toString(): string {
    return this.text;
  }
}

interface Piece {
  readonly from: number;
  /** Where its line breaks are. */
  readonly breaks: readonly number[];
  readonly start: Point;
}

function pointIn({ from, breaks, start }: Piece, offset: number): Point {
  const within = offset - from;
  const lines = countBelow(breaks.length, (at) => (breaks[at] ?? 0) < within);
  return lines === 0
    ? { line: start.line, column: start.column + within }
    : { line: start.line + lines, column: within - (breaks[lines - 1] ?? 0) };
}

/** How many of so many indexes come first for which it is true; all the true ones come first. */
function countBelow(length: number, isBelow: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
