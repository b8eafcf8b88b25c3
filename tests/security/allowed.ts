// What may stand in the HTML of a page's text, said independently of the code that makes it: the page is parsed as a
// browser does (parse5 is the standard's algorithm), and every element, attribute and address is looked up here.
import { parse, serialize, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const TEXT =
  'a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em ' +
  'figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp ' +
  'section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr';
const OURS = 'data fieldset input label lectern-question lectern-tabs legend';
const PLAYED = 'audio video';
const FORMULA =
  'math mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd mpadded ' +
  'mphantom menclose mmultiscripts mprescripts mstyle';
const DRAWN = 'svg g defs marker rect polygon polyline line path ellipse circle text tspan';
const ELEMENTS = new Set(`${TEXT} ${PLAYED} ${FORMULA} ${OURS} ${DRAWN}`.split(' '));

const ANY = /^[^]*$/;
const NUMBER = /^-?[\d.]+(?:em|%)?$/;
const ID = /^[^\s"'<>&`]+$/;
const WORDS = /^[\w ,-]*$/;

/** Attributes of any element, and what their values look like. */
const EVERYWHERE: Readonly<Record<string, RegExp>> = {
  id: /^[^]+$/,
  class: /^[a-z0-9 -]+$/,
  lang: ANY,
  dir: ANY,
  title: ANY,
  role: /^(?:group|note|img)$/,
  'aria-label': ANY,
  'aria-hidden': ANY,
  'aria-describedby': ANY,
  'aria-labelledby': ANY,
};
const ADDRESS = /^[^]*$/;
const DRAWING: Readonly<Record<string, RegExp>> = Object.fromEntries(
  (
    'x y x1 y1 x2 y2 cx cy r rx ry width height dx dy font-size font-weight stroke-width markerWidth markerHeight ' +
    'refX refY'
  )
    .split(' ')
    .map((name) => [name, NUMBER]),
);
const SHAPE: Readonly<Record<string, RegExp>> = {
  ...DRAWING,
  points: /^[-\d., e]*$/,
  d: /^[-\w., ]*$/,
  transform: /^[\w(),. -]*$/,
  fill: /^none$/,
  stroke: /^none$/,
  viewBox: /^[-\d. ]+$/,
  preserveAspectRatio: /^none$/,
  orient: WORDS,
  'font-style': WORDS,
  'text-anchor': WORDS,
  'text-decoration': WORDS,
  'stroke-dasharray': /^[\d. ]+$/,
  'stroke-linejoin': WORDS,
  'marker-end': /^url\(#diagram-\d+-[\w-]+\)$/,
  'marker-start': /^url\(#diagram-\d+-[\w-]+\)$/,
};
const BY_ELEMENT: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  a: { tabindex: /^-1$/, href: ADDRESS, rel: /^noopener noreferrer external$/, name: /^user-content-/ },
  blockquote: { cite: ADDRESS },
  col: { span: ANY },
  colgroup: { span: ANY },
  data: { value: NUMBER, 'data-tolerance': NUMBER },
  del: { cite: ADDRESS, datetime: ANY },
  details: { open: ANY },
  div: { tabindex: /^0$/, 'data-tab': ANY },
  figure: { 'data-lang': ANY },
  img: { src: ADDRESS, alt: ANY, width: ANY, height: ANY, loading: /^lazy$/, decoding: /^async$/ },
  input: { type: /^checkbox$/, disabled: /^$/, checked: /^$/ },
  ins: { cite: ADDRESS, datetime: ANY },
  'lectern-question': { 'data-kind': /^(?:choices?|number|order)$/ },
  li: { value: ANY, 'data-item': /^\d+$/, 'data-kind': /^(?:choice|number|order)$/, 'data-right': /^$/ },
  ol: { reversed: ANY, start: ANY, type: ANY },
  p: { 'data-search-skip': /^$/ },
  pre: { tabindex: /^0$/ },
  q: { cite: ADDRESS },
  source: { srcset: ADDRESS, media: ANY, sizes: ANY, type: ANY, width: ANY, height: ANY },
  td: { colspan: ANY, rowspan: ANY, headers: ANY },
  th: { abbr: ANY, colspan: ANY, rowspan: ANY, headers: ANY, scope: ANY },
  time: { datetime: ANY },
  math: { display: /^block$/ },
  mo: { lspace: NUMBER, rspace: NUMBER, form: WORDS, stretchy: WORDS, fence: WORDS, separator: WORDS },
  audio: { src: ADDRESS, controls: /^$/, preload: /^metadata$/ },
  video: { src: ADDRESS, poster: ADDRESS, controls: /^$/, preload: /^metadata$/, width: ANY, height: ANY },
};

/** Ids that the page's own frame and scripts rely on; nothing in the text may take them. */
export const IDS_OF_THE_PAGE: readonly string[] =
  'content chapters sections settings on-this-page aims-title answers contents-title definition help-title search-field search-list'.split(
    ' ',
  );

/** Where the pages of the tests are said to stand. */
export const PAGE = 'https://site.example/some/path/course/chapter.html';
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Everything in a page's text that must not be there, in words; empty if the page is safe. */
export function faultsOf(html: string): string[] {
  const page = parse(
    `<!doctype html><html><head><title>t</title></head><body><main><article>${html}</article><footer></footer></main></body></html>`,
  );
  const body = find(page, 'body');
  const main = body.childNodes.filter(isElement);
  const article = main[0]?.childNodes.filter(isElement) ?? [];
  const frame = [...main, ...article].map(({ tagName }) => tagName).join(' ');
  const faults = frame === 'main article footer' ? [] : [`the text breaks out of its frame: ${frame}`];
  for (const attribute of [...body.attrs, ...(find(page, 'html').attrs ?? [])]) {
    faults.push(`the page itself got ${attribute.name}="${attribute.value}"`);
  }
  const text = article[0];
  if (text) for (const child of text.childNodes) look(child, faults);
  const again = serialize(page);
  if (serialize(parse(again)) !== again) faults.push('the text is another when it is parsed again');
  return faults;
}

/** What in HTML that nobody cleaned would run, load or hide the page: of these an author must be told. */
export function dangersOf(html: string): string[] {
  const dangers: string[] = [];
  const look = (node: Node): void => {
    if (isElement(node)) {
      const { tagName, attrs } = node;
      if (!ELEMENTS.has(tagName) && tagName !== 'h1' && tagName !== 'body') dangers.push(`<${tagName}>`);
      for (const { name, value } of attrs) {
        const url = /^(?:href|src)$/.test(name) ? URL.parse(value, PAGE) : undefined;
        const runs = /^on|^style$|^srcdoc$/.test(name) || (url && !PROTOCOLS.has(url.protocol));
        if (runs || (name === 'src' && url && url.origin !== new URL(PAGE).origin))
          dangers.push(`${name}="${value}"`);
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes) look(child);
  };
  look(find(parse(`<body>${html}`), 'body'));
  return dangers;
}

function look(node: Node, faults: string[]): void {
  if (node.nodeName === '#comment') faults.push('a comment');
  if (!isElement(node)) return;
  const { tagName, namespaceURI } = node;
  const isDrawn = namespaceURI === 'http://www.w3.org/2000/svg';
  if (!ELEMENTS.has(tagName) || isDrawn !== DRAWN.split(' ').includes(tagName)) faults.push(`<${tagName}>`);
  for (const { name, value, prefix } of node.attrs) {
    const pattern = BY_ELEMENT[tagName]?.[name] ?? EVERYWHERE[name] ?? (isDrawn ? SHAPE[name] : undefined);
    if (prefix || !pattern?.test(value)) faults.push(`<${tagName} ${name}="${value}">`);
    if (name === 'id') lookAtId(tagName, value, isDrawn, faults);
    if (pattern === ADDRESS) lookAtAddress(node, name, value, faults);
  }
  for (const child of node.childNodes) look(child, faults);
}

function lookAtId(tagName: string, id: string, isDrawn: boolean, faults: string[]): void {
  if (IDS_OF_THE_PAGE.includes(id)) faults.push(`<${tagName} id="${id}"> shadows the page's own`);
  if (id.startsWith('user-content-')) return;
  const ours =
    /^h[2-6]$/.test(tagName) ||
    (isDrawn && /^diagram-\d+-/.test(id)) ||
    (tagName === 'lectern-question' && id.startsWith('question-')) ||
    (tagName === 'li' && /^(?:answer|note-fn)-/.test(id)) ||
    (tagName === 'a' && id.startsWith('note-fnref-'));
  if (!ours || !ID.test(id)) faults.push(`<${tagName} id="${id}"> is neither ours nor prefixed`);
}

function lookAtAddress({ tagName, attrs }: Element, name: string, value: string, faults: string[]): void {
  const own = new URL(PAGE).origin;
  const candidates =
    name === 'srcset' ? value.split(',').map((candidate) => candidate.trim().split(/\s+/)[0] ?? '') : [value];
  for (const candidate of candidates) {
    const url = URL.parse(candidate, PAGE);
    const said = `<${tagName} ${name}="${candidate}">`;
    if (!url) {
      // A browser does nothing with an address that it cannot read.
      if (tagName !== 'a') faults.push(`${said} is no address`);
    } else if (!PROTOCOLS.has(url.protocol)) faults.push(`${said} leads to ${url.protocol}`);
    else if ((name === 'src' || name === 'srcset') && url.origin !== own)
      faults.push(`${said} loads from another site`);
    else if (tagName === 'a' && url.protocol.startsWith('http') && url.origin !== own) {
      if (!attrs.some(({ name: other }) => other === 'rel')) faults.push(`${said} leaves the site unmarked`);
    }
  }
}

function find(node: Node, tagName: string): Element {
  const found = findIn(node, tagName);
  if (!found) throw new Error(`The page has no <${tagName}>.`);
  return found;
}

function findIn(node: Node, tagName: string): Element | undefined {
  if (isElement(node) && node.tagName === tagName) return node;
  if (!('childNodes' in node)) return undefined;
  for (const child of node.childNodes) {
    const found = findIn(child, tagName);
    if (found) return found;
  }
  return undefined;
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}
