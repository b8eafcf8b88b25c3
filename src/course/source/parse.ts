// An author's text → front matter and a Markdown tree whose positions are those of the file.
// Not here: what the headings mean (outline.ts).
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseToml, TomlError } from 'smol-toml';
import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import { repeatedKeys } from './yaml-keys.ts';
import { takeHeadingIds, withReadableIds } from './heading-ids.ts';
import { takeLongHeadings } from './long-headings.ts';
import { withoutLongRuns } from './long-runs.ts';
import { exceededLimitIn, tooDeepIn, type ExceededLimit } from './limits.ts';
import { settleForeignComponents } from './dialects/foreign-components.ts';
import { rewriteDialects } from './dialects/rewrite.ts';
import { remarkFormulas } from './markdown-math.ts';
import type { Problem } from '../problems.ts';
import { describeYamlError } from './yaml-errors.ts';

export type Format = 'md' | 'mdx';

/** What stood between the `---` lines; empty if there was nothing. */
export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>;
  /** Line of a key path such as `objectives.0.id`, or of the nearest part of it that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

export interface ParsedText {
  readonly tree: Root;
  readonly frontMatter: FrontMatter;
  /** The text without byte-order mark, front matter blanked out: lines are the file's. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkFormulas).freeze();
const mdx = unified().use(remarkParse).use(remarkGfm).use(remarkMdx).use(remarkFormulas).freeze();

export function parseText(source: string, file: string, format: Format): ParsedText {
  const withoutMark = withoutLongRuns(source.replace(/^\uFEFF/, ''));
  const problems: Problem[] = [];
  const { text, frontMatter } = takeFrontMatter(withoutMark, file, problems);
  const nothing: Root = { type: 'root', children: [] };
  const isMdx = format === 'mdx';
  const rewritten = rewriteDialects(isMdx ? withReadableIds(text) : text, file, isMdx);
  problems.push(...rewritten.problems);
  const exceeded = exceededLimitIn(rewritten.text);
  if (exceeded) {
    problems.push(limitProblem({ ...exceeded, line: rewritten.lineOf(exceeded.line) }, file));
    return { tree: nothing, frontMatter, text, problems };
  }
  try {
    const tree = (isMdx ? mdx : markdown).parse(rewritten.text);
    rewritten.restorePlaces(tree);
    takeHeadingIds(tree);
    if (!isMdx) takeLongHeadings(tree, file, problems);
    if (isMdx) problems.push(...settleForeignComponents(tree, file));
    const tooDeep = tooDeepIn(tree);
    if (tooDeep) problems.push(limitProblem(tooDeep, file));
    return { tree: tooDeep ? nothing : tree, frontMatter, text, problems };
  } catch (error) {
    if (!isMdx) problems.push(limitProblem(UNREADABLE, file));
    else {
      const { place, ...problem } = mdxProblem(error, file);
      problems.push({ ...problem, place: { ...place, line: rewritten.lineOf(place.line) } });
    }
    return { tree: nothing, frontMatter, text, problems };
  }
}

/**
 * The text of an MDX file as it is parsed here, for a compiler that reads it by itself. A layout is the other tool's: here
 * the page has its own.
 */
export function plainMdx(source: string, file: string): string {
  const whole = source.replace(/^\uFEFF/, '');
  const { text, head } = takeFrontMatter(whole, file, []);
  const { text: rewritten } = rewriteDialects(withReadableIds(text), file, true);
  if (head === '') return rewritten;
  return `${head.replace(/^layout[ \t]*[:=].*$/m, '')}\n\n${rewritten.replace(/^[\r\n]+/, '')}`;
}

/** Markdown has no errors, so what stops its parser is the depth of lists that grow over many lines. */
const UNREADABLE: ExceededLimit = {
  code: 'text-too-complex',
  line: 1,
  text: 'The text is nested too deep to be read.',
  hint: 'Write lists, quotations and emphasis with fewer levels.',
};

function limitProblem({ code, line, text, hint }: ExceededLimit, file: string): Problem {
  return { grade: 'error', code, place: { file, line, column: 1 }, text, hint };
}

/** Why a short text of its own, such as a question's, cannot be read. */
export function exceededLimitInFragment(text: string): ExceededLimit | undefined {
  if (!MANY_MARKS.test(text)) return undefined;
  try {
    return exceededLimitIn(text) ?? tooDeepIn(markdown.parse(text));
  } catch {
    return UNREADABLE;
  }
}

/** Fewer cannot be nested too deep. */
const MANY_MARKS = /(?:[*_~[\]>.+-][^*_~[\]>.+-]*){100}/;

const TOML = /^\+\+\+[ \t]*\r?\n([\s\S]*?)^\+\+\+[ \t]*$/m;
const OPENING = /^---[ \t]*\r?\n/;
const DATA = /^(?:[^\S\r\n]*\S|\s*[\w-]+:)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;

