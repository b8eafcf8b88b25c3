// The whole content folder → courses before rendering, and every problem that can be seen without rendering.
// Used by the loader and by `npm run check`. Not here: HTML (markdown/), the store (loader.ts).
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import { LinkResolver } from './links/link-resolver.ts';
import type { SourcePages } from './links/pages.ts';
import { checkCourse } from './checks/check-course.ts';
import { readGlossary, type TermDraft } from './outline/glossary.ts';
import { validate, type Stated } from './source/front-matter.ts';
import { takeGlossary } from './outline/glossary-chapter.ts';
import { outlineChapter, outlineCourse, type Outline } from './outline/outline.ts';
import { landingPage, withLanding } from './outline/landing-page.ts';
import { slugOf } from './outline/slug.ts';
import {
  draftChapter,
  draftGlossary,
  draftPage,
  sharedDefinitions,
  type ChapterDraft,
  type PageDraft,
} from './outline/page-drafts.ts';
import { parseText, type FrontMatter, type ParsedText } from './source/parse.ts';
import { didYouMean, type Problem } from './problems.ts';
import { chapterSchema, coverSchema, fileSchema, glossarySchema, type ChapterData } from './source/schema.ts';
import { languageOf } from './source/course-language.ts';
import { mdxNotes } from './source/mdx-files.ts';
import type { SourceFile } from './source/source-file.ts';
import { readCourseAt, readSources, type CourseFiles } from './source/content-folder.ts';
import type { Course } from './types.ts';

export type { ChapterDraft };

export interface CourseDraft extends Omit<Course, 'glossaryHtml' | 'files' | 'chapters' | 'terms'> {
  readonly cover: PageDraft;
  readonly chapters: readonly ChapterDraft[];
  readonly terms: readonly TermDraft[];
  readonly glossary: PageDraft | undefined;
  /** What the author's front matter says of a chapter, by its id. */
  readonly stated: ReadonlyMap<string, Stated>;
  /** Languages whose fences can be run without saying so themselves. */
  readonly labs: readonly string[];
}

export interface Library {
  readonly courses: readonly CourseDraft[];
  readonly addresses: LinkResolver;
  readonly problems: readonly Problem[];
  /** What is to be known of the content and is no problem. */
  readonly notes: readonly string[];
}

export function readLibrary(contentDir: string): Library {
  const problems: Problem[] = [];
  return libraryOf(contentDir, readSources(contentDir, problems), problems);
}

/** A folder or a file anywhere, read as a library with this course alone. */
export function readElsewhere(full: string): Library {
  const problems: Problem[] = [];
  const files = readCourseAt(full, problems);
  return libraryOf(path.dirname(path.resolve(full)), files ? [files] : [], problems);
}

function libraryOf(
  contentDir: string,
  sources: readonly CourseFiles[],
  problems: readonly Problem[],
): Library {
  const read = sources.map(readCourse);
  const courses = read.flatMap(({ course }) => (course ? [course] : []));
  const addresses = new LinkResolver(
    contentDir,
    read.flatMap(({ sources }) => sources),
  );
  // Not by `push(...)`: a file may have more problems than a call may have arguments.
  const found = [
    ...read.map((each) => each.problems),
    ...courses.map((course) => checkCourse(course, addresses)),
  ];
  return { courses, addresses, problems: [...problems, ...found.flat()], notes: mdxNotes(sources) };
}

