// Where links and images lead: addresses checked, relative ones resolved by the course, foreign ones marked.
// Not here: which address a chapter has (the request resolves), anchors of headings (heading-anchors.ts).
import type { Element } from 'hast';
import { addressKind, wikiName } from '../../course/links/address-kind.ts';
import type { RenderContext } from '../context.ts';
import { IMAGE_PROTOCOLS, LINK_PROTOCOLS } from '../html/safe-html.ts';

/** The protocol; '' for a relative address, which `//host` is too: the course refuses and tells it. */
function protocolOf(address: string): string {
  if (wikiName(address) !== undefined) return '';
  const kind = addressKind(address);
  // Browsers take "1:b.csv" for a file, and hast-util-sanitize does not: where they differ, neither is believed.
  if (kind === 'relative' && /^[^/?#]*:/.test(address)) return 'unknown';
  return kind === 'relative' || kind === 'other-host' ? '' : kind;
}

export function isSafeAddress(address: string, kind: 'link' | 'image'): boolean {
  const protocol = protocolOf(address);
  return protocol === '' || (kind === 'link' ? LINK_PROTOCOLS : IMAGE_PROTOCOLS).includes(protocol);
}

/**
 * Sets where an `a` element leads; one that leads nowhere becomes a marked span, so that its text stays. What leads
 * nowhere is told by the course; here only an address that the course takes for a file's name, and a browser would not.
 */
export function finishLink(element: Element, address: string, context: RenderContext): void {
  if (!isSafeAddress(address, 'link')) {
    if ('href' in context.request.resolveLink(address)) {
      context.report(
        'warning',
        'html-removed',
        element,
        `The address "${address}" was removed from a link: only http, https, mailto, tel and relative addresses are allowed.`,
        'Give the file a name without a colon.',
      );
    }
    element.tagName = 'span';
    delete element.properties['href'];
    return;
  }
  const protocol = protocolOf(address);
  if (protocol === 'http' || protocol === 'https') {
    element.properties['rel'] = ['noopener', 'noreferrer', 'external'];
    return;
  }
  if (protocol !== '') return;
  const { localization } = context;
  const own = resolveOwnId(address, context);
  const resolved = own ?? context.request.resolveLink(address);
  if ('href' in resolved) {
    element.properties['href'] = resolved.href;
    if ('words' in resolved) element.children = [{ type: 'text', value: resolved.words ?? '' }];
  } else {
    element.tagName = 'span';
    element.properties = { className: ['broken-link'] };
    // In the text, since a title is shown to a mouse alone.
    element.children.push(
      aside(localization.fill(localization.text.leadsNowhere, { address: address.slice(0, 60) })),
    );
  }
}

/** What plays a file of that name; undefined for pictures. */
function playerOf(address: string): 'video' | 'audio' | undefined {
  if (/\.(?:mp4|webm|ogv|mov|m4v)(?:[?#].*)?$/i.test(address)) return 'video';
  return /\.(?:mp3|ogg|oga|wav|m4a|flac|opus|aac)(?:[?#].*)?$/i.test(address) ? 'audio' : undefined;
}

/** Sets what an `img` element shows; a missing picture becomes its alternative text, marked. */
export function finishImage(element: Element, address: string, context: RenderContext): void {
  const { alt } = element.properties;
  const safe = isSafeAddress(address, 'image');
  if (!safe && 'src' in context.request.resolveImage(address)) {
    context.report(
      'warning',
      'html-removed',
      element,
      `The address "${address.slice(0, 60)}" of a picture was removed: only http, https and relative addresses are allowed.`,
      'Give the file a name without a colon.',
    );
  }
  const resolved = safe ? context.request.resolveImage(address) : { missing: true as const };
  if ('missing' in resolved) {
    const text = typeof alt === 'string' && alt !== '' ? alt : (address.split('/').at(-1) ?? '').slice(0, 60);
    element.tagName = 'span';
    element.properties = { className: ['missing-image'] };
    element.children = [{ type: 'text', value: text }, aside(context.localization.text.missingPicture)];
    return;
  }
  const { src, width, height, ground } = resolved;
  const player = playerOf(src);
  if (player !== undefined) {
    element.tagName = player;
    element.properties = { src, controls: true, preload: 'metadata', ariaLabel: alt || undefined };
    element.children = [
      {
        type: 'element',
        tagName: 'a',
        properties: { href: src },
        children: [{ type: 'text', value: String(alt || src) }],
      },
    ];
    return;
  }
  const theme = /#(?:gh-)?(?:only-)?(dark|light)(?:-mode-only)?$/.exec(address)?.[1];
  const classes = [...(theme === undefined ? [] : [`only-${theme}`]), ...(ground ? ['on-light'] : [])];
  element.properties = {
    ...element.properties,
    src,
    alt: alt ?? '',
    width: element.properties['width'] ?? width,
    height: element.properties['height'] ?? height,
    loading: 'lazy',
    decoding: 'async',
    ...(classes.length > 0 && { className: classes }),
  };
}

function aside(words: string): Element {
  return { type: 'element', tagName: 'small', properties: {}, children: [{ type: 'text', value: words }] };
}

/** Resolves each candidate of a `source` element; one without any left is emptied. */
export function finishSource(element: Element, context: RenderContext): void {
  const set = element.properties['srcSet'];
  const candidates = (Array.isArray(set) ? set.join(', ') : String(set ?? '')).split(',');
  const resolved = candidates.flatMap((candidate) => {
    const [address = '', size] = candidate.trim().split(/\s+/);
    if (address === '' || !isSafeAddress(address, 'image')) return [];
    const image = context.request.resolveImage(address);
    return 'src' in image ? [[image.src, size].filter(Boolean).join(' ')] : [];
  });
  element.properties['srcSet'] = resolved.join(', ') || undefined;
}

/** A link to an id in the author's own HTML, of which the course knows nothing; headings come first. */
function resolveOwnId(address: string, { rawIds, request }: RenderContext): { href: string } | undefined {
  if (!address.startsWith('#') || rawIds.size === 0) return undefined;
  const fragment = decodeFragment(address.slice(1));
  const id = rawIds.get(fragment);
  if (id === undefined || request.headings.values().some((heading) => heading.id === fragment))
    return undefined;
  return { href: `#${encodeURIComponent(id)}` };
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
