// Components in the tree of an MDX file that only another tool has: those with a plain meaning become Markdown or HTML,
// of the others the content stays and the author is told. What would have failed when the file is compiled goes.
// Not here: blocks of tags with a known name (containers.ts), figures and the file's own components (markdown/mdx/).
import type { PhrasingContent, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';
import { takeImports, textOf, type Names } from './foreign-names.ts';
import { createNotices, type Notices } from './line.ts';
import type { Problem } from '../../problems.ts';

type Jsx = MdxJsxFlowElement | MdxJsxTextElement;
type Child = RootContent | PhrasingContent;

const IMAGES = /^(?:Image|Img|IdealImage|ThemedImage|Zoom|Picture|img)$/;
const LINKS = /^(?:Link|NavLink|RouterLink|LinkButton|Button|DocLink)$/;
const LABELS = /^(?:Badge|Pill|Chip|Tag|Label)$/;
const ICONS = /^(?:Icon|FontAwesomeIcon|Fa|StarlightIcon)$/;
/** Components that other tools provide without an import. */
const PROVIDED =
  /^(?:Tabs|TabItem|TabPanel|Tab|Steps|Step|Card|CardGrid|Cards|CardGroup|Callout|Aside|Admonition|Accordion|AccordionGroup|FileTree|LinkCard|LinkButton|Badge|Icon|TOCInline|DocCardList|CodeBlock|Code|BrowserOnly|ClientOnly|Details|Note|Tip|Info|Warning|Danger|Check|Frame|CodeGroup|Columns|Column|ParamField|ResponseField|Expandable|Tooltip|Update|Highlight|IdealImage|ThemedImage|Image|Link)$/;
/** Attributes whose text a reader would have seen. */
const SHOWN = [
  'title',
  'label',
  'header',
  'heading',
  'summary',
  'caption',
  'text',
  'description',
  'name',
  'alt',
];

/** Settles the tree in place; problems are told once for each component. */
export function settleForeignComponents(tree: Root, file: string): Problem[] {
  const notices = createNotices();
  const names = takeImports(tree, file, notices);
  visit(tree, (node, index, parent) => {
    if (!isJsx(node) || !parent || index === undefined) return undefined;
    const made = settle(node, names, notices);
    if (!made) return undefined;
    parent.children.splice(index, 1, ...(made as typeof parent.children));
    return [SKIP, index];
  });
  dropDeadCode(tree, names.foreign, notices);
  return notices.problems(file);
}

/** The nodes in the place of a foreign component; undefined where it stays. */
function settle(node: Jsx, names: Names, notices: Notices): Child[] | undefined {
  const name = node.name ?? '';
  const [base = ''] = name.split('.');
  const isForeign = names.foreign.has(base) || (PROVIDED.test(base) && !names.own.has(base));
  if (name !== 'img' && !isForeign) return undefined;
  if (IMAGES.test(name)) return settleImage(node, names, notices);
  if (LINKS.test(name)) {
    const href = read(node, names, 'href', 'to');
    if (href !== '') return asElement(node, 'a', { href });
  }
  const content = node.children as Child[];
  if (LABELS.test(name)) {
    const words = read(node, names, 'text', 'label');
    const children = words === '' ? (content as PhrasingContent[]) : [textNode(words, node)];
    return [{ type: 'strong', children, ...at(node) }];
  }
  if (ICONS.test(name)) {
    report(node, notices, 'icon', 'The icon', 'is left out.', 'Say it in words, or write an emoji.');
    return [];
  }
  if (/^(?:Code|CodeBlock)$/.test(name)) {
    const value = read(node, names, 'code', 'children');
    if (value !== '') {
      const title = read(node, names, 'title');
      const meta = title === '' ? {} : { meta: `title="${title.replaceAll('"', "'")}"` };
      return [
        { type: 'code', lang: read(node, names, 'lang', 'language') || 'text', ...meta, value, ...at(node) },
      ];
    }
  }
  if (/^(?:Fragment|TOCInline|DocCardList|Tabs|Steps|CardGrid|Cards)$/.test(name)) return content;
  report(
    node,
    notices,
    `component ${name}`,
    'The component',
    'belongs to another tool, so only what stands in it is shown.',
    'Write it as Markdown: a box as "> [!NOTE]", tabs as fences with tab="…".',
  );
  return [...shownAttributes(node, names), ...content];
}

function settleImage(node: Jsx, names: Names, notices: Notices): Child[] | undefined {
  const attribute = find(node, 'src', 'img', 'source', 'sources');
  if (node.name === 'img' && typeof attribute?.value === 'string') return undefined;
  const src = read(node, names, 'src', 'img', 'source', 'sources');
  if (src !== '') {
    const alt = read(node, names, 'alt');
    const image = { type: 'image' as const, url: src, alt, ...at(node) };
    return node.type === 'mdxJsxFlowElement'
      ? [{ type: 'paragraph', children: [image], ...at(node) }]
      : [image];
  }
  if (node.name === 'img') return undefined;
  report(
    node,
    notices,
    'picture',
    'The picture',
    'has an address that is only known to another tool.',
    'Write it as ![What it shows](picture.png).',
  );
  return shownAttributes(node, names);
}

/** Titles and captions that only the tag holds, as text of their own. */
function shownAttributes(node: Jsx, names: Names): Child[] {
  const texts = SHOWN.map((key) => read(node, names, key)).filter((text) => text !== '');
  if (texts.length === 0) return [];
  if (node.type === 'mdxJsxTextElement') return texts.map((text) => textNode(`${text} `, node));
  return texts.map((text) => ({ type: 'paragraph', children: [textNode(text, node)], ...at(node) }));
}

/** Expressions and attributes that name what is no longer imported would stop the page when it is made. */
function dropDeadCode(tree: Root, foreign: ReadonlySet<string>, notices: Notices): void {
  if (foreign.size === 0) return;
  visit(tree, (node, index, parent) => {
    if (isJsx(node)) {
      node.attributes = node.attributes.filter((attribute) => {
        const program =
          attribute.type === 'mdxJsxExpressionAttribute'
            ? attribute.data?.estree
            : attribute.value !== null && typeof attribute.value === 'object'
              ? attribute.value?.data?.estree
              : undefined;
        return !program || !namesAny(program, foreign);
      });
      return undefined;
    }
    if (node.type !== 'mdxFlowExpression' && node.type !== 'mdxTextExpression') return undefined;
    if (!node.data?.estree || !namesAny(node.data.estree, foreign) || !parent || index === undefined)
      return undefined;
    notices.report({
      code: 'foreign-syntax',
      kind: 'expression',
      line: lineOf(node),
      text: `"{${node.value.slice(0, 80)}}" needs code of another tool, so it is left out.`,
      hint: 'Write what it stands for.',
    });
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}

function namesAny(value: unknown, names: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((each) => namesAny(each, names));
  if (value === null || typeof value !== 'object') return false;
  const node = value as { readonly type?: string; readonly name?: unknown };
  if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && names.has(String(node.name)))
    return true;
  return Object.entries(value).some(
    ([key, each]) => key !== 'loc' && key !== 'range' && namesAny(each, names),
  );
}

function find(node: Jsx, ...keys: string[]) {
  for (const key of keys) {
    const found = node.attributes.find((each) => each.type === 'mdxJsxAttribute' && each.name === key);
    if (found?.type === 'mdxJsxAttribute') return found;
  }
  return undefined;
}

/** The text of the first of these attributes that can be known without running code; '' for none. */
function read(node: Jsx, names: Names, ...keys: string[]): string {
  const value = find(node, ...keys)?.value;
  if (typeof value === 'string') return value;
  const statement = value?.data?.estree?.body[0];
  return statement?.type === 'ExpressionStatement' ? (textOf(statement.expression, names) ?? '') : '';
}

function report(node: Jsx, notices: Notices, kind: string, what: string, why: string, hint: string): void {
  const attributes = node.attributes.flatMap((each) =>
    each.type === 'mdxJsxAttribute' && typeof each.value === 'string'
      ? [` ${each.name}="${each.value}"`]
      : [],
  );
  const shown = `<${node.name ?? ''}${attributes.join('').slice(0, 120)}>`;
  notices.report({ code: 'foreign-syntax', kind, line: lineOf(node), text: `${what} ${shown} ${why}`, hint });
}

function asElement(node: Jsx, name: string, attributes: Readonly<Record<string, string>>): undefined {
  node.name = name;
  node.attributes = Object.entries(attributes).map(([key, value]) => ({
    type: 'mdxJsxAttribute',
    name: key,
    value,
  }));
}

function textNode(value: string, node: Jsx): PhrasingContent {
  return { type: 'text', value, ...at(node) };
}

function at(node: Jsx): Pick<Jsx, 'position'> {
  return node.position ? { position: node.position } : {};
}

function lineOf(node: { readonly position?: Jsx['position'] }): number {
  return node.position?.start.line ?? 1;
}

function isJsx(node: { readonly type: string }): node is Jsx {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}