function takeFrontMatter(
  text: string,
  file: string,
  problems: Problem[],
): { text: string; head: string; frontMatter: FrontMatter } {
  const toml = text.startsWith('+++') ? TOML.exec(text) : null;
  if (toml?.index === 0) {
    const blanked = toml[0].replace(/[^\r\n]/g, '') + text.slice(toml[0].length);
    return { text: blanked, head: toml[0], frontMatter: readToml(toml[1] ?? '', file, problems) };
  }
  const opening = OPENING.exec(text);
  // A thematic break as the first line is legal Markdown: data begins at once, or with a line that looks like a key.
  if (!opening || !DATA.test(text.slice(opening[0].length)))
    return { text, head: '', frontMatter: NO_FRONT_MATTER };
  const closing = CLOSING.exec(text.slice(opening[0].length));
  if (!closing) {
    if (/^\s*[\w-]+:/.test(text.slice(opening[0].length))) {
      problems.push({
        grade: 'error',
        code: 'front-matter-malformed',
        place: { file, line: 1, column: 1 },
        text: 'The front matter opens with "---" and is never closed, so the whole file would be read as data.',
        hint: 'Write "---" on a line of its own after its last entry.',
      });
    }
    return { text, head: '', frontMatter: NO_FRONT_MATTER };
  }
  const yaml = text.slice(opening[0].length, opening[0].length + closing.index);
  const end = opening[0].length + closing.index + closing[0].length;
  const blanked = text.slice(0, end).replace(/[^\r\n]/g, '') + text.slice(end);
  return {
    text: blanked,
    head: text.slice(0, end),
    frontMatter: readYaml(yaml, 1, file, 'front-matter-malformed', problems),
  };
}

/**
 * YAML inside a Markdown file. `lineBefore` is the line of the file just above its first line; a malformed text or
 * one that is not a mapping gives an error with its line and reads as empty.
 */
export function readYaml(
  written: string,
  lineBefore: number,
  file: string,
  code: string,
  problems: Problem[],
): FrontMatter {
  // The parser knows no lines that end in a carriage return alone.
  const yaml = written.replaceAll(/\r\n?/g, '\n');
  const starts = lineStarts(yaml);
  const lineAt = (offset: number): number => lineBefore + lineIndex(starts, offset) + 1;
  if (yaml.length > LONGEST_YAML) {
    problems.push({
      grade: 'error',
      code,
      place: { file, line: lineAt(LONGEST_YAML), column: 1 },
      text: `This YAML has more than ${LONGEST_YAML.toLocaleString('en')} letters, which is more than is read as data.`,
      hint: 'Write the text below the front matter.',
    });
    return { data: {}, lineOf: () => lineBefore + 1 };
  }
  // The parser compares each key with all before it, so that is done here.
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'error', uniqueKeys: false });
  const errors = [...document.errors, ...repeatedKeys(document)].sort((a, b) => a.pos[0] - b.pos[0]);
  for (const error of errors.slice(0, MOST_YAML_ERRORS)) {
    const { offset, text, hint } = describeYamlError(error, yaml);
    const column = offset - yaml.lastIndexOf('\n', offset - 1);
    const line = Math.min(lineAt(offset), lineAt(yaml.trimEnd().length));
    problems.push({ grade: 'error', code, place: { file, line, column: Math.max(1, column) }, text, hint });
  }
  let data: unknown = null;
  try {
    data = errors.length > 0 ? null : document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    problems.push({
      grade: 'error',
      code,
      place: { file, line: lineBefore + 1, column: 1 },
      text: `This YAML cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Write the values out instead of repeating them by alias.',
    });
  }
  if (data !== null && (typeof data !== 'object' || Array.isArray(data))) {
    problems.push({
      grade: 'error',
      code,
      place: { file, line: lineBefore + 1, column: 1 },
      text: 'Lines of the form "key: value" belong here.',
      hint: 'Write for example "title: Caching Strategies".',
    });
    data = null;
  }
  return {
    data: (data ?? {}) as Readonly<Record<string, unknown>>,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        // A key stands where its value may not begin: `objectives:` is a line above its first entry.
        const parent: unknown = document.getIn(path.slice(0, length - 1), true);
        const pair = isMap(parent)
          ? parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1])
          : undefined;
        const node = isNode(pair?.key) ? pair.key : document.getIn(path.slice(0, length), true);
        const range = isNode(node) ? node.range : undefined;
        if (range) return lineAt(range[0]);
      }
      return lineBefore + 1;
    },
  };
}

/** The front matter of Hugo and Zola. */
function readToml(toml: string, file: string, problems: Problem[]): FrontMatter {
  const lines = toml.split('\n');
  try {
    return {
      data: parseToml(toml),
      lineOf: ([key = '']) =>
        Math.max(
          0,
          lines.findIndex((line) => line.trimStart().startsWith(String(key))),
        ) + 2,
    };
  } catch (error) {
    const { line = 1, message = '' } = error instanceof TomlError ? error : {};
    problems.push({
      grade: 'error',
      code: 'front-matter-malformed',
      place: { file, line: line + 1, column: 1 },
      text: `This is not valid TOML: ${message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? ''}.`,
      hint: 'Text stands in quotes; every line is "key = value".',
    });
    return NO_FRONT_MATTER;
  }
}

/** The front matter of a course in one file holds the objectives of all its chapters; a hundred of them take a tenth of this. */
const LONGEST_YAML = 500_000;

/** What follows the first errors mostly follows from them. */
const MOST_YAML_ERRORS = 20;
const NO_FRONT_MATTER: FrontMatter = { data: {}, lineOf: () => 1 };

/** Offsets at which lines begin. */
function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}

/** Which line an offset lies in, counted from 0. */
function lineIndex(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function mdxProblem(error: unknown, file: string): Problem {
  const message = error as { reason?: string; message?: string; line?: number; column?: number };
  return {
    grade: 'error',
    code: 'mdx-malformed',
    place: { file, line: message.line ?? 1, column: message.column ?? 1 },
    text: `This MDX cannot be read: ${message.reason ?? message.message ?? String(error)}.`.replace(
      /\.\.$/,
      '.',
    ),
    hint: 'In .mdx, "<" and "{" begin code: close every tag and brace, or write the chapter as .md.',
  };
}
