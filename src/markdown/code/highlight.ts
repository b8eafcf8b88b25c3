// Code → lines of coloured words, by Shiki at build. Colours are fixed class names (`tok-keyword` …) that code.css
// knows, so no page carries a style of its own. Not here: the frame around the code (code.ts).
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import { bundledLanguages, type BundledLanguage } from 'shiki/langs';
import { grammarOf } from './languages.ts';

/** A run of one colour; `kind` is '' for ordinary text, else the class without `tok-`. */
export interface Run {
  readonly kind: string;
  readonly text: string;
}

// Shiki's names for colours → ours. What is not here is ordinary text: coloured punctuation and coloured names of
// objects cost a span each and make code no easier to read.
const KINDS: Readonly<Record<string, string>> = {
  'var(token-keyword)': 'keyword',
  'var(token-string)': 'string',
  'var(token-string-expression)': 'string',
  'var(token-constant)': 'constant',
  'var(token-function)': 'function',
  'var(token-comment)': 'comment',
  'var(token-parameter)': 'parameter',
  'var(token-link)': 'link',
  'var(token-inserted)': 'inserted',
  'var(token-deleted)': 'deleted',
  'var(token-changed)': 'changed',
};

const THEME = 'classes';
const theme = createCssVariablesTheme({ name: THEME, variablePrefix: '', fontStyle: false });
theme.tokenColors = [
  ...(theme.tokenColors ?? []),
  { scope: ['variable.other.object', 'variable.other.class'], settings: { foreground: 'var(foreground)' } },
  { scope: ['entity.name.tag'], settings: { foreground: 'var(token-keyword)' } },
];

// Oniguruma, the engine that grammars are written for. Shiki's JavaScript engine needs less than half its time (1.2 against
// 3.0 ms a KB, warm), but V8 compiles a pattern anew when it has run often, and a name was then colored another way than
// at first: the same text gave two pages.
let starting: Promise<HighlighterCore> | undefined;
let highlighter: HighlighterCore | undefined;
const loading = new Map<string, Promise<void>>();
const loaded = new Set<string>();

/** Loads the grammars of these languages, each once; unknown and plain ones need none. */
export async function loadLanguages(languages: Iterable<string>): Promise<void> {
  const waits: Promise<void>[] = [];
  for (const language of languages) {
    const grammar = grammarOf(language);
    if (!grammar) continue;
    let wait = loading.get(grammar);
    if (!wait) loading.set(grammar, (wait = loadGrammar(grammar)));
    waits.push(wait);
  }
  await Promise.all(waits);
}

async function loadGrammar(grammar: string): Promise<void> {
  starting ??= createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createOnigurumaEngine(import('shiki/wasm')),
  });
  highlighter = await starting;
  await highlighter.loadLanguage(bundledLanguages[grammar as BundledLanguage]);
  loaded.add(grammar);
}

// A longer line is machine-made: colours would not help, and grammars can take seconds on it.
const LONGEST_COLOURED_LINE = 2_000;

// While an author writes, all fences of a chapter but one are what they were. About 4 MB of text at most.
const remembered = new Map<string, readonly Run[][]>();
const MOST_REMEMBERED = 2_000;

/** The code's lines as runs of one colour, neighbours merged; plain if the language is unknown or not loaded. */
export function highlightLines(code: string, language: string): readonly Run[][] {
  const grammar = grammarOf(language);
  if (!grammar || !highlighter || !loaded.has(grammar)) {
    return code.split('\n').map((text) => (text === '' ? [] : [{ kind: '', text }]));
  }
  const key = `${grammar}\n${code}`;
  const before = remembered.get(key);
  if (before) return before;
  const lines = colourLines(highlighter, code, grammar);
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(key, lines);
  return lines;
}

function colourLines(highlighter: HighlighterCore, code: string, grammar: string): Run[][] {
  const lines = highlighter.codeToTokensBase(code, {
    lang: grammar,
    theme: THEME,
    tokenizeMaxLineLength: LONGEST_COLOURED_LINE,
    // Shiki gives a line half a second, cold regular expressions included: on a busy machine colours would come and go.
    tokenizeTimeLimit: 0,
  });
  return lines.map((tokens) =>
    mergeRuns(tokens.map(({ content, color }) => ({ kind: kindOf(content, color), text: content }))),
  );
}

/** Grammars count operators among the keywords; a keyword is a word, or it is punctuation. */
function kindOf(text: string, color: string | undefined): string {
  const kind = KINDS[color ?? ''] ?? '';
  return kind === 'keyword' && !/\p{L}/u.test(text) ? '' : kind;
}

/** Joins neighbours of one kind, also across white space, which has no colour of its own. */
export function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: { kind: string; text: string }[] = [];
  for (const { kind, text } of runs) {
    if (text === '') continue;
    const blank = text.trim() === '';
    const last = merged.at(-1);
    const before = merged.at(-2);
    if (last && (last.kind === kind || (blank && last.kind === ''))) last.text += text;
    else if (
      last &&
      before &&
      last.kind === '' &&
      last.text.trim() === '' &&
      before.kind === kind &&
      !blank
    ) {
      before.text += last.text + text;
      merged.pop();
    } else merged.push({ kind: blank ? '' : kind, text });
  }
  return merged;
}
