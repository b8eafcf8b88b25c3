// The first mention of each glossary term in a chapter's prose becomes a link to its entry.
// Not here: the glossary itself (course/outline/glossary.ts).
import type { ElementContent, Parents, Text } from 'hast';
import type { RenderContext } from '../context.ts';
import type { RenderRequest } from '../../course/render-request.ts';

type Terms = RenderRequest['terms'];

/** One way to write a term. */
interface Spelling {
  readonly termId: string;
  /** Its words, folded. */
  readonly words: readonly string[];
  /** As written; all-capital names are matched so: "CAP" is no cap. */
  readonly exact: string | undefined;
}

/** A word of spellings that begin alike, with the words that may follow: a text is walked once, whatever the number of terms. */
interface Branch {
  readonly next: Map<string, Branch>;
  /** What ends with this word, by its words as written … */
  readonly exact: Map<string, string>;
  /** … or in any. */
  termId: string | undefined;
}

/** A longer name is not found in a text: the longest in a glossary of ten thousand medical terms has eleven words. */
const MOST_WORDS = 20;

const NOT_PROSE = new Set(
  'a abbr button caption code dfn dt figcaption figure h1 h2 h3 h4 h5 h6 kbd label legend mark option pre q samp script style summary th var'.split(
    ' ',
  ),
);
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

const indexes = new WeakMap<Terms, Branch>();

export function linkTerms(tree: Parents, context: RenderContext): void {
  const { terms, glossaryHref } = context.request;
  if (glossaryHref === '' || terms.length === 0) return;
  let index = indexes.get(terms);
  if (!index) indexes.set(terms, (index = indexTerms(terms)));
  linkIn(tree, index, terms.length, context);
}

function linkIn(parent: Parents, index: Branch, count: number, context: RenderContext): void {
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

function linkText(node: Text, index: Branch, context: RenderContext): ElementContent[] {
  const { value } = node;
  const words: Word[] = [];
  let isCandidate = false;
  for (const match of value.matchAll(WORD)) {
    const folded = fold(match[0]);
    isCandidate ||= index.next.has(folded);
    words.push({ text: match[0], folded, start: match.index, end: match.index + match[0].length });
  }
  if (!isCandidate) return [node];
  const parts: ElementContent[] = [];
  let done = 0;
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    const found = first && findSpelling(index, words, at, value);
    const last = found && words[at + found.length - 1];
    if (!first || !found || !last) continue;
    at += found.length - 1;
    if (found.termId === context.request.ownTerm || context.usedTerms.has(found.termId)) continue;
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

interface Found {
  readonly termId: string;
  /** Number of words. */
  readonly length: number;
}

/** The longest spelling at a word, also of a term already linked: "cache stampede" is no first mention of "cache". */
function findSpelling(index: Branch, words: readonly Word[], at: number, value: string): Found | undefined {
  const first = words[at];
  if (!first || !index.next.has(first.folded)) return undefined;
  // Parts of addresses, paths and names such as `/cache` or `lru.cache` are not prose.
  if (/[@/\\_#$]$|\S\.$/.test(value.slice(Math.max(0, first.start - 2), first.start))) return undefined;
  let branch: Branch | undefined = index;
  let found: Found | undefined;
  let written = '';
  for (let length = 1; length <= MOST_WORDS; length++) {
    const word = words[at + length - 1];
    const before = words[at + length - 2];
    if (!word) break;
    if (length > 1 && before && !JOINT.test(value.slice(before.end, word.start))) break;
    branch = branch.next.get(word.folded);
    if (!branch) break;
    written = length === 1 ? word.text : `${written} ${word.text}`;
    const termId = branch.exact.get(written) ?? branch.termId;
    if (termId !== undefined) found = { termId, length };
  }
  return found;
}

/** What may stand between the words of a name. */
const JOINT = /^(?:\s+|[-‐‑–/]|\s*&\s*)$/;

function indexTerms(terms: Terms): Branch {
  const root: Branch = { next: new Map(), exact: new Map(), termId: undefined };
  for (const { id, name, aliases } of terms) {
    for (const { termId, words, exact } of [name, ...aliases].flatMap((each) => spellings(each, id))) {
      let branch = root;
      for (const word of words) {
        const known: Branch = branch.next.get(word) ?? {
          next: new Map(),
          exact: new Map(),
          termId: undefined,
        };
        branch.next.set(word, known);
        branch = known;
      }
      // Of two terms of one name, the first.
      if (exact === undefined) branch.termId ??= termId;
      else if (!branch.exact.has(exact)) branch.exact.set(exact, termId);
    }
  }
  return root;
}

/** The name as written and its simple plural; a remark in brackets is no part of it: "Time to live (TTL)". */
function spellings(name: string, termId: string): Spelling[] {
  const words = name.replaceAll(/\s*\([^)]*\)/g, '').match(WORD) ?? [];
  const last = words.at(-1);
  if (last === undefined || words.length > MOST_WORDS) return [];
  const isExact = words.every((word) => /^[\p{Lu}\p{N}]+$/u.test(word) && /\p{Lu}/u.test(word));
  const before = words.slice(0, -1);
  return [last, ...plurals(last, isExact)].map((word) => ({
    termId,
    words: [...before, word].map(fold),
    exact: isExact ? [...before, word].join(' ') : undefined,
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
