// Headings get the id and depth that the outline gave them, and a link to themselves after their text.
// Not here: how ids are made (course/outline.ts).
import type { Element } from 'hast';
import type { Heading } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { RenderContext } from '../context.ts';
import type { State } from '../handlers.ts';

export function renderHeading(state: State, node: Heading, context: RenderContext): Element {
  const known = context.fixedPlace ? undefined : context.request.headings.get(node.position?.start.line ?? 0);
  const children = state.all(node);
  const element: Element = {
    type: 'element',
    // The page's title is its only h1; a `#` in a list or a quotation is not in the outline.
    tagName: `h${Math.max(2, known?.depth ?? node.depth)}`,
    properties: {},
    children,
  };
  state.patch(node, element);
  if (known) {
    const title = toString(node, { includeHtml: false }).trim();
    element.properties['id'] = known.id;
    children.push({
      type: 'element',
      tagName: 'a',
      properties: { className: ['anchor'], href: `#${known.id}`, ariaLabel: `Link to “${title}”` },
      children: [],
    });
  }
  return element;
}
