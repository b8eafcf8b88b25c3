// Raw HTML by authors → safe HTML, with a warning for each thing taken away. HTML comments vanish silently.
//
// Only the author's own tags are parsed here: whatever Markdown or Lectern made of the text between them is kept
// aside as a slot and put back afterwards, so nothing of ours depends on being let through. First `removeUnsafe`
// takes away and tells; then hast-util-sanitize enforces the same list once more, on its own judgement.
// Not here: where links and images lead (links.ts).
import type { Element, ElementContent, Nodes, Parents, Root, RootContent } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import type { Root as MdastRoot } from 'mdast';
import rehypeRaw from 'rehype-raw';
import { visit } from 'unist-util-visit';
import type { Localization } from '../../languages/index.ts';
import type { RenderContext } from '../context.ts';
import { isTrustedHtml } from './html-text.ts';
import {
  ALIGNMENTS,
  ATTRIBUTES,
  DROPPED_IN_SILENCE,
  ID_PREFIX,
  INSTEAD,
  REMOVED_WITH_CONTENT,
  SAFE_ELEMENTS,
  SCHEMA,
  SLOT,
} from './safe-html.ts';
import { finishPlayer, frameAsLink, splitThemes } from './kept-media.ts';
import { createRawReader } from './raw-html.ts';
import { RawSource } from './raw-source.ts';
import { finishImage, finishLink, finishSource, isSafeAddress } from '../blocks/links.ts';

type Raw = Extract<RootContent, { type: 'raw' }>;
type SlotNode = { type: 'slot'; index: number };
type ParseRaw = (tree: Root, file?: unknown) => Root;

const parseRaw = rehypeRaw({ passThrough: ['slot'] }) as unknown as ParseRaw;

/** What shows another document. */
const FRAMES: ReadonlySet<string> = new Set(['iframe', 'embed', 'object']);
/** Comments, and elements that are code: what looks like a tag in them is none. */
const NOT_SHOWN = /<!--[^]*?(?:-->|$)|<(script|style)\b[^]*?(?:<\/\1>|$)/gi;
const ID = /<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** Ids in authors' HTML get a prefix, as on GitHub; links to them must know before they are rendered. */
export function findRawIds(tree: MdastRoot, context: RenderContext): void {
  visit(tree, 'html', ({ value }) => {
    for (const [, double, single, bare] of value.replaceAll(NOT_SHOWN, '').matchAll(ID)) {
      const id = double ?? single ?? bare ?? '';
      if (id !== '') context.rawIds.set(id, `${ID_PREFIX}${id}`);
    }
  });
}

/** Replaces all raw HTML in the tree, from the innermost parents outwards. */
export function sanitizeRawHtml(tree: Parents, context: RenderContext): void {
  let hasRaw = false;
  for (const child of tree.children) {
    if (child.type === 'raw') hasRaw ||= !isTrustedHtml(child);
    else if ('children' in child) sanitizeRawHtml(child, context);
  }
  if (hasRaw) tree.children = sanitizeChildren(tree.children, context) as typeof tree.children;
}

function sanitizeChildren(children: readonly RootContent[], context: RenderContext): RootContent[] {
  const read = createRawReader(
    children.flatMap((child) => (isAuthors(child) ? [child.value] : [])),
    context,
  );
  const pieces = children.flatMap((child): RootContent[] => {
    if (!isAuthors(child)) return [child];
    const { html, text } = read(child);
    return [{ ...child, value: html }, ...(text === '' ? [] : [{ type: 'text' as const, value: text }])];
  });
  // An element that holds no elements, never closed, takes what follows with it; then each piece stands for itself.
  return (
    sanitizeTogether(pieces, context) ??
    pieces.flatMap((piece) => (isAuthors(piece) ? (sanitizeTogether([piece], context) ?? []) : [piece]))
  );
}

