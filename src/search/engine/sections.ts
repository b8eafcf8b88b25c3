// A record of the index, cut into the sections it holds (pure). What marks them is described in anchors.ts.
// Not here: which section comes first (rank.ts).
import { OPENING_ID, TITLE_SEPARATOR } from './anchors.ts';
import type { SearchHit } from './hit.ts';
import type { PagefindFragment } from './pagefind.ts';

/** A section of a record with its own words and matches. */
export interface RecordSection {
  readonly hit: Omit<SearchHit, 'excerpt'>;
  /** What it is called: its heading; for a term also its aliases. */
  readonly names: readonly string[];
  readonly words: readonly string[];
  /** Numbers of the words that match, ascending, counted from the section's first word. */
  readonly matches: readonly number[];
}

const KINDS: ReadonlyMap<string, SearchHit['kind']> = new Map([
  ['section', 'section'],
  ['aside', 'practice'],
  ['dfn', 'term'],
]);

/** The sections of a record, in the order of the page; `matches` are numbers of words of the whole record. */
export function sectionsOf(fragment: PagefindFragment, matches: readonly number[]): RecordSection[] {
  const words = fragment.content.split(/\s+/);
  const page = (fragment.raw_url ?? fragment.url).replace(/#.*/s, '');
  const anchors = [...fragment.anchors].sort((a, b) => a.location - b.location);
  return anchors.map((anchor, index) => {
    const end = anchors[index + 1]?.location ?? words.length;
    const [number = '0', course = '', chapter = '', ...headings] = (anchor.title ?? '').split(
      TITLE_SEPARATOR,
    );
    const kind = KINDS.get(anchor.element) ?? 'section';
    const title = headings.at(-1) ?? chapter;
    const aliases =
      kind === 'term' && anchors.length === 1 ? (fragment.meta['also'] ?? '').split(/, | · /) : [];
    const isOpening = anchor.id === OPENING_ID && headings.length === 0;
    return {
      hit: {
        address: isOpening ? page : `${page}#${encodeURIComponent(anchor.id)}`,
        kind,
        title,
        above: headings.slice(0, -1),
        chapter: { address: page, number: Number(number), title: chapter, course },
      },
      names: [...waysToSay(title), ...aliases.filter((alias) => alias !== '')],
      words: words.slice(anchor.location, end),
      matches: matches.filter((at) => at >= anchor.location && at < end).map((at) => at - anchor.location),
    };
  });
}

/** "Sharding (Horizontal Partitioning)" can be asked for by either name. */
function waysToSay(title: string): string[] {
  const [, name, other] = /^(.+?)\s*\((.+)\)$/.exec(title) ?? [];
  return name && other ? [title, name, other] : [title];
}
