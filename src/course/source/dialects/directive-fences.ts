// Fences whose word in braces is an instruction: ```{note} and its like (MyST, Jupyter Book) and ```{python} (Quarto,
// R Markdown). Not here: divisions by colons (containers.ts), fences with attributes in braces (markdown/code/fence-info.ts).
import { alertKind } from '../../alert-kinds.ts';
import { asBox, asCode, asFold, asLabelled, asPlain } from './shapes.ts';
import type { Line, Notices } from './line.ts';

/** Lines of `:key: value` or `#| key: value` above the body, and the body. */
interface Directive {
  readonly name: string;
  readonly argument: string;
  readonly options: ReadonlyMap<string, string>;
  readonly body: readonly Line[];
}

const OPENING = /^\{([\w:-]+)(?:[\s,][^}]*)?\}[ \t]*(.*)$/;
const OPTION = /^[ \t]*(?::([\w-]+):[ \t]*(.*)|#\|[ \t]*([\w.-]+):[ \t]*(.*))$/;
/** Instructions that arrange or name, and show nothing of their own. */
const EMPTY = new Set([
  'toctree',
  'tableofcontents',
  'contents',
  'index',
  'bibliography',
  'only',
  'meta',
  'eval-rst-empty',
]);
const CODE = new Set([
  'code',
  'code-block',
  'sourcecode',
  'code-cell',
  'prompt',
  'literal',
  'parsed-literal',
  'doctest',
  'highlight',
]);

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
  const [, name = '', argument = ''] = OPENING.exec(info) ?? [];
  if (name === '') return undefined;
  const directive: Directive = {
    name: name.toLowerCase(),
    argument: argument.trim(),
    ...takeOptions(content),
  };
  const { options, body } = directive;
  const tell = (text: string, hint: string): void =>
    notices.tell({ code: 'foreign-syntax', kind: `fence ${name}`, line: at.line, text, hint });

  if (EMPTY.has(directive.name)) return asPlain(at, []);
  if (CODE.has(directive.name)) {
    const language =
      directive.argument || options.get('language') || (directive.name === 'code-cell' ? 'python' : 'text');
    return asCode(at, language, options.get('caption') ?? options.get('filename') ?? '', body);
  }
  if (directive.name === 'math') return asCode(at, 'math', '', body);
  if (directive.name === 'mermaid') return asCode(at, 'mermaid', '', body);
  if (directive.name === 'figure' || directive.name === 'image') return picture(at, directive, rewrite);
  if (directive.name === 'literalinclude' || directive.name === 'include') {
    notices.tell({
      code: 'include-unread',
      kind: directive.name,
      line: at.line,
      text: `The file "${directive.argument}" is not shown: Lectern reads each file by itself.`,
      hint: 'Copy what is to be read into this file.',
    });
    return asPlain(at, [{ ...at, text: `\`${directive.argument}\`` }]);
  }
  if (
    directive.name === 'dropdown' ||
    (options.has('class') && /dropdown/.test(options.get('class') ?? ''))
  ) {
    return asFold(at, directive.argument || title(directive.name), rewrite(body));
  }
  if (directive.name === 'admonition') {
    const word =
      alertKind(options.get('class') ?? '') === undefined ? 'note' : (options.get('class') ?? 'note');
    return asBox(at, word, directive.argument, rewrite(body));
  }
  const bare = directive.name.replace(/^(?:prf|proof|exercise):/, '');
  if (alertKind(bare) !== undefined) {
    const lead =
      directive.argument && !isTitled(bare)
        ? [
            { ...at, text: directive.argument },
            { ...at, text: '' },
          ]
        : [];
    return asBox(
      at,
      bare,
      isTitled(bare) ? titled(bare, directive.argument) : '',
      rewrite([...lead, ...body]),
    );
  }
  if (directive.name === 'tab-item' || directive.name === 'card' || directive.name === 'grid-item-card') {
    return asLabelled(at, directive.argument, rewrite(body));
  }
  if (isLanguage(directive.name)) {
    if (options.get('eval') !== 'false') {
      notices.tell({
        code: 'foreign-syntax',
        kind: 'cells',
        line: at.line,
        text: `The cell "{${name}}" is shown as code: Lectern runs no code of a text.`,
        hint: `Write its result below it, in a fence of the language "result"; begin the cell with \`\`\`${directive.name}.`,
      });
    }
    return asCode(at, directive.name, options.get('filename') ?? options.get('lst-cap') ?? '', body);
  }
  tell(
    `The instruction "{${name}}" of another tool is not known, so its text is shown without it.`,
    'Write the text as Markdown, or as an alert: "> [!NOTE]".',
  );
  return asPlain(at, [
    ...(directive.argument
      ? [
          { ...at, text: directive.argument },
          { ...at, text: '' },
        ]
      : []),
    ...rewrite(body),
  ]);
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

/** Boxes whose first line is their title; that of others is their text. */
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
