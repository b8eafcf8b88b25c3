// Finds a passage again in a text that may have been edited: unchanged, moved, or similar. Where nothing is similar enough it is
// not found, because a note at the wrong words is worse than one without a place. Pure.
import search from 'approx-string-match';
import type { Quote } from '../record/record.ts';

/** A chapter's text with white space collapsed, and the offsets of its sections. */
export interface SectionedText {
  readonly text: string;
  /** In order; the chapter's beginning has the id ''. */
  readonly sections: readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

export interface Found {
  readonly start: number;
  readonly end: number;
  readonly section: string;
}

/** Length of the context that is stored from before and after the passage. */
const CONTEXT = 48;
/** At most this share of the characters may differ. */
const MOST_ERRORS = 0.25;
/** Shorter passages occur in many places by chance, so their context has to match as well. */
const LONG_ENOUGH = 24;
const CONTEXT_NEEDED = 0.5;

/** The passage between two places of the text, with what surrounds it. */
export function quoteOf({ text }: SectionedText, start: number, end: number): Quote {
  return {
    exact: text.slice(start, end),
    prefix: whole(text.slice(Math.max(0, start - CONTEXT), start)),
    suffix: whole(text.slice(end, end + CONTEXT)),
  };
}

/** Without half of a surrogate pair at the edge of the cut. */
function whole(text: string): string {
  return text.toWellFormed().replaceAll('\uFFFD', '');
}

/** An exact match: in the passage's section, else anywhere in the chapter. */
export function findExact(chapter: SectionedText, quote: Quote, section: string): Found | undefined {
  const own = chapter.sections.find(({ id }) => id === section);
  if (quote.exact === '') return own && { start: own.start, end: own.start, section };
  const places: Place[] = [];
  for (let at = chapter.text.indexOf(quote.exact); at >= 0; at = chapter.text.indexOf(quote.exact, at + 1))
    places.push({ start: at, end: at + quote.exact.length, errors: 0 });
  return best(chapter, quote, places, own);
}

/** A place whose text holds most of the passage. */
export function findSimilar(chapter: SectionedText, quote: Quote, section: string): Found | undefined {
  const most = Math.floor(quote.exact.length * MOST_ERRORS);
  if (most === 0) return undefined;
  const own = chapter.sections.find(({ id }) => id === section);
  // The search gives the number of differing characters for each end position; the lowest are examined.
  const places = search(chapter.text, quote.exact, most);
  const fewest = Math.min(...places.map(({ errors }) => errors));
  return best(
    chapter,
    quote,
    places.filter(({ errors }) => errors === fewest),
    own,
  );
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
}

function best(
  chapter: SectionedText,
  quote: Quote,
  places: readonly Place[],
  own: SectionedText['sections'][number] | undefined,
): Found | undefined {
  let found: { readonly place: Place; readonly worth: number } | undefined;
  for (const place of places) {
    const agreement = contextAgreement(chapter.text, quote, place);
    const isHome = own !== undefined && place.start >= own.start && place.end <= own.end;
    // The only match in its own section is accepted whatever its context is now.
    const isKnown = isHome && places.length === 1;
    if (quote.exact.length < LONG_ENOUGH && !isKnown && agreement < CONTEXT_NEEDED) continue;
    const worth = agreement + adjoining(chapter.text, quote, place) + (isHome ? 1 : 0);
    if (!found || worth > found.worth) found = { place, worth };
  }
  if (!found) return undefined;
  const { start, end } = found.place;
  const section = chapter.sections.findLast((each) => each.start <= start)?.id ?? '';
  return { start, end, section };
}

/** From 0 to 1: how much of the stored context still adjoins the place, counted up to the first difference. */
function adjoining(text: string, { prefix, suffix }: Quote, { start, end }: Place): number {
  let same = 0;
  while (same < prefix.length && prefix.at(-1 - same) === text[start - 1 - same]) same += 1;
  let after = 0;
  while (after < suffix.length && suffix[after] === text[end + after]) after += 1;
  return (same + after) / Math.max(1, prefix.length + suffix.length);
}

/** From 0 to 1: how much of the context before or after is still near the place, whichever is more. */
function contextAgreement(text: string, { prefix, suffix }: Quote, { start, end }: Place): number {
  const share = (kept: string, now: string): number => {
    if (kept === '') return now === '' ? 1 : 0;
    const errors = search(now, kept, Math.floor(kept.length / 2)).map((match) => match.errors);
    return errors.length === 0 ? 0 : 1 - Math.min(...errors) / kept.length;
  };
  return Math.max(
    share(prefix, text.slice(Math.max(0, start - 2 * CONTEXT), start)),
    share(suffix, text.slice(end, end + 2 * CONTEXT)),
  );
}
