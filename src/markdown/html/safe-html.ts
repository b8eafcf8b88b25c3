// Which HTML an author may write in Markdown: what shows text, and nothing that acts. Data only.
// Not here: how the rest is taken away (sanitize.ts).
import type { Schema } from 'hast-util-sanitize';

/** Stands for what is ours while authors' HTML is sanitised. */
export const SLOT = 'lectern-slot';

/** What GitHub and hast-util-sanitize put before ids of authors, so that they cannot shadow names a script relies on. */
export const ID_PREFIX = 'user-content-';

/** Removed together with what they hold: it is code, or another document, or was never meant to be read. */
export const REMOVED_WITH_CONTENT: ReadonlySet<string> = new Set(
  'applet canvas embed frame frameset head iframe math noembed noframes noscript object plaintext script style svg template textarea title xmp'.split(
    ' ',
  ),
);

export const SAFE_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em ' +
    'figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp ' +
    'section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr'
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
  audio: ['src'],
  source: ['height', 'media', 'sizes', 'src', 'srcSet', 'type', 'width'],
  td: ['colSpan', 'headers', 'rowSpan'],
  th: ['abbr', 'colSpan', 'headers', 'rowSpan', 'scope'],
  time: ['dateTime'],
  video: ['height', 'poster', 'src', 'width'],
};

/** Elements of old or other HTML and what shows the same. */
export const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['acronym', 'abbr'],
  ['center', 'div'],
  ['dir', 'ul'],
  ['main', 'div'],
  ['nav', 'div'],
  ['nobr', 'span'],
  ['search', 'div'],
  ['strike', 's'],
  ['tt', 'code'],
  ['hgroup', 'div'],
  ['address', 'div'],
  ['menu', 'ul'],
]);

/** Elements that there are besides; what is none of all these is an author's own text in angle brackets. */
export const OTHER_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'area base basefont bgsound big blink body button command data datalist dialog fieldset font form html input keygen ' +
    'label legend link listing map marquee meta meter multicol nextid optgroup option output param portal progress ' +
    'rb rtc select slot spacer track'
  ).split(' '),
);

/** Attributes that go without a word: a page has its own looks, and nothing that is read is lost by them. */
export const DROPPED_IN_SILENCE: ReadonlySet<string> = new Set([
  ...'allow allowFullScreen autoPlay bgColor border cellPadding cellSpacing className clear color compact controls'.split(
    ' ',
  ),
  ...'crossOrigin decoding face fetchPriority frame frameBorder height hSpace loading loop markdown muted noShade'.split(
    ' ',
  ),
  ...'noWrap playsInline preload referrerPolicy rel role rules scrolling size sizes srcSet summary tabIndex target'.split(
    ' ',
  ),
  ...'vAlign valign vSpace width align itemProp itemScope itemType download hidden contentEditable draggable'.split(
    ' ',
  ),
]);

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
  protocols: {
    href: [...LINK_PROTOCOLS],
    src: [...IMAGE_PROTOCOLS],
    poster: [...IMAGE_PROTOCOLS],
    cite: [...IMAGE_PROTOCOLS],
  },
  strip: [...REMOVED_WITH_CONTENT],
  clobber: ['id', 'name', 'ariaDescribedBy', 'ariaLabelledBy', 'headers'],
  clobberPrefix: ID_PREFIX,
};