/** Undefined, with nothing told, if the parser lost what stands between the author's tags. */
function sanitizeTogether(pieces: readonly RootContent[], context: RenderContext): RootContent[] | undefined {
  const slots: RootContent[] = [];
  const source = new RawSource();
  const parsed = parseRaw(
    {
      type: 'root',
      children: pieces.map((piece): RootContent => {
        if (piece.type === 'text') return piece;
        if (isAuthors(piece)) return source.add(piece);
        return { type: 'slot', index: slots.push(piece) - 1 } as unknown as RootContent;
      }),
    },
    source,
  );
  if (countSlots(parsed) < slots.length) return undefined;
  source.restorePlaces(parsed);
  const root: Root = { type: 'root', children: [] };
  root.children = removeUnsafe(parsed.children as Nodes[], context, slots) as RootContent[];
  const safe = sanitize(root, SCHEMA) as Root;
  settle(safe, slots, context);
  return safe.children;
}

function isAuthors(node: RootContent): node is Raw {
  return node.type === 'raw' && !isTrustedHtml(node);
}

function countSlots(node: Nodes): number {
  if ((node as unknown as SlotNode).type === 'slot') return 1;
  return 'children' in node ? node.children.reduce((sum, child) => sum + countSlots(child), 0) : 0;
}

/** The author's nodes without what is not allowed; slots become elements that only we can have made. */
function removeUnsafe(
  nodes: readonly Nodes[],
  context: RenderContext,
  slots: readonly RootContent[],
): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if ((node as unknown as SlotNode).type === 'slot') {
      const { index } = node as unknown as SlotNode;
      return [{ type: 'element', tagName: SLOT, properties: { dataSlot: String(index) }, children: [] }];
    }
    if (node.type === 'text') return [node];
    if (node.type !== 'element') return [];
    const { tagName } = node;
    if (FRAMES.has(tagName)) {
      const link = frameAsLink(node);
      if (link) {
        const inside = `What stands inside <${tagName}> was removed.`;
        if (textOf(node).trim() !== '')
          report(node, context, inside, 'Close the element right after its tag.');
        return [link, ...collectSlots(node, context, slots)];
      }
    }
    if (REMOVED_WITH_CONTENT.has(tagName)) {
      report(
        node,
        context,
        `The element <${tagName}> was removed with all it holds.`,
        'Only HTML that shows text is allowed in Markdown.',
      );
      // Text of the author's Markdown that the parser put inside stays: it was not written to be hidden.
      return collectSlots(node, context, slots);
    }
    const children = removeUnsafe(node.children, context, slots);
    const instead = INSTEAD.get(tagName);
    if (instead !== undefined) {
      const properties = tagName === 'center' ? { align: 'center' } : node.properties;
      const other: Element = { ...node, tagName: instead, properties, children };
      removeAttributes(other, context);
      return [other];
    }
    if (!SAFE_ELEMENTS.has(tagName)) {
      report(
        node,
        context,
        `The tag <${tagName}> was removed; what stands inside it was kept.`,
        'It is not among the HTML that is allowed in Markdown.',
      );
      return children;
    }
    removeAttributes(node, context);
    // A paragraph cannot hold blocks: browsers would close it before them.
    const holdsBlock = tagName === 'p' && children.some((child) => isBlockSlot(child, slots));
    return [{ ...node, tagName: holdsBlock ? 'div' : tagName === 'h1' ? 'h2' : tagName, children }];
  });
}

function collectSlots(
  node: Element,
  context: RenderContext,
  slots: readonly RootContent[],
): ElementContent[] {
  return node.children.flatMap((child): ElementContent[] => {
    if ((child as unknown as SlotNode).type === 'slot') return removeUnsafe([child], context, slots);
    return child.type === 'element' ? collectSlots(child, context, slots) : [];
  });
}

