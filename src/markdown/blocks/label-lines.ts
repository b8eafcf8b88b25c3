// Paragraphs in which lines begin with a bold label keep their lines, which Markdown would run together:
//     **Scalability**: Can the system handle growth?
//     **Availability**: How reliable is the system?
// as do those that begin with a sign of a list that Markdown does not know, such as `•`, `a)` or `1、`;
// and a paragraph that is nothing but a bold label is marked as the heading of what follows it.
// Not here: headings (heading-anchors.ts).
import type { Element, ElementContent } from 'hast';
import type { Paragraph, Parents, PhrasingContent } from 'mdast';
import type { State } from '../handlers.ts';

const LABELLED = new Set(['code', 'list', 'table', 'codeTabs']);

export function renderParagraph(state: State, node: Paragraph, parent: Parents | undefined): Element {
  const element: Element = { type: 'element', tagName: 'p', properties: {}, children: [] };
  state.patch(node, element);
  const lines = node.children.some(maySplit) ? splitLines(node.children) : [];
  const listed = lines.map((line) => beginsWithSign(line));
  const isList = listed.filter(Boolean).length > 1;
  const starts = isList ? listed : lines.map((line) => beginsWithLabel(line));
  if (isList || (lines.length > 1 && keepsLines(lines, starts))) {
    element.properties['className'] = ['label-lines'];
    for (const [index, line] of lines.entries()) {
      if (index > 0) element.children.push(starts[index] ? lineBreak() : { type: 'text', value: '\n' });
      element.children.push(...state.all({ type: 'paragraph', children: line }));
    }
    return element;
  }
  if (isLabelAlone(node) && LABELLED.has(nextSibling(node, parent)?.type ?? '')) {
    element.properties['className'] = ['label'];
  }
  element.children = state.all(node);
  return element;
}

/** At line ends in text; a line end inside emphasis or a link is none of ours, and a hard break needs no help. */
function splitLines(children: readonly PhrasingContent[]): PhrasingContent[][] {
  let line: PhrasingContent[] = [];
  const lines = [line];
  for (const child of children) {
    if (child.type !== 'text') {
      line.push(child);
      continue;
    }
    for (const [index, value] of child.value.split(/\r?\n/).entries()) {
      if (index > 0) lines.push((line = []));
      if (value !== '') line.push({ ...child, value });
    }
  }
  return lines;
}

/** Signs of lists that Markdown does not know: bullets of word processors, letters, Roman and Chinese numbers. */
const SIGN =
  /^\s*(?:[•·●○▪■◦‣]\s|\d{1,3}、|[（(]\d{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、|#\.\s|(?:[a-z]|[ivx]{1,4})[.)]\s|[A-Z]\)\s)/u;

function maySplit(child: PhrasingContent): boolean {
  return child.type === 'strong' || (child.type === 'text' && child.value.includes('\n'));
}

function beginsWithSign([first]: readonly PhrasingContent[]): boolean {
  return first?.type === 'text' && SIGN.test(first.value);
}

function beginsWithLabel(line: readonly PhrasingContent[]): boolean {
  return line[0]?.type === 'strong';
}

/**
 * Two lines that begin with a label, the first among them or each with its colon: prose whose wrapped lines happen to
 * begin with a bold word is left alone.
 */
function keepsLines(lines: readonly PhrasingContent[][], starts: readonly boolean[]): boolean {
  const labelled = lines.filter((_, index) => starts[index]);
  return labelled.length > 1 && (starts[0] === true || labelled.every(hasColon));
}

function hasColon([label, after]: readonly PhrasingContent[]): boolean {
  const last = label?.type === 'strong' ? label.children.at(-1) : undefined;
  return (
    (last?.type === 'text' && /[:：]$/.test(last.value.trimEnd())) ||
    (after?.type === 'text' && /^\s*[:：–—-]/.test(after.value))
  );
}

function isLabelAlone({ children: [first, second, ...more] }: Paragraph): boolean {
  return (
    first?.type === 'strong' &&
    more.length === 0 &&
    (second === undefined || (second.type === 'text' && /^[:：]?$/.test(second.value.trim())))
  );
}

function nextSibling(node: Paragraph, parent: Parents | undefined): Parents['children'][number] | undefined {
  return parent?.children[parent.children.indexOf(node as never) + 1];
}

function lineBreak(): ElementContent {
  return { type: 'element', tagName: 'br', properties: {}, children: [] };
}
