// Lists the content folder: which files are courses, covers, chapters.
// Not here: reading one of them (source-file.ts), what the texts mean (read-course.ts).
import path from 'node:path';
import { addressOf, freeAddresses } from './addresses.ts';
import { readCourseFolder, type ChapterFile } from './course-folder.ts';
import { hasText, humanise, withoutMarks } from './page-text.ts';
import { withoutMdx } from './mdx-files.ts';
import { readHabits } from './front-matter-of-others.ts';
import type { Problem } from '../problems.ts';
import {
  displayPath,
  isFolder,
  listed,
  MARKDOWN,
  readSource,
  statsOf,
  type SourceFile,
} from './source-file.ts';
import { RESERVED_COURSES } from './reserved.ts';

/** A course's files; a single-file course has only `single`. */
export interface CourseFiles {
  readonly id: string;
  /** Title where the text has none: "backend-architecture" → "Backend architecture". */
  readonly fallbackTitle: string;
  /** The course's title in another tool's settings, which takes precedence over the heading of its first page. */
  readonly bookTitle?: string;
  readonly file: string;
  readonly single?: SourceFile;
  readonly index?: SourceFile;
  readonly glossary?: SourceFile;
  readonly chapters: readonly ChapterFile[];
}

/** Reads the folder; whatever cannot be read is left out and reported. */
export function readSources(contentDir: string, problems: Problem[]): CourseFiles[] {
  const courses = readCourses(contentDir, problems);
  return process.env['LECTERN_NO_MDX'] === '1' ? withoutMdx(courses, problems) : courses;
}

function readCourses(contentDir: string, problems: Problem[]): CourseFiles[] {
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
    } else if (MARKDOWN.test(entry) && !entry.startsWith('_')) {
      const course = readFile(root, entry, courses.length + 1, problems);
      if (course) courses.push(course);
    }
  }
  const ids = freeAddresses(courses, RESERVED_COURSES, problems);
  if (courses.length === 0 && !problems.some(({ grade }) => grade === 'error')) {
    wrong(
      'content-empty',
      shown,
      'There is no Markdown in this folder, so there is no course to build.',
      'Put a .md file, or a folder of .md files, into it.',
    );
  }
  return courses.map((course, index) => ({ ...course, id: ids[index] ?? course.id }));
}

/** A folder or file elsewhere, as the course that it would be in the content folder; undefined if it holds none. */
export function readCourseAt(full: string, problems: Problem[]): CourseFiles | undefined {
  const root = path.dirname(path.resolve(full));
  const name = path.basename(path.resolve(full));
  if (statsOf(full)?.isDirectory()) return readFolder(root, name, problems);
  return MARKDOWN.test(name) ? readFile(root, name, 1, problems) : undefined;
}

/** A course in one file. */
function readFile(root: string, name: string, number: number, problems: Problem[]): CourseFiles | undefined {
  const single = readSource(root, name, problems);
  if (!single || readHabits(single.text).isDraft) return undefined;
  const base = withoutMarks(name.replace(MARKDOWN, ''));
  return {
    id: addressOf(base, number, 'course'),
    fallbackTitle: humanise(base),
    file: displayPath(path.join(root, name)),
    single,
    chapters: [],
  };
}

function readFolder(root: string, folder: string, problems: Problem[]): CourseFiles | undefined {
  const file = displayPath(path.join(root, folder));
  const { title, index, glossary, chapters, isEmpty } = readCourseFolder(root, folder, problems);
  if (chapters.length === 0 && !index && !glossary) {
    // A folder without Markdown may hold pictures of other courses; an empty one is a course without chapters.
    if (isEmpty) {
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
  const id = addressOf(withoutMarks(folder), 1, 'course');
  const fallbackTitle = humanise(withoutMarks(folder));
  // A README with all of the text in it is a course in one file.
  if (chapters.length === 0 && !glossary && index && hasText(index.text)) {
    return index.format === 'md'
      ? { id, fallbackTitle, file, single: index, chapters }
      : { id, fallbackTitle, file, chapters: [{ id, fallbackTitle, source: index, part: '' }] };
  }
  return {
    id,
    fallbackTitle,
    ...(title !== '' && { bookTitle: title }),
    file,
    ...(index && { index }),
    ...(glossary && { glossary }),
    chapters,
  };
}
