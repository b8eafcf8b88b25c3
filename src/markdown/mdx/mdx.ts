// MDX: expressions, exports and components are run at build, and what comes out is static HTML like any other.
// A component the file does not define is a figure: <LoadBalancer servers={4} /> is the figure `load-balancer`.
// MDX is the author's own code and is not sanitised; what the pages' security policy would block is told and left out.
// Not here: Markdown without code (render.ts).
import { figureId } from '../blocks/figures.ts';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProcessor, run } from '@mdx-js/mdx';
import type { Root as HastRoot } from 'hast';
import type { Nodes, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { h, type ComponentChildren, type FunctionComponent, type VNode } from 'preact';
import * as runtime from 'preact/jsx-runtime';
import { renderToString } from 'preact-render-to-string';
import { visit } from 'unist-util-visit';
import { didYouMean, type Problem } from '../../course/problems.ts';
import type { Place } from '../../course/types.ts';
import type { RenderContext } from '../context.ts';
import { FOOTNOTE_OPTIONS, nameFootnotes } from '../blocks/footnotes.ts';
import { linkTerms } from '../blocks/glossary.ts';
import type { Handlers } from '../handlers.ts';
import { isOwnHtml } from '../html/html-text.ts';
import { finishImage, finishLink } from '../blocks/links.ts';
import { isBlocked, removeBlocked, tellBlocked } from './mdx-policy.ts';
import { SLOT } from '../html/safe-html.ts';

type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** The attribute that tells a figure where it stands in the author's file. */
const PLACE = 'lecternPlace';

export async function renderMdx(tree: Root, handlers: Handlers, context: RenderContext): Promise<string> {
  const { file } = context.request;
  const baseUrl = pathToFileURL(resolve(file));
  const own = findOwnNames(tree);
  const foreign = markFigures(tree, own, context);
  // HTML of ours passes through as empty elements, since JSX has no place for it.
  const slots: string[] = [];
  const slotFor = (html: string): number => slots.push(html) - 1;
  const components = Object.fromEntries(
    [...foreign].map((name) => [name, createFigure(name, own, slotFor, context)]),
  );
  const processor = createProcessor({
    outputFormat: 'function-body',
    jsxImportSource: 'preact',
    elementAttributeNameCase: 'html',
    stylePropertyNameCase: 'css',
    tableCellAlignToStyle: false,
    remarkRehypeOptions: { ...FOOTNOTE_OPTIONS, handlers },
    rehypePlugins: [() => (hast: HastRoot) => finishTree(hast, slotFor, context)],
  });
  try {
    const program = await processor.run(tree as never, { path: file });
    const code = processor.stringify(program as never, { path: file });
    const { default: Content } = await run(String(code), { ...(runtime as object), baseUrl } as Parameters<
      typeof run
    >[1]);
    const made = renderToString(h(Content as unknown as FunctionComponent<object>, { components } as object));
    const html = removeBlocked(made, tree, context);
    return html.replaceAll(
      new RegExp(`<${SLOT} n="(\\d+)"></${SLOT}>`, 'g'),
      (_, index: string) => slots[Number(index)] ?? '',
    );
  } catch (error) {
    const at = tree.children.find(({ type }) => type.startsWith('mdx'));
    const reason = error instanceof Error ? error.message : String(error);
    context.report(
      'error',
      'mdx-failed',
      at,
      `The code of this chapter failed: ${reason}`,
      'Imports are resolved from the file; only what runs in Node can be used.',
    );
    return '';
  }
}

/** What the file itself imports, declares or exports. */
function findOwnNames(tree: Root): Set<string> {
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

/** Gives each foreign component its place, and takes from elements what pages do not allow. Returns their names. */
function markFigures(tree: Root, own: ReadonlySet<string>, context: RenderContext): Set<string> {
  const foreign = new Set<string>();
  visit(tree, (node) => {
    if (!isJsx(node)) return;
    const name = node.name ?? '';
    const [root = ''] = name.split('.');
    if (/^\p{Lu}/u.test(root)) {
      if (own.has(root)) return;
      if (name === root) {
        foreign.add(name);
        const { line, column } = context.placeOf(node);
        node.attributes.push({ type: 'mdxJsxAttribute', name: PLACE, value: `${line}:${column}` });
        return;
      }
      reportUnknown(name, context.placeOf(node), own, '', context);
      node.name = null;
      node.attributes = [];
      return;
    }
    node.attributes = node.attributes.filter((attribute) => {
      // A handler that is a function is never written out.
      const isWritten = attribute.type === 'mdxJsxAttribute' && isBlocked(attribute.name);
      if (!isWritten || (attribute.name !== 'style' && typeof attribute.value !== 'string')) return true;
      tellBlocked(name, attribute.name, node, context);
      return false;
    });
  });
  return foreign;
}

function isJsx(node: Nodes): node is JsxElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

interface FigureProps extends Record<string, unknown> {
  readonly children?: ComponentChildren;
}

function createFigure(
  name: string,
  own: ReadonlySet<string>,
  slotFor: (html: string) => number,
  context: RenderContext,
): (props: FigureProps) => VNode | ComponentChildren {
  return ({ children, [PLACE]: at, ...params }) => {
    const [line = 1, column = 1] = String(at).split(':').map(Number);
    const place = { file: context.request.file, line, column };
    const result = context.request.renderFigure(kebab(name), params, place, figureId(kebab(name), context));
    if ('html' in result) return h(SLOT, { n: slotFor(result.html) } as object);
    const unknown = result.problems.find(({ code }) => code === 'figure-unknown');
    if (unknown) reportUnknown(name, place, own, unknown.hint, context);
    else context.problems.push(...result.problems);
    return children;
  };
}

function reportUnknown(
  name: string,
  place: Place,
  own: ReadonlySet<string>,
  figureHint: string,
  context: RenderContext,
): void {
  // Figures are called by their tags here.
  const figures = figureHint.replaceAll(/"([a-z0-9-]+)"/g, (_, figure: string) => `<${pascal(figure)} />`);
  const otherwise = figures || 'Import it, or define it with "export function".';
  const problem: Problem = {
    grade: 'error',
    code: 'component-unknown',
    place,
    text: `There is no component or figure <${name}>.`,
    hint: didYouMean(
      name,
      [...own].filter((each) => /^\p{Lu}/u.test(each)),
      otherwise,
    ),
  };
  context.problems.push(problem);
}

/** `LoadBalancer` → `load-balancer`. */
function kebab(name: string): string {
  return name.replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, '-').toLowerCase();
}

/** `load-balancer` → `LoadBalancer`. */
function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Links and pictures written as JSX are settled, terms linked, and HTML of ours put into slots. */
function finishTree(tree: HastRoot, slotFor: (html: string) => number, context: RenderContext): void {
  nameFootnotes(tree);
  linkTerms(tree, context);
  visit(tree, (node, index, parent) => {
    if (parent && index !== undefined && node.type === 'raw' && isOwnHtml(node)) {
      parent.children[index] = {
        type: 'element',
        tagName: SLOT,
        properties: { n: slotFor(node.value) },
        children: [],
      };
      return;
    }
    if (!isJsx(node as Nodes)) return;
    const element = node as unknown as JsxElement;
    const attribute = element.attributes.find(
      (each): each is MdxJsxAttribute =>
        each.type === 'mdxJsxAttribute' && each.name === (element.name === 'a' ? 'href' : 'src'),
    );
    if ((element.name !== 'a' && element.name !== 'img') || typeof attribute?.value !== 'string') return;
    settleJsx(element, attribute.value, context);
  });
}

function settleJsx(element: JsxElement, address: string, context: RenderContext): void {
  const plain = {
    type: 'element' as const,
    tagName: element.name ?? '',
    properties: Object.fromEntries(
      element.attributes.flatMap((each) =>
        each.type === 'mdxJsxAttribute' && typeof each.value === 'string' ? [[each.name, each.value]] : [],
      ),
    ),
    children: [] as HastRoot['children'] & [],
    position: element.position,
  };
  const isLink = element.name === 'a';
  if (isLink) finishLink(plain, address, context);
  else finishImage(plain, address, context);
  element.name = plain.tagName;
  const kept = element.attributes.filter(
    (each) => each.type !== 'mdxJsxAttribute' || typeof each.value !== 'string',
  );
  element.attributes = [
    ...kept,
    ...Object.entries(plain.properties).flatMap(([name, value]): MdxJsxAttribute[] =>
      value === undefined
        ? []
        : [
            {
              type: 'mdxJsxAttribute',
              name: name === 'className' ? 'class' : name,
              value: Array.isArray(value) ? value.join(' ') : String(value),
            },
          ],
    ),
  ];
  // A picture is replaced by what is left there; a link that leads nowhere keeps its text, with a word on it after it.
  if (plain.children.length === 0) return;
  if (isLink) Object.assign(element, { children: [...element.children, ...plain.children] });
  else element.children = plain.children;
}
