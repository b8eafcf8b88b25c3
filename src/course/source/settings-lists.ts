// The order of a book as settings in JavaScript say it: the sidebar of VitePress, of Starlight and of Docusaurus. They are
// parsed and never run, so what has to be computed is passed over. Texts in, entries out.
// Not here: lists in Markdown and YAML (reading-order.ts), finding the files, what is done with the order (course-folder.ts).
import { parse } from 'acorn';
import type { Expression, Node, ObjectExpression, Program, Property } from 'estree';
import type { OrderEntry } from './reading-order.ts';

export interface SettingsList {
  /** Paths from where the book's pages lie, or `folder/*` for all of a folder. */
  readonly entries: readonly OrderEntry[];
  /** The book's own name; '' if the settings say none. */
  readonly title: string;
}

/** Settings of no book are longer. */
const LONGEST = 500_000;
const DEEPEST = 20;
/** Names under which settings keep the order. */
const SIDEBARS = new Set(['sidebar', 'sidebars']);

/** `isSidebar` for a file that exports nothing else. Undefined for a text that is no JavaScript. */
export function readSettingsList(text: string, isSidebar: boolean): SettingsList | undefined {
  let program: Program;
  try {
    program = parse(withoutTypes(text.slice(0, LONGEST)), {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowHashBang: true,
    }) as unknown as Program;
  } catch {
    return undefined;
  }
  const entries: OrderEntry[] = [];
  const titles: string[] = [];
  let isTaken = false;
  const named = namedIn(program);
  walk(program, (node) => {
    if (node.type === 'Property') {
      const name = keyOf(node);
      if (name === 'title' && !isSidebar) titles.push(textOf(node.value as Expression));
      if (SIDEBARS.has(name) && !isTaken) isTaken = take(node.value as Expression, entries, named);
    } else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) {
      if (SIDEBARS.has(node.id.name) && !isTaken) isTaken = take(node.init, entries, named);
    }
  });
  // Docusaurus exports its sidebars and nothing else.
  for (const statement of program.body) {
    if (isTaken || !isSidebar || statement.type !== 'ExportDefaultDeclaration') continue;
    if (/Expression$/.test(statement.declaration.type))
      isTaken = take(statement.declaration as Expression, entries, named);
  }
  return { entries, title: titles.find((title) => title !== '') ?? '' };
}

