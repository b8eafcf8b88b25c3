// A part of an author's tree → the draft of one page, with what the course knows of it before rendering.
// Not here: cutting the file (outline.ts), which pages a course has (read-course.ts).
import type { Definition, FootnoteDefinition, Nodes, Root, RootContent } from 'mdast';
import GithubSlugger from 'github-slugger';
import { visit } from 'unist-util-visit';
import type { Page } from '../links/pages.ts';
import { findFigures } from './figure-uses.ts';
import { firstSentence } from './first-sentence.ts';
import type { TermDraft } from './glossary.ts';
import type { ChapterPart, Part } from './part.ts';
import type { Format } from '../source/parse.ts';
import type { Problem } from '../problems.ts';
import { readQuestions } from './questions.ts';
import { estimateMinutes } from './reading-time.ts';
import type { ChapterData } from '../source/schema.ts';
import type { SourceFile } from '../source/source-file.ts';
import { freeId } from './page-ids.ts';
import { slugOf } from './slug.ts';
import { headingText } from './title.ts';
import { readTasks } from './tasks.ts';
import type { Chapter, Place, Section, Task } from '../types.ts';
import { sectionTexts } from './section-texts.ts';
import { htmlIdsIn } from '../links/written-addresses.ts';

/** What rendering needs of a page: its tree, its own headings, and where its links start from. */
export interface PageDraft {
  readonly page: Page;
  readonly tree: Root;
  readonly format: Format;
  readonly sections: Part['sections'];
  /** Headings within boxes, quotations and lists: links find them, lists of contents do not name them. */
  readonly innerSections: Part['sections'];
  readonly source: Place;
  /** The source file's path below the content folder. */
  readonly name: string;
  /** The whole file's text, which the tree's positions count in. */
  readonly text: string;
}

export interface ChapterDraft extends Omit<Chapter, 'answersHtml'>, PageDraft {
  readonly tasks: readonly Task[];
}

/** The glossary's page: what stands above its first term; the terms' own texts are in their drafts. */
export function draftGlossary(
  course: string,
  tree: Root,
  depth: number,
  terms: readonly TermDraft[],
  source: SourceFile,
  line: number,
): PageDraft {
  const sections = terms.map((term) => ({ id: term.id, title: term.name, depth: 2, line: term.line }));
  const first = tree.children.findIndex((node) => node.type === 'heading' && node.depth === depth);
  const children = tree.children
    .slice(0, first < 0 ? undefined : first)
    .filter((node) => node.type !== 'heading');
  const part: Part = {
    title: 'Glossary',
    titleParts: undefined,
    titleId: '',
    line,
    tree: { type: 'root', children },
    sections,
    formerIds: [],
  };
  return draftPage(course, 'glossary', part, source, NO_DEFINITIONS);
}

export function draftPage(
  course: string,
  page: string,
  part: Part,
  source: SourceFile,
  shared: SharedDefinitions,
): PageDraft {
  const children = [...part.tree.children, ...missingIn(part.tree, shared)];
  const innerSections = innerSectionsOf(part);
  const anchors = anchorsOf(part);
  for (const { id } of innerSections) if (!anchors.has(id)) anchors.set(id, id);
  return {
    page: { course, page, anchors, labels: labelsOf(part) },
    tree: { type: 'root', children },
    format: source.format,
    sections: part.sections,
    innerSections,
    source: { file: source.file, line: part.line, column: 1 },
    name: source.name,
    text: source.text,
  };
}

export function draftChapter(
  course: string,
  part: ChapterPart,
  number: number,
  source: SourceFile,
  data: ChapterData,
  shared: SharedDefinitions,
  problems: Problem[],
  partTitle = '',
): ChapterDraft {
  const draft = draftPage(course, part.id, part, source, shared);
  return {
    ...draft,
    id: part.id,
    number,
    title: part.title,
    ...(part.titleParts && { titleParts: part.titleParts }),
    ...(partTitle !== '' && { part: partTitle }),
    description: data.description ?? firstSentence(part.tree),
    lede: data.description ?? '',
    minutes: data.minutes ?? estimateMinutes(part.tree),
    objectives: data.objectives ?? [],
    prerequisites: data.prerequisites ?? [],
    sectionTexts: sectionTexts(part.tree, part.sections),
    questions: readQuestions(part.tree, source.file, problems),
    tasks: readTasks(part.tree, source.file, problems),
    figures: findFigures(part),
    anchors: part.anchors,
  };
}

