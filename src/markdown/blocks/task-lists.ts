// Task lists: a listener hears whether an entry is done.
// Not here: other lists.
import type { Element } from 'hast';
import type { ListItem, Parents } from 'mdast';
import { defaultHandlers } from 'remark-rehype';
import type { Localization } from '../../languages/index.ts';
import type { State } from '../handlers.ts';

export function renderListItem(
  state: State,
  node: ListItem,
  parent: Parents | undefined,
  { text }: Localization,
): Element {
  const item: Element = defaultHandlers.listItem(state, node, parent);
  if (typeof node.checked === 'boolean') {
    const box = findBox(item);
    if (box) box.properties['ariaLabel'] = node.checked ? text.done : text.toDo;
  }
  return item;
}

function findBox({ children }: Element): Element | undefined {
  for (const child of children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'input') return child;
    if (child.tagName === 'p') return findBox(child);
  }
  return undefined;
}
