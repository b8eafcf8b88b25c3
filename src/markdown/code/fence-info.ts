// The words after a fence's opening → what they ask for. Unknown words are ignored: other tools have their own.
// Not here: what is done with them (code.ts, tabs.ts, mermaid.ts).

export interface FenceInfo {
  /** Lower case; '' if none. */
  readonly language: string;
  /** Language of the code inside a `diff` fence; '' if none. */
  readonly innerLanguage: string;
  readonly title: string;
  readonly alt: string;
  /** Label of the tab; '' if the fence is not in a tab group. */
  readonly tab: string;
  /** Line numbers within the fence, from 1. */
  readonly marked: ReadonlySet<number>;
  readonly inserted: ReadonlySet<number>;
  readonly deleted: ReadonlySet<number>;
}

// name="value" | name='value' | name={1,2} | name=value | {1,2} | word
const PART = /([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\{([^}]*)\}|(\S+))|\{([\d\s,-]*)\}|\S+/g;

export function readFenceInfo(lang: string | null | undefined, meta: string | null | undefined): FenceInfo {
  // ```ts{2,4} has no space before the brace.
  const [, language = '', rest = ''] = /^([^{\s]*)(.*)$/s.exec(lang ?? '') ?? [];
  const values = new Map<string, string>();
  let marked: ReadonlySet<number> = NONE;
  for (const [, name, double, single, braces, bare, lines] of `${rest} ${meta ?? ''}`.matchAll(PART)) {
    if (lines !== undefined) marked = readLines(lines);
    else if (name !== undefined)
      values.set(name, (double ?? single ?? braces ?? bare ?? '').replaceAll(/\\(["'\\])/g, '$1'));
  }
  const value = (name: string): string => values.get(name)?.trim() ?? '';
  return {
    language: language.toLowerCase(),
    innerLanguage: value('lang').toLowerCase(),
    title: value('title') || value('file'),
    alt: value('alt'),
    tab: value('tab'),
    marked,
    inserted: readLines(value('ins')),
    deleted: readLines(value('del')),
  };
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