/** Ids as GitHub makes them on the page of this one file, and those of the author's HTML, to ours. */
function anchorsOf(part: Part): Map<string, string> {
  const slugger = new GithubSlugger();
  const anchors = new Map<string, string>();
  if (part.title !== '') anchors.set(slugger.slug(part.title), '');
  if (part.titleId !== '') anchors.set(part.titleId, '');
  const github = new GithubSlugger();
  for (const { id, title } of part.sections) {
    anchors.set(github.slug(title), id);
    if (!anchors.has(id)) anchors.set(id, id);
  }
  for (const id of part.formerIds) if (!anchors.has(id)) anchors.set(id, '');
  for (const [id, onPage] of htmlIdsIn(part.tree)) if (!anchors.has(id)) anchors.set(id, onPage);
  return anchors;
}

function innerSectionsOf({ tree, sections }: Part): Section[] {
  const slugger = new GithubSlugger();
  for (const { id } of sections) slugger.occurrences[id] ??= 0;
  const depths = new Map(sections.map(({ line, depth }) => [line, depth]));
  const found: Section[] = [];
  let above = 1;
  visit(tree, 'heading', (heading, _index, parent) => {
    const line = heading.position?.start.line ?? 0;
    if (parent === tree) {
      above = depths.get(line) ?? above;
      return;
    }
    const title = headingText(heading);
    const id = slugger.slug(
      freeId(heading.data?.statedId ?? slugOf(title, found.length + 1, 'heading')),
      true,
    );
    found.push({ id, title, depth: Math.min(above + 1, 6), line });
  });
  return found;
}

/** Ids that the author wrote, behind headings and in HTML. */
function labelsOf(part: Part): Set<string> {
  const github = new GithubSlugger();
  return new Set([
    ...(part.titleId === '' ? [] : [part.titleId]),
    ...part.sections.flatMap(({ id, title }) => (github.slug(title) === id ? [] : [id])),
    ...part.formerIds,
    ...htmlIdsIn(part.tree).keys(),
  ]);
}

/** What applies to the whole file, however it is cut. */
export interface SharedDefinitions {
  /** Of links, pictures and footnotes, by kind and name; of several of one name the first holds. */
  readonly named: ReadonlyMap<string, Definition | FootnoteDefinition>;
  /** Imports and exports of MDX. */
  readonly code: readonly RootContent[];
}

const NO_DEFINITIONS: SharedDefinitions = { named: new Map(), code: [] };

export function sharedDefinitions(tree: Root): SharedDefinitions {
  const named = new Map<string, Definition | FootnoteDefinition>();
  const code: RootContent[] = [];
  visit(tree, (node) => {
    if (node.type === 'definition' || node.type === 'footnoteDefinition') {
      const key = `${node.type} ${node.identifier}`;
      if (!named.has(key)) named.set(key, node);
    } else if (node.type === 'mdxjsEsm') code.push(node);
  });
  return { named, code };
}

/** The definitions that a part refers to and does not contain, transitively. */
function missingIn(tree: Root, { named, code }: SharedDefinitions): RootContent[] {
  const own = new Set<unknown>(tree.children);
  const missing: RootContent[] = code.filter((node) => !own.has(node));
  if (named.size === 0) return missing;
  const known = new Set<string>();
  const wanted = new Set<string>();
  const read = (node: Nodes): void => {
    if (node.type === 'definition' || node.type === 'footnoteDefinition')
      known.add(`${node.type} ${node.identifier}`);
    if (node.type === 'linkReference' || node.type === 'imageReference')
      wanted.add(`definition ${node.identifier}`);
    if (node.type === 'footnoteReference') wanted.add(`footnoteDefinition ${node.identifier}`);
  };
  visit(tree, read);
  // A Set's iteration includes what is added meanwhile.
  for (const key of wanted) {
    const definition = known.has(key) ? undefined : named.get(key);
    if (!definition) continue;
    missing.push(definition);
    visit(definition, read);
  }
  return missing;
}
