// The vectors in every place (a share of them, or all: amount.ts), as courses of one content folder that is fit to be built: many vectors to a chapter,
// each between headings of its own, so that a page tells whether all of them arrived.
// Not here: what is looked for in the built pages (tests/browser/strangers.spec.ts).
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { parseText } from '../../src/course/source/parse.ts';
import { someFor } from '../amount.ts';
import { CHAPTER_CONTEXTS, COURSE_CONTEXTS, type ChapterContext, type CourseFolder } from './contexts.ts';
import { VECTORS } from './vectors.ts';

/** A chapter as it will be built, and how many vectors stand in it. */
export interface StrangersPage {
  /** Below the site's root. */
  readonly address: string;
  readonly vectors: number;
}

export interface StrangersSite {
  readonly courses: Readonly<Record<string, CourseFolder>>;
  readonly pages: readonly StrangersPage[];
}

/** Large enough to visit all in a minute, small enough to find the one that did something. */
const MOST_IN_A_CHAPTER = 50;
/** A title is one line; this many vectors make it, one after the other. */
const IN_A_TITLE = 10;
/** What stops the build is never on a page: a figure that is unknown, a diagram that cannot be read. */
const STOP_THE_BUILD: readonly string[] = ['figure', 'Mermaid source'];
/** The heading before each vector. */
export const BEGINS = 'Vector ';

const STRANGERS: readonly { readonly text: string; readonly number: number }[] = VECTORS.map(
  ({ text }, number) => ({ text, number }),
).filter(({ text }) => !/^(?:```|~~~)(?:question|figure)/m.test(text));

export function strangersSite(): StrangersSite {
  const courses: Record<string, CourseFolder> = {};
  const pages: StrangersPage[] = [];
  const add = (course: string, chapters: readonly { readonly text: string; readonly vectors: number }[]) => {
    const named = chapters.map((chapter, at) => ({ ...chapter, id: `c${at + 1}` }));
    courses[course] = {
      ...Object.fromEntries(named.map(({ id, text }) => [`${id}.md`, text])),
      ...courses[course],
    };
    pages.push(...named.map(({ id, vectors }) => ({ address: `${course}/${id}.html`, vectors })));
  };
  for (const [place, context] of CHAPTER_CONTEXTS.entries()) {
    const strangers = someFor(place, STRANGERS);
    const course = context.name.toLowerCase().replaceAll(' ', '-');
    if (STOP_THE_BUILD.includes(context.name)) continue;
    add(course, context.name === 'front matter' ? titled(context, strangers) : gathered(context, strangers));
    // The course itself is called by one of them.
    const cover = COURSE_CONTEXTS.find(({ name }) => name === 'cover');
    const { text = '' } = STRANGERS[pages.length % STRANGERS.length] ?? {};
    courses[course] = { ...courses[course], 'index.md': cover?.course(text)['index.md'] ?? '' };
  }
  add('glossary-of-strangers', [{ text: `A ${words().join(', a ')}.`, vectors: 0 }]);
  courses['glossary-of-strangers'] = { ...courses['glossary-of-strangers'], 'glossary.md': glossary() };
  return { courses, pages };
}

/** As few chapters as can be: what takes the following text with it comes last, and a label that is taken begins another. */
function gathered(
  context: ChapterContext,
  strangers: typeof STRANGERS,
): { readonly text: string; readonly vectors: number }[] {
  const greedy: string[] = [];
  const chapters: { bodies: string[]; labels: Set<string> }[] = [];
  for (const { text, number } of strangers) {
    const body = `## ${BEGINS}${number}\n\n${context.chapter(text, number)}\n`;
    const tree = parseText(`${body}\n## ${BEGINS}`, 'strangers.md', 'md').tree;
    if (headingsIn(tree) < 2) {
      greedy.push(body);
      continue;
    }
    const labels = labelsIn(tree);
    const last = chapters.at(-1);
    if (last && last.bodies.length < MOST_IN_A_CHAPTER && labels.isDisjointFrom(last.labels)) {
      last.bodies.push(body);
      last.labels = last.labels.union(labels);
    } else chapters.push({ bodies: [body], labels });
  }
  const bodies = chapters.map((chapter, at) => [...chapter.bodies, ...greedy.slice(at, at + 1)]);
  const rest = greedy.slice(chapters.length).map((body) => [body]);
  return [...bodies, ...rest].map((together, at) => {
    // An objective is known by its id in all of a course.
    const text = together.join('\n').replaceAll('objective: known\n', `objective: known-${at}\n`);
    const frontMatter = `---\nobjectives:\n  - id: known-${at}\n    text: Know\n---\n\n`;
    // Without a title, the first vector's heading would be it.
    const titled = `# Vectors of strangers\n\n${text}`;
    return { text: (context.name === 'question' ? frontMatter : '') + titled, vectors: together.length };
  });
}

function titled(
  context: ChapterContext,
  strangers: typeof STRANGERS,
): { readonly text: string; readonly vectors: number }[] {
  return Array.from({ length: Math.ceil(strangers.length / IN_A_TITLE) }, (_, at) => {
    const some = strangers.slice(at * IN_A_TITLE, (at + 1) * IN_A_TITLE);
    return { text: context.chapter(some.map(({ text }) => text).join(' '), at), vectors: 0 };
  });
}

function headingsIn({ children }: Root): number {
  return children.filter((node) => node.type === 'heading' && `${toString(node)} `.startsWith(BEGINS)).length;
}

function labelsIn(tree: Root): Set<string> {
  const labels = new Set<string>();
  visit(tree, ({ type, ...node }) => {
    if ((type === 'definition' || type === 'footnoteDefinition') && 'identifier' in node)
      labels.add(`${type} ${node.identifier}`);
  });
  return labels;
}

/** A term for each vector, whose definition it is; and terms that are one themselves. */
function glossary(): string {
  const terms = STRANGERS.filter(
    ({ text }) => headingsIn(parseText(`${text}\n\n## ${BEGINS}`, 'g.md', 'md').tree) === 1,
  );
  return terms
    .map(({ text, number }) => {
      const line = text.replaceAll(/\s+/g, ' ').trim();
      return `## ${wordOf(number)}\n\nAs ${line}\n\n## ${line} ${number}\n\n${text}\n`;
    })
    .join('\n');
}

function words(): string[] {
  return STRANGERS.map(({ number }) => wordOf(number));
}

/** A word of letters, for terms are found as words. */
function wordOf(number: number): string {
  return `term${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`;
}
