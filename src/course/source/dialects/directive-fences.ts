// Fences whose word in braces is an instruction: ```{note} and its like (MyST, Jupyter Book) and ```{python} (Quarto,
// R Markdown), and the same between colons. Not here: divisions of Pandoc and other blocks (containers.ts), tables of
// instructions (directive-tables.ts), fences with attributes in braces (markdown/code/fence-info.ts).
import { alertKind } from '../../alert-kinds.ts';
import { csvTable, glossary, listTable } from './directive-tables.ts';
import { asBox, asCode, asFold, asLabelled, asPlain, withTabs } from './shapes.ts';
import type { Line, Notices } from './line.ts';

/** Lines of `:key: value` or `#| key: value` above the body, and the body. */
interface Directive {
  readonly name: string;
  readonly argument: string;
  readonly options: ReadonlyMap<string, string>;
  readonly body: readonly Line[];
}

const OPENING = /^\{([\w:-]+)(?:[\s,][^}]*)?\}[ \t]*(.*)$/;
const OPTION = /^[ \t]*(?::([\w-]+):(?:[ \t]+(.*)|[ \t]*$)|#\|[ \t]*([\w.-]+):[ \t]*(.*))$/;
const RAW = /^\{=([\w-]+)\}$/;
/** Instructions that arrange or name, and show nothing of their own. */
const EMPTY = new Set(
  'toctree tableofcontents contents index bibliography only meta eval-rst-empty exercise-end solution-end'.split(
    ' ',
  ),
);
const CODE = new Set(
  'code code-block sourcecode code-cell prompt literal parsed-literal doctest highlight'.split(' '),
);
/** Instructions of which only the arrangement is lost. */
const ARRANGE = new Set(
  'grid hlist tab-set container div compound card-carousel only rst-class myst'.split(' '),
);
/** Those that stand beside the text elsewhere. */
const ASIDES = new Set('margin aside sidebar topic'.split(' '));

/**
 * The lines that stand for such a fence; undefined for a fence that is none. `rewrite` is for text in it. Its content
 * has no more margin than its fence.
 */
export function directiveLines(
  at: Line,
  info: string,
  content: readonly Line[],
  rewrite: (lines: readonly Line[]) => Line[],
  notices: Notices,
): Line[] | undefined {
  const [, format] = RAW.exec(info) ?? [];
  if (format !== undefined) return raw(at, format, content, notices);
  const [, name = '', argument = ''] = OPENING.exec(info) ?? [];
  if (name === '') return undefined;
  const directive: Directive = {
    name: name.toLowerCase(),
    argument: argument.trim(),
    ...takeOptions(content),
  };
  const made = blockOf(at, directive, rewrite, notices) ?? unknown(at, name, directive, rewrite, notices);
  const { options } = directive;
  const label = options.get('name') ?? options.get('label') ?? '';
  // Cells have labels too, which nothing refers to but a figure that is not made here.
  return /^[\w:.-]+$/.test(label) && !isLanguage(directive.name) && !CODE.has(directive.name)
    ? [{ ...at, text: '' }, { ...at, text: `${at.text}<a id="${label}"></a>` }, { ...at, text: '' }, ...made]
    : made;
}

function blockOf(
  at: Line,
  directive: Directive,
  rewrite: (lines: readonly Line[]) => Line[],
  notices: Notices,
): Line[] | undefined {
  const { name, argument, options, body } = directive;
  if (EMPTY.has(name)) return asPlain(at, name === 'only' ? rewrite(body) : []);
  if (CODE.has(name)) {
    const language = argument || options.get('language') || (name === 'code-cell' ? 'python' : 'text');
    return asCode(at, language, options.get('caption') ?? options.get('filename') ?? '', body);
  }
  if (name === 'math' || name === 'mermaid') return asCode(at, name, '', body);
  if (name === 'figure' || name === 'image') {
    return argument === '' ? asPlain(at, rewrite(body)) : picture(at, directive, rewrite);
  }
  if (name === 'literalinclude' || name === 'include' || name === 'embed') {
    notices.report({
      code: 'include-unread',
      kind: name,
      line: at.line,
      text: `The file "${argument}" is not shown: Lectern reads each file by itself.`,
      hint: 'Copy what is to be read into this file.',
    });
    return asPlain(at, [{ ...at, text: `${at.text}\`${argument}\`` }]);
  }
  if (name === 'raw') return raw(at, argument, body, notices);
  if (name === 'list-table') return withCaption(at, argument, rewrite(listTable(at, options, body)));
  if (name === 'csv-table') return withCaption(at, argument, csvTable(at, options, body));
  if (name === 'table') return withCaption(at, argument, rewrite(body));
  if (name === 'glossary') return asPlain(at, rewrite(glossary(body)));
  if (name === 'iframe' || name === 'video' || name === 'youtube') {
    const words =
      body
        .map(({ text }) => text.trim())
        .join(' ')
        .trim() ||
      options.get('title') ||
      argument;
    return asPlain(at, [{ ...at, text: `${at.text}[${words}](<${argument}>)` }]);
  }
  if (name === 'output-cell' || name === 'output') return asCode(at, 'result', '', body);
  if (name === 'rubric') return asPlain(at, [{ ...at, text: `${at.text}**${argument}**` }]);
  if (name === 'epigraph' || name === 'blockquote' || name === 'pull-quote') {
    return asPlain(
      at,
      rewrite(body.map((line) => ({ ...line, text: `> ${line.text}`, shift: line.shift - 2 }))),
    );
  }
  if (name === 'tab-set-code') return asPlain(at, withTabs(rewrite(body)));
  if (name === 'tab-item') return asLabelled(at, argument, rewrite(body));
  if (/^(?:card|grid-item-card|grid-item)$/.test(name)) {
    const parts = body.filter(({ text }) => !/^\s*(?:\^{3,}|\+{3,})\s*$/.test(text));
    const title = argument || (options.get('header') ?? '');
    const link = options.get('link');
    return asLabelled(
      at,
      link !== undefined && title !== '' ? `[${title}](<${link}>)` : title,
      rewrite(parts),
    );
  }
  if (ARRANGE.has(name)) return asPlain(at, rewrite(body));
  if (ASIDES.has(name)) return asBox(at, 'note', argument, rewrite(body));
  return box(at, directive, rewrite) ?? cell(at, directive, notices);
}

function box(
  at: Line,
  { name, argument, options, body }: Directive,
  rewrite: (lines: readonly Line[]) => Line[],
): Line[] | undefined {
  const bare = name.replace(/^(?:prf|proof|exercise):/, '').replace(/-start$/, '');
  const classes = (options.get('class') ?? '').split(/\s+/);
  const isVersion = /^(?:version(?:added|changed|removed)|deprecated)$/.test(bare);
  const word =
    isVersion || bare === 'admonition' ? (classes.find((each) => alertKind(each)) ?? 'note') : bare;
  if (name === 'dropdown' || classes.includes('dropdown')) {
    const own = bare === 'solution' || alertKind(bare) === undefined ? '' : title(bare);
    return asFold(at, (bare === 'solution' ? title(bare) : argument) || own || 'Details', rewrite(body));
  }
  if (alertKind(word) === undefined) return undefined;
  // What stands behind the word is a title, unless there is nothing else.
  const isEmpty = body.every(({ text }) => text.trim() === '');
  if (isEmpty && argument !== '') return asBox(at, word, '', rewrite([{ ...at, text: argument }]));
  if (isVersion)
    return asBox(at, word, VERSIONS.get(bare)?.replace('…', argument) ?? argument, rewrite(body));
  const own = bare === 'solution' ? '' : argument;
  return asBox(at, word, isTitled(bare) ? titled(bare, own) : own, rewrite(body));
}

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['versionadded', 'Added in version …'],
  ['versionchanged', 'Changed in version …'],
  ['versionremoved', 'Removed in version …'],
  ['deprecated', 'Deprecated since version …'],
]);

