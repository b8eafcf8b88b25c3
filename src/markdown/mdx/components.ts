// Components of an MDX chapter. One that the file does not define is a figure: <LoadBalancer servers={4} /> is the figure
// `load-balancer`, and becomes <Figure figure="load-balancer" …>, which the page provides (components/Figure.astro).
// Not here: drawing a figure (figures/), compiling MDX (Astro).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { didYouMean } from '../../course/problems.ts';
import type { Place } from '../../course/types.ts';
import { figureId } from '../blocks/figures.ts';
import type { RenderContext } from '../context.ts';
import { isJsx, literalOf, namesDeclaredIn, textAttribute, type JsxElement } from './jsx.ts';

declare module 'mdast-util-mdx-jsx' {
  interface MdxJsxFlowElementData {
    figureHtml?: string;
  }
  interface MdxJsxTextElementData {
    figureHtml?: string;
  }
}

/** The name under which the page provides figures. */
const FIGURE = 'Figure';

/**
 * Finds the figures among the components and hands them to Figure, with their name, their id and their place. A component
 * that is neither the file's own nor a figure is told and leaves its content.
 */
export function settleComponents(tree: Root, context: RenderContext): void {
  const own = namesDeclaredIn(tree);
  visit(tree, (node) => {
    if (!isJsx(node)) return;
    const name = node.name ?? '';
    const [root = ''] = name.split('.');
    if (!/^\p{Lu}/u.test(root) || own.has(root)) return;
    if (name !== root) {
      reportUnknown(name, context.placeOf(node), own, '', context);
      unwrap(node);
    } else settleFigure(node, name, own, context);
  });
}

function settleFigure(
  node: JsxElement,
  name: string,
  own: ReadonlySet<string>,
  context: RenderContext,
): void {
  const place = context.placeOf(node);
  const figure = kebab(name);
  const params: Record<string, unknown> = {};
  for (const attribute of node.attributes) {
    const known = attribute.type === 'mdxJsxAttribute' ? literalOf(attribute) : undefined;
    // What has to be computed first is checked when the page is made.
    if (known && attribute.type === 'mdxJsxAttribute') params[attribute.name] = known.literal;
  }
  const id = figureId(figure, context);
  const result = context.request.renderFigure(figure, params, place, id);
  const problems = 'problems' in result ? result.problems : [];
  const unknown = problems.find(({ code }) => code === 'figure-unknown');
  if (unknown) reportUnknown(name, place, own, unknown.hint, context);
  else context.problems.push(...problems);
  if (problems.length > 0) return unwrap(node);
  node.name = FIGURE;
  // For what is made without running the chapter: fonts, styles, the gallery.
  if ('html' in result) node.data = { ...node.data, figureHtml: result.html };
  node.attributes.push(
    textAttribute('figure', figure),
    textAttribute('figureId', id),
    textAttribute('at', `${place.file}:${place.line}:${place.column}`),
  );
}

/** Leaves the content without the element. */
function unwrap(node: JsxElement): void {
  node.name = null;
  node.attributes = [];
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
  const components = [...own].filter((each) => /^\p{Lu}/u.test(each));
  context.problems.push({
    grade: 'error',
    code: 'component-unknown',
    place,
    text: `There is no component or figure <${name}>.`,
    hint: didYouMean(name, components, otherwise),
  });
}

/** `LoadBalancer` → `load-balancer`. */
function kebab(name: string): string {
  return name.replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, '-').toLowerCase();
}

/** `load-balancer` → `LoadBalancer`. */
function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
