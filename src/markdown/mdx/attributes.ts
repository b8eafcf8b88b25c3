// Attributes of elements that an author wrote as JSX: links and pictures lead where Markdown's do, and what the pages'
// security policy would block is told and left out. Not here: elements that components make when they run.
import type { ElementContent, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { finishImage, finishLink } from '../blocks/links.ts';
import type { RenderContext } from '../context.ts';
import { isJsx, textAttribute, type JsxElement } from './jsx.ts';

/** Takes away `style` and handlers written as text; a handler that is a function is never written out. */
export function removeBlockedAttributes(tree: Root, context: RenderContext): void {
  visit(tree, (node) => {
    if (!isJsx(node) || /^\p{Lu}/u.test(node.name ?? '')) return;
    node.attributes = node.attributes.filter((attribute) => {
      if (attribute.type !== 'mdxJsxAttribute' || !/^(?:style|on[a-z]+)$/i.test(attribute.name)) return true;
      if (attribute.name !== 'style' && typeof attribute.value !== 'string') return true;
      context.report(
        'warning',
        'html-removed',
        node,
        `The attribute ${attribute.name} of <${node.name}> was removed: the pages' security policy allows neither inline styles nor inline scripts.`,
        'Use the elements as they are, or a component with a style sheet.',
      );
      return false;
    });
  });
}

/** `<a href>` and `<img src>` with an address written as text are resolved as in Markdown. */
export function settleAddresses(tree: HastRoot, context: RenderContext): void {
  visit(tree, (node) => {
    if (!isJsx(node) || (node.name !== 'a' && node.name !== 'img')) return;
    const key = node.name === 'a' ? 'href' : 'src';
    const address = node.attributes.find(
      (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === key,
    )?.value;
    if (typeof address === 'string') settle(node, key, address, context);
  });
}

function settle(element: JsxElement, key: 'href' | 'src', address: string, context: RenderContext): void {
  const plain = {
    type: 'element' as const,
    tagName: element.name ?? '',
    properties: Object.fromEntries(
      element.attributes.flatMap((each) =>
        each.type === 'mdxJsxAttribute' && typeof each.value === 'string' ? [[each.name, each.value]] : [],
      ),
    ),
    children: [] as ElementContent[],
    position: element.position,
  };
  if (key === 'href') finishLink(plain, address, context);
  else finishImage(plain, address, context);
  element.name = plain.tagName;
  const computed = element.attributes.filter(
    (each) => each.type !== 'mdxJsxAttribute' || typeof each.value !== 'string',
  );
  const written = Object.entries(plain.properties).flatMap(([name, value]: [string, unknown]) =>
    value === undefined
      ? []
      : [textAttribute(name === 'className' ? 'class' : name, [value].flat().join(' '))],
  );
  element.attributes = [...computed, ...written];
  // A picture is replaced by what is left there; a link that leads nowhere keeps its text, with a word on it after it.
  const kept = key === 'src' ? [] : element.children;
  if (plain.children.length > 0) Object.assign(element, { children: [...kept, ...plain.children] });
}
