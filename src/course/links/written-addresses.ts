// Every address in an author's text: of links, pictures and definitions, in Markdown, in HTML and in JSX; and the ids
// that authors gave to HTML. Not here: where they lead (addresses.ts).
import type { Nodes, Root } from 'mdast';
import { definitions } from 'mdast-util-definitions';
import { visit } from 'unist-util-visit';

export interface WrittenAddress {
  readonly url: string;
  readonly kind: 'link' | 'image';
  /** Words for those who do not see a picture; undefined if the author said nothing. */
  readonly alt: string | undefined;
  /** In HTML or JSX, where `alt=""` is a word too. */
  readonly inHtml: boolean;
  /** In HTML, where what is unsafe is taken away and told by the renderer. */
  readonly isSanitized: boolean;
  readonly line: number;
  readonly column: number;
}

/** What GitHub puts before ids of authors' HTML, and the renderer with it. */
const ID_PREFIX = 'user-content-';
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;
const TAG = /<(a|img|video|audio|source|iframe|embed|object)\b((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi;
const ATTRIBUTE = /(?:^|\s)([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const ID = /<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
/** Comments, and elements that are code. */
const NOT_SHOWN = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1>|$)/gi;

export function addressesIn(tree: Root): WrittenAddress[] {
  const found: WrittenAddress[] = [];
  const definitionOf = definitions(tree);
  visit(tree, (node) => {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    const add = (kind: WrittenAddress['kind'], url: string, alt?: string): void => {
      found.push({ url, kind, alt, inHtml: false, isSanitized: false, line, column });
    };
    if (node.type === 'link') add('link', node.url);
    else if (node.type === 'image') add('image', node.url, node.alt || undefined);
    else if (node.type === 'imageReference') {
      const url = definitionOf(node.identifier)?.url;
      if (url !== undefined) add('image', url, node.alt || undefined);
    } else if (node.type === 'definition') {
      // One that names a picture counts where it is used.
      if (!PICTURE.test(node.url)) add('link', node.url);
    } else if (node.type === 'linkReference') {
      const url = definitionOf(node.identifier)?.url ?? '';
      if (PICTURE.test(url)) add('link', url);
    } else if (node.type === 'html') found.push(...inHtml(node.value, line, column));
    else found.push(...inJsx(node, line, column));
  });
  return found;
}

/** Ids in HTML as links name them → as they are on the page. */
export function htmlIdsIn(tree: Root): Map<string, string> {
  const ids = new Map<string, string>();
  visit(tree, 'html', ({ value }) => {
    for (const [, double, single, bare] of blank(value).matchAll(ID)) {
      const id = double ?? single ?? bare ?? '';
      if (id !== '') ids.set(id, `${ID_PREFIX}${id}`);
    }
  });
  return ids;
}

function inHtml(value: string, line: number, column: number): WrittenAddress[] {
  const text = blank(value);
  const above = { at: 0, lines: 0, start: 0 };
  return [...text.matchAll(TAG)].flatMap(({ 1: tag = '', 2: attributes = '', index }): WrittenAddress[] => {
    const values = new Map(
      [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
        name.toLowerCase(),
        (double ?? single ?? bare ?? '').replaceAll('&amp;', '&'),
      ]),
    );
    for (let end = text.indexOf('\n', above.at); end >= 0 && end < index; end = text.indexOf('\n', end + 1)) {
      [above.lines, above.start] = [above.lines + 1, end + 1];
    }
    above.at = index;
    const place = { line: line + above.lines, column: (above.lines > 0 ? 1 : column) + index - above.start };
    const name = tag.toLowerCase();
    const url = values.get(name === 'a' ? 'href' : name === 'object' ? 'data' : 'src');
    // Nobody hides letters of an honest address as character references; what becomes of it is told with the HTML.
    if (url === undefined || url.includes('&#')) return [];
    // Films and sound are offered like any other file beside the text.
    const kind = name === 'img' ? 'image' : 'link';
    return [{ url, kind, alt: values.get('alt'), inHtml: true, isSanitized: true, ...place }];
  });
}

/** `<a href="…">` and `<img src="…">` in MDX. */
function inJsx(node: Nodes, line: number, column: number): WrittenAddress[] {
  if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return [];
  const kind = node.name === 'a' ? 'link' : node.name === 'img' ? 'image' : undefined;
  const read = (name: string): string | undefined => {
    const attribute = node.attributes.find((each) => each.type === 'mdxJsxAttribute' && each.name === name);
    return typeof attribute?.value === 'string' ? attribute.value : undefined;
  };
  const url = kind && read(kind === 'link' ? 'href' : 'src');
  if (kind === undefined || url === undefined) return [];
  return [{ url, kind, alt: read('alt'), inHtml: true, isSanitized: false, line, column }];
}

function blank(html: string): string {
  return html.replace(NOT_SHOWN, (hidden) => hidden.replace(/[^\n]/g, ' '));
}
