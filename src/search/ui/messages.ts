// Every sentence that the search says to a reader, but for the one about its own absence (open.ts). Not here: where.
import type { SearchAnswer, Trouble } from '../engine/hit.ts';

const TROUBLE: Readonly<Record<Trouble, string>> = {
  'no-index':
    'This copy of the site has no search index. Authors: `npm run build` makes one; `npm run dev` does not. Meanwhile, the topics from A to Z list every section.',
  offline:
    'The search index is not on this device, and the network does not answer. Try again when you are online; this will notice.',
  incomplete:
    'Parts of the search index could not be read, so nothing can be said about these words. Try again in a while; the topics from A to Z list every section.',
  broken:
    'The search could not start in this browser. Reload the page to try again; the topics from A to Z list every section.',
};

export const LOADING = 'Loading the index …';
export const NOTHING_ASKED = 'Type a word, a question or a piece of code.';

/** What to say about an answer, beside its hits. */
export function sayAnswer(answer: SearchAnswer): string {
  if (answer.kind === 'nothing-asked') return NOTHING_ASKED;
  if (answer.kind === 'trouble') return TROUBLE[answer.trouble];
  const { query, corrected, missing, isPartial, total } = answer;
  if (total === 0) return `No section has “${query}”. Fewer or other words may find it.`;
  const found = total === 1 ? '1 section' : `${total} sections`;
  if (isPartial) return `${found}; there may be more, because parts of the search index could not be read.`;
  if (corrected !== undefined) return `Nothing has “${query}”. ${found} for “${corrected}”.`;
  return missing.length === 0
    ? found
    : `${found}; none has ${missing.map((word) => `“${word}”`).join(', ')}.`;
}
