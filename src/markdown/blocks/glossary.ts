// The first mention of each glossary term in a chapter's prose becomes a link to its entry.
// Not here: the glossary itself (course/glossary.ts).
import type { ElementContent, Parents, Text } from 'hast';
import type { RenderContext } from '../context.ts';
import type { RenderRequest } from '../render.ts';

type Terms = RenderRequest['terms'];

/** One way to write a term. */
interface Spelling {
  readonly termId: string;
  /** Its words, folded unless `exact`. */
  readonly words: readonly string[];
  /** All-capital names are matched as written: "CAP" is no cap. */
  readonly exact: boolean;
}

/** Spellings by their first word in lower case, the longest first. */
type Index = ReadonlyMap<string, readonly Spelling[]>;

const NOT_PROSE = new Set(
  'a abbr button caption code dfn dt figcaption figure h1 h2 h3 h4 h5 h6 kbd label legend mark option pre q samp script style summary th var'.split(
    ' ',
  ),
);
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

const indexes = new WeakMap<Terms, Index>();

export function linkTerms(tree: Parents, context: RenderContext): void {
  const { terms, glossaryHref } = context.request;
  if (glossaryHref === '' || terms.length === 0) return;
  let index = indexes.get(terms);
  if (!index) indexes.set(terms, (index = indexTerms(terms)));
  linkIn(tree, index, terms.length, context);
}

function linkIn(parent: Parents, index: Index, count: number, context: RenderContext): void {
  for (let position = 0; position < parent.children.length; position++) {
    if (context.usedTerms.size === count) return;
    const child = parent.children[position];
    // Elements, and components of MDX, which are no elements yet.
    if (child && 'children' in child) {
      const name = 'tagName' in child ? child.tagName : ((child as { name?: string | null }).name ?? '');
      if (!NOT_PROSE.has(name)) linkIn(child, index, count, context);
    } else if (child?.type === 'text') {
      const linked = linkText(child, index, context);
      if (linked[0] === child) continue;
      parent.children.splice(position, 1, ...(linked as typeof parent.children));
      position += linked.length - 1;
    }
  }
}

interface Word {
  readonly text: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

function linkText(node: Text, index: Index, context: RenderContext): ElementContent[] {
  const { value } = node;
  const words: Word[] = [];
  let isCandidate = false;
  for (const match of value.matchAll(WORD)) {
    const folded = fold(match[0]);
    isCandidate ||= index.has(folded);
    words.push({ text: match[0], folded, start: match.index, end: match.index + match[0].length });
  }
  if (!isCandidate) return [node];
  const parts: ElementContent[] = [];
  let done = 0;
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    const found = first && findSpelling(index, words, at, value);
    const last = found && words[at + found.words.length - 1];
    if (!first || !found || !last) continue;
    at += found.words.length - 1;
    if (context.usedTerms.has(found.termId)) continue;
    context.usedTerms.add(found.termId);
    if (first.start > done) parts.push({ type: 'text', value: value.slice(done, first.start) });
    parts.push({
      type: 'element',
      tagName: 'a',
      properties: { className: ['term'], href: `${context.request.glossaryHref}#${found.termId}` },
      children: [{ type: 'text', value: value.slice(first.start, last.end) }],
    });
    done = last.end;
  }
  if (parts.length === 0) return [node];
  if (done < value.length) parts.push({ type: 'text', value: value.slice(done) });
  return parts;
}

/** The longest spelling at a word, also of a term already linked: "cache stampede" is no first mention of "cache". */
function findSpelling(index: Index, words: readonly Word[], at: number, value: string): Spelling | undefined {
  const first = words[at];
  const spellings = first && index.get(first.folded);
  if (!spellings) return undefined;
  // Parts of addresses, paths and names such as `/cache` or `lru.cache` are not prose.
  if (/[@/\\_#$]$|\S\.$/.test(value.slice(Math.max(0, first.start - 2), first.start))) return undefined;
  return spellings.find((spelling) =>
    spelling.words.every((word, offset) => {
      const there = words[at + offset];
      if (!there || (spelling.exact ? there.text : there.folded) !== word) return false;
      const before = words[at + offset - 1];
      return (
        offset === 0 ||
        (before !== undefined && /^(?:\s+|[-‐‑–/]|\s*&\s*)$/.test(value.slice(before.end, there.start)))
      );
    }),
  );
}

function indexTerms(terms: Terms): Index {
  const index = new Map<string, Spelling[]>();
  for (const { id, name, aliases } of terms) {
    for (const spelling of [name, ...aliases].flatMap((each) => spellings(each, id))) {
      const first = spelling.words[0];
      if (first === undefined) continue;
      const key = fold(first);
      const known = index.get(key);
      if (known) known.push(spelling);
      else index.set(key, [spelling]);
    }
  }
  for (const known of index.values()) known.sort((a, b) => b.words.length - a.words.length);
  return index;
}

/** The name as written and its simple plural; a remark in brackets is no part of it: "Time to live (TTL)". */
function spellings(name: string, termId: string): Spelling[] {
  const words = name.replaceAll(/\s*\([^)]*\)/g, '').match(WORD) ?? [];
  const last = words.at(-1);
  if (last === undefined) return [];
  const exact = words.every((word) => /^[\p{Lu}\p{N}]+$/u.test(word) && /\p{Lu}/u.test(word));
  const before = words.slice(0, -1);
  return [last, ...plurals(last, exact)].map((word) => ({
    termId,
    exact,
    words: exact ? [...before, word] : [...before, word].map(fold),
  }));
}

function plurals(word: string, exact: boolean): string[] {
  if (exact) return [`${word}s`];
  if (/(?:s|x|z|ch|sh)$/i.test(word)) return [`${word}es`];
  if (/[^aeiou]y$/i.test(word)) return [`${word.slice(0, -1)}ies`];
  return [`${word}s`];
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('’', "'").normalize('NFC');
}
