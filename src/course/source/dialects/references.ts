// What another tool would have looked up: citations and references to figures, notes that stand in their line,
// abbreviations that a file explains, emoji by their names. Not here: other signs in a line (inline.ts).
import { nameToEmoji } from 'gemoji';
import type { InlineWork } from './inline.ts';
import type { Line } from './line.ts';

/** What a file says in one place and means in all of it. */
export interface FileSigns {
  readonly hasAbbreviations: boolean;
  /** True for a text that names its sources, in which any @word is one. */
  readonly cites: boolean;
  /** Matches each abbreviation as a word, and what an address or a tag holds, which is passed over. */
  readonly pattern: RegExp | undefined;
  readonly explained: ReadonlyMap<string, string>;
  /** True for a text whose headings have no space behind their signs: `##Words`. */
  readonly hasTightHeadings: boolean;
  /** Notes that stood within their lines, to be written at the end. */
  readonly notes: Line[];
}

const ABBREVIATION = /^\*\[([^\]]{1,60})\]:[ \t]*(\S.{0,300}?)[ \t]*$/;
const MOST_ABBREVIATIONS = 300;
const TIGHT_HEADING = /^ {0,3}#{2,6}[\p{L}\p{N}《「【（]/u;

export function signsOf(lines: readonly Line[], isMdx: boolean): FileSigns {
  const explained = new Map<string, string>();
  let cites = false;
  let hasTightHeadings = false;
  for (const { text } of isMdx ? [] : lines) {
    cites ||= /\[-?@[\w]/.test(text);
    hasTightHeadings ||= TIGHT_HEADING.test(text);
    const [, word = '', meaning = ''] = text.startsWith('*[') ? (ABBREVIATION.exec(text) ?? []) : [];
    if (word !== '' && explained.size < MOST_ABBREVIATIONS) explained.set(word, meaning);
  }
  // One that the text does not use stays where it stands.
  const used = lines.filter(({ text }) => !text.startsWith('*[')).map(({ text }) => text);
  for (const word of explained.keys()) if (!used.some((text) => text.includes(word))) explained.delete(word);
  const words = [...explained.keys()].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return {
    hasAbbreviations: explained.size > 0,
    cites,
    hasTightHeadings,
    pattern:
      words.length === 0
        ? undefined
        : new RegExp(
            `\\]\\([^()\\n]*\\)|<[^<>\\n]*>|(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`,
            'gu',
          ),
    explained,
    notes: [],
  };
}

/** True for the line that explains an abbreviation, which is not shown. */
export function explainsAbbreviation(text: string, { explained }: FileSigns): boolean {
  return text.startsWith('*[') && explained.has(ABBREVIATION.exec(text)?.[1] ?? '');
}

export function abbreviations(text: string, _line: number, { signs }: InlineWork): string {
  if (!signs.pattern) return text;
  return text.replace(signs.pattern, (word) => {
    const meaning = signs.explained.get(word);
    return meaning === undefined
      ? word
      : `<abbr title="${meaning.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">${word}</abbr>`;
  });
}

/** `:tada:`, where the name is one of GitHub's. */
export function emoji(text: string): string {
  if (!text.includes(':')) return text;
  return text.replace(/(?<![\w:$/]):([a-z0-9_+-]{1,50}):(?![\w:])/g, (whole, name: string) =>
    Object.hasOwn(nameToEmoji, name) ? (nameToEmoji[name] ?? whole) : whole,
  );
}

/** Notes within their line: `^[words]` (Pandoc), `{{footnote: words}}` (mdBook). */
export function notes(text: string, line: number, { signs }: InlineWork): string {
  if (!text.includes('^[') && !text.includes('{{footnote')) return text;
  return text.replace(
    /(?<!\\)\^\[((?:[^[\]\n]|\[[^[\]\n]{0,200}\]){1,600})\](?![(:])|\{\{footnote:\s*([^{}\n]{1,600}?)\s*\}\}/g,
    (_, bracketed?: string, braced?: string) => {
      const name = `in-line-${signs.notes.length / 2 + 1}`;
      signs.notes.push(
        { text: '', line, shift: 0 },
        { text: `[^${name}]: ${bracketed ?? braced ?? ''}`, line, shift: 0 },
      );
      return `[^${name}]`;
    },
  );
}

const REFERENCE =
  /(?<![\w@.])@(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|nte|tip|wrn|imp|cau)-[\w:-]{1,80}|\[-?@[\w:.-]{1,80}(?:[;,][^\]\n]{0,200})?\]/gi;
/** A name with a year, or with its parts divided as bibliographies have it. */
const KEY = /(?<![\w@.`/])@[a-z][\w:-]{1,60}(?:\d{4}[a-z]?|:[\w-]+)(?![\w@])/gi;
const ANY_KEY = /(?<![\w@.`/])@[a-z][\w:-]{1,80}(?![\w@.]*\/)/gi;

/** References and citations that another tool would number and look up. */
export function references(text: string, line: number, { notices, signs }: InlineWork): string {
  if (text.includes('<') && /<(?:doi|wiki):/.test(text)) {
    text = text
      .replace(/<doi:(10\.[^<>\s]{1,200})>/g, '[doi:$1](https://doi.org/$1)')
      .replace(/<wiki:([^<>\s]{1,200})>/g, '[$1](https://en.wikipedia.org/wiki/$1)');
  }
  if (!text.includes('@')) return text;
  const report = (whole: string, isCitation: boolean): void =>
    notices.report({
      code: 'foreign-syntax',
      kind: isCitation ? 'citation' : 'reference',
      line,
      text: `The ${isCitation ? 'citation' : 'reference'} "${whole}" of another tool is shown as it is written.`,
      hint: isCitation
        ? 'Write it as a footnote: [^1].'
        : 'Write a link to the heading: [Figure 1](#figure-1).',
    });
  const rest = text.replace(REFERENCE, (whole) => {
    report(whole, whole.startsWith('['));
    return ' ';
  });
  for (const [whole] of rest.matchAll(signs.cites ? ANY_KEY : KEY)) report(whole, true);
  return text;
}
