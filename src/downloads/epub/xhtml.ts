// HTML of a built page → an XHTML document that e-readers accept: no controls, everything expanded, custom elements as plain ones,
// links to the other documents of the book. Elements and attributes are those that EPUB 3 allows; of others only the text stays.
// Not here: which documents there are (documents.ts).
import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { toXast } from 'hast-util-to-xast';
import { visit } from 'unist-util-visit';
import { toXml } from 'xast-util-to-xml';
import { escapeXml, validXmlText } from '../../course/xml.ts';
import type { BuiltCourse } from '../built-course.ts';

export interface Surroundings {
  /** Target of a link of this page, in the book or on the web; undefined where there is none. */
  resolveLink(href: string): string | undefined;
  /** The name of a picture in the book; undefined if e-readers cannot show it. */
  resolvePicture(src: string): string | undefined;
  /** Put before every id, where several pages share a document. */
  readonly prefix: string;
}

/** Elements that are of use only to a script or on a screen. */
const REMOVED = new Set('script style template noscript button input select dialog'.split(' '));
const REMOVED_CLASSES = new Set(
  'anchor needs-script figure-help figure-share question-actions letters way-on'.split(' '),
);

const ALLOWED = new Set(
  (
    'a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption ' +
    'figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub ' +
    'sup table tbody td tfoot th thead time tr u ul var'
  ).split(' '),
);
/** Replacements of elements that e-readers cannot expand, fill in or recognize. */
const REPLACED: Readonly<Record<string, string>> = {
  'lectern-figure': 'div',
  'lectern-question': 'div',
  'lectern-tabs': 'div',
  details: 'div',
  summary: 'p',
  fieldset: 'div',
  legend: 'p',
  label: 'span',
  article: 'section',
  header: 'div',
  footer: 'div',
  nav: 'div',
  main: 'div',
};
const ATTRIBUTES = new Set(
  'id className lang dir title href src alt width height colSpan rowSpan scope headers start reversed value dateTime cite'.split(
    ' ',
  ),
);

/** The parts of a page that match `selector`. */
export function pagePart(html: string, selector: string): Root {
  const tree = fromHtml(html, { fragment: true });
  return { type: 'root', children: selectAll(selector, tree) };
}

