// Which HTML an author may write in Markdown: what shows text, and nothing that acts. Data only.
// Not here: how the rest is taken away (sanitize.ts).
import type { Schema } from 'hast-util-sanitize';

/** Stands for what is ours while authors' HTML is sanitised. */
export const SLOT = 'lectern-slot';

/** What GitHub and hast-util-sanitize put before ids of authors, so that they cannot shadow names a script relies on. */
export const ID_PREFIX = 'user-content-';

/** Removed together with what they hold: it is code, or another document, or was never meant to be read. */
export const REMOVED_WITH_CONTENT: ReadonlySet<string> = new Set(
  'applet audio canvas embed frame frameset head iframe math noembed noframes noscript object plaintext script style svg template textarea title video xmp'.split(
    ' ',
  ),
);

export const SAFE_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em ' +
    'figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp ' +
    'section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'
  ).split(' '),
);

/** Properties by element as hast names them; `*` for all. */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> & { readonly '*': readonly string[] } = {
  '*': ['id', 'lang', 'dir', 'title', 'ariaLabel', 'ariaHidden', 'ariaDescribedBy', 'ariaLabelledBy'],
  a: ['href', 'name'],
  blockquote: ['cite'],
  col: ['span'],
  colgroup: ['span'],
  del: ['cite', 'dateTime'],
  details: ['open'],
  img: ['alt', 'height', 'src', 'width'],
  ins: ['cite', 'dateTime'],
  li: ['value'],
  ol: ['reversed', 'start', 'type'],
  q: ['cite'],
  source: ['height', 'media', 'sizes', 'srcSet', 'type', 'width'],
  td: ['colSpan', 'headers', 'rowSpan'],
  th: ['abbr', 'colSpan', 'headers', 'rowSpan', 'scope'],
  time: ['dateTime'],
};

/** Values of `align` that become classes. */
export const ALIGNMENTS: ReadonlySet<string> = new Set(['left', 'center', 'right', 'justify']);

export const LINK_PROTOCOLS: readonly string[] = ['http', 'https', 'mailto', 'tel'];
export const IMAGE_PROTOCOLS: readonly string[] = ['http', 'https'];

/** The same for hast-util-sanitize, which has the last word. */
export const SCHEMA: Schema = {
  tagNames: [...SAFE_ELEMENTS, SLOT],
  attributes: {
    ...Object.fromEntries(Object.entries(ATTRIBUTES).map(([element, names]) => [element, [...names]])),
    '*': [...ATTRIBUTES['*'], ['align', ...ALIGNMENTS]],
    [SLOT]: ['dataSlot'],
  },
  protocols: { href: [...LINK_PROTOCOLS], src: [...IMAGE_PROTOCOLS], cite: [...IMAGE_PROTOCOLS] },
  strip: [...REMOVED_WITH_CONTENT],
  clobber: ['id', 'name', 'ariaDescribedBy', 'ariaLabelledBy', 'headers'],
  clobberPrefix: ID_PREFIX,
};
