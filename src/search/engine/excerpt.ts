// The piece of a section's text that shows why it was found (pure). Not here: where the matches are, which Pagefind says.
import type { ExcerptPart } from './hit.ts';
import { standTogether } from './segment.ts';

/** Words shown; two to three lines of the list. */
const LENGTH = 28;
/** Words kept before the first match, so that a sentence can be made out. */
const LEAD = 6;

/** A word that says by itself that something is left out. */
const ELLIPSIS = /^(?:…|\.{3})$/u;
const OUTER_PUNCTUATION = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;

/**
 * Cuts the window that holds most matches out of `words` and marks them. `matches` are numbers of words in ascending
 * order; without any, the beginning is shown. Left out text is shown as an ellipsis.
 */
export function excerptOf(words: readonly string[], matches: readonly number[]): ExcerptPart[] {
  const start = startOfDensest(words.length, matches);
  const end = Math.min(words.length, start + LENGTH);
  const marked = new Set(matches);
  const parts: { text: string; isMarked: boolean }[] = [];
  const add = (text: string, isMarked: boolean) => {
    if (text === '') return;
    const last = parts.at(-1);
    if (last?.isMarked === isMarked) last.text += text;
    else parts.push({ text, isMarked });
  };
  if (start > 0 && !ELLIPSIS.test(words[start] ?? '')) add('… ', false);
  for (let at = start; at < end; at++) {
    const word = words[at] ?? '';
    const [, before = '', core = '', after = ''] = OUTER_PUNCTUATION.exec(word) ?? [];
    if (at > start && !standTogether(words[at - 1] ?? '', word)) add(' ', false);
    if (marked.has(at) && core !== '') {
      add(before, false);
      add(core, true);
      add(after, false);
    } else add(word, false);
  }
  if (end < words.length && !ELLIPSIS.test(words[end - 1] ?? '')) add(' …', false);
  return parts;
}

function startOfDensest(length: number, matches: readonly number[]): number {
  let best = 0;
  let bestCount = -1;
  for (const [index, from] of matches.entries()) {
    let count = 0;
    for (let next = index; (matches[next] ?? Infinity) < from + LENGTH - LEAD; next++) count++;
    if (count > bestCount) [best, bestCount] = [from, count];
  }
  return Math.max(0, Math.min(best - LEAD, length - LENGTH));
}