/** Removes the first element that matches `selector` from the tree, and returns it. */
export function takeOut(tree: Root, selector: string): Element | undefined {
  const found = select(selector, tree);
  if (!found) return undefined;
  visit(tree, 'element', (node, index, parent) => {
    if (node !== found || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return false;
  });
  return found;
}

/** The content as XHTML, in the order given. */
export function toXhtml(nodes: readonly RootContent[], surroundings: Surroundings): ElementContent[] {
  return nodes.flatMap((node) => convert(node, surroundings));
}

/** The nodes from `toXhtml` as text. */
export function serialize(nodes: readonly ElementContent[]): string {
  const tree = toXast({ type: 'root', children: [...nodes] });
  // The namespace is declared once, on the document; the serializer repeats it on each element. The end of a CDATA section is
  // text here.
  return validXmlText(toXml(tree, { closeEmptyElements: true }))
    .replaceAll(' xmlns="http://www.w3.org/1999/xhtml"', '')
    .replaceAll(']]>', ']]&gt;');
}

/** All ids in the content. */
export function idsOf(nodes: readonly ElementContent[]): Set<string> {
  const ids = new Set<string>();
  visit({ type: 'root', children: [...nodes] } satisfies Root, 'element', ({ properties }) => {
    if (typeof properties['id'] === 'string') ids.add(properties['id']);
  });
  return ids;
}

/** An id that XML allows: it begins with a letter and has few other characters; ids of headings may begin with a digit. */
export function xmlId(id: string, prefix = ''): string {
  const whole = prefix + id;
  return /^[\p{L}_][\p{L}\p{N}\p{M}_.-]*$/u.test(whole)
    ? whole
    : `_${whole.replace(/[^\p{L}\p{N}\p{M}_.-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16) ?? ''}_`)}`;
}

function convert(node: RootContent, around: Surroundings): ElementContent[] {
  if (node.type === 'text') return [{ type: 'text', value: node.value }];
  if (node.type !== 'element') return [];
  const { tagName } = node;
  if (tagName === 'input' && node.properties['type'] === 'checkbox')
    return [span(node.properties['checked'] ? '☑' : '☐')];
  if (isRemoved(node)) return [];
  if (tagName === 'svg' || tagName === 'math') return [foreign(node, around)];
  if (tagName === 'img') return picture(node, around);
  if (tagName === 'video' || tagName === 'audio') return recording(node);
  const children = node.children.flatMap((child) => convert(child, around));
  const name = ALLOWED.has(tagName) ? tagName : REPLACED[tagName];
  if (name === undefined) return children;
  if (name === 'a') return link(node, children, around);
  const properties = attributesOf(node, around);
  if (name !== tagName)
    properties['className'] = [...classesOf(node), tagName.replace('lectern-', '')].filter(Boolean);
  if (tagName === 'pre') properties['dir'] = 'ltr';
  if (tagName === 'li' && node.properties['dataRight'] !== undefined)
    properties['className'] = [...classesOf(node), 'right'];
  // A list without items is not valid.
  if ((name === 'ul' || name === 'ol' || name === 'dl') && !children.some(({ type }) => type === 'element'))
    return [];
  return [{ type: 'element', tagName: name, properties, children }];
}

function isRemoved(node: Element): boolean {
  const classes = classesOf(node);
  if (REMOVED.has(node.tagName) || classes.some((each) => REMOVED_CLASSES.has(each))) return true;
  // The panels of tabs that are not selected are hidden, and belong to the text.
  return Boolean(node.properties['hidden']) && !classes.includes('tab-panel');
}

function attributesOf({ properties, tagName }: Element, around: Surroundings): Properties {
  const attributes: Properties = {};
  for (const [name, value] of Object.entries(properties)) {
    if (!ATTRIBUTES.has(name) || value === undefined || value === null || value === false) continue;
    if (name === 'value' && tagName !== 'li') continue;
    if ((name === 'width' || name === 'height') && tagName !== 'img') continue;
    attributes[name] = value;
  }
  if (typeof attributes['id'] === 'string') attributes['id'] = xmlId(attributes['id'], around.prefix);
  if (typeof attributes['lang'] === 'string') attributes['xmlLang'] = attributes['lang'];
  return attributes;
}

function classesOf({ properties }: Element): string[] {
  const { className } = properties;
  return Array.isArray(className) ? className.map(String) : [];
}

/** A link without a target in the book becomes its text. */
function link(node: Element, children: ElementContent[], around: Surroundings): ElementContent[] {
  const { href: written, ...properties } = attributesOf(node, around);
  const href = typeof written === 'string' ? around.resolveLink(written) : undefined;
  if (href === undefined && properties['id'] === undefined) return children;
  return [
    {
      type: 'element',
      tagName: href === undefined ? 'span' : 'a',
      properties: { ...properties, ...(href !== undefined && { href }) },
      children,
    },
  ];
}

function picture(node: Element, around: Surroundings): ElementContent[] {
  const properties = attributesOf(node, around);
  const src = typeof properties['src'] === 'string' ? around.resolvePicture(properties['src']) : undefined;
  const alt = String(properties['alt'] ?? '');
  if (src === undefined) return alt === '' ? [] : [span(alt)];
  return [{ type: 'element', tagName: 'img', properties: { ...properties, src, alt }, children: [] }];
}

/** Recordings are replaced by their names: they are large, and most e-readers play none. */
function recording(node: Element): ElementContent[] {
  const name = String(node.properties['ariaLabel'] ?? node.properties['title'] ?? toString(node)).trim();
  return name === '' ? [] : [span(name)];
}

function span(value: string): Element {
  return { type: 'element', tagName: 'span', properties: {}, children: [{ type: 'text', value }] };
}

/** SVG and MathML without attributes for scripts and screens; ids are prefixed, also in `url(#…)`. */
function foreign(node: Element, around: Surroundings): Element {
  const copy = structuredClone(node);
  const title = String(copy.properties['ariaLabel'] ?? '');
  visit({ type: 'root', children: [copy] } satisfies Root, 'element', (each) => {
    for (const [name, value] of Object.entries(each.properties)) {
      if (/^(?:on|data|aria|tabIndex$|focusable$|style$|role$)/.test(name)) delete each.properties[name];
      else if (typeof value === 'string' && value.includes('url(#'))
        each.properties[name] = value.replace(
          /url\(#([^)]*)\)/g,
          (_, id: string) => `url(#${xmlId(id, around.prefix)})`,
        );
      else if (name === 'id') each.properties['id'] = xmlId(String(value), around.prefix);
    }
  });
  // A `title` names the picture in every reading program; some refuse ARIA attributes.
  if (copy.tagName === 'svg' && title !== '' && !copy.children.some(isTitle))
    copy.children.unshift({
      type: 'element',
      tagName: 'title',
      properties: {},
      children: [{ type: 'text', value: title }],
    });
  if (copy.tagName === 'math') copy.properties['xmlns'] = 'http://www.w3.org/1998/Math/MathML';
  return copy;
}

function isTitle(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'title';
}

/** A document of the book, with `body` as serialized XHTML. */
export function xhtmlDocument(
  { language, direction }: Pick<BuiltCourse, 'language' | 'direction'>,
  title: string,
  body: string,
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${escapeXml(language)}" lang="${escapeXml(language)}" dir="${direction}">
<head><title>${escapeXml(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}
</body>
</html>
`;
}