/** A cell of Quarto, R Markdown and Jupyter. */
function cell(at: Line, { name, options, body }: Directive, notices: Notices): Line[] | undefined {
  if (!isLanguage(name)) return undefined;
  if (options.get('eval') !== 'false') {
    notices.report({
      code: 'foreign-syntax',
      kind: 'cells',
      line: at.line,
      text: `The cell "{${name}}" is shown as code: Lectern runs no code of a text.`,
      hint: `Write its result below it, in a fence of the language "result"; begin the cell with \`\`\`${name}.`,
    });
  }
  const caption = options.get('fig-cap') ?? options.get('tbl-cap');
  const made = asCode(
    at,
    name === 'dot' || name === 'ojs' || name === 'observable' ? (name === 'dot' ? 'text' : 'js') : name,
    options.get('filename') ?? options.get('lst-cap') ?? '',
    body,
  );
  return caption === undefined
    ? made
    : [{ ...at, text: '' }, { ...at, text: `${at.text}*${caption}*` }, ...made];
}

function unknown(
  at: Line,
  name: string,
  { argument, body }: Directive,
  rewrite: (lines: readonly Line[]) => Line[],
  notices: Notices,
): Line[] {
  notices.report({
    code: 'foreign-syntax',
    kind: `fence ${name}`,
    line: at.line,
    text: `The instruction "{${name}}" of another tool is not known, so its text is shown without it.`,
    hint: 'Write the text as Markdown, or as an alert: "> [!NOTE]".',
  });
  const lead = argument
    ? [
        { ...at, text: at.text + argument },
        { ...at, text: '' },
      ]
    : [];
  return asPlain(at, [...lead, ...rewrite(body)]);
}