/** The words of TypeScript that settings hold most: imports of types, and what follows a value. */
function withoutTypes(text: string): string {
  return text
    .replace(/^import\s+type\s.*$/gm, '')
    .replace(/^import\b[^'"]*/gm, (names) => names.replace(/([{,]\s*)type\s+(?=\w)/g, '$1'))
    .replace(/\)\s*:\s*[A-Z][\w.]*(?:<[\w.,\s[\]]*>)?(?:\[\])*(?=\s*(?:\{|=>))/g, ')')
    .replace(/\s+(?:satisfies|as)\s+[A-Z][\w.]*(?:<[\w.,\s[\]]*>)?(?:\[\])*/g, '')
    .replace(
      /^(\s*(?:export\s+)?(?:const|let|var)\s+\w+)\s*:\s*[A-Z][\w.]*(?:<[\w.,\s[\]]*>)?(?:\[\])*/gm,
      '$1',
    );
}

/** Values that settings name, and what functions without conditions return: VitePress keeps a sidebar in such a function. */
type Named = ReadonlyMap<string, Node>;

function namedIn(program: Program): Named {
  const named = new Map<string, Node>();
  for (const statement of program.body) {
    const declaration =
      statement.type === 'ExportNamedDeclaration' && statement.declaration
        ? statement.declaration
        : statement;
    if (declaration.type === 'FunctionDeclaration' && declaration.id) {
      const [only] = declaration.body.body;
      if (only?.type === 'ReturnStatement' && only.argument) named.set(declaration.id.name, only.argument);
    } else if (declaration.type === 'VariableDeclaration') {
      for (const { id, init } of declaration.declarations)
        if (id.type === 'Identifier' && init)
          named.set(
            id.name,
            init.type === 'ArrowFunctionExpression' && init.body.type !== 'BlockStatement' ? init.body : init,
          );
    }
  }
  return named;
}

/** What a name or a call without arguments stands for. */
function settled(value: Node, named: Named): Node {
  const name =
    value.type === 'Identifier'
      ? value.name
      : value.type === 'CallExpression' && value.callee.type === 'Identifier' && value.arguments.length === 0
        ? value.callee.name
        : undefined;
  return (name === undefined ? undefined : named.get(name)) ?? value;
}

function take(written: Expression, entries: OrderEntry[], named: Named): boolean {
  const value = settled(written, named) as Expression;
  const before = entries.length;
  const sidebars = value.type === 'ObjectExpression' && !isEntry(value) ? propertiesOf(value) : undefined;
  // Several sidebars, by name or by the path that they are shown at.
  if (sidebars) for (const each of sidebars) read(each.value as Expression, '', '', entries, named, 0);
  else read(value, '', '', entries, named, 0);
  return entries.length > before;
}

function read(
  written: Node,
  part: string,
  base: string,
  entries: OrderEntry[],
  named: Named,
  depth: number,
): void {
  if (depth > DEEPEST) return;
  const value = settled(written, named);
  if (value.type === 'ArrayExpression') {
    for (const each of value.elements)
      if (each)
        read(each.type === 'SpreadElement' ? each.argument : each, part, base, entries, named, depth + 1);
    return;
  }
  if (value.type !== 'ObjectExpression') {
    const path = textOf(value);
    if (path !== '') add(path, '', part, base, entries);
    return;
  }
  const at = (...names: string[]): Expression | undefined =>
    names
      .map(
        (name) => propertiesOf(value).find((each) => keyOf(each) === name)?.value as Expression | undefined,
      )
      .find(Boolean);
  const text = (...names: string[]): string => {
    const found = at(...names);
    return found ? textOf(found) : '';
  };
  const title = text('text', 'label', 'title');
  const kind = text('type');
  const below = at('items', 'children', 'sidebar');
  const generated = at('autogenerate');
  const path = text('link', 'slug', 'id', 'path') || (kind === 'autogenerated' ? text('dirName') : '');
  const here = base + text('base');
  if (kind === 'link' || kind === 'html') return;
  if (kind === 'autogenerated') entries.push({ path: `${path.replace(/^\.$/, '')}/*`, title: '', part });
  else if (path !== '') add(path, title, below ? title || part : part, here, entries);
  if (generated?.type === 'ObjectExpression') {
    const folder = propertiesOf(generated).find((each) => keyOf(each) === 'directory');
    entries.push({
      path: `${folder ? textOf(folder.value as Expression) : ''}/*`,
      title: '',
      part: inner(part, title),
    });
  }
  // A group's own page: `link: { type: 'doc', id: … }`.
  const page = at('link');
  if (page?.type === 'ObjectExpression') {
    const id = propertiesOf(page).find((each) => keyOf(each) === 'id');
    if (id) add(textOf(id.value as Expression), title, inner(part, title), '', entries);
  }
  if (below) read(below, inner(part, title), here, entries, named, depth + 1);
  else if (title === '' && path === '') {
    // The short form of Docusaurus: `{ 'A category': ['a', 'b'] }`.
    for (const each of propertiesOf(value)) {
      if ((each.value as Expression).type === 'ArrayExpression')
        read(each.value as Expression, inner(part, keyOf(each)), here, entries, named, depth + 1);
    }
  }
}

function inner(part: string, title: string): string {
  return part === '' || title === '' ? title || part : `${part} · ${title}`;
}

function add(path: string, title: string, part: string, base: string, entries: OrderEntry[]): void {
  const whole = `${base}${path}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(whole) || whole.startsWith('//')) return;
  const plain = whole
    .replace(/[?#].*$/s, '')
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.(?:html|mdx?)$/, '');
  entries.push({ path: plain, title, part });
}

function isEntry(value: ObjectExpression): boolean {
  return propertiesOf(value).some((each) =>
    /^(?:text|label|link|slug|items|autogenerate|type)$/.test(keyOf(each)),
  );
}

function propertiesOf(value: ObjectExpression): Property[] {
  return value.properties.filter((each): each is Property => each.type === 'Property');
}

function keyOf({ key }: Property): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
}

function textOf(value: Node): string {
  if (value.type === 'Literal') return typeof value.value === 'string' ? value.value : '';
  if (value.type === 'TemplateLiteral' && value.expressions.length === 0)
    return value.quasis[0]?.value.cooked ?? '';
  return '';
}

function walk(node: Node, visit: (node: Node) => void, depth = 0): void {
  if (depth > 200) return;
  visit(node);
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === 'loc' || key === 'range') continue;
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== null && typeof each === 'object' && 'type' in each) walk(each as Node, visit, depth + 1);
  }
}
