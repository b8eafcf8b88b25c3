// CSS of an SVG picture → the part of it that changes only how the picture looks: known properties, values that refer to
// nothing but the picture itself, no @import. css-tree parses and writes again. Not here: the lists (svg-allowed.ts).
import { generate, parse, type CssNode, type Declaration } from 'css-tree';
import { FUNCTIONS, PROPERTIES } from './svg-allowed.ts';
import { asksForParent } from './svg-references.ts';

/** The rest of a style sheet, and whether something was left out that would have loaded a file. */
interface SafeCss {
  readonly css: string;
  readonly loads: boolean;
}

const DESCRIPTORS = /^(?:font-family|font-weight|font-style|font-stretch|font-display|unicode-range)$/;
const FONTS: Readonly<Record<string, string>> = {
  wOF2: 'woff2',
  wOFF: 'woff',
  OTTO: 'otf',
  true: 'ttf',
  '\0\x01\0\0': 'ttf',
};
/** Deeper than any drawing program nests rules. */
const DEEPEST = 10;

/** A style sheet, as in a `style` element. */
export function safeStyleSheet(text: string): SafeCss {
  return filtered(text, 'stylesheet', (nodes, state) => nodes.map((node) => rule(node, state, 0)).join(''));
}

/** Declarations, as in a `style` attribute. */
export function safeDeclarations(text: string): SafeCss {
  return filtered(text, 'declarationList', (nodes, state) => declarations(nodes, state).join(';'));
}

/** css-tree reads whatever is there, as browsers do; what is nested too deep for it is left out as a whole. */
function filtered(
  text: string,
  context: 'stylesheet' | 'declarationList',
  write: (nodes: readonly CssNode[], state: State) => string,
): SafeCss {
  const state = { loads: false };
  try {
    const tree = parse(text, { context, parseCustomProperty: false });
    const nodes = 'children' in tree && tree.children !== null ? tree.children.toArray() : [];
    return { css: write(nodes, state), loads: state.loads };
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return { css: '', loads: true };
    throw error;
  }
}

/** Longer than any name of a function. */
const LONGEST_NAME = 40;

/** True if the value of an attribute or a property refers to nothing outside the picture. */
export function isSafeValue(value: string): boolean {
  if (/[\\@{};<]|(?:script|data)\s*:/i.test(value)) return false;
  const pieces = value.split('(');
  return pieces.slice(1).every((piece, index) => {
    const [name = ''] = /[\w-]*$/.exec(pieces[index]?.slice(-LONGEST_NAME) ?? '') ?? [];
    const [inside = ''] = piece.split(')', 1);
    return name.toLowerCase() === 'url'
      ? /^\s*(?:"#[^"'\s]+"|'#[^"'\s]+'|#[^"'\s]+)\s*$/.test(inside)
      : name === '' || FUNCTIONS.has(name.toLowerCase());
  });
}

/** True if the value would have loaded something, rather than only being unknown. */
export function wouldLoad(value: string): boolean {
  return /\\|\b(?:url|src|image-set|image|cross-fade)\s*\((?!\s*(?:["']\s*)?#)/i.test(value);
}

type State = { loads: boolean };

function rule(node: CssNode, state: State, depth: number): string {
  if (depth > DEEPEST) return '';
  if (node.type === 'Rule') {
    const selector = generate(node.prelude);
    if (node.prelude.type === 'Raw' || /[\\@{};<]/.test(selector) || /\burl\(/i.test(selector)) return '';
    const body = declarations(node.block.children.toArray(), state);
    return body.length === 0 ? '' : `${selector}{${body.join(';')}}`;
  }
  if (node.type !== 'Atrule') return '';
  const name = node.name.toLowerCase();
  const inside = node.block?.children.toArray() ?? [];
  if (name === 'font-face') return fontFace(inside);
  if (name === 'import') state.loads = true;
  if (!/^(?:media|(?:-webkit-)?keyframes)$/.test(name)) return '';
  const prelude = node.prelude ? generate(node.prelude) : '';
  if (!/^[\w\s():,.=<>/%-]*$/.test(prelude) || /\burl\(/i.test(prelude)) return '';
  const body = inside.map((child) => rule(child, state, depth + 1)).join('');
  return body === '' ? '' : `@${name} ${prelude}{${body}}`;
}

function declarations(nodes: readonly CssNode[], state: State): string[] {
  return nodes.flatMap((node) => (node.type === 'Declaration' ? declaration(node, state) : []));
}

function declaration(node: Declaration, state: State): string[] {
  const property = node.property.toLowerCase();
  const value = generate(node.value);
  const isCustom = /^--[\w-]+$/.test(node.property);
  if (!isCustom && (!PROPERTIES.has(property) || node.value.type === 'Raw')) {
    state.loads ||= wouldLoad(value);
    return [];
  }
  if (asksForParent(property, value)) return [];
  if (!isSafeValue(value) || hasOpenString(value)) {
    state.loads ||= wouldLoad(value);
    return [];
  }
  return [
    `${isCustom ? node.property : property}:${value.trim()}${node.important === false ? '' : '!important'}`,
  ];
}

/** A font within the picture; one that is elsewhere is never loaded by a picture, so nobody misses it. */
function fontFace(nodes: readonly CssNode[]): string {
  const body = nodes.flatMap((node): string[] => {
    if (node.type !== 'Declaration') return [];
    const property = node.property.toLowerCase();
    if (property === 'src') return sources(node);
    const value = generate(node.value);
    return DESCRIPTORS.test(property) && isSafeValue(value) && !hasOpenString(value)
      ? [`${property}:${value}`]
      : [];
  });
  return body.some((part) => part.startsWith('src:')) ? `@font-face{${body.join(';')}}` : '';
}

function sources({ value }: Declaration): string[] {
  if (value.type !== 'Value') return [];
  const fonts = value.children.toArray().flatMap((node): string[] => {
    const [, base64] =
      /^data:[\w/;=+.-]*?;base64,([\w+/=\s]+)$/.exec(node.type === 'Url' ? node.value : '') ?? [];
    if (base64 === undefined) return [];
    const bytes = Buffer.from(base64, 'base64');
    const kind = FONTS[bytes.toString('latin1', 0, 4)];
    return kind === undefined ? [] : [`url(data:font/${kind};base64,${bytes.toString('base64')})`];
  });
  return fonts.length === 0 ? [] : [`src:${fonts.join(',')}`];
}

function hasOpenString(value: string): boolean {
  return /["']/.test(value.replaceAll(/"[^"\n]*"|'[^'\n]*'/g, ''));
}
