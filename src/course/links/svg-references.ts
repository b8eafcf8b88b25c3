// Which parts of its picture an element shows, and how often: by its address, by its attributes, by style sheets. A browser
// may show fewer: selectors are only looked at by what they end with. Not here: the sum (svg-expansion.ts), what is allowed
// (svg-css.ts).
import { generate, parse, walk, type CssNode } from 'css-tree';

/**
 * An element shows a part by `itself`, or so does each `shape` within it, as what fills it is inherited; or each `point` of
 * each shape, as marks of a line are.
 */
export type Per = 'itself' | 'shape' | 'point';

export interface Reference {
  readonly id: string;
  readonly per: Per;
}

/** What style sheets say of elements with this name (`rect`), class (`.a`) or id (`#a`), or of all (`*`). */
export interface Rule {
  readonly key: string;
  readonly references: readonly Reference[];
  readonly points: number;
}

const SHOWS = /^(?:use|image|feImage)$/;
const OF_ITSELF = /^(?:clip-path|mask|filter)$/i;
/** The first and the last point have marks of their own; what a custom property is used for is not looked at. */
const AT_POINTS = /^(?:marker(?:-mid)?$|--)/i;

export function referencesOf(local: string, attributes: ReadonlyMap<string, string>): Reference[] {
  return [...attributes].flatMap(([name, value]): Reference[] => {
    if (/^(?:xlink:)?href$/.test(name))
      return SHOWS.test(local) && value.startsWith('#')
        ? spellings(value.slice(1)).map((id) => ({ id, per: 'itself' }))
        : [];
    if (name === 'style') return MAY_COUNT.test(value) ? declared(value).references : [];
    return idsIn(value).map((id) => ({ id, per: perOf(name, value) }));
  });
}

/** Points of its line, one at least. */
export function pointsOf(attributes: ReadonlyMap<string, string>): number {
  const style = attributes.get('style') ?? '';
  const lines = ['d', 'points', 'values', 'from', 'to', 'by'].map((name) => attributes.get(name) ?? '');
  return 1 + stepsIn(lines.join(' ')) + (MAY_COUNT.test(style) ? declared(style).points : 0);
}

/** What an animation may make of any element: it is named by an address, or lies around it. */
export function rulesOfAnimation(attributes: ReadonlyMap<string, string>): Rule[] {
  const ids = ['values', 'from', 'to', 'by'].flatMap((name) => idsIn(attributes.get(name) ?? ''));
  return ids.length === 0
    ? []
    : [{ key: '*', references: ids.map((id) => ({ id, per: 'point' as const })), points: 0 }];
}

/** Of a style sheet as svg-css.ts writes it. */
export function rulesOf(css: string): Rule[] {
  if (!MAY_COUNT.test(css)) return [];
  const rules: Rule[] = [];
  walk(parse(css, { parseCustomProperty: false }), {
    visit: 'Rule',
    enter(node) {
      const { references, points } = declaredIn(node.block.children.toArray());
      if (references.length === 0 && points === 0) return;
      const isStep = this.atrule !== null && /keyframes$/i.test(this.atrule.name);
      const selectors = node.prelude.type === 'SelectorList' ? node.prelude.children.toArray() : [];
      const keys = isStep ? ['*'] : selectors.map(keyOf);
      for (const key of new Set(keys)) rules.push({ key, references, points });
    },
  });
  return rules;
}

/** What fills one element is shown by those below it only if they ask for it, which would count for each of them. */
export function asksForParent(property: string, value: string): boolean {
  return OF_ITSELF.test(property) && /\binherit\b/i.test(value);
}

/** The names under which an element is found by rules. */
export function keysOf(local: string, id: string | undefined, classes = ''): Set<string> {
  return new Set([
    '*',
    local,
    ...(id === undefined ? [] : [`#${id}`]),
    ...classes.split(/\s+/).map((name) => `.${name}`),
  ]);
}

/** The last part of a selector says what it is about; of that, the id or the class that fewest elements have. */
function keyOf(selector: CssNode): string {
  const parts = selector.type === 'Selector' ? selector.children.toArray() : [];
  const last = parts.slice(parts.findLastIndex(({ type }) => type === 'Combinator') + 1);
  const named = (type: CssNode['type'], sign: string): string | undefined => {
    const found = last.find((part) => part.type === type);
    return found && 'name' in found && typeof found.name === 'string' ? sign + found.name : undefined;
  };
  const key = named('IdSelector', '#') ?? named('ClassSelector', '.') ?? named('TypeSelector', '') ?? '*';
  return /[\\|]/.test(key) ? '*' : key;
}

interface Declared {
  readonly references: Reference[];
  readonly points: number;
}

const MAY_COUNT = /url\(|path\(/i;

function declared(style: string): Declared {
  const tree = parse(style, { context: 'declarationList', parseCustomProperty: false });
  return declaredIn(tree.type === 'DeclarationList' ? tree.children.toArray() : []);
}

function declaredIn(nodes: readonly CssNode[]): Declared {
  const references: Reference[] = [];
  let points = 0;
  for (const node of nodes) {
    if (node.type !== 'Declaration') continue;
    const value = generate(node.value);
    const per = perOf(node.property, value);
    references.push(...idsIn(value).map((id) => ({ id, per })));
    if (node.property.toLowerCase() === 'd') points += stepsIn(value);
  }
  return { references, points };
}

function perOf(name: string, value: string): Per {
  return AT_POINTS.test(name) || /var\(/i.test(value) ? 'point' : OF_ITSELF.test(name) ? 'itself' : 'shape';
}

function idsIn(value: string): string[] {
  if (!/url\(/i.test(value)) return [];
  return [...value.matchAll(/url\(\s*["']?#([^"'\s)]+)/gi)].flatMap(([, id = '']) => spellings(id));
}

/** Some browsers read `%61` in an address as the letter that it stands for. */
function spellings(id: string): string[] {
  if (!id.includes('%')) return [id];
  try {
    return [...new Set([id, decodeURIComponent(id)])];
  } catch {
    return [id, id.replaceAll(/%[\da-f]{2}/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)))];
  }
}

/** One number is enough for a point to the side, and none for the way back. */
function stepsIn(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/\d+(?:\.\d*)?|\.\d+|z/gi)) count += 1;
  return count;
}
