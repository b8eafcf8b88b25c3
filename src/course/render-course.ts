// From drafts to finished courses: asks the renderer for every page that has changed since last time.
// The renderer is a parameter, so that the course model knows nothing of HTML. Not here: the store itself (loader.ts).
import type { Root } from 'mdast';
import type { LinkResolver } from './links/link-resolver.ts';
import { checkTermUse } from './checks/glossary.ts';
import type { CourseDraft } from './read-course.ts';
import type { ChapterDraft, PageDraft } from './outline/page-drafts.ts';
import type { Problem } from './problems.ts';
import type { Chapter, Course, Place, Question, Task, Term } from './types.ts';
import { addressesIn } from './links/written-addresses.ts';

/** One page for the renderer; the tree may be changed by it. */
export interface PageRequest {
  readonly tree: Root;
  readonly file: string;
  /** The course's language. */
  readonly language: string;
  /** Languages whose fences can be run without saying so themselves. */
  readonly labs: readonly string[];
  readonly headings: ReadonlyMap<number, { readonly id: string; readonly depth: number }>;
  resolveLink(href: string): { href: string; words?: string } | { broken: true };
  resolveImage(src: string): { src: string; width?: number; height?: number } | { missing: true };
  readonly questions: ReadonlyMap<number, Question>;
  readonly tasks: ReadonlyMap<number, Task>;
  readonly terms: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
  /** Of the term whose definition this is. */
  readonly ownTerm?: string;
  readonly glossaryHref: string;
  renderFigure(
    name: string,
    params: Readonly<Record<string, unknown>>,
    place: Place,
    id: string,
  ): ReturnType<RenderFigure>;
}

export type RenderFigure = (
  name: string,
  params: Readonly<Record<string, unknown>>,
  place: Place,
  id: string,
  /** The course's, for the frame's own words. */
  language: string,
) => { html: string } | { problems: readonly Problem[] };

/** What the renderer gives back; `usedTerms` are ids of glossary terms found in the prose. */
export interface RenderedPage {
  readonly html: string;
  readonly answersHtml: string;
  readonly problems: readonly Problem[];
  readonly usedTerms: readonly string[];
}

export type RenderPage = (request: PageRequest) => Promise<RenderedPage>;

/** Finds a page that was rendered before, by its entry's id and the digest of what it follows from. */
export type PageCache = (id: string, digest: string) => RenderedPage | undefined;

export interface RenderOptions {
  readonly render: RenderPage;
  readonly renderFigure: RenderFigure;
  readonly cache: PageCache;
  /** A short text that is different for different contents. */
  digest(content: unknown): string;
  /** Changes when the renderer does, so that nothing stale is kept. */
  readonly version: string;
}

/** A page with what the collections keep of it. */
export interface MadePage {
  /** Of everything that the page's HTML follows from. */
  readonly digest: string;
  readonly page: RenderedPage;
}

export interface RenderedCourse {
  readonly draft: CourseDraft;
  readonly course: Course;
  readonly cover: MadePage;
  /** In the order of the course's chapters. */
  readonly chapters: readonly (MadePage & { readonly draft: ChapterDraft })[];
  readonly problems: readonly Problem[];
}

/** Renders a course; the problems are those found in rendering. */
export async function renderCourse(
  draft: CourseDraft,
  addresses: LinkResolver,
  options: RenderOptions,
): Promise<RenderedCourse> {
  const problems: Problem[] = [];
  const termsDigest = onceForEach((terms: LinkedTerms) => options.digest(terms));
  const page = (of: PageDraft, questions: readonly Question[] = []): Promise<MadePage> =>
    renderPage(of, draft, questions, addresses, options, termsDigest, problems);
  const cover = await page(draft.cover);
  const chapters: (MadePage & { readonly draft: ChapterDraft })[] = [];
  for (const chapter of draft.chapters)
    chapters.push({ ...(await page(chapter, chapter.questions)), draft: chapter });
  const { terms, glossaryHtml } = await renderGlossary(draft, addresses, page);
  const used = chapters.map((chapter) => chapter.page.usedTerms);
  for (const problem of checkTermUse(draft, addresses, used)) problems.push(problem);
  const { id, title, description, language, source } = draft;
  const course: Course = {
    id,
    title,
    description,
    language,
    source,
    chapters: chapters.map((chapter) => pickChapter(chapter.draft, chapter.page.answersHtml)),
    terms,
    glossaryHtml,
    files: addresses.filesOf(id),
  };
  return { draft, course, cover, chapters, problems };
}

