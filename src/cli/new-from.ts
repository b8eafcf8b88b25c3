// `npm run new -- course --from ../my-book`: previews how a book in another folder would be read (chapters, order, titles) and what
// is not understood, before anything is copied; `--yes` copies it. The copy is made under a temporary name and then renamed,
// so that it is never incomplete. Not here: new courses from a template (new-content.ts).
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { printReport } from '../course/problem-report.ts';
import { printable, printableName } from '../course/problems.ts';
import type { CourseDraft, Library } from '../course/read-course.ts';
import { readElsewhere } from '../course/read-course.ts';
import { RESERVED_COURSES } from '../course/source/reserved.ts';
import { displayPath, MARKDOWN } from '../course/source/source-file.ts';
import type { Course } from '../course/types.ts';
import { renderAll } from './render-all.ts';

export interface FromOptions {
  /** The folder or the file, as the author wrote it. */
  readonly from: string;
  readonly contentDir: string;
  /** Whether to copy. */
  readonly isConfirmed: boolean;
  /** Whether every problem is printed in full. */
  readonly showsAll: boolean;
}

export interface Outcome {
  readonly message: string;
  /** True where nothing can be read or copied. */
  readonly isRefused: boolean;
}

/** Files of tools and operating systems, which are not copied. */
const NOT_COPIED = /^(?:node_modules|\.(?!gitbook$|vitepress$).*|Thumbs\.db)$/i;
/** Everything in VitePress's folder but its configuration. */
const NOT_COPIED_OF_VITEPRESS = /[\\/]\.vitepress[\\/](?!config\.m?[jt]s$)/;
/** How many files that are not read are listed by name. */
const MOST_NAMED = 8;

export async function newFrom({ from, contentDir, isConfirmed, showsAll }: FromOptions): Promise<Outcome> {
  const source = path.resolve(from);
  const why = whyNot(source, contentDir);
  if (why !== undefined) return { message: printable(why), isRefused: true };
  const library = readElsewhere(source);
  const [draft] = library.courses;
  const { courses, problems } = await renderAll(library);
  const [course] = courses;
  const hasErrors = problems.some(({ grade }) => grade === 'error');
  const report =
    problems.length === 0 ? '' : `Not understood, or not there:\n\n${printReport(problems, showsAll)}`;
  if (!draft || !course) {
    return {
      message: [report || `There is no Markdown in "${displayPath(source)}".`, 'Nothing was copied.'].join(
        '\n\n',
      ),
      isRefused: true,
    };
  }
  const target = path.join(contentDir, path.basename(source));
  const plan = [
    describe(course, draft, source, target),
    ...notRead(library, source),
    ...library.notes,
    report,
  ];
  const finished = isConfirmed
    ? copied(source, target, hasErrors)
    : {
        message: `Nothing was copied yet.${hasErrors ? ' Errors stop a build, so mend them before or after it.' : ''} To copy it: npm run new -- course --from ${quoted(from)} --yes`,
        isRefused: false,
      };
  const { message, isRefused } = finished;
  return { message: printable([...plan, message].filter(Boolean).join('\n\n')), isRefused };
}

function whyNot(source: string, contentDir: string): string | undefined {
  const shown = displayPath(source);
  if (!existsSync(source)) return `There is no "${shown}". Nothing was copied.`;
  const isFolder = statSync(source).isDirectory();
  if (!isFolder && !MARKDOWN.test(source))
    return `"${shown}" is neither a folder nor a file of Markdown. Nothing was copied.`;
  const name = path.basename(source);
  if (/^[._]/.test(name))
    return `Names that begin with "${name.charAt(0)}" are not read as courses: rename "${shown}" first.`;
  const real = realpathSync(source);
  const content = existsSync(contentDir) ? realpathSync(contentDir) : contentDir;
  if (contains(content, real))
    return `"${shown}" lies in the content folder already: npm run check reads it there.`;
  if (contains(real, content))
    return `"${shown}" holds the content folder, which would be copied into itself.`;
  const id = name.replace(MARKDOWN, '').toLowerCase();
  if (RESERVED_COURSES.includes(id)) return `"${id}" is one of Lectern’s own pages: rename "${shown}" first.`;
  const taken = (existsSync(contentDir) ? readdirSync(contentDir) : []).find(
    (each) => each.replace(MARKDOWN, '').toLowerCase() === id,
  );
  return taken === undefined
    ? undefined
    : `There is already "${displayPath(path.join(contentDir, taken))}". Nothing was copied.`;
}

