// What the imports and exports of an MDX file name: components of other tools, pictures, texts; and what code says plainly.
// Not here: what becomes of them (foreign-components.ts), which modules are foreign (foreign-modules.ts).
import type { Expression, ImportDeclaration, Program } from 'estree';
import type { Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { isForeignModule } from './foreign-modules.ts';
import type { Notices } from './line.ts';

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;

export interface Names {
  /** What foreign modules would have given. */
  readonly foreign: Set<string>;
  /** Pictures imported from beside the text → their paths. */
  readonly pictures: Map<string, string>;
  /** Texts that the file exports. */
  readonly texts: Map<string, string>;
  /** What the file brings itself. */
  readonly own: Set<string>;
}

/** Takes out imports of foreign modules, and learns what the file's other statements name. */
export function takeImports(tree: Root, file: string, notices: Notices): Names {
  const names: Names = { foreign: new Set(), pictures: new Map(), texts: new Map(), own: new Set() };
  visit(tree, 'mdxjsEsm', (node, index, parent) => {
    const program = node.data?.estree;
    if (!program || !parent || index === undefined) return undefined;
    program.body = program.body.filter((statement) => {
      if (statement.type === 'ImportDeclaration')
        return keepImport(statement, file, names, notices, node.position?.start.line ?? 1);
      learnTexts(statement, names);
      return true;
    });
    if (program.body.length > 0) return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  return names;
}

function keepImport(
  { source, specifiers }: ImportDeclaration,
  file: string,
  names: Names,
  notices: Notices,
  line: number,
): boolean {
  const module = String(source.value);
  const locals = specifiers.map(({ local }) => local.name);
  const [first] = locals;
  const isPicture = PICTURE.test(module) && first !== undefined;
  if (isPicture) names.pictures.set(first, module);
  const isForeign = isForeignModule(module, file);
  for (const name of locals) names[isForeign ? 'foreign' : 'own'].add(name);
  if (isForeign && /^[./]/.test(module) && !isPicture) {
    notices.report({
      code: 'foreign-syntax',
      kind: 'import',
      line,
      text: `The module "${module}" is not there, or is written for another tool, so it is left out.`,
      hint: 'Write what its component shows as Markdown, or as a component of Astro.',
    });
  }
  return !isForeign;
}

function learnTexts(statement: Program['body'][number], names: Names): void {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
  if (declaration?.type === 'VariableDeclaration') {
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier') continue;
      names.own.add(id.name);
      const text = init ? textOf(init, names) : undefined;
      if (text !== undefined) names.texts.set(id.name, text);
    }
  } else if (declaration) names.own.add(declaration.id.name);
}

/** A text that code says plainly: a literal, a name for one, a picture's path, `useBaseUrl('…')`, `require('…').default`. */
export function textOf(expression: Expression, names: Names): string | undefined {
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? expression.value : undefined;
    case 'TemplateLiteral':
      return expression.expressions.length === 0
        ? (expression.quasis[0]?.value.cooked ?? undefined)
        : undefined;
    case 'Identifier':
      return names.pictures.get(expression.name) ?? names.texts.get(expression.name);
    case 'CallExpression': {
      const [first] = expression.arguments;
      const isPath =
        expression.callee.type === 'Identifier' &&
        /^(?:useBaseUrl|require|withBase)$/.test(expression.callee.name);
      return isPath && first && first.type !== 'SpreadElement' ? textOf(first, names) : undefined;
    }
    case 'MemberExpression':
      return expression.object.type === 'Super' ? undefined : textOf(expression.object, names);
    case 'ObjectExpression':
      // `sources={{ light, dark }}`: the first will do.
      return expression.properties
        .flatMap((each) => (each.type === 'Property' ? [textOf(each.value as Expression, names)] : []))
        .find((text) => text !== undefined);
    default:
      return undefined;
  }
}
