// Where a chapter's interactive figures stand, for the gallery. Not here: drawing or validating them (markdown/, figures/).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { FigureUse, Section } from '../types.ts';

export function findFigures(part: {
  readonly tree: Root;
  readonly sections: readonly Section[];
}): FigureUse[] {
  const uses: FigureUse[] = [];
  visit(part.tree, (node) => {
    const line = node.position?.start.line ?? 1;
    const name = node.type === 'code' && node.lang === 'figure' ? fenceName(node.value) : jsxName(node);
    if (name === undefined) return;
    const section = part.sections.findLast((candidate) => candidate.line < line)?.id ?? '';
    uses.push({ name, section, line });
  });
  return uses;
}

/** `<LoadBalancer />` → `load-balancer`; other nodes → undefined. */
function jsxName(node: object): string | undefined {
  const { type, name } = node as { type?: string; name?: unknown };
  if (type !== 'mdxJsxFlowElement' || typeof name !== 'string' || !/^[A-Z]/.test(name)) return undefined;
  return name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}

function fenceName(yaml: string): string | undefined {
  return /^name:[ \t]*["']?([\w-]+)/m.exec(yaml)?.[1];
}