async function renderPage(
  draft: PageDraft,
  course: CourseDraft,
  questions: readonly Question[],
  addresses: LinkResolver,
  options: RenderOptions,
  termsDigest: (terms: LinkedTerms) => string,
  problems: Problem[],
): Promise<MadePage> {
  const request = requestFor(draft, course, questions, addresses, options.renderFigure);
  const resolved = addressesIn(draft.tree).map(({ url, kind }) =>
    kind === 'image' ? request.resolveImage(url) : request.resolveLink(url),
  );
  // Everything that the HTML and its problems' places follow from.
  const digest = options.digest([
    options.version,
    draft.source.file,
    course.language,
    course.labs,
    draft.format,
    draft.tree,
    draft.sections,
    questions,
    termsDigest(request.terms),
    request.ownTerm,
    resolved,
  ]);
  const { course: courseId, page: pageId } = draft.page;
  const page =
    options.cache(pageId === 'index' ? courseId : `${courseId}/${pageId}`, digest) ??
    (await options.render(request));
  for (const problem of page.problems) problems.push(problem);
  return { digest, page };
}

/** The function, with what it gave for each list kept. */
function onceForEach<Given extends object, Result>(make: (given: Given) => Result): (given: Given) => Result {
  const made = new Map<Given, Result>();
  return (given) => {
    const known = made.get(given);
    if (known !== undefined) return known;
    const result = make(given);
    made.set(given, result);
    return result;
  };
}

type LinkedTerms = PageRequest['terms'];
const NO_TERMS: LinkedTerms = [];
const linkedTermsOf = new WeakMap<CourseDraft, LinkedTerms>();

/** One list for all pages of a course, so that what the renderer makes of it is made once. */
function linkedTerms(course: CourseDraft): LinkedTerms {
  const known = linkedTermsOf.get(course);
  if (known) return known;
  const terms = course.terms.map(({ id, name, aliases }) => ({ id, name, aliases }));
  linkedTermsOf.set(course, terms);
  return terms;
}

/** What the renderer is asked for a page. */
export function requestFor(
  draft: PageDraft,
  course: CourseDraft,
  questions: readonly Question[],
  addresses: LinkResolver,
  renderFigure: RenderFigure,
): PageRequest {
  // Covers and glossary introductions name terms without linking them; a definition links all but its own.
  const linksTerms = draft.page.page !== 'index' && draft.page.page !== 'glossary';
  const terms = linksTerms ? linkedTerms(course) : NO_TERMS;
  const [, ownTerm] = /^glossary#(.*)$/s.exec(draft.page.page) ?? [];
  return {
    tree: draft.tree,
    file: draft.source.file,
    language: course.language,
    labs: course.labs,
    headings: new Map(
      [...draft.innerSections, ...draft.sections].map(({ line, id, depth }) => [line, { id, depth }]),
    ),
    resolveLink: (href) => {
      const target = addresses.link(href, draft.page, draft.name);
      return 'broken' in target ? { broken: true } : target;
    },
    resolveImage: (src) => {
      const target = addresses.image(src, draft.page, draft.name);
      return 'missing' in target ? { missing: true } : target;
    },
    questions: new Map(questions.map((question) => [question.line, question])),
    tasks: new Map('tasks' in draft ? (draft as ChapterDraft).tasks.map((task) => [task.line, task]) : []),
    terms,
    ...(ownTerm !== undefined && { ownTerm }),
    glossaryHref: terms.length > 0 ? 'glossary.html' : '',
    renderFigure: (name, params, place, id) => renderFigure(name, params, place, id, course.language),
  };
}

async function renderGlossary(
  draft: CourseDraft,
  addresses: LinkResolver,
  page: (of: PageDraft) => Promise<MadePage>,
): Promise<{ terms: Term[]; glossaryHtml: string }> {
  const { glossary } = draft;
  if (!glossary) return { terms: [], glossaryHtml: '' };
  const terms: Term[] = [];
  for (const { definition, introducedIn, ...term } of draft.terms) {
    // The terms' own headings stand above their definitions, and all of them for each would make the square.
    const sub = {
      ...glossary,
      sections: [],
      innerSections: [],
      tree: definition,
      page: { ...glossary.page, page: `glossary#${term.id}` },
    };
    const target =
      introducedIn === '' ? undefined : addresses.link(introducedIn, glossary.page, glossary.name);
    terms.push({
      ...term,
      definition: (await page({ ...sub, page: { ...sub.page, page: `glossary#${term.id}` } })).page.html,
      // An address with a protocol leads out of the course; checks/glossary.ts tells it.
      introducedIn: target && 'href' in target && !/^\w+:/.test(target.href) ? target.href : '',
    });
  }
  return { terms, glossaryHtml: (await page(glossary)).page.html };
}

function pickChapter(draft: ChapterDraft, answersHtml: string): Chapter {
  const {
    tree: _tree,
    innerSections: _inner,
    text: _text,
    tasks: _tasks,
    page: _page,
    format: _format,
    name: _name,
    ...chapter
  } = draft;
  return { ...chapter, answersHtml };
}
