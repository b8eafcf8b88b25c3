// The words after a fence's opening → what they ask for, in our form and in those of other tools: `rust,ignore`,
// `js:src/app.js`, `{.python}`, `title="…"` without a language. Unknown words are ignored: other tools have their own.
// Not here: what is done with them (code.ts, tabs.ts, mermaid.ts), cells and instructions in braces (course/source/).

export interface FenceInfo {
  /** Lower case; '' if none. */
  readonly language: string;
  /** Language of the code inside a `diff` fence; '' if none. */
  readonly innerLanguage: string;
  readonly title: string;
  readonly alt: string;
  /** Label of the tab; '' if the fence is not in a tab group. */
  readonly tab: string;
  /** What the fence says of labs; undefined if nothing. `lab` and `setup` are bare words, `lab=name` names a database. */
  readonly lab: { readonly name: string; readonly isSetup: boolean } | undefined;
  /** Why it is not run; '' if it may be. */
  readonly norun: string;
  /** SQLSTATE codes that it is meant to fail with. */
  readonly errors: readonly string[];
  /** Line numbers within the fence, from 1. */
  readonly marked: ReadonlySet<number>;
  readonly inserted: ReadonlySet<number>;
  readonly deleted: ReadonlySet<number>;
}

// name="value" | name='value' | name={1,2} | name=value | {1,2} | [title] | word
const PART =
  /([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\{([^}]*)\}|(\S+))|\{([\d\s,-]*)\}|\[([^\]]+)\]|\S+/g;
/** Names of line marks in use. */
const MARKS = ['hl_lines', 'highlight', 'mark', 'emphasize-lines', 'lines'];

export function readFenceInfo(lang: string | null | undefined, meta: string | null | undefined): FenceInfo {
  const { language, innerLanguage, title, rest } = readFirst(`${lang ?? ''} ${meta ?? ''}`.trim());
  const values = new Map<string, string>();
  let marked: ReadonlySet<number> = NONE;
  let bracketed = '';
  const words = new Set<string>();
  for (const [part, name, double, single, braces, bare, lines, label] of rest.matchAll(PART)) {
    if (lines !== undefined) marked = readLines(lines);
    else if (label !== undefined) bracketed = label;
    else if (name !== undefined)
      values.set(name, (double ?? single ?? braces ?? bare ?? '').replaceAll(/\\(["'\\])/g, '$1'));
    else words.add(part);
  }
  const value = (name: string): string => values.get(name)?.trim() ?? '';
  const first = (names: readonly string[]): string => names.map(value).find((each) => each !== '') ?? '';
  if (marked.size === 0) marked = readLines(first(MARKS));
  return {
    language: language.toLowerCase(),
    innerLanguage: innerLanguage || value('lang').toLowerCase(),
    title: first(['title', 'file', 'filename', 'caption', 'name']) || title || bracketed,
    alt: value('alt'),
    tab: value('tab'),
    lab:
      words.has('lab') || words.has('setup') || value('lab') !== ''
        ? { name: value('lab'), isSetup: words.has('setup') }
        : undefined,
    norun: value('norun'),
    errors: value('error')
      .split(/[\s,]+/)
      .filter(Boolean),
    marked,
    inserted: readLines(value('ins')),
    deleted: readLines(value('del')),
  };
}

interface First {
  readonly language: string;
  readonly innerLanguage: string;
  readonly title: string;
  /** What follows the language. */
  readonly rest: string;
}

/** The language, whatever it is stuck to. */
function readFirst(info: string): First {
  const none = { language: '', innerLanguage: '', title: '' };
  // Attributes in braces, the language among them as the first class: `{.python #id title="…"}`.
  const [, attributes, after = ''] = /^\{:?\s*([.#][^}]*)\}(.*)$/s.exec(info) ?? [];
  if (attributes !== undefined) {
    const [, language = ''] = /(?:^|\s)\.([\w+#-]+)/.exec(attributes) ?? [];
    return { ...none, language, rest: `${attributes} ${after}` };
  }
  // An instruction where there can be none: it is no language, and what it says stays.
  if (/^\{[\w:-]+\}/.test(info)) return { ...none, title: info, rest: '' };
  if (/^[\w-]+=["'{]|^hidelines=/.test(info)) return { ...none, rest: info };
  const [, word = '', rest = ''] = /^([^{\s[]*)(.*)$/s.exec(info) ?? [];
  // `rust,ignore`
  const [language = '', ...flags] = word.split(',');
  if (flags.length > 0)
    return { ...none, language, rest: `${flags.filter((flag) => flag.includes('=')).join(' ')} ${rest}` };
  // `js:src/app.js`, and `ts:line-numbers` of VitePress
  const [, before = '', behind = ''] = /^([\w+#-]+):(.+)$/.exec(word) ?? [];
  if (before === '') return { ...none, language: word, rest };
  const isPath = /[./]/.test(behind) && !behind.includes('=');
  return { ...none, language: before, title: isPath ? behind : '', rest };
}

const NONE: ReadonlySet<number> = new Set();
// A range longer than any sensible fence is a slip of the pen, not a request for a million numbers.
const LONGEST_RANGE = 10_000;

/** `2,4-6` → 2, 4, 5, 6. */
function readLines(text: string): ReadonlySet<number> {
  if (text === '') return NONE;
  const lines = new Set<number>();
  for (const [, from = '', to] of text.matchAll(/(\d+)(?:\s*-\s*(\d+))?/g)) {
    const first = Number(from);
    const last = Math.min(to === undefined ? first : Number(to), first + LONGEST_RANGE);
    for (let line = first; line <= last; line++) lines.add(line);
  }
  return lines;
}
