// Alerts: a quotation whose first line is `[!NOTE]`, with or without a title behind it. The words are those of GitHub
// and of other tools; a sign behind the bracket folds the box, as in Obsidian.
// Not here: plain quotations, which are left as they are; what the words mean (course/alert-kinds.ts).
import type { Element, ElementContent } from 'hast';
import type { Blockquote, PhrasingContent } from 'mdast';
import { alertKind, alertTitle, type AlertKind } from '../../course/alert-kinds.ts';
import type { Localization } from '../../languages/index.ts';
import type { State } from '../handlers.ts';

const MARKER = /^\[!([a-z][\w-]*)\]([-+])?(?:[ \t]+|(?=\r?\n)|$)/i;

/** Undefined if it is a plain quotation. */
export function renderAlert(state: State, node: Blockquote, localization: Localization): Element | undefined {
  const [first, ...rest] = node.children;
  if (first?.type !== 'paragraph') return undefined;
  const [text, ...inline] = first.children;
  const marker = text?.type === 'text' ? MARKER.exec(text.value) : null;
  const word = marker?.[1] ?? '';
  const kind = alertKind(word);
  if (!marker || !kind || text?.type !== 'text') return undefined;
  const { title, content } = divide([{ ...text, value: text.value.slice(marker[0].length) }, ...inline]);
  const children = content.length === 0 ? rest : [{ ...first, children: content }, ...rest];
  const isFolded = marker[2] === '-';
  const heading: ElementContent[] =
    title.length === 0
      ? [{ type: 'text', value: titleOf(word, kind, localization) }]
      : (state.all({ type: 'paragraph', children: title }) as ElementContent[]);
  const element: Element = {
    type: 'element',
    tagName: isFolded ? 'details' : 'div',
    properties: { className: ['alert', `alert-${kind}`], ...(isFolded ? {} : { role: 'note' }) },
    children: [
      {
        type: 'element',
        tagName: isFolded ? 'summary' : 'p',
        properties: { className: ['alert-title'] },
        children: heading,
      },
      ...state.all({ ...node, children }),
    ],
  };
  state.patch(node, element);
  return element;
}

/** The word in the interface's language; one that has no translation is named by its kind, and in English as written. */
function titleOf(word: string, kind: AlertKind, { boxes, language }: Localization): string {
  const known = Object.entries(boxes).find(([name]) => name === word.toLowerCase());
  return known?.[1] ?? (language === 'en' ? alertTitle(word) : boxes[kind]);
}

/** What stands in the line of the marker is the title, the rest is the text. */
function divide(nodes: readonly PhrasingContent[]): {
  readonly title: PhrasingContent[];
  readonly content: PhrasingContent[];
} {
  const title: PhrasingContent[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'break') return { title, content: nodes.slice(index + 1) };
    const end = node.type === 'text' ? node.value.search(/\r?\n/) : -1;
    if (node.type !== 'text' || end < 0) {
      if (node.type !== 'text' || node.value !== '') title.push(node);
      continue;
    }
    const before = node.value.slice(0, end).trimEnd();
    const after = node.value.slice(end).replace(/^\r?\n/, '');
    if (before !== '') title.push({ ...node, value: before });
    return {
      title,
      content: [...(after === '' ? [] : [{ ...node, value: after }]), ...nodes.slice(index + 1)],
    };
  }
  return { title, content: [] };
}
