// How long a text takes to read. Not here: how long its exercises take; authors who know better say `minutes`.
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

/** Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019); technical prose is slower. */
export const WORDS_PER_MINUTE = 220;
/** A line of code takes about as long as ten words. */
const WORDS_PER_CODE_LINE = 10;
/** A question is read, thought about and answered in about a minute and a half. */
const WORDS_PER_QUESTION = 330;

/** Words of prose: what stands in paragraphs, lists and tables, not in footnotes. A CJK character counts as half a word. */
export function countWords(tree: Root): number {
  let words = 0;
  visit(tree, (node) => {
    if (node.type === 'footnoteDefinition') return 'skip';
    if (node.type === 'paragraph' || node.type === 'tableCell') {
      words += wordsIn(toString(node));
      return 'skip';
    }
    return undefined;
  });
  return words;
}

/** Minutes to read, at least 1. */
export function estimateMinutes(tree: Root): number {
  let weight = countWords(tree);
  visit(tree, 'code', ({ lang, value }) => {
    weight +=
      lang === 'question' || lang === 'task'
        ? WORDS_PER_QUESTION
        : value.split('\n').length * WORDS_PER_CODE_LINE;
  });
  return Math.max(1, Math.round(weight / WORDS_PER_MINUTE));
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

function wordsIn(text: string): number {
  const ideographs = text.match(CJK)?.length ?? 0;
  const rest = text.replace(CJK, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  return rest + Math.ceil(ideographs / 2);
}
