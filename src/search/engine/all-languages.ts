// A site's search: each language has an index of its own, since words are cut and stemmed by the rules of their language.
// A course is searched in its language; a search of all courses asks every language, the page's own first.
// Not here: searching one index (engine.ts).
import { searchLanguage, type Search } from './engine.ts';
import type { SearchAnswer } from './hit.ts';
import { checkIndex, type SiteEntry } from './load.ts';
import { readQuery } from './query.ts';

type Hits = SearchAnswer & { kind: 'hits' };

/** A search over the site at `root`, an absolute address that ends in a slash; `language` is that of the page. */
export function createSearch(root: string, language = ''): Search {
  const indexes = new Map<string, Search>();
  let loading: Promise<SiteEntry> | undefined;
  let newest = 0;

  const searchIn = (spoken: string, folder: string): Search => {
    const known = indexes.get(folder) ?? searchLanguage(root, spoken, folder);
    indexes.set(folder, known);
    return known;
  };
  /** An entry that cannot be read is told by the search itself, which reads it again. */
  const readSite = async (): Promise<SiteEntry | undefined> => {
    loading ??= checkIndex(root);
    return loading.catch(() => (loading = undefined));
  };
  /** The indexes that may answer, the likeliest first. */
  const indexesFor = async (course: string | undefined): Promise<Search[]> => {
    const { languages = [], courses = {} } = (await readSite()) ?? {};
    const [main = 'en', ...others] = languages;
    const all = [searchIn(main, ''), ...others.map((other) => searchIn(other, `${other}/`))];
    const wanted = course === undefined ? undefined : Object.hasOwn(courses, course) ? courses[course] : main;
    const at = languages.indexOf(wanted ?? language.split('-')[0]?.toLowerCase() ?? '');
    const own = all[Math.max(0, at)];
    if (!own) return all;
    return wanted === undefined ? [own, ...all.filter((each) => each !== own)] : [own];
  };

  return {
    warm: () => void indexesFor(undefined).then(([own]) => own?.warm()),
    async courses() {
      const names = Object.keys((await readSite())?.courses ?? {});
      if (names.length > 0) return names;
      const [own] = await indexesFor(undefined);
      return (await own?.courses()) ?? [];
    },
    async ask(typed, options = {}) {
      const ticket = ++newest;
      if (readQuery(typed).words.length === 0) return { kind: 'nothing-asked' };
      const asked = await indexesFor(options.course);
      if (ticket !== newest) return undefined;
      const answers = await Promise.all(asked.map((index) => index.ask(typed, options)));
      return ticket === newest ? joined(answers.filter((answer) => answer !== undefined)) : undefined;
    },
  };
}

/** One answer of several: of those that have all words; else of the first that has something. */
function joined(answers: readonly SearchAnswer[]): SearchAnswer | undefined {
  const found = answers.filter((answer): answer is Hits => answer.kind === 'hits');
  const [first, ...others] = found.filter(
    ({ hits, corrected, missing }) => hits.length > 0 && corrected === undefined && missing.length === 0,
  );
  if (!first) return found.find(({ hits }) => hits.length > 0) ?? found[0] ?? answers[0];
  return others.reduce(followedBy, first);
}

/** The hits of one after those of the other. */
function followedBy(first: Hits, second: Hits): Hits {
  return {
    ...first,
    hits: [...first.hits, ...second.hits],
    total: first.total + second.total,
    async more(count) {
      const own = await first.more(count);
      return [...own, ...(await second.more(Math.max(0, count - own.length)))].slice(0, count);
    },
  };
}
