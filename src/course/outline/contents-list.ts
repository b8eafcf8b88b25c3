// Recognises a contents list that an author wrote by hand: a section that is only a list of links into its own file.
// Not here: where its entries lead (outline.ts).
import type { List, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Place } from '../types.ts';

export interface ContentsEntry {
  readonly text: string;
  /** Without the `#`. */
  readonly anchor: string;
  /** 0 for the list's own items, 1 for those of a list in them, and so on. */
  readonly depth: number;
  readonly place: Place;
}

/** The entries, or undefined if the section holds anything else. */
export function readContentsList(section: readonly RootContent[], file: string): ContentsEntry[] | undefined {
  const blocks = section.filter(({ type }) => type !== 'thematicBreak' && type !== 'definition');
  if (blocks.length === 0 || !blocks.every((block) => block.type === 'list')) return undefined;
  const entries: ContentsEntry[] = [];
  return blocks.every((list) => readList(list, 0, file, entries)) && entries.length > 0 ? entries : undefined;
}

function readList(list: List, depth: number, file: string, entries: ContentsEntry[]): boolean {
  return list.children.every((item) =>
    item.children.every((block) => {
      if (block.type === 'list') return readList(block, depth + 1, file, entries);
      if (block.type !== 'paragraph') return false;
      const inline = block.children.filter((node) => node.type !== 'text' || node.value.trim() !== '');
      const link = inline[0];
      if (inline.length !== 1 || link?.type !== 'link' || !link.url.startsWith('#')) return false;
      const { line, column } = link.position?.start ?? { line: 1, column: 1 };
      entries.push({
        text: toString(link),
        anchor: decode(link.url.slice(1)),
        depth,
        place: { file, line, column },
      });
      return true;
    }),
  );
}

/** Percent-decoding that leaves malformed escapes as they are. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
