// Adjacent fences with `tab="…"` → one group of tabs. Without script, and on paper, the panels stand one below another,
// each under its label; the script (reader/tabs.ts) makes tabs of them.
// Not here: what is in a panel (code.ts).
import type { Code, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { readFenceInfo } from '../code/fence-info.ts';
import { attributes, escapeHtml } from '../html/html-text.ts';

/** Neighbouring fences of one tab group; a `result` belongs to the fence before it. */
export interface CodeTabs {
  type: 'codeTabs';
  panels: { label: string; fences: Code[] }[];
  position?: Code['position'];
}

declare module 'mdast' {
  interface RootContentMap {
    codeTabs: CodeTabs;
  }
}

/** Replaces each run of fences with tabs by one node. */
export function groupTabs(tree: Root): void {
  visit(tree, (node) => {
    if (!('children' in node)) return;
    const children: RootContent[] = node.children;
    if (!children.some((child) => child.type === 'code' && tabOf(child) !== '')) return;
    const grouped: RootContent[] = [];
    for (const child of children) {
      const last = grouped.at(-1);
      const label = child.type === 'code' ? tabOf(child) : '';
      if (child.type === 'code' && label !== '') {
        const panel = { label, fences: [child] };
        if (last?.type === 'codeTabs') last.panels.push(panel);
        else grouped.push({ type: 'codeTabs', panels: [panel], position: child.position });
      } else if (child.type === 'code' && child.lang === 'result' && last?.type === 'codeTabs') {
        last.panels.at(-1)?.fences.push(child);
      } else grouped.push(child);
    }
    node.children = grouped as typeof node.children;
  });
}

function tabOf({ lang, meta }: Code): string {
  return meta?.includes('tab=') ? readFenceInfo(lang, meta).tab : '';
}

export function renderTabs({ panels }: CodeTabs, renderFence: (fence: Code) => string): string {
  const html = panels.map(({ label, fences }) => {
    const content = fences.map(renderFence).join('\n');
    return `<div${attributes({ class: 'tab-panel', 'data-tab': label })}><p class="tab-label">${escapeHtml(label)}</p>${content}</div>`;
  });
  return `<lectern-tabs>${html.join('')}</lectern-tabs>`;
}