function contains(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** The course that the book would become: its parts and chapters in order, each with its file. */
function describe(course: Course, draft: CourseDraft, source: string, target: string): string {
  const base = statSync(source).isDirectory() ? source : path.dirname(source);
  const fileOf = (file: string): string => path.relative(base, path.resolve(file)).split(path.sep).join('/');
  const titles = course.chapters.map(({ number, title }) => `${number}. ${printableName(title)}`);
  const width = Math.min(48, Math.max(...titles.map(({ length }) => length)));
  const lines = course.chapters.flatMap((chapter, index) => {
    const { part = '' } = chapter;
    const isNew = part !== (course.chapters[index - 1]?.part ?? '');
    const file = fileOf(draft.chapters[index]?.source.file ?? '');
    const line = `  ${part === '' ? '' : '  '}${(titles[index] ?? '').padEnd(width)}  ${file}`;
    return isNew ? [part === '' ? '  (no part)' : `  ${part}`, line] : [line];
  });
  const count = course.chapters.length;
  const cover =
    draft.cover.text === '' ? [] : [`  ${'Cover'.padEnd(width)}  ${fileOf(draft.cover.source.file)}`];
  const glossary = draft.glossary
    ? [`  ${'Glossary'.padEnd(width)}  ${fileOf(draft.glossary.source.file)}`]
    : [];
  return [
    `"${displayPath(source)}" would be the course "${course.title}" in ${displayPath(target)}, in the language "${course.language}", with ${count} ${count === 1 ? 'chapter' : 'chapters'}:`,
    '',
    ...cover,
    ...lines,
    ...glossary,
  ].join('\n');
}

/** Markdown files that would not become pages. */
function notRead({ courses }: Library, source: string): string[] {
  if (!statSync(source).isDirectory()) return [];
  const used = new Set(
    courses.flatMap(({ cover, chapters, glossary }) =>
      [cover, ...chapters, ...(glossary ? [glossary] : [])].map((page) => path.resolve(page.source.file)),
    ),
  );
  const rest = filesBelow(source).filter(
    (file) =>
      MARKDOWN.test(file) && !used.has(file) && !/^(?:SUMMARY|_sidebar)\.md$/i.test(path.basename(file)),
  );
  if (rest.length === 0) return [];
  const names = rest
    .slice(0, MOST_NAMED)
    .map((file) => path.relative(source, file).split(path.sep).join('/'));
  const more = rest.length - names.length;
  return [`Not read as pages: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (NOT_COPIED.test(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(full) : entry.isFile() ? [full] : [];
  });
}

function copied(source: string, target: string, hasErrors: boolean): Outcome {
  const contentDir = path.dirname(target);
  // Names that begin with a dot are not read, so a build at the same time ignores it.
  const aside = path.join(contentDir, `.${path.basename(target).slice(0, 100)}-${process.pid}`);
  const real = realpathSync(source);
  try {
    mkdirSync(contentDir, { recursive: true });
    cpSync(source, aside, {
      recursive: true,
      dereference: true,
      filter: (file) => isCopied(file, source, real),
    });
    renameSync(aside, target);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    return {
      message: `It could not be copied, and nothing of it was left in its place: ${reason}.`,
      isRefused: true,
    };
  }
  const message = `Copied to ${displayPath(target)}. ${hasErrors ? 'Mend the errors above, then look' : 'Look'} at it with "npm run dev".`;
  return { message, isRefused: false };
}

/** Files and folders inside the book; symbolic links out of it are not followed. */
function isCopied(file: string, source: string, real: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats || !(stats.isFile() || stats.isDirectory()) || !contains(real, realpathSync(file))) return false;
  if (path.relative(source, file) === '') return true;
  return !NOT_COPIED.test(path.basename(file)) && !NOT_COPIED_OF_VITEPRESS.test(file);
}

/** Quoted for a shell where necessary. */
function quoted(text: string): string {
  return /^[\w./\\:~-]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`;
}
