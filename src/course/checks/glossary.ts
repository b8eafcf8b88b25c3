// The glossary's own links: each term names an existing place that introduces it.
// Whether a term is used is known after rendering, which finds the mentions: see checkTermUse.
import type { LinkResolver } from '../links/link-resolver.ts';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';

export function checkGlossary(course: CourseDraft, addresses: LinkResolver): Problem[] {
  const { glossary, terms } = course;
  if (!glossary) return [];
  return terms.flatMap(({ introducedIn, line }): Problem[] => {
    if (introducedIn === '') return [];
    const target = addresses.link(introducedIn, glossary.page, glossary.name);
    const place = { file: glossary.source.file, line, column: 1 };
    if ('broken' in target) return [{ ...target.problem, place }];
    if (!/^\w+:/.test(target.href)) return [];
    return [
      {
        grade: 'warning',
        code: 'link-target-unknown',
        place,
        text: `A term is introduced by a chapter of its course, and "${introducedIn}" leads out of it.`,
        hint: 'Name the chapter, such as "05-caching.md#ttl", or leave the line out.',
      },
    ];
  });
}

/** `usedTerms` are the ids of the terms found in each chapter's prose, in the order of the chapters. */
export function checkTermUse(
  course: CourseDraft,
  addresses: LinkResolver,
  usedTerms: readonly (readonly string[])[],
): Problem[] {
  const { glossary, terms, chapters } = course;
  if (!glossary) return [];
  const usedIn = usedTerms.map((used) => new Set(used));
  const used = new Set(usedTerms.flat());
  const places = new Map(chapters.map((chapter, at) => [encodeURIComponent(chapter.id), at]));
  return terms.flatMap(({ id, name, introducedIn, line }): Problem[] => {
    const place = { file: glossary.source.file, line, column: 1 };
    if (!used.has(id)) {
      return [
        {
          grade: 'warning',
          code: 'term-unused',
          place,
          text: `No chapter uses the term "${name}".`,
          hint: 'Use it where it belongs, add the form that the text uses after "Also:", or remove it.',
        },
      ];
    }
    const target =
      introducedIn === '' ? undefined : addresses.link(introducedIn, glossary.page, glossary.name);
    const at =
      target && 'href' in target ? (places.get(target.href.replace(/\.html(?:#.*)?$/s, '')) ?? -1) : -1;
    if (at < 0 || usedIn[at]?.has(id)) return [];
    return [
      {
        grade: 'warning',
        code: 'term-not-introduced',
        place,
        text: `"${name}" is said to be introduced in "${chapters[at]?.title ?? ''}", whose text does not use it.`,
        hint: 'Name the chapter that introduces it, or use the term there.',
      },
    ];
  });
}