function removeAttributes(node: Element, context: RenderContext): void {
  for (const [name, value] of Object.entries(node.properties)) {
    const allowed =
      ATTRIBUTES['*'].includes(name) ||
      (Object.hasOwn(ATTRIBUTES, node.tagName) && (ATTRIBUTES[node.tagName] ?? []).includes(name));
    const isAddress = name === 'href' || name === 'src' || name === 'cite' || name === 'poster';
    const addresses = name === 'srcSet' ? readSourceSet(value) : isAddress ? [String(value)] : [];
    if (allowed && addresses.every((address) => isSafeAddress(address, name === 'href' ? 'link' : 'image'))) {
      continue;
    }
    if (name === 'align' && ALIGNMENTS.has(String(value).toLowerCase())) {
      // Read back as a class in `finish`.
      node.properties['align'] = String(value).toLowerCase();
      continue;
    }
    delete node.properties[name];
    if (!allowed && (DROPPED_IN_SILENCE.has(name) || /^data[A-Z]/.test(name))) continue;
    const shown = attributeName(name);
    report(
      node,
      context,
      allowed
        ? `The address in ${shown} of <${node.tagName}> was removed: only http, https, mailto, tel and relative addresses are allowed.`
        : `The attribute ${shown} of <${node.tagName}> was removed.`,
      allowed ? '' : 'Styles, scripts and classes of an author would not fit every page and theme.',
    );
  }
}

/** Once on a page for each thing: a class of HTML is mostly used throughout. */
function report(node: Element, context: RenderContext, text: string, hint: string): void {
  if (context.toldHtml.has(text)) return;
  context.toldHtml.add(text);
  context.report('warning', 'html-removed', node, text, hint);
}

/** `onClick` → `onclick`, `className` → `class`. */
function attributeName(property: string): string {
  return property === 'className' ? 'class' : property.replaceAll(/([a-z])([A-Z])/g, '$1$2').toLowerCase();
}

function readSourceSet(value: unknown): string[] {
  return String(value)
    .split(',')
    .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '');
}

const BLOCKS = /^(?:p|div|h[1-6]|ul|ol|dl|table|figure|blockquote|pre|section|hr|details)$/;

function isBlockSlot(node: ElementContent, slots: readonly RootContent[]): boolean {
  if (node.type !== 'element' || node.tagName !== SLOT) return false;
  const slot = slots[Number(node.properties['dataSlot'])];
  return slot?.type === 'raw' || (slot?.type === 'element' && BLOCKS.test(slot.tagName));
}

/** Slots get back what they stood for; links, images and alignment of the author's own elements are settled. */
function settle(node: Parents, slots: readonly RootContent[], context: RenderContext): void {
  node.children = node.children.flatMap((child) => {
    if (child.type !== 'element') return [child];
    if (child.tagName === SLOT) return slots[Number(child.properties['dataSlot'])] ?? [];
    const { properties } = child;
    const { align, href, src } = properties;
    if (typeof align === 'string') {
      delete properties['align'];
      properties['className'] = [`align-${align}`];
    }
    if (child.tagName === 'picture') {
      const themes = splitThemes(child, context);
      if (themes) return themes;
    }
    settle(child, slots, context);
    if (child.tagName === 'video' || child.tagName === 'audio') finishPlayer(child, context);
    else if (child.tagName === 'table') return [scrolling(child, context.localization)];
    else if (child.tagName === 'pre') {
      properties['tabIndex'] = 0;
      properties['role'] = 'group';
      properties['ariaLabel'] ??= context.localization.text.plainText;
    } else if (child.tagName === 'a' && typeof href === 'string') finishLink(child, href, context);
    else if (child.tagName === 'img') finishImage(child, String(src ?? ''), context);
    else if (child.tagName === 'source' && properties['srcSet'] !== undefined) finishSource(child, context);
    return [child];
  }) as typeof node.children;
}

/** A table scrolls in a frame of its own, as those of Markdown do. */
function scrolling(table: Element, { text, fill }: Localization): Element {
  const caption = table.children.find((child) => child.type === 'element' && child.tagName === 'caption');
  const name = caption ? textOf(caption).trim() : '';
  return {
    type: 'element',
    tagName: 'div',
    properties: {
      className: ['table'],
      tabIndex: 0,
      role: 'group',
      ariaLabel: name === '' ? text.table : fill(text.tableOf, { columns: name }),
    },
    children: [table],
  };
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