/** Text for one kind of output: HTML is shown, as far as it is allowed; the rest would be signs to a reader. */
function raw(at: Line, format: string, content: readonly Line[], notices: Notices): Line[] {
  if (/^html5?$/i.test(format.trim())) return asPlain(at, content);
  notices.report({
    code: 'foreign-syntax',
    kind: `raw ${format}`,
    line: at.line,
    text: `Text that is meant for ${format || 'another format'} alone is shown as code.`,
    hint: 'Take it out, or write it as Markdown.',
  });
  return asCode(at, 'text', '', content);
}

function withCaption(at: Line, caption: string, content: readonly Line[]): Line[] {
  return caption === ''
    ? asPlain(at, content)
    : asPlain(at, [{ ...at, text: `${at.text}*${caption}*` }, { ...at, text: '' }, ...content]);
}

function takeOptions(content: readonly Line[]): Pick<Directive, 'options' | 'body'> {
  const options = new Map<string, string>();
  let start = 0;
  // Options may stand in a block of YAML of their own.
  const isYaml = content[0]?.text.trim() === '---';
  if (isYaml) {
    const end = content.findIndex(({ text }, index) => index > 0 && text.trim() === '---');
    for (const { text } of content.slice(1, Math.max(1, end))) {
      const [, key = '', value = ''] = /^([\w-]+):[ \t]*(.*)$/.exec(text.trim()) ?? [];
      if (key !== '') options.set(key, value);
    }
    return { options, body: content.slice(end < 0 ? 0 : end + 1) };
  }
  for (; start < content.length; start++) {
    const [, key, value, other, otherValue] = OPTION.exec(content[start]?.text ?? '') ?? [];
    const name = key ?? other;
    if (name === undefined) break;
    options.set(name, (value ?? otherValue ?? '').replace(/^(["'])(.*)\1$/, '$2'));
  }
  while (start > 0 && content[start]?.text.trim() === '') start += 1;
  return { options, body: content.slice(start) };
}

/** A picture with its caption below, which may hold several paragraphs. */
function picture(
  at: Line,
  { argument, options, body }: Directive,
  rewrite: (lines: readonly Line[]) => Line[],
): Line[] {
  const caption = body
    .map(({ text }) => text.trim())
    .join(' ')
    .trim();
  const alt = options.get('alt') ?? options.get('name') ?? caption;
  const image = `![${alt.replace(/[[\]]/g, '')}](${/[\s()]/.test(argument) ? `<${argument}>` : argument})`;
  return asPlain(at, [{ ...at, text: image }, { ...at, text: '' }, ...rewrite(body)]);
}

/** Boxes whose own word stands before their title. */
function isTitled(word: string): boolean {
  return !/^(?:note|tip|hint|important|attention|warning|caution|danger|error|seealso)$/.test(word);
}

function titled(word: string, argument: string): string {
  return argument === '' ? '' : `${title(word)}: ${argument}`;
}

function title(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** Languages whose cells Quarto, R Markdown and Jupyter run. */
function isLanguage(name: string): boolean {
  return /^(?:python|r|julia|bash|sh|sql|js|javascript|ojs|observable|dot|stan|rust|go|ruby|perl|css|html|ipython|ipython3|pyodide|webr|c|cpp|java|node|powershell|text)(?:-\w+)?$/.test(
    name,
  );
}
