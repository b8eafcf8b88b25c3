// Every sentence that the search says to a reader, but for the one about its own absence (open.ts). Not here: where.
import { translate } from '../../languages/translate.ts';
import type { SearchAnswer, Trouble } from '../engine/hit.ts';

const TROUBLE: Readonly<Record<Trouble, () => string>> = {
  'no-index': () =>
    translate(
      'search',
      'noIndex',
      'This copy of the site has no search index. Authors: `npm run build` makes one; `npm run dev` does not. Meanwhile, the topics from A to Z list every section.',
    ),
  offline: () =>
    translate(
      'search',
      'offline',
      'The search index is not on this device, and the network does not answer. The search starts by itself when you are online again.',
    ),
  incomplete: () =>
    translate(
      'search',
      'incomplete',
      'Parts of the search index could not be read, so these words cannot be searched for now. Try again later; the topics from A to Z list every section.',
    ),
  broken: () =>
    translate(
      'search',
      'broken',
      'The search could not start in this browser. Reload the page to try again; the topics from A to Z list every section.',
    ),
};

export const loading = (): string => translate('search', 'loading', 'Loading the index …');
export const nothingAsked = (): string =>
  translate('search', 'nothingAsked', 'Type a word, a question or a piece of code.');

/** What to say about an answer, beside its hits. */
export function describeHits(answer: SearchAnswer): string {
  if (answer.kind === 'nothing-asked') return nothingAsked();
  if (answer.kind === 'trouble') return TROUBLE[answer.trouble]();
  const { query, corrected, missing, isPartial, total } = answer;
  if (total === 0)
    return translate('search', 'nothing', 'No section contains “{query}”. Try fewer or different words.', {
      query,
    });
  const found = translate(
    'search',
    'sections',
    { one: '{count} section', other: '{count} sections' },
    { count: total },
  );
  if (isPartial)
    return translate(
      'search',
      'partial',
      '{found}; there may be more, because parts of the search index could not be read.',
      { found },
    );
  if (corrected !== undefined)
    return translate('search', 'corrected', 'Nothing contains “{query}”. {found} for “{corrected}”.', {
      query,
      found,
      corrected,
    });
  if (missing.length === 0) return found;
  const words = missing.map((word) => translate('search', 'quoted', '“{word}”', { word })).join(', ');
  return translate('search', 'missing', '{found}; none contains {words}.', { found, words });
}