/** One course, the pages that links may name, and the problems of its texts; undefined if there is nothing to read. */
export function readCourse(files: CourseFiles): {
  readonly course: CourseDraft | undefined;
  readonly sources: readonly SourcePages[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const sources: SourcePages[] = [];
  const refused = mdxWhereNoneCanBe(files);
  if (refused) return { course: undefined, sources, problems: [refused] };
  const course = files.single
    ? fromFile(files, files.single, sources, problems)
    : fromFolder(files, sources, problems);
  return { course, sources, problems };
}

/** One `.mdx` file is one page, so it can be neither a whole course nor the glossary, whose terms are cut from it. */
function mdxWhereNoneCanBe({ id, single, glossary }: CourseFiles): Problem | undefined {
  const source = [single, glossary].find((file) => file?.format === 'mdx');
  if (!source) return undefined;
  return {
    grade: 'error',
    code: 'mdx-not-a-chapter',
    place: { file: source.file, line: 1, column: 1 },
    text:
      source === single
        ? 'A course in one file cannot be MDX, because an MDX file is compiled as a whole and becomes one page.'
        : 'The glossary cannot be MDX, because its terms are cut out of it.',
    hint:
      source === single
        ? `Make it a folder "${id}/" with one .mdx file per chapter, or name the file .md.`
        : 'Name the file glossary.md.',
  };
}

function fromFile(
  files: CourseFiles,
  source: SourceFile,
  sources: SourcePages[],
  problems: Problem[],
): CourseDraft | undefined {
  const parsed = parse(source, problems);
  const data = validate(fileSchema, parsed.frontMatter, source.file, problems);
  const whole = outlineCourse(
    parsed.tree,
    source.file,
    { statedTitle: data.title, fallbackTitle: data.title ?? files.fallbackTitle },
    problems,
  );
  const { outline, terms, part } = takeGlossary(whole, source.file, problems);
  if (outline.chapters.length === 0) {
    if (!parsed.problems.some(({ grade }) => grade === 'error')) problems.push(emptyCourse(source.file));
    return undefined;
  }
  const shared = sharedDefinitions(parsed.tree);
  const cover = draftPage(files.id, 'index', outline.cover, source, shared);
  const stated = statedInFile(data.chapters ?? {}, parsed.frontMatter, outline, source.file, problems);
  const chapters = outline.chapters.map((chapter, index) =>
    draftChapter(files.id, chapter, index + 1, source, stated.get(chapter.id)?.data ?? {}, shared, problems),
  );
  const glossary = part && draftGlossary(files.id, part.tree, 3, terms, source, part.line);
  const pages = [cover, ...chapters, ...(glossary ? [glossary] : [])].map(({ page }) => page);
  sources.push({ name: source.name, pages, fileIds: withTitle(outline) });
  return {
    id: files.id,
    title: data.title ?? (outline.title || files.fallbackTitle),
    description: data.description ?? '',
    language: data.language ?? languageOf([source], source.file, problems),
    source: { file: source.file, line: outline.cover.line, column: 1 },
    cover,
    chapters,
    terms,
    glossary,
    stated,
    labs: data.labs ?? [],
  };
}

function fromFolder(
  files: CourseFiles,
  sources: SourcePages[],
  problems: Problem[],
): CourseDraft | undefined {
  const nothing: SourceFile = { name: `${files.id}/index.md`, file: files.file, format: 'md', text: '' };
  const index = files.index ?? nothing;
  const parsedIndex = parse(index, problems);
  const data = validate(coverSchema, parsedIndex.frontMatter, index.file, problems);
  const landing = landingPage(parsedIndex.frontMatter.data);
  const outlinedIndex = outlineChapter(parsedIndex.tree, index.file, data.title, problems, true);
  const title = outlinedIndex.title ?? landing.title;
  const coverPart = withLanding(outlinedIndex.part, landing.text, index.file);
  const cover = draftPage(files.id, 'index', coverPart, index, sharedDefinitions(parsedIndex.tree));
  sources.push({ name: index.name, pages: [cover.page], fileIds: new Map() });

  const stated = new Map<string, Stated>();
  const chapters = files.chapters.map(({ id, fallbackTitle, source, part: partTitle }, at) => {
    const parsed = parse(source, problems);
    const chapterData = validate(chapterSchema, parsed.frontMatter, source.file, problems);
    const outlined = outlineChapter(parsed.tree, source.file, chapterData.title, problems);
    const title = chapterData.title ?? outlined.title ?? fallbackTitle;
    const part = {
      ...outlined.part,
      // Where the data gives another title, the heading's words stay an address.
      formerIds: [
        ...outlined.part.formerIds,
        ...(outlined.title === undefined ? [] : [slugOf(outlined.title, 0)]),
        ...labelOf(parsed.frontMatter),
      ],
      titleParts: title === outlined.title ? outlined.part.titleParts : undefined,
      id,
      title,
      anchors: [],
    };
    const draft = draftChapter(
      files.id,
      part,
      at + 1,
      source,
      chapterData,
      sharedDefinitions(parsed.tree),
      problems,
      partTitle,
    );
    stated.set(id, { data: chapterData, lineOf: (path) => parsed.frontMatter.lineOf(path) });
    sources.push({ name: source.name, pages: [draft.page], fileIds: new Map() });
    return draft;
  });
  if (chapters.length === 0) {
    problems.push(emptyCourse(files.file));
    return undefined;
  }

  let terms: readonly TermDraft[] = [];
  let glossary: PageDraft | undefined;
  if (files.glossary) {
    const parsed = parse(files.glossary, problems);
    validate(glossarySchema, parsed.frontMatter, files.glossary.file, problems);
    terms = readGlossary(parsed.tree, files.glossary.file, problems);
    glossary = draftGlossary(files.id, parsed.tree, 2, terms, files.glossary, 1);
    sources.push({ name: files.glossary.name, pages: [glossary.page], fileIds: new Map() });
  }
  return {
    id: files.id,
    title: files.bookTitle ?? data.title ?? (title || files.fallbackTitle),
    description: data.description ?? '',
    language:
      data.language ??
      languageOf(
        [...(files.index ? [files.index] : []), ...files.chapters.map(({ source }) => source)],
        index.file,
        problems,
      ),
    source: { file: index.file, line: 1, column: 1 },
    cover,
    chapters,
    terms,
    glossary,
    stated,
    labs: data.labs ?? [],
  };
}

/** What a single file's front matter says of its chapters; a name that is no chapter's is an error. */
function statedInFile(
  data: Readonly<Record<string, ChapterData>>,
  frontMatter: FrontMatter,
  outline: Outline,
  file: string,
  problems: Problem[],
): Map<string, Stated> {
  const known = new Set(outline.chapters.map(({ id }) => id));
  let unknown = 0;
  const stated = new Map<string, Stated>();
  for (const [id, chapterData] of Object.entries(data)) {
    const lineOf = (path: readonly PropertyKey[]): number => frontMatter.lineOf(['chapters', id, ...path]);
    if (known.has(id)) stated.set(id, { data: chapterData, lineOf });
    else if (unknown++ < MOST_UNKNOWN) {
      problems.push({
        grade: 'error',
        code: 'front-matter-invalid',
        place: { file, line: lineOf([]), column: 1 },
        text: `In the front matter, "chapters" names "${id}", and no chapter has this id.`,
        hint: didYouMean(
          id,
          known,
          `The chapters are: ${[...known].slice(0, MOST_UNKNOWN).join(', ')}${known.size > MOST_UNKNOWN ? ', …' : ''}.`,
        ),
      });
    }
  }
  return stated;
}

/** More names of chapters that there are not, or are, say nothing new. */
const MOST_UNKNOWN = 20;

function withTitle(outline: Outline): Outline['fileIds'] {
  const ids = new Map(outline.fileIds);
  for (const { id, anchors } of outline.chapters) {
    for (const anchor of anchors) ids.set(anchor, { chapter: id, section: '' });
  }
  const title = outline.title === undefined ? '' : new GithubSlugger().slug(outline.title);
  if (title !== '' && !ids.has(title)) ids.set(title, { chapter: 'index', section: '' });
  return ids;
}

/** The name by which MyST refers to a page. */
function labelOf({ data }: FrontMatter): string[] {
  const { label } = data;
  return typeof label === 'string' && /^[\w:.-]{1,100}$/.test(label) ? [label] : [];
}

function parse(source: SourceFile, problems: Problem[]): ParsedText {
  const parsed = parseText(source.text, source.file, source.format);
  for (const problem of parsed.problems) problems.push(problem);
  return parsed;
}

function emptyCourse(file: string): Problem {
  return {
    grade: 'error',
    code: 'course-empty',
    place: { file, line: 1, column: 1 },
    text: 'This course has no chapter, so there would be nothing to read.',
    hint: 'Write some text; in a single file each "## Heading" begins a chapter, in a folder each file is one.',
  };
}
