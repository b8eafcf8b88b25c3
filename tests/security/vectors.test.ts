// A course file from a stranger cannot bring code, other sites or foreign names into a page: every known trick in every
// place where a text may stand.
import { expect, test } from 'vitest';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { someFor } from '../amount.ts';
import { dangersOf, faultsOf } from './allowed.ts';
import { CHAPTER_CONTEXTS, COURSE_CONTEXTS, chapterFile, withContent } from './contexts.ts';
import { misplaced, renderFolder, type Rendered } from './rendered.ts';
import { VECTORS } from './vectors.ts';

/** Six hundred chapters take seconds; no test of ours is about how many. */
const SLOW_MACHINE_MS = 180_000;

const naive = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze();

test('there are more than two hundred vectors, each with a name of its own', () => {
  expect(new Set(VECTORS.map(({ name }) => name)).size).toBe(VECTORS.length);
  expect(VECTORS.length).toBeGreaterThanOrEqual(200);
});

test('the judge finds the danger in what nobody cleaned', () => {
  const harmless = VECTORS.filter(({ text }) => dangersOf(String(naive.processSync(text))).length === 0);
  expect(harmless.length).toBeLessThan(VECTORS.length / 2);
});

test.each(CHAPTER_CONTEXTS.map((context, at) => [context.name, context, someFor(at, VECTORS)] as const))(
  'in a %s, none of the vectors does anything, and each removal is told with its line',
  { timeout: SLOW_MACHINE_MS },
  async (_name, context, vectors) => {
    const numbered = vectors.map((vector, at) => ({ ...vector, id: `v${at}` }));
    const files = Object.fromEntries(
      numbered.map(({ id, text }, at) => [`${id}.md`, chapterFile(context, text, at)]),
    );
    const rendered = await withContent({ strangers: files }, async (folder) => {
      const result = await renderFolder(folder);
      expect(misplaced(result.problems)).toEqual([]);
      return result;
    });
    const wrong: string[] = [];
    for (const { id, name } of numbered) {
      const faults = pagesOf(rendered, id).flatMap(faultsOf);
      const problems = rendered.problems.filter(({ place }) => place.file.endsWith(`/${id}.md`));
      const dangers = dangersOf(
        String(naive.processSync(files[`${id}.md`]?.replace(/^---\n[^]*?\n---\n/, '') ?? '')),
      );
      if (dangers.length > 0 && problems.length === 0)
        faults.push(`nothing is told of ${dangers.join(', ')}`);
      if (faults.length > 0) wrong.push(`${name}: ${faults.join('; ')}`);
    }
    expect(wrong).toEqual([]);
  },
);

test.each(COURSE_CONTEXTS.map((context, at) => [context.name, context, someFor(at, VECTORS)] as const))(
  'in a %s, none of the vectors does anything',
  { timeout: SLOW_MACHINE_MS },
  async (_name, context, vectors) => {
    const courses = Object.fromEntries(vectors.map(({ text }, at) => [`v${at}`, context.course(text)]));
    const rendered = await withContent(courses, async (folder) => {
      const result = await renderFolder(folder);
      expect(misplaced(result.problems)).toEqual([]);
      return result;
    });
    const wrong = rendered.courses.flatMap((course) => {
      const pages = [
        course.coverHtml,
        course.glossaryHtml,
        ...course.terms.map(({ definition }) => definition),
        ...course.chapters.map(({ html }) => html),
      ];
      const faults = pages.flatMap(faultsOf);
      if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(course.language))
        faults.push(`language ${course.language}`);
      for (const { introducedIn } of course.terms) {
        if (!/^(?:|#[\w%.-]*|(?:\.\.\/)?[\w%-]+\.html(?:#[\w%.-]*)?)$/.test(introducedIn))
          faults.push(`introduced in ${introducedIn}`);
      }
      const name = vectors[Number(course.id.slice(1))]?.name ?? course.id;
      return faults.length > 0 ? [`${name}: ${faults.join('; ')}`] : [];
    });
    expect(wrong).toEqual([]);
  },
);

function pagesOf({ courses }: Rendered, chapter: string): string[] {
  const found = courses.flatMap(({ chapters }) => chapters.filter(({ id }) => id === chapter));
  return found.flatMap(({ html, answersHtml }) => [html, `<ol>${answersHtml}</ol>`]);
}
