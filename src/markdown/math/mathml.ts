// MathML as Temml writes it → the same with what pages allow: no styles, no links, no names of its own.
// Not here: making it (formulas.ts).

const TAG = /<(\/?)([a-z]+)((?:\s[a-zA-Z-]+="[^"<>]*")*)\s*(\/?)>|([^<>]+)/gy;
const ATTRIBUTE = /\s([a-zA-Z-]+)="([^"<>]*)"/g;

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'math mrow mi mn mo ms mspace mtext mfrac msqrt mroot mstyle msub msup msubsup munder mover munderover ' +
    'mmultiscripts mprescripts mtable mtr mtd menclose mphantom mpadded semantics none'
  ).split(' '),
);
/** Attributes and the values that they may have. */
const LENGTH = /^[+-]?[\d.]+(?:em|ex|px|pt|%|mu|rem)?$/;
const WORD = /^[a-z-]+(?: [a-z-]+)*$/;
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  accent: WORD,
  accentunder: WORD,
  columnalign: WORD,
  columnlines: WORD,
  columnspan: /^\d{1,3}$/,
  depth: LENGTH,
  display: WORD,
  displaystyle: WORD,
  fence: WORD,
  form: WORD,
  frame: WORD,
  height: LENGTH,
  largeop: WORD,
  linethickness: LENGTH,
  lspace: LENGTH,
  mathvariant: WORD,
  maxsize: LENGTH,
  minsize: LENGTH,
  movablelimits: WORD,
  notation: WORD,
  rowlines: WORD,
  rowspan: /^\d{1,3}$/,
  rspace: LENGTH,
  scriptlevel: /^[+-]?\d$/,
  separator: WORD,
  stretchy: WORD,
  symmetric: WORD,
  voffset: LENGTH,
  width: LENGTH,
};
/** What Temml says by classes and styles, and prose.css knows. */
const CLASSES: ReadonlySet<string> = new Set([
  'tml-left',
  'tml-right',
  'tml-tag',
  'tml-cancel',
  'upstrike',
  'downstrike',
  'sout',
  'tml-jot',
  'tml-small-jot',
]);

/** Undefined if there is anything in it that has not the form of MathML. */
export function readMathml(made: string): string | undefined {
  let html = '';
  let end = 0;
  const open: string[] = [];
  TAG.lastIndex = 0;
  for (let match = TAG.exec(made); match; match = TAG.exec(made)) {
    const [, closing = '', name = '', attributes = '', empty = '', text] = match;
    end = TAG.lastIndex;
    if (text !== undefined) {
      html += text;
      continue;
    }
    // A link or a picture that a formula asks for is none of them.
    if (!ELEMENTS.has(name)) return undefined;
    if (closing) {
      if (open.pop() !== name) return undefined;
      html += `</${name}>`;
    } else {
      html += `<${name}${attributesOf(attributes)}>`;
      if (empty) html += `</${name}>`;
      else open.push(name);
    }
  }
  return end === made.length && open.length === 0 && html.startsWith('<math') ? html : undefined;
}

function attributesOf(written: string): string {
  let html = '';
  const classes: string[] = [];
  for (const [, name = '', value = ''] of written.matchAll(ATTRIBUTE)) {
    if (name === 'class') classes.push(...value.split(' ').filter((each) => CLASSES.has(each)));
    else if (name === 'style') {
      const style = readStyle(value);
      classes.push(...style.classes);
      html += style.attributes;
    } else if (ATTRIBUTES[name]?.test(value)) html += ` ${name}="${value}"`;
  }
  return classes.length === 0 ? html : `${html} class="${classes.join(' ')}"`;
}

/** Colors have an attribute of MathML's own; boxes and the gaps between cells a class of ours. */
function readStyle(style: string): { readonly attributes: string; readonly classes: readonly string[] } {
  const classes: string[] = [];
  let attributes = '';
  for (const declaration of style.split(';')) {
    const [property = '', value = ''] = declaration.split(':').map((each) => each.trim());
    if (property === 'color' && /^#[0-9a-f]{3,8}$/i.test(value)) attributes += ` mathcolor="${value}"`;
    else if (property === 'background-color' && /^#[0-9a-f]{3,8}$/i.test(value))
      attributes += ` mathbackground="${value}"`;
    else if (property === 'border') classes.push('tml-boxed');
    else if (property === 'padding-left' && value === '1em') classes.push('tml-gap');
    else if (property === 'padding-left' && value === '0em') classes.push('tml-tight');
    else if (property === 'width' && value === '50%') classes.push('tml-side');
    else if (property === 'width' && value === '100%') classes.push('tml-wide');
  }
  return { attributes, classes };
}
