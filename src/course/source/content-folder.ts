// What lies in the content folder: which files are courses, covers, chapters.
// Not here: reading one of them (source-file.ts), what the texts mean (outline.ts, library.ts).
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { slugOf } from '../outline/outline.ts';
import type { Problem } from '../problems.ts';
import { displayPath, isInside, readSource, statsOf, type SourceFile } from './source-file.ts';

/** A course's files; a single-file course has only `single`. */
export interface CourseFiles {
  readonly id: string;
  /** Name for people where the text gives no title: "backend-architecture" → "Backend architecture". */
  readonly fallbackTitle: string;
  readonly file: string;
  readonly single?: SourceFile;
  readonly index?: SourceFile;
  readonly glossary?: SourceFile;
  readonly chapters: readonly {
    readonly id: string;
    readonly fallbackTitle: string;
    readonly source: SourceFile;
  }[];
}

/** Folders and pages of the site itself. */
export const RESERVED_COURSES = ['search', 'index', '404', 'pagefind', 'assets', 'fonts'];
/** Pages of each course besides its chapters, its cover and its glossary. */
export const RESERVED_CHAPTERS = ['topics', 'figures'];
const MARKDOWN = /\.(?:md|markdown|mdx)$/i;

/** Reads the folder; everything unreadable becomes a problem and is left out. */
export function readSources(contentDir: string, problems: Problem[]): CourseFiles[] {
  const root = path.resolve(contentDir);
  const shown = displayPath(root);
  const wrong = (
    code: string,
    file: string,
    text: string,
    hint: string,
    grade: Problem['grade'] = 'error',
  ): void => {
    problems.push({ grade, code, place: { file, line: 1, column: 1 }, text, hint });
  };
  if (!statsOf(root)?.isDirectory()) {
    wrong(
      'content-empty',
      shown,
      'There is no such folder, so there is no course to build.',
      'Create it, or set CONTENT_DIR to the folder that holds your Markdown.',
    );
    return [];
  }
  const courses: CourseFiles[] = [];
  for (const entry of listed(root, problems)) {
    const file = displayPath(path.join(root, entry));
    if (isFolder(root, entry)) {
      const course = readFolder(root, entry, problems);
      if (course) courses.push(course);
    } else if (statsOf(path.join(root, entry))?.isDirectory()) {
      wrong(
        'file-outside-content',
        file,
        'This is a link to a folder outside the content folder, which is never read.',
        'Copy the folder into the content folder.',
      );
    } else if (MARKDOWN.test(entry)) {
      const single = readSource(root, entry, problems);
      const base = entry.replace(MARKDOWN, '');
      if (single)
        courses.push({
          id: slugOf(base, courses.length + 1, 'course'),
          fallbackTitle: humanise(base),
          file,
          single,
          chapters: [],
        });
    }
  }
  refuseTaken(
    courses.map(({ id, file }) => ({ id, file })),
    RESERVED_COURSES,
    problems,
  );
  if (courses.length === 0 && !problems.some(({ grade }) => grade === 'error')) {
    wrong(
      'content-empty',
      shown,
      'There is no Markdown in this folder, so there is no course to build.',
      'Put a .md file, or a folder of .md files, into it.',
    );
  }
  return courses;
}

function readFolder(root: string, folder: string, problems: Problem[]): CourseFiles | undefined {
  const file = displayPath(path.join(root, folder));
  const names = listed(path.join(root, folder), problems);
  const markdown = names.filter((name) => MARKDOWN.test(name) && !isFolder(root, `${folder}/${name}`));
  for (const name of names.filter((other) => isFolder(root, `${folder}/${other}`))) {
    for (const nested of listed(path.join(root, folder, name), problems).filter((other) =>
      MARKDOWN.test(other),
    )) {
      problems.push({
        grade: 'warning',
        code: 'chapter-nested',
        place: { file: `${file}/${name}/${nested}`, line: 1, column: 1 },
        text: 'A chapter lies directly in its course’s folder; this file lies deeper and is not read.',
        hint: `Move it to "${file}/".`,
      });
    }
  }
  if (markdown.length === 0) {
    // A folder without Markdown may hold the pictures of others; one without anything is a course not yet begun.
    if (names.length === 0) {
      problems.push({
        grade: 'error',
        code: 'course-empty',
        place: { file, line: 1, column: 1 },
        text: 'This folder is empty, so there is no course in it.',
        hint: 'Put a .md file for each chapter into it, or remove it.',
      });
    }
    return undefined;
  }
  const read = (name: string): SourceFile | undefined => readSource(root, `${folder}/${name}`, problems);
  const chapters: CourseFiles['chapters'][number][] = [];
  const covers: SourceFile[] = [];
  const glossaries: SourceFile[] = [];
  for (const name of markdown) {
    const source = read(name);
    if (!source) continue;
    const base = name.replace(MARKDOWN, '');
    if (base.toLowerCase() === 'index') covers.push(source);
    else if (base.toLowerCase() === 'glossary') glossaries.push(source);
    else {
      const bare = base.replace(/^\d+[-_. ]+/, '') || base;
      chapters.push({ id: slugOf(bare, chapters.length + 1), fallbackTitle: humanise(bare), source });
    }
  }
  const owned = [
    ...covers.map(({ file: owner }) => ({ id: 'index', file: owner })),
    ...glossaries.map(({ file: owner }) => ({ id: 'glossary', file: owner })),
    ...chapters.map(({ id, source }) => ({ id, file: source.file })),
  ];
  refuseTaken(owned, RESERVED_CHAPTERS, problems);
  const [index] = covers;
  const [glossary] = glossaries;
  return {
    id: slugOf(folder, 1, 'course'),
    fallbackTitle: humanise(folder),
    file,
    ...(index && { index }),
    ...(glossary && { glossary }),
    chapters,
  };
}

function refuseTaken(
  addresses: readonly { readonly id: string; readonly file: string }[],
  reserved: readonly string[],
  problems: Problem[],
): void {
  const owners = new Map<string, string>(reserved.map((id) => [id, 'a page of Lectern’s own']));
  for (const { id, file } of addresses) {
    const owner = owners.get(id);
    if (owner !== undefined) {
      problems.push({
        grade: 'error',
        code: 'address-taken',
        place: { file, line: 1, column: 1 },
        text: `Its address "${id}" already belongs to ${owner}.`,
        hint: 'Rename one of the two.',
      });
    } else owners.set(id, `"${file}"`);
  }
}

function listed(folder: string, problems: Problem[]): string[] {
  const order = new Intl.Collator('en', { numeric: true });
  try {
    return readdirSync(folder)
      .filter((name) => !/^[._]/.test(name) && name !== 'node_modules')
      .sort(order.compare);
  } catch (error) {
    problems.push({
      grade: 'error',
      code: 'file-unreadable',
      place: { file: displayPath(folder), line: 1, column: 1 },
      text: `The folder cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Give yourself the right to read it.',
    });
    return [];
  }
}

function isFolder(root: string, name: string): boolean {
  const full = path.join(root, name);
  return (statsOf(full)?.isDirectory() ?? false) && isInside(root, full);
}

function humanise(base: string): string {
  const words = base.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
