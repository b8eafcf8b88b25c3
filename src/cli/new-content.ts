// Plans what `npm run new` writes and prints, from its arguments and the content folder. Not here: writing it (new.ts).
import { stringify } from 'yaml';
import { slugOf } from '../course/outline/slug.ts';
import { didYouMean } from '../course/problems.ts';
import { shortId } from '../course/source/safe-name.ts';
import { LONGEST_TITLE } from '../course/source/schema.ts';
import { RESERVED_COURSES, RESERVED_PAGES } from '../course/source/reserved.ts';

/** Names in the content folder: its files, and its folders with the names in them. */
export interface ContentFolder {
  readonly files: readonly string[];
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

export interface NewFile {
  /** Path below the content folder. */
  readonly name: string;
  readonly text: string;
}

export type Plan =
  { readonly write: readonly NewFile[]; readonly next: string } | { readonly refuse: string };

export const USAGE = `Start a course or a chapter with one of:

  npm run new course "Caching from Scratch"
  npm run new chapter "Cache Keys" in caching-from-scratch
  npm run new -- course --from ../my-book

With one course folder, "in …" may be left out.`;

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;

export function planNew(words: readonly string[], content: ContentFolder): Plan {
  const [kind, title = '', joint, course, ...rest] = words;
  if (title.trim() === '' || rest.length > 0 || (joint !== undefined && joint !== 'in'))
    return { refuse: USAGE };
  if (title.trim().length > LONGEST_TITLE) {
    const length = title.trim().length.toLocaleString('en');
    return {
      refuse: `The title has ${length} characters; the limit is ${LONGEST_TITLE}. Nothing was written.`,
    };
  }
  if (kind === 'course' && joint === undefined) return planCourse(title.trim(), content);
  if (kind === 'chapter' && (joint === undefined || course !== undefined))
    return planChapter(title.trim(), course, content);
  return { refuse: USAGE };
}

function planCourse(title: string, { files, folders }: ContentFolder): Plan {
  const id = addressOf(title, 1, 'course');
  if (RESERVED_COURSES.includes(id))
    return { refuse: `"${id}" is one of Lectern’s own pages. Choose another title.` };
  const taken = [...files, ...folders.keys()].find(
    (name) => slugOf(name.replace(MARKDOWN, ''), 1, 'course') === id,
  );
  if (taken !== undefined) return { refuse: `There is already "${taken}". Nothing was written.` };
  return {
    write: [
      { name: `${id}/index.md`, text: cover(title) },
      { name: `${id}/01-introduction.md`, text: chapter('Introduction', 1) },
    ],
    next: `Write its cover in index.md and its first chapter in 01-introduction.md; "npm run dev" shows both.\nThe next chapter: npm run new chapter "Title" in ${id}`,
  };
}

function planChapter(title: string, wanted: string | undefined, { files, folders }: ContentFolder): Plan {
  const courses = [...folders]
    .filter(([, names]) => names.some((name) => MARKDOWN.test(name)))
    .map(([name]) => name);
  const single = files.find((name) => name === wanted || name.replace(MARKDOWN, '') === wanted);
  if (single !== undefined) {
    return {
      refuse: `"${single}" is a course in one file, where a chapter is a heading. Add to it:\n\n## ${title}`,
    };
  }
  const course = wanted?.replace(/\/$/, '') ?? (courses.length === 1 ? courses[0] : undefined);
  if (course === undefined) {
    const known =
      courses.length === 0
        ? 'There is no course folder yet: npm run new course "Title"'
        : `Say in which: ${courses.join(', ')}.`;
    return { refuse: known };
  }
  if (!courses.includes(course)) {
    return {
      refuse: `There is no course folder "${course}". ${didYouMean(course, courses, `The course folders are: ${courses.join(', ') || 'none'}.`)}`,
    };
  }
  const names = folders.get(course) ?? [];
  const id = addressOf(title, names.length + 1, 'chapter');
  if (RESERVED_PAGES.includes(id)) {
    return { refuse: `"${id}" is a page that Lectern makes for every course. Choose another title.` };
  }
  const taken = names.find(
    (name) => MARKDOWN.test(name) && slugOf(name.replace(MARKDOWN, '').replace(/^\d+[-_. ]+/, ''), 1) === id,
  );
  if (taken !== undefined) return { refuse: `There is already "${course}/${taken}". Nothing was written.` };
  const numbers = names.flatMap((name) => /^(\d+)[-_. ]/.exec(name)?.[1] ?? []);
  const next = Math.max(0, ...numbers.map(Number)) + 1;
  const width = Math.max(2, ...numbers.map(({ length }) => length));
  const file = `${String(next).padStart(width, '0')}-${id}.md`;
  return {
    write: [{ name: `${course}/${file}`, text: chapter(title, next) }],
    next: 'Write it, look at it with "npm run dev", and let "npm run check" read it.',
  };
}

function cover(title: string): string {
  return `${frontMatter({ title, description: `What ${title} is about, in one sentence.` })}
Say here for whom the course is, what they should know before, and what they will be able to do after it.
`;
}

function chapter(title: string, number: number): string {
  const latin = addressOf(title, number, 'chapter')
    .normalize('NFD')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/^-+|-+$/g, '');
  const objective = `explain-${latin || `chapter-${number}`}`;
  const data = {
    title,
    description: 'What this chapter answers, in one sentence.',
    objectives: [{ id: objective, text: `Explain ${title} to a colleague` }],
  };
  return `${frontMatter(data)}
Begin with the question that this chapter answers.

## A first section

Write here. Then ask about it:

\`\`\`question
id: ${objective}-why
objective: ${objective}
ask: Which of these is true?
answers:
  - text: This one
    correct: true
    why: Say why it is right.
  - text: That one
    why: Say why it is tempting, and why it is wrong.
\`\`\`
`;
}

/** A title as a file's name. */
function addressOf(title: string, number: number, noun: string): string {
  return shortId(slugOf(title, number, noun).replace(/-{2,}/g, '-'));
}

function frontMatter(data: object): string {
  return `---\n${stringify(data, { lineWidth: 0 })}---\n`;
}
