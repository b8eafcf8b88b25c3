// The whole content folder → courses before rendering, and every problem that can be seen without rendering.
// Used by the loader and by `npm run check`. Not here: HTML (markdown/), the store (loader.ts).
import type { Definition, FootnoteDefinition, Root } from 'mdast';
import GithubSlugger from 'github-slugger';
import { toString } from 'mdast-util-to-string';
import { EXIT, visit } from 'unist-util-visit';
import type { z } from 'zod';
import { AddressBook, type Page, type SourcePages } from './addresses.ts';
import { checkCourse } from './checks/check-course.ts';
import { readGlossary, type TermDraft } from './glossary.ts';
import { findFigures } from './figure-uses.ts';
import { outlineChapter, outlineCourse, type ChapterPart, type Outline, type Part } from './outline.ts';
import { parseText, type Format, type FrontMatter, type ParsedText } from './parse.ts';
import { didYouMean, type Problem } from './problems.ts';
import { readQuestions, sayIssue } from './questions.ts';
import { estimateMinutes } from './reading-time.ts';
import { chapterSchema, coverSchema, type ChapterData } from './schema.ts';
import { readSources, type CourseFiles, type SourceFile } from './sources.ts';
import type { Chapter, Course, Place } from './types.ts';

/** What rendering needs of a page: its tree, its own headings, and where its links start from. */
export interface PageDraft {
  readonly page: Page;
  readonly tree: Root;
  readonly format: Format;
  readonly sections: Part['sections'];
  readonly source: Place;
  /** The source file's path below the content folder. */
  readonly name: string;
}

export interface ChapterDraft extends Omit<Chapter, 'html' | 'answersHtml'>, PageDraft {}

export interface CourseDraft extends Omit<Course, 'coverHtml' | 'glossaryHtml' | 'files' | 'chapters' | 'terms'> {
  readonly cover: PageDraft;
  readonly chapters: readonly ChapterDraft[];
  readonly terms: readonly TermDraft[];
  readonly glossary: PageDraft | undefined;
  /** What the author said the minutes are, by chapter id; the rest is estimated. */
  readonly statedMinutes: ReadonlyMap<string, { readonly minutes: number; readonly line: number }>;
}

export interface Library {
  readonly courses: readonly CourseDraft[];
  readonly addresses: AddressBook;
  readonly problems: readonly Problem[];
}

export function readLibrary(contentDir: string): Library {
  const problems: Problem[] = [];
  const sources: SourcePages[] = [];
  const courses = readSources(contentDir, problems).flatMap((files) => {
    const course = files.single ? fromFile(files, files.single, sources, problems) : fromFolder(files, sources, problems);
    return course ? [course] : [];
  });
  const addresses = new AddressBook(contentDir, sources);
  for (const course of courses) problems.push(...checkCourse(course, addresses));
  return { courses, addresses, problems };
}

function fromFile(files: CourseFiles, source: SourceFile, sources: SourcePages[], problems: Problem[]): CourseDraft | undefined {
  const parsed = parse(source, problems);
  const data = validate(coverSchema, parsed.frontMatter, source.file, problems);
  const outline = outlineCourse(parsed.tree, source.file, data.title ?? files.fallbackTitle, problems);
  if (outline.chapters.length === 0) {
    if (parsed.problems.length === 0) problems.push(emptyCourse(source.file));
    return undefined;
  }
  const shared = sharedDefinitions(parsed.tree);
  const cover = draftPage(files.id, 'index', outline.cover, source, shared);
  const chapters = outline.chapters.map((part, index) =>
    draftChapter(files.id, part, index + 1, source, {}, shared, problems),
  );
  sources.push({ name: source.name, pages: [cover.page, ...chapters.map(({ page }) => page)], fileIds: withTitle(outline) });
  return {
    id: files.id,
    title: data.title ?? outline.title ?? files.fallbackTitle,
    description: data.description ?? '',
    language: data.language ?? 'en',
    source: { file: source.file, line: outline.cover.line, column: 1 },
    cover,
    chapters,
    terms: [],
    glossary: undefined,
    statedMinutes: new Map(),
  };
}

