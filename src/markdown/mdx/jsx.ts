// JSX in an author's MDX, as nodes of the tree. Not here: what is done with it (components.ts, attributes.ts).
import type { Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Nodes, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { trustedHtml } from '../html/html-text.ts';

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

export function isJsx(node: { readonly type: string }): node is JsxElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

export function isMdx(tree: Root): boolean {
  let found = false;
  visit(tree, (node: Nodes) => {
    found ||= node.type.startsWith('mdx');
    return !found;
  });
  return found;
}

/** What the file itself imports, declares or exports. */
export function namesDeclaredIn(tree: Root): ReadonlySet<string> {
  const names = new Set<string>();
  visit(tree, 'mdxjsEsm', (node) => {
    for (const statement of node.data?.estree?.body ?? []) {
      if (statement.type === 'ImportDeclaration')
        for (const { local } of statement.specifiers) names.add(local.name);
      const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
      if (declaration?.type === 'VariableDeclaration') {
        for (const { id } of declaration.declarations) if (id.type === 'Identifier') names.add(id.name);
      } else if (declaration) names.add(declaration.id.name);
    }
  });
  return names;
}

/** The attribute's value where it can be known without running code: text, or a literal in braces. */
export function literalOf({ value }: MdxJsxAttribute): { readonly literal: unknown } | undefined {
  if (value === null || value === undefined) return { literal: true };
  if (typeof value === 'string') return { literal: value };
  const statement = value.data?.estree?.body[0];
  const expression = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (expression?.type === 'Literal') return { literal: expression.value };
  const isNegative = expression?.type === 'UnaryExpression' && expression.operator === '-';
  return isNegative && expression.argument.type === 'Literal'
    ? { literal: -Number(expression.argument.value) }
    : undefined;
}

/** `name="text"` as an attribute. */
export function textAttribute(name: string, value: string): MdxJsxAttribute {
  return { type: 'mdxJsxAttribute', name, value };
}

/** The tree with elements in the place of JSX of elements, the content of components in theirs, and no expressions. */
export function withoutCode(tree: HastRoot): HastRoot {
  const plain = (nodes: readonly HastNodes[]): HastNodes[] =>
    nodes.flatMap((node): HastNodes[] => {
      if (isJsx(node)) {
        if (node.data?.figureHtml !== undefined) return [trustedHtml(node.data.figureHtml) as HastNodes];
        const children = plain(node.children as HastNodes[]);
        return /^[a-z]/.test(node.name ?? '') ? [elementOf(node, children)] : children;
      }
      if (node.type.startsWith('mdx')) return [];
      return 'children' in node ? [{ ...node, children: plain(node.children) } as HastNodes] : [node];
    });
  return { ...tree, children: plain(tree.children) as HastRoot['children'] };
}

function elementOf({ name, attributes }: JsxElement, children: readonly HastNodes[]): HastNodes {
  const properties = attributes.flatMap((attribute) => {
    const known = attribute.type === 'mdxJsxAttribute' ? literalOf(attribute) : undefined;
    return known && attribute.type === 'mdxJsxAttribute' ? [[attribute.name, String(known.literal)]] : [];
  });
  return {
    type: 'element',
    tagName: name ?? 'span',
    properties: Object.fromEntries(properties),
    children,
  } as HastNodes;
}
