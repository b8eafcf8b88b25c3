// The text of an SVG file: its encoding, the entities that it declares for itself, and how text is written into one.

/** The file's text in the encoding that it names; undefined if there is no such encoding or it is another. */
export function decodeSvg(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const [, named] = /^(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? [];
  const marked = /^\xff\xfe/.test(start) ? 'utf-16le' : /^\xfe\xff/.test(start) ? 'utf-16be' : undefined;
  // A file that names UTF-16 in letters of one byte is not UTF-16.
  const encoding = marked ?? (named === undefined || /^utf-?16/i.test(named) ? 'utf-8' : named);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Illustrator names its namespaces so; nobody needs more or longer ones, and none may hold markup or another one. */
const ENTITY = /<!ENTITY\s+([a-z][\w.-]*)\s+(?:"([^"&%<]{0,100})"|'([^'&%<]{0,100})')\s*>/gi;
const MOST_ENTITIES = 100;

/** Names and values that the document type declares. */
export function entitiesOf(doctype: string): [name: string, value: string][] {
  return [...doctype.matchAll(ENTITY)]
    .slice(0, MOST_ENTITIES)
    .map(([, name = '', double, single]) => [name, double ?? single ?? '']);
}

/** What XML 1.0 has no letter for; XML 1.1 files may name them. */
const NO_LETTERS = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export function escapeText(text: string): string {
  return text
    .replaceAll(NO_LETTERS, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

export function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}
