// What an address means to browsers, by their own algorithm (WHATWG URL) and not by a pattern: they drop line breaks and
// blanks, take `\` for `/`, and some schemes without `//` for relative addresses.
// Not here: where a relative one leads (link-resolver.ts).

/**
 * 'relative' stays on the site; 'other-host' is `//host/x`; 'unsafe' is every other scheme, and what means one thing on a
 * site over http and another over https (`https:x`).
 */
type AddressKind = 'relative' | 'other-host' | 'http' | 'https' | 'mailto' | 'tel' | 'unsafe';

/** A page may be read from any of these. */
const BASES = ['http://h.invalid/a/b.html', 'https://h.invalid/a/b.html', 'file:///a/b.html'].map(
  (base) => new URL(base),
);
const ALLOWED = ['http', 'https', 'mailto', 'tel'] as const;

export function addressKind(address: string): AddressKind {
  const kinds = new Set(BASES.map((base) => kindFrom(base, address)));
  const [kind = 'unsafe'] = kinds;
  return kinds.size === 1 ? kind : 'unsafe';
}

/** As browsers read it, but for what a page's own address adds. */
export function withoutDropped(address: string): string {
  // A pattern for blanks at the end would be tried at each of those in the middle.
  let [start, end] = [0, address.length];
  while (start < end && address.charAt(start) <= ' ') start += 1;
  while (end > start && address.charAt(end - 1) <= ' ') end -= 1;
  return address.slice(start, end).replaceAll(/[\t\n\r]/g, '');
}

function kindFrom(base: URL, address: string): AddressKind {
  const url = URL.parse(address, base);
  if (!url) return 'unsafe';
  const { protocol, host, username } = url;
  const scheme = protocol.slice(0, -1);
  if (protocol === base.protocol && host === base.host && username === '') return 'relative';
  if (protocol === base.protocol && !/^[a-z]+:/i.test(withoutDropped(address))) return 'other-host';
  return ALLOWED.find((allowed) => allowed === scheme) ?? 'unsafe';
}

/** Path and anchor as browsers parse them: they drop line breaks, and read `\\` as `/` before `?` and `#`. */
export function splitAddress(address: string): readonly [whole: string, path?: string, anchor?: string] {
  const [whole = '', written = '', anchor] =
    /^([^#?]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(withoutDropped(address)) ?? [];
  const slashed = written.replaceAll('\\', '/');
  return anchor === undefined ? [whole, slashed] : [whole, slashed, anchor];
}

/** The name in a link by name, `[[Page]]`; undefined for an address. */
export function wikiName(address: string): string | undefined {
  return address.startsWith('[[') && address.endsWith(']]') ? address.slice(2, -2) : undefined;
}
