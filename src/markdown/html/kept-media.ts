// Films, sound, frames and pictures for two themes in authors' HTML → what a page of ours has for them: a player of its
// own for files beside the text, a link for what lies elsewhere. Not here: what is allowed at all (safe-html.ts).
import type { Element, ElementContent } from 'hast';
import type { RenderContext } from '../context.ts';
import { finishImage, isSafeAddress } from '../blocks/links.ts';

/** A frame, or an embedded document, before it is made safe: a link with its title. */
export function frameAsLink(frame: Element): Element | undefined {
  const { properties } = frame;
  const address = String(properties['src'] ?? properties['data'] ?? properties['dataSrc'] ?? '').trim();
  if (address === '' || !isSafeAddress(address, 'link')) return undefined;
  const title = String(properties['title'] ?? properties['ariaLabel'] ?? '').trim();
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: pageOf(address) },
    children: [{ type: 'text', value: title || nameOf(address) }],
    position: frame.position,
  };
}

/** The page of a film whose frame is embedded: a frame's own address shows nothing by itself on some sites. */
function pageOf(address: string): string {
  const [, id] = /^(?:https?:)?\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/.exec(address) ?? [];
  if (id !== undefined) return `https://www.youtube.com/watch?v=${id}`;
  const [, vimeo] = /^(?:https?:)?\/\/player\.vimeo\.com\/video\/(\d+)/.exec(address) ?? [];
  if (vimeo !== undefined) return `https://vimeo.com/${vimeo}`;
  return address.startsWith('//') ? `https:${address}` : address;
}

/** What a link is called for want of a title: the site, or the file. */
function nameOf(address: string): string {
  const [, host] = /^(?:https?:)?\/\/([^/?#]+)/.exec(address) ?? [];
  return host?.replace(/^www\./, '') ?? address.split('/').at(-1) ?? address;
}

/** Settles a `video` or `audio` element of the author's, in place: a player, or a link, or its words. */
export function finishPlayer(element: Element, context: RenderContext): void {
  const kind = element.tagName;
  const sources = element.children.filter(
    (child) => child.type === 'element' && child.tagName === 'source',
  ) as Element[];
  const own = [element, ...sources]
    .map(({ properties }) => properties['src'])
    .filter((src) => typeof src === 'string');
  const words = element.children.filter(
    (child) => child.type !== 'element' || (child.tagName !== 'source' && child.tagName !== 'track'),
  );
  const { title, ariaLabel, width, height, poster } = element.properties;
  const name = typeof title === 'string' ? title : typeof ariaLabel === 'string' ? ariaLabel : undefined;
  for (const address of own) {
    if (!isSafeAddress(address, 'link')) continue;
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) {
      const href = address.startsWith('//') ? `https:${address}` : address;
      become(element, 'a', { href, rel: ['noopener', 'noreferrer', 'external'] }, [
        { type: 'text', value: name ?? nameOf(address) },
      ]);
      return;
    }
    const target = context.request.resolveLink(address);
    if ('broken' in target) continue;
    const picture =
      typeof poster === 'string' && isSafeAddress(poster, 'image')
        ? context.request.resolveImage(poster)
        : undefined;
    become(
      element,
      kind,
      {
        src: target.href,
        controls: true,
        preload: 'metadata',
        ariaLabel: name,
        ...(kind === 'video'
          ? { width, height, poster: picture && 'src' in picture ? picture.src : undefined }
          : {}),
      },
      [
        {
          type: 'element',
          tagName: 'a',
          properties: { href: target.href },
          children: [{ type: 'text', value: name ?? nameOf(address) }],
        },
      ],
    );
    return;
  }
  const value = name ?? (own[0] === undefined ? '' : nameOf(own[0]));
  become(
    element,
    'span',
    { className: ['missing-image'], title: context.localization.text.missingRecording },
    words.some(hasText) ? words : [{ type: 'text', value }],
  );
}

function become(
  element: Element,
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): void {
  element.tagName = tagName;
  element.properties = properties;
  element.children = children;
}

function hasText(node: ElementContent): boolean {
  return node.type === 'text' ? node.value.trim() !== '' : 'children' in node && node.children.some(hasText);
}

/** `picture` with a source for one theme → a picture for each, of which the page shows the one that fits. */
export function splitThemes(picture: Element, context: RenderContext): ElementContent[] | undefined {
  const image = picture.children.find((child) => child.type === 'element' && child.tagName === 'img');
  const themed = picture.children.flatMap((child) => {
    if (child.type !== 'element' || child.tagName !== 'source') return [];
    const [, theme] =
      /prefers-color-scheme:\s*(dark|light)/.exec(String(child.properties['media'] ?? '')) ?? [];
    const [address = ''] = String(child.properties['srcSet'] ?? '')
      .trim()
      .split(/[\s,]+/);
    return theme === undefined || address === '' ? [] : [{ theme, address }];
  });
  if (image?.type !== 'element' || themed.length === 0) return undefined;
  const dark = themed.find(({ theme }) => theme === 'dark');
  const light = themed.find(({ theme }) => theme === 'light');
  const own = String(image.properties['src'] ?? '');
  const made = (address: string, theme: string): Element => {
    const copy: Element = { ...image, properties: { ...image.properties }, children: [] };
    finishImage(copy, address, context);
    if (copy.tagName === 'img') copy.properties['className'] = [`only-${theme}`];
    return copy;
  };
  return [made(light?.address ?? own, 'light'), made(dark?.address ?? own, 'dark')];
}
