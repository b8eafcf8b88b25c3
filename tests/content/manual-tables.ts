// What of the manual follows from the source: tables of front matter from its schemas, and a section for every figure
// that there is, from its model. Run by itself it writes them anew between their comments in content/writing-a-course.md; a test compares them.
// Not here: the manual's own words.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { chapterSchema, coverSchema, fileSchema, glossarySchema } from '../../src/course/source/schema.ts';
import type { AnyFigure } from '../../src/figures/figure.ts';
import { validateFigure } from '../../src/figures/validate.ts';
import type { ParamSpec } from '../../src/sim/model.ts';

const MANUAL = 'content/writing-a-course.md';
const FIGURES = path.join(import.meta.dirname, '../../src/figures');
const SCHEMAS: Readonly<Record<string, z.ZodObject>> = {
  cover: coverSchema,
  chapter: chapterSchema,
  file: fileSchema,
  glossary: glossarySchema,
};
/** `<!-- table: front matter cover -->` … `<!-- end of table -->` */
const TABLE = /(<!-- table: front matter ([a-z-]+) -->)(?:(?!<!--)[\s\S])*(<!-- end of table -->)/g;
const ALL_FIGURES = /(<!-- figures -->)(?:(?!<!--)[\s\S])*(<!-- end of figures -->)/;

/** All figures by name. */
export async function readFigures(): Promise<ReadonlyMap<string, AnyFigure>> {
  const folders = readdirSync(FIGURES).filter((name) => existsSync(path.join(FIGURES, name, 'figure.ts')));
  const figures = await Promise.all(
    folders.map(
      async (name) =>
        ((await import(`../../src/figures/${name}/figure.ts`)) as { readonly figure: AnyFigure }).figure,
    ),
  );
  return new Map(figures.map((figure) => [figure.model.name, figure]));
}

/** The text with every table and figure as the source has them now; throws on a table of something that does not exist. */
export function withTables(text: string, figures: ReadonlyMap<string, AnyFigure>): string {
  const tables = text.replace(TABLE, (_whole, opening: string, name: string, closing: string) => {
    const schema = SCHEMAS[name];
    if (!schema)
      throw new Error(`The manual has a table for the front matter "${name}", which does not exist.`);
    return `${opening}\n\n${schemaTable(schema)}\n\n${closing}`;
  });
  return tables.replace(ALL_FIGURES, (_whole, opening: string, closing: string) => {
    const sections = [...figures.keys()].sort().map((name) => figureSection(figures, name));
    return [opening, ...sections, closing].join('\n\n');
  });
}

function schemaTable(schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape).map(([key, field]) => {
    const { description = '' } = (field as z.ZodType).meta() ?? {};
    return [`\`${key}\``, kindOf(field), description];
  });
  return table(['Key', 'Kind', 'What it says'], rows);
}

function kindOf(field: unknown): string {
  const inner = field instanceof z.ZodOptional ? (field.unwrap() as unknown) : field;
  if (inner instanceof z.ZodArray) return 'list';
  if (inner instanceof z.ZodRecord) return 'group';
  return inner instanceof z.ZodNumber ? 'whole number' : 'text';
}

function figureSection(figures: ReadonlyMap<string, AnyFigure>, name: string): string {
  return [`### The figure \`${name}\``, figures.get(name)?.about ?? '', figureTable(figures, name)].join(
    '\n\n',
  );
}

/** The defaults are those of a fence that gives only the name, which a figure may have set apart from its model's. */
function figureTable(figures: ReadonlyMap<string, AnyFigure>, name: string): string {
  const found = validateFigure(figures, name, {}, { file: MANUAL, line: 1, column: 1 });
  if (!('figure' in found)) throw new Error(`The figure "${name}" refuses its own defaults.`);
  const rows = Object.entries(found.figure.model.params).map(([param, spec]) => [
    `\`${param}\``,
    `${spec.label}${unitOf(spec)}. ${spec.help}`,
    valuesOf(spec),
    `\`${found.params[param]}\``,
  ]);
  return table(
    ['Parameter', 'What it sets', 'Values', 'Default'],
    found.figure.model.hasChance === false
      ? rows
      : [...rows, ['`seed`', 'Which run of chance is shown.', 'whole number from 0', `\`${found.seed}\``]],
  );
}

function valuesOf(spec: ParamSpec): string {
  if (spec.kind === 'switch') return '`true`, `false`';
  if (spec.kind === 'choice') return spec.options.map(({ value }) => `\`${value}\``).join(', ');
  return `${spec.kind === 'integer' ? 'whole ' : ''}${spec.min} to ${spec.max}`;
}

function unitOf(spec: ParamSpec): string {
  return 'unit' in spec && spec.unit !== '' ? ` (${spec.unit})` : '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.main) {
  const before = readFileSync(MANUAL, 'utf8');
  const after = withTables(before, await readFigures());
  if (after !== before) writeFileSync(MANUAL, after);
  console.log(
    after === before
      ? 'The manual’s tables are as the source has them.'
      : `Tables written anew in ${MANUAL}.`,
  );
}
