// Footnotes at the chapter's end: ids of their own, a heading, ways there and back.
// Not here: the notes' text, which is rendered like any other.
import type { Element, ElementContent, Root } from 'hast';
import type { FootnoteReference } from 'mdast';
import { defaultHandlers, type Options as RehypeOptions } from 'remark-rehype';
import { visit } from 'unist-util-visit';
import type { Localization } from '../../languages/index.ts';
import type { State } from '../handlers.ts';

/** For remark-rehype; a chapter is a page, so the prefix only keeps notes apart from headings. */
export function footnoteOptions({ text, fill }: Localization, textDirection: 'ltr' | 'rtl'): RehypeOptions {
  return {
    clobberPrefix: 'note-',
    footnoteLabel: text.footnotes,
    footnoteLabelTagName: 'h2',
    footnoteLabelProperties: { className: ['footnotes-title'] },
    // With the selector for text: some systems show the bare arrow as a picture.
    footnoteBackContent: textDirection === 'rtl' ? '\u21aa\ufe0e' : '\u21a9\ufe0e',
    footnoteBackLabel: (reference, again) =>
      fill(text.backToReference, { number: again > 1 ? `${reference + 1}-${again}` : String(reference + 1) }),
  };
}

/** The section remark-rehype put at the end gets a name for listeners; HTML that is never closed may hold it. */
export function nameFootnotes(tree: Root): void {
  visit(tree, 'element', (element) => {
    const { properties } = element;
    if ('dataFootnotes' in properties) {
      element.properties = { className: ['footnotes'], ariaLabelledBy: ['footnote-label'] };
    } else if ('dataFootnoteBackref' in properties) {
      delete properties['dataFootnoteBackref'];
      properties['className'] = ['footnote-back'];
    }
  });
}

/**
 * Notes of a text inside a fence stand right below it, as a plain list: the text is shown twice on the page, so nothing
 * in it may have an id, and nothing can be led to.
 */
export function foldFootnotes(tree: Root): void {
  visit(tree, 'element', (element, index, parent) => {
    delete element.properties['id'];
    if (element.tagName === 'sup' && element.children.some((child) => isReference(child))) {
      element.children = element.children.flatMap((child) =>
        child.type === 'element' ? child.children : [child],
      );
    } else if ('dataFootnotes' in element.properties && parent && index !== undefined) {
      const list = element.children.find((child) => child.type === 'element' && child.tagName === 'ol');
      if (list?.type !== 'element') return;
      parent.children[index] = list;
      removeWaysBack(list);
    }
  });
}

function isReference(node: ElementContent): boolean {
  return node.type === 'element' && String(node.properties['className']) === 'footnote-ref';
}

function removeWaysBack(element: Element): void {
  element.children = element.children.filter(
    (child) => child.type !== 'element' || !('dataFootnoteBackref' in child.properties),
  );
  for (const child of element.children) if (child.type === 'element') removeWaysBack(child);
}

export function renderFootnoteReference(state: State, node: FootnoteReference): Element {
  const superscript: Element = defaultHandlers.footnoteReference(state, node);
  for (const link of superscript.children) {
    if (link.type !== 'element') continue;
    delete link.properties['dataFootnoteRef'];
    link.properties['className'] = ['footnote-ref'];
  }
  return superscript;
}
