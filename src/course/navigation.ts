// The chapters before and after a chapter, and the topics from A to Z. Pure.
import type { Chapter, Course } from './types.ts';

export function neighbours(
  course: Course,
  chapter: Chapter,
): { readonly previous: Chapter | undefined; readonly next: Chapter | undefined } {
  return { previous: course.chapters[chapter.number - 2], next: course.chapters[chapter.number] };
}

/** One topic: a section title or a glossary term, with every place that has it. */
export interface Topic {
  readonly name: string;
  readonly places: readonly { readonly href: string; readonly label: string }[];
}

export interface TopicGroup {
  /** A letter, or `#` for names that begin with none. */
  readonly initial: string;
  readonly topics: readonly Topic[];
}

/** Headings that recur in chapters and name no topic. */
const COMMON =
  /^(?:exercises?\b.*|summary|further reading|conclusion|introduction|overview|references|answers|what (?:it|the fix) costs?.*)$/i;

/** Labels of places that are not sections. */
export interface PlaceNames {
  chapter(number: number): string;
  readonly glossary: string;
}

/** All sections, chapters and terms by name, in the course's own alphabet. */
export function topicsOf(course: Course, names: PlaceNames): TopicGroup[] {
  const places = new Map<string, { name: string; places: { href: string; label: string }[] }>();
  const add = (name: string, href: string, label: string): void => {
    const key = name.toLocaleLowerCase(course.language);
    const topic = places.get(key) ?? { name, places: [] };
    topic.places.push({ href, label });
    places.set(key, topic);
  };
  for (const chapter of course.chapters) {
    const label = chapter.title;
    if (!COMMON.test(chapter.title))
      add(chapter.title, `${encodeURIComponent(chapter.id)}.html`, names.chapter(chapter.number));
    for (const { id, title, depth } of chapter.sections) {
      if (depth > 4 || COMMON.test(title)) continue;
      add(title, `${encodeURIComponent(chapter.id)}.html#${encodeURIComponent(id)}`, label);
    }
  }
  for (const { id, name, aliases } of course.terms) {
    for (const word of [name, ...aliases])
      add(word, `glossary.html#${encodeURIComponent(id)}`, names.glossary);
  }
  const collator = new Intl.Collator(course.language, { numeric: true, ignorePunctuation: true });
  const sorted = [...places.values()].sort((a, b) =>
    collator.compare(withoutArticle(a.name, course.language), withoutArticle(b.name, course.language)),
  );
  const groups = new Map<string, Topic[]>();
  for (const topic of sorted) {
    const initial = initialOf(withoutArticle(topic.name, course.language), course.language);
    groups.set(initial, [...(groups.get(initial) ?? []), topic]);
  }
  return [...groups].map(([initial, topics]) => ({ initial, topics }));
}

/** "A Saga That Survives Crashes" is sorted under S, as in any English index; a title that is only an article stays. */
function withoutArticle(name: string, language: string): string {
  if (/^ar\b/i.test(language)) return name.replace(/^ال(?=\p{L}{2})/u, '');
  return /^en\b/i.test(language) ? name.replace(/^(?:an?|the)\s+(?=\S)/i, '') : name;
}

/** The first letter without its accents, as dictionaries group them. */
function initialOf(name: string, language: string): string {
  const letter = /\p{L}/u.exec(name.normalize('NFD').replace(/\p{M}/gu, ''))?.[0];
  return letter === undefined || /^\P{L}*\d/u.test(name) ? '#' : letter.toLocaleUpperCase(language);
}