function fromFolder(files: CourseFiles, sources: SourcePages[], problems: Problem[]): CourseDraft | undefined {
  const nothing: SourceFile = { name: `${files.id}/index.md`, file: files.file, format: 'md', text: '' };
  const index = files.index ?? nothing;
  const parsedIndex = parse(index, problems);
  const data = validate(coverSchema, parsedIndex.frontMatter, index.file, problems);
  const { title, part: coverPart } = outlineChapter(parsedIndex.tree, index.file, problems);
  const cover = draftPage(files.id, 'index', coverPart, index, sharedDefinitions(parsedIndex.tree));
  sources.push({ name: index.name, pages: [cover.page], fileIds: new Map() });

  const statedMinutes = new Map<string, { minutes: number; line: number }>();
  const chapters = files.chapters.map(({ id, fallbackTitle, source }, at) => {
    const parsed = parse(source, problems);
    const chapterData = validate(chapterSchema, parsed.frontMatter, source.file, problems);
    const outlined = outlineChapter(parsed.tree, source.file, problems);
    const part = { ...outlined.part, id, title: chapterData.title ?? outlined.title ?? fallbackTitle, anchors: [] };
    const draft = draftChapter(files.id, part, at + 1, source, chapterData, sharedDefinitions(parsed.tree), problems);
    if (chapterData.minutes !== undefined) {
      statedMinutes.set(id, { minutes: chapterData.minutes, line: parsed.frontMatter.lineOf(['minutes']) });
    }
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
    const { tree } = parse(files.glossary, problems);
    terms = readGlossary(tree, files.glossary.file, problems);
    const sections = terms.map((term) => ({ id: term.id, title: term.name, depth: 2, line: term.line }));
    const introduction = tree.children.findIndex((node) => node.type === 'heading' && node.depth === 2);
    const children = tree.children.slice(0, introduction < 0 ? undefined : introduction).filter((node) => node.type !== 'heading');
    const part: Part = { title: 'Glossary', line: 1, tree: { type: 'root', children }, sections };
    glossary = draftPage(files.id, 'glossary', part, files.glossary, []);
    sources.push({ name: files.glossary.name, pages: [glossary.page], fileIds: new Map() });
  }
  return {
    id: files.id,
    title: data.title ?? title ?? files.fallbackTitle,
    description: data.description ?? '',
    language: data.language ?? 'en',
    source: { file: index.file, line: 1, column: 1 },
    cover,
    chapters,
    terms,
    glossary,
    statedMinutes,
  };
}

function draftPage(course: string, page: string, part: Part, source: SourceFile, shared: readonly SharedDefinition[]): PageDraft {
  const own = new Set<unknown>(part.tree.children);
  const children = [...part.tree.children, ...shared.filter((definition) => !own.has(definition))];
  return {
    page: { course, page, anchors: anchorsOf(part) },
    tree: { type: 'root', children },
    format: source.format,
    sections: part.sections,
    source: { file: source.file, line: part.line, column: 1 },
    name: source.name,
  };
}

function draftChapter(
  course: string,
  part: ChapterPart,
  number: number,
  source: SourceFile,
  data: ChapterData,
  shared: readonly SharedDefinition[],
  problems: Problem[],
): ChapterDraft {
  const draft = draftPage(course, part.id, part, source, shared);
  return {
    ...draft,
    id: part.id,
    number,
    title: part.title,
    description: data.description ?? firstSentence(part.tree),
    minutes: data.minutes ?? estimateMinutes(part.tree),
    objectives: data.objectives ?? [],
    prerequisites: data.prerequisites ?? [],
    questions: readQuestions(part.tree, source.file, problems),
    figures: findFigures(part),
    anchors: part.anchors,
  };
}

/** Ids as GitHub makes them on the page of this one file, to ours. */
function anchorsOf(part: Part): Map<string, string> {
  const slugger = new GithubSlugger();
  const anchors = new Map<string, string>();
  if (part.title !== '') anchors.set(slugger.slug(part.title), '');
  const github = new GithubSlugger();
  for (const { id, title } of part.sections) {
    anchors.set(github.slug(title), id);
    if (!anchors.has(id)) anchors.set(id, id);
  }
  return anchors;
}

function withTitle(outline: Outline): Outline['fileIds'] {
  const ids = new Map(outline.fileIds);
  for (const { id, anchors } of outline.chapters) {
    for (const anchor of anchors) ids.set(anchor, { chapter: id, section: '' });
  }
  const title = outline.title === undefined ? '' : new GithubSlugger().slug(outline.title);
  if (title !== '' && !ids.has(title)) ids.set(title, { chapter: 'index', section: '' });
  return ids;
}

type SharedDefinition = Definition | FootnoteDefinition;

/** Link and footnote definitions serve the whole file, wherever it is cut. */
function sharedDefinitions(tree: Root): SharedDefinition[] {
  const found: SharedDefinition[] = [];
  visit(tree, (node) => {
    if (node.type === 'definition' || node.type === 'footnoteDefinition') found.push(node);
  });
  return found;
}

function parse(source: SourceFile, problems: Problem[]): ParsedText {
  const parsed = parseText(source.text, source.file, source.format);
  problems.push(...parsed.problems);
  return parsed;
}

function validate<Schema extends z.ZodObject>(
  schema: Schema,
  frontMatter: FrontMatter,
  file: string,
  problems: Problem[],
): Partial<z.infer<Schema>> {
  const parsed = schema.safeParse(frontMatter.data);
  if (parsed.success) return parsed.data as Partial<z.infer<Schema>>;
  const known = Object.keys(schema.shape);
  for (const issue of parsed.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' && issue.path.length === 0 ? (issue.keys[0] ?? '') : '';
    problems.push({
      grade: 'error',
      code: 'front-matter-invalid',
      place: { file, line: frontMatter.lineOf(unknown ? [unknown] : issue.path), column: 1 },
      text: `In the front matter, ${issue.path.length > 0 ? `"${issue.path.join('.')}" ` : ''}${sayIssue(issue)}.`,
      hint: unknown ? didYouMean(unknown, known, `Known here: ${known.join(', ')}.`) : '',
    });
  }
  return {};
}

/** For covers and search engines where the author wrote no description: the first sentence that says something. */
function firstSentence(tree: Root): string {
  let sentence = '';
  visit(tree, 'paragraph', (node) => {
    const text = toString(node).replace(/\s+/g, ' ').trim();
    if (text.length < SHORTEST_SENTENCE) return undefined;
    sentence = /^.{40,155}?[.!?](?=\s|$)/su.exec(text)?.[0] ?? `${text.slice(0, 150).replace(/\s+\S*$/, '')} …`;
    return EXIT;
  });
  return sentence;
}

/** Shorter paragraphs are labels and headings in disguise. */
const SHORTEST_SENTENCE = 40;

function emptyCourse(file: string): Problem {
  return {
    grade: 'error',
    code: 'course-empty',
    place: { file, line: 1, column: 1 },
    text: 'This course has no chapter, so there would be nothing to read.',
    hint: 'Write some text; in a single file each "## Heading" begins a chapter, in a folder each file is one.',
  };
}
