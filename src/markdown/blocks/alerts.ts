// GitHub alerts: a quotation whose first line is `[!NOTE]` (or TIP, IMPORTANT, WARNING, CAUTION).
// Not here: plain quotations, which are left as they are.
import type { Element } from 'hast';
import type { Blockquote, PhrasingContent } from 'mdast';
import type { State } from '../handlers.ts';

const MARKER = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\r?\n|$)/i;

/** Undefined if it is a plain quotation. */
export function renderAlert(state: State, node: Blockquote): Element | undefined {
  const [first, ...rest] = node.children;
  if (first?.type !== 'paragraph') return undefined;
  const [text, ...inline] = first.children;
  const marker = text?.type === 'text' ? MARKER.exec(text.value) : null;
  // `[!NOTE] *text*` on one line is no alert on GitHub either.
  if (!marker || text?.type !== 'text') return undefined;
  const remains = text.value.slice(marker[0].length);
  if (remains === '' && inline.length > 0 && !/\n$/.test(marker[0]) && inline[0]?.type !== 'break')
    return undefined;
  const kind = marker[1]?.toLowerCase() ?? 'note';
  const content: PhrasingContent[] = [...(remains === '' ? [] : [{ ...text, value: remains }]), ...inline];
  if (content[0]?.type === 'break') content.shift();
  const children = content.length === 0 ? rest : [{ ...first, children: content }, ...rest];
  const element: Element = {
    type: 'element',
    tagName: 'div',
    properties: { className: ['alert', `alert-${kind}`], role: 'note' },
    children: [
      {
        type: 'element',
        tagName: 'p',
        properties: { className: ['alert-title'] },
        children: [{ type: 'text', value: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` }],
      },
      ...state.all({ ...node, children }),
    ],
  };
  state.patch(node, element);
  return element;
}
