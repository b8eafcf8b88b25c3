// What a reader typed, as words to look for (pure). Not here: asking Pagefind (engine.ts), misspelt words (spelling.ts).
import { spellSymbols } from './symbols.ts';

/** A question to the index. */
export interface Query {
  /** As typed, white space folded; empty when there is nothing to look for. */
  readonly text: string;
  /** What to ask: the words as typed and, where an identifier has parts, the parts. Best first. */
  readonly spellings: readonly string[];
  /** The words that say something, lower case, identifiers in parts, each once. */
  readonly words: readonly string[];
  /** All words, among them those that every section holds; a heading may be a question. */
  readonly wording: readonly string[];
}

/** No reader types more; a pasted page must not become thousands of look-ups. */
const MAX_LENGTH = 200;
const MAX_WORDS = 12;

/** English words that every section holds; asked alone they are kept. */
const STOP_WORDS = new Set(
  (
    'a about an and any are as at be been between but by can could did do does for from had has have how i if in into ' +
    'is it its many me much my no not of on one or our should so some than that the their them then there these they this ' +
    'to too vs was we were what when where which who why will with would you your'
  ).split(' '),
);

/** Parts of identifiers and compounds: `readReplica`, `read_replica`, `Read-Replica` → `read replica`, case kept. */
export function splitIdentifiers(text: string): string {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** The words of a heading or query in lower case, without accents, parts of identifiers apart. */
export function wordsOf(text: string): string[] {
  const folded = spellSymbols(text).normalize('NFD').replace(/\p{M}/gu, '');
  return folded
    .split(/\s+/)
    .flatMap((word) => {
      const parts = splitIdentifiers(word).toLowerCase().split(' ');
      // `N+1` is no two words.
      return parts.length > 1 && parts.every((part) => part.length === 1) ? parts.join('') : parts;
    })
    .filter((word) => word !== '');
}

/** The words that say something; all of them if none does. */
export function withoutStopWords(words: readonly string[]): string[] {
  const telling = words.filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  return telling.length > 0 ? telling : [...words];
}

/** As the index has it: letters, digits, underscores. */
function withoutPunctuation(word: string): string {
  return word.replace(/[^\p{L}\p{N}\p{M}_]+/gu, '');
}

/** Reads what was typed; stop words fall away where other words remain. */
export function readQuery(typed: string): Query {
  const text = typed.slice(0, MAX_LENGTH).normalize('NFC').replace(/\s+/g, ' ').trim();
  const typedWords = spellSymbols(text)
    .split(' ')
    .map(withoutPunctuation)
    .filter((word) => word !== '');
  const asTyped = withoutStopWords(typedWords).slice(0, MAX_WORDS).join(' ').toLowerCase();
  const wording = wordsOf(text).slice(0, 2 * MAX_WORDS);
  const words = [...new Set(withoutStopWords(wording))].slice(0, MAX_WORDS);
  if (words.length === 0) return { text: '', spellings: [], words, wording };
  return { text, spellings: [...new Set([asTyped, words.join(' ')])], words, wording };
}
