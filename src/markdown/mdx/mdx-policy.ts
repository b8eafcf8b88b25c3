// What the pages' security policy would block in what an author's own code made: style attributes and inline handlers
// are taken out and told, wherever they came from. Not here: running the code (mdx.ts).
import type { Nodes, Root } from 'mdast';
import { visit } from '../../course/visit.ts';
import type { RenderContext } from '../context.ts';

/** A tag as Preact writes it: values in double quotation marks, and these escaped inside them. */
const TAG = /<([a-z][^\s/>]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)+)(\s*\/?>)/gi;
const ATTRIBUTE = /\s+([^\s=>"]+)(?:="[^"]*")?/g;

export function isBlocked(attribute: string): boolean {
  return /^(?:style|on[a-z]+)$/i.test(attribute);
}

/** The HTML without what is blocked; each kind of it is told once, at the code that most likely made it. */
export function removeBlocked(html: string, tree: Root, context: RenderContext): string {
  const told = new Set<string>();
  return html.replaceAll(TAG, (_, name: string, attributes: string, end: string) => {
    const kept = attributes.replaceAll(ATTRIBUTE, (attribute, key: string) => {
      if (!isBlocked(key)) return attribute;
      if (!told.has(`${name} ${key}`)) tellBlocked(name, key, firstCode(tree), context);
      told.add(`${name} ${key}`);
      return '';
    });
    return `<${name}${kept}${end}`;
  });
}

export function tellBlocked(
  name: string,
  attribute: string,
  at: Nodes | undefined,
  context: RenderContext,
): void {
  context.report(
    'warning',
    'html-removed',
    at,
    `The attribute ${attribute} of <${name}> was removed: the pages' security policy allows neither inline styles nor inline scripts.`,
    'Use the elements as they are, or a figure.',
  );
}

/** Where components are defined or imported, else the first code at all: what is made has no place of its own. */
function firstCode(tree: Root): Nodes | undefined {
  let first: Nodes | undefined;
  visit(tree, (node) => {
    if (node.type === 'mdxjsEsm' && first?.type !== 'mdxjsEsm') first = node;
    else if (node.type.startsWith('mdx')) first ??= node;
  });
  return first;
}
