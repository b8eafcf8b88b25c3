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
  private readonly pieces: { readonly from: number; readonly value: string; readonly start: Point }[] = [];

  /** The node as it is to be parsed: its place is where it stands in this text. */
  add(node: RawNode): RootContent {
    const from = this.text.length;
    this.pieces.push({ from, value: node.value, start: node.position?.start ?? { line: 1, column: 1 } });
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
      const piece = this.pieces.findLast(({ from }) => from <= offset);
      if (piece) node.position = { start: pointIn(piece, offset), end: pointIn(piece, offset) };
    }
    if ('children' in node) for (const child of node.children) this.restorePlaces(child);
  }

  toString(): string {
    return this.text;
  }
}

function pointIn(
  { from, value, start }: { from: number; value: string; start: Point },
  offset: number,
): Point {
  const lines = value.slice(0, offset - from).split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1
    ? { line: start.line, column: start.column + last }
    : { line: start.line + lines.length - 1, column: last + 1 };
}
