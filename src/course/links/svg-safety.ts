// Whether an SVG picture could run anything. In a page it cannot, but its file has an address of its own, and a reader
// may open it there, where the page's policy does not hold.
// Not here: the size of pictures and where they lie (addresses.ts).

/** Elements by their name without a prefix, which may be bound to any namespace. */
const ACTIVE = new Set('script foreignobject handler listener iframe object embed audio video'.split(' '));
const FOREIGN = /xhtml|mathml|xml-events|xslt?/i;
const HARMLESS_ADDRESS = /^(?:#|https?:|mailto:|data:image\/(?:png|jpe?g|gif|webp|avif)[;,]|[^:]*$)/i;
const ADDRESSES = new Set('href src action formaction data from to values by'.split(' '));
/** In these a tag's letters are the bytes they are in UTF-8. */
const SAFE_ENCODING = /^(?:utf-?8|us-ascii|iso-8859-1|windows-1252)$/i;
/** What is skipped as a whole, by how it begins and ends. */
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
] as const;

/** What in the picture could run, in words; undefined if nothing could. */
export function dangerIn(bytes: Uint8Array): string | undefined {
  let svg: string;
  try {
    svg = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'text that is not UTF-8';
  }
  if (svg.includes('\0')) return 'text that is not UTF-8';
  // Also in a comment: HTML ends some comments sooner than XML does.
  if (/<script/i.test(svg)) return 'a script';
  for (let at = svg.indexOf('<'); at >= 0; at = svg.indexOf('<', at)) {
    const section = SECTIONS.find(([start]) => svg.startsWith(start, at));
    const end = section ? svg.indexOf(section[1], at + section[0].length) : endOfTag(svg, at);
    if (end < 0) return 'a tag that is not finished';
    if (!section) {
      const danger = dangerInTag(svg.slice(at + 1, end));
      if (danger !== undefined) return danger;
    }
    at = end + 1;
  }
  return undefined;
}

/** Where the tag's `>` is, or -1. */
function endOfTag(svg: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < svg.length; at++) {
    const character = svg.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return at;
    else if (character === '"' || character === "'") quote = character;
  }
  return -1;
}

/** `tag` is what stands between `<` and `>`. */
function dangerInTag(tag: string): string | undefined {
  if (tag.startsWith('/')) return undefined;
  if (tag.startsWith('?')) return dangerInInstruction(tag);
  if (tag.startsWith('!')) return /^!doctype\b[^[]*$/i.test(tag) ? undefined : 'declarations of its own';
  const [name = ''] = tag.split(/[\s/]/, 1);
  if (ACTIVE.has(withoutPrefix(name))) return `the element <${name.slice(0, 40)}>`;
  for (const [attribute, value] of attributesOf(tag.slice(name.length))) {
    const danger = dangerInAttribute(attribute, decode(value));
    if (danger !== undefined) return danger;
  }
  return undefined;
}

function dangerInInstruction(tag: string): string | undefined {
  if (/^\?xml-/i.test(tag)) return 'a style sheet that transforms it';
  const [, encoding] = /^\?xml\s.*?\sencoding\s*=\s*["']([^"']*)["']/is.exec(tag) ?? [];
  return encoding === undefined || SAFE_ENCODING.test(encoding)
    ? undefined
    : `the encoding ${encoding.slice(0, 40)}`;
}

/** Names and values in quotation marks, in one pass. */
function attributesOf(text: string): [name: string, value: string][] {
  const pieces = text.split(/(["'])/);
  const attributes: [string, string][] = [];
  for (let at = 0; at < pieces.length; at++) {
    const name = pieces[at]?.trimEnd() ?? '';
    const quote = pieces[at + 1];
    const end = quote === undefined ? -1 : pieces.indexOf(quote, at + 2);
    if (end < 0) break;
    const words = name
      .slice(0, -1)
      .trim()
      .split(/[\s/]+/);
    if (name.endsWith('=')) attributes.push([words.at(-1) ?? '', pieces.slice(at + 2, end).join('')]);
    at = end;
  }
  return attributes;
}

function dangerInAttribute(name: string, value: string): string | undefined {
  const local = withoutPrefix(name);
  if (/^on./.test(local)) return `the event handler ${name.slice(0, 40)}`;
  if (/^xmlns\b/i.test(name) && FOREIGN.test(value))
    return `elements of another language (${name.slice(0, 40)})`;
  if (local === 'attributename' && /href|^\s*on/i.test(value)) return 'an animated address';
  if (!ADDRESSES.has(local)) return undefined;
  const danger = (local === 'values' ? value.split(';') : [value]).find(
    (address) => !isHarmless(local, address),
  );
  return danger === undefined ? undefined : `the address "${danger.trim().slice(0, 40)}"`;
}

/** Values of animations are numbers and colours; only what looks like a protocol matters there. */
function isHarmless(name: string, value: string): boolean {
  const bare = value.replace(/[\0-\x20\x7f-\xa0\u2028\u2029\ufeff]/g, '');
  return HARMLESS_ADDRESS.test(bare) || (name !== 'href' && !/^[a-z][a-z0-9+.-]*:/i.test(bare));
}

function withoutPrefix(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

function decode(value: string): string {
  return value
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => character(parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => character(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
