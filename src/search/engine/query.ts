// What a reader typed, as words to look for (pure). Not here: asking Pagefind (engine.ts), misspelt words (spelling.ts).
import { segment } from './segment.ts';
import { spellSymbols } from './symbols.ts';
import { formsOf } from './word-forms.ts';

/** A question to the index. */
export interface Query {
  /** As typed, white space folded; empty when there is nothing to look for. */
  readonly text: string;
  /** What to ask: the words as typed and, where an identifier has parts, the parts. Best first. */
  readonly spellings: readonly string[];
  /** The words that say something, lower case, identifiers in parts, each once. */
  readonly words: readonly string[];
  /** All words in their order, among them those that every section holds; a heading or the text may ask the same. */
  readonly wording: readonly string[];
  /** The language it is asked in. */
  readonly language: string;
  /** What the forms of a word have in common in that language. */
  root(word: string): string;
}

/** No reader types more; a pasted page must not become thousands of look-ups. */
const MAX_LENGTH = 200;
const MAX_WORDS = 12;

/** Words that say what kind of answer is wanted; a heading that has one too gives that kind. */
export const QUESTION_WORDS = new Set(['how', 'what', 'when', 'where', 'which', 'who', 'why']);

/** English words of questions and sentences, which every section holds; asked alone they are kept. */
const STOP_WORDS = new Set(
  (
    'a about also an and any are as at be been between but by can cant could did difference do does doesnt dont for from ' +
    'get gets had has have how i if in into is isnt it its just make makes many me much my need no not of on one or our own ' +
    'should so some than that the their them then there these they this to too us use used using vs want was we were what ' +
    'whats when where which who why will with without would you your'
  ).split(' '),
);

/** Parts of identifiers and compounds: `readReplica`, `read_replica`, `Read-Replica` → `read replica`, case kept. */
export function splitIdentifiers(text: string): string {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(?:(?!(?<=\d)\.(?=\d))[^\p{L}\p{N}\p{M}])+/gu, ' ')
    .trim();
}

/** The words of a text, each in its parts: lower case, no accents and apostrophes; numbers stay whole (`99.99`). */
function partsOf(text: string): string[][] {
  const folded = segment(spellSymbols(text).normalize('NFC'))
    .normalize('NFD')
    // The signs that make other letters in Japanese stay.
    .replace(/(?![\u3099\u309a])\p{M}|(?<=\p{L})['’](?=\p{L})|(?<=\d),(?=\d{3}(?!\d))/gu, '')
    .normalize('NFC');
  return folded
    .split(/\s+/)
    .map((word) => {
      const parts = splitIdentifiers(word).toLowerCase().split(' ');
      // `N+1` is no two words.
      return parts.length > 1 && parts.every((part) => part.length === 1) ? [parts.join('')] : parts;
    })
    .filter(([first]) => first !== '');
}

/** The words of a heading or query in lower case, without accents, parts of identifiers apart. */
export function wordsOf(text: string): string[] {
  return partsOf(text).flat();
}

/** The words that say something; all of them if none does. A small word in an identifier does: `no-store`, `If-Match`. */
export function contentWordsOf(text: string, small: ReadonlySet<string> = STOP_WORDS): string[] {
  const words = partsOf(text);
  const telling = words.filter(([first = '', ...others]) => others.length > 0 || !small.has(first));
  return (telling.length > 0 ? telling : words).flat();
}

/** As the index has it: letters, digits, underscores. */
function withoutPunctuation(word: string): string {
  return word.replace(/[^\p{L}\p{N}\p{M}_]+/gu, '');
}

/** Reads what was typed; stop words fall away where other words remain. */
export function readQuery(typed: string, language = 'en'): Query {
  const { root, small = STOP_WORDS } = formsOf(language);
  const text = typed.slice(0, MAX_LENGTH).normalize('NFC').replace(/\s+/g, ' ').trim();
  const wording = wordsOf(text).slice(0, 2 * MAX_WORDS);
  const words = [...new Set(contentWordsOf(text, small))].slice(0, MAX_WORDS);
  if (words.length === 0) return { text: '', spellings: [], words, wording, language, root };
  const typedWords = segment(spellSymbols(text)).trim().toLowerCase().split(/\s+/).map(withoutPunctuation);
  const telling = typedWords.filter((word) => !small.has(word));
  const asTyped = telling.length > 0 ? telling : typedWords;
  const spellings = [asTyped, words.map(withoutPunctuation)].map((spelling) =>
    spelling
      .filter((word) => word !== '')
      .slice(0, MAX_WORDS)
      .join(' '),
  );
  return { text, spellings: [...new Set(spellings)], words, wording, language, root };
}
