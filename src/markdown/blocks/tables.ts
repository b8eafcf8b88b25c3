// Tables in a frame that scrolls by keyboard and has a name; alignment as classes, since attributes become styles.
// Not here: tables in authors' HTML (sanitize.ts).
import type { Element } from 'hast';
import type { Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { defaultHandlers } from 'remark-rehype';
import type { Localization } from '../../languages/index.ts';
import type { State } from '../handlers.ts';

export function renderTable(state: State, node: Table, { text, fill }: Localization): Element {
  const table: Element = defaultHandlers.table(state, widened(node));
  for (const cell of cellsOf(table)) {
    keepUnits(cell);
    const { align } = cell.properties;
    delete cell.properties['align'];
    if (typeof align === 'string') cell.properties['className'] = [`align-${align}`];
    if (cell.tagName !== 'th') continue;
    // An empty corner heads nothing.
    if (cell.children.length === 0) cell.tagName = 'td';
    else cell.properties['scope'] = 'col';
  }
  const heads = node.children[0]?.children.map((cell) => toString(cell).trim()).filter(Boolean) ?? [];
  return {
    type: 'element',
    tagName: 'div',
    properties: {
      className: ['table'],
      tabIndex: 0,
      role: 'group',
      ariaLabel: heads.length > 0 ? fill(text.tableOf, { columns: heads.join(', ') }) : text.table,
    },
    children: [table],
  };
}

/** A unit stays with its number: in a narrow column "60 ms" would become two lines. */
const NUMBER_AND_UNIT =
  /(\d) (?=(?:[kMGTP]?i?B|[kMG]?bit|[mµn]?s|min|h|%|[kMG]?Hz|[mk]?m)(?:\/s)?(?![\p{L}\d]))/gu;

function keepUnits(element: Element): void {
  for (const child of element.children) {
    if (child.type === 'text') child.value = child.value.replaceAll(NUMBER_AND_UNIT, '$1\u00a0');
    else if (child.type === 'element' && child.tagName !== 'code') keepUnits(child);
  }
}

/** Cells beyond the header would be dropped; the course model tells them. */
function widened(node: Table): Table {
  const width = node.children.reduce((most, { children }) => Math.max(most, children.length), 0);
  const align = node.align ?? [];
  if (width <= align.length) return node;
  return { ...node, align: [...align, ...Array.from({ length: width - align.length }, () => null)] };
}

function cellsOf(table: Element): Element[] {
  return table.children
    .flatMap((part) => (part.type === 'element' ? part.children : []))
    .flatMap((row) => (row.type === 'element' ? row.children : []))
    .filter((cell) => cell.type === 'element');
}
