// Headings get the id and depth that the outline gave them, and a link to themselves after their text.
// Not here: how ids are made (course/outline/part.ts).
import type { Element } from 'hast';
import type { Heading } from 'mdast';
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
    element.properties['id'] = known.id;
    // For the pointer alone: a screen reader would say every heading twice, and the keyboard would stop at each. They have
    // the list of sections, and the key that copies a section's address (reader/copy-link.ts).
    children.push({
      type: 'element',
      tagName: 'a',
      properties: { className: ['anchor'], href: `#${known.id}`, tabIndex: -1, ariaHidden: 'true' },
      children: [],
    });
  }
  return element;
}
