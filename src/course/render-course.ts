// From drafts to finished courses: asks the renderer for every page that is not in the cache. The renderer is a parameter, so
// that the course model does not depend on it. Not here: the store that is the cache (loader.ts).
import type { LinkResolver } from './links/link-resolver.ts';
import { checkTermUse } from './checks/glossary.ts';
import type { CourseDraft } from './read-course.ts';
import type { ChapterDraft, PageDraft } from './outline/page-drafts.ts';
import type { Problem } from './problems.ts';
import type { RenderedFigure, RenderedPage, RenderRequest } from './render-request.ts';
import type { Chapter, Course, Place, Question, Term } from './types.ts';
import { addressesIn } from './links/written-addresses.ts';

export type RenderFigure = (
  name: string,
  params: Readonly<Record<string, unknown>>,
  place: Place,
  id: string,
  /** The course's, for the interface text of the figure's frame. */
  language: string,
) => RenderedFigure;

/** A page from the last build, by its entry's id and the digest of everything it depends on. */
export type PageCache = (id: string, digest: string) => RenderedPage | undefined;

export interface RenderOptions {
  render(request: RenderRequest): Promise<RenderedPage>;
  readonly renderFigure: RenderFigure;
  readonly cache: PageCache;
  /** A short digest of the content. */
  digest(content: unknown): string;
  /** Changes with the renderer's code, so that cached pages of an older one are not used. */
  readonly version: string;
}

/** A rendered page and its cache key. */
export interface DigestedPage {
  /** Of everything that the page's HTML depends on. */
  readonly digest: string;
  readonly page: RenderedPage;
}

export interface RenderedCourse {
  readonly draft: CourseDraft;
  readonly course: Course;
  readonly cover: DigestedPage;
  /** In the order of the course's chapters. */
  readonly chapters: readonly (DigestedPage & { readonly draft: ChapterDraft })[];
  readonly problems: readonly Problem[];
}

/** Renders a course; the problems are those found in rendering. */
export async function renderCourse(
  draft: CourseDraft,
  addresses: LinkResolver,
  options: RenderOptions,
): Promise<RenderedCourse> {
  const problems: Problem[] = [];
  const termsDigest = memoized((terms: LinkedTerms) => options.digest(terms));
  const page = (of: PageDraft, questions: readonly Question[] = []): Promise<DigestedPage> =>
    renderPage(of, draft, questions, addresses, options, termsDigest, problems);
  const cover = await page(draft.cover);
  const chapters: (DigestedPage & { readonly draft: ChapterDraft })[] = [];
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
): Promise<DigestedPage> {
  const request = requestFor(draft, course, questions, addresses, options.renderFigure);
  const resolved = addressesIn(draft.tree).map(({ url, kind }) =>
    kind === 'image' ? request.resolveImage(url) : request.resolveLink(url),
  );
  // Everything that the HTML and the places of its problems depend on.
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

/** The function with its results memoized by identity of the argument. */
function memoized<Given extends object, Result>(make: (given: Given) => Result): (given: Given) => Result {
  const made = new Map<Given, Result>();
  return (given) => {
    const known = made.get(given);
    if (known !== undefined) return known;
    const result = make(given);
    made.set(given, result);
    return result;
  };
}

type LinkedTerms = RenderRequest['terms'];
const NO_TERMS: LinkedTerms = [];
const linkedTermsOf = new WeakMap<CourseDraft, LinkedTerms>();

/** The same list for all pages of a course, so that the renderer prepares it once. */
function linkedTerms(course: CourseDraft): LinkedTerms {
  const known = linkedTermsOf.get(course);
  if (known) return known;
  const terms = course.terms.map(({ id, name, aliases }) => ({ id, name, aliases }));
  linkedTermsOf.set(course, terms);
  return terms;
}

/** The request to the renderer for a page. */
export function requestFor(
  draft: PageDraft,
  course: CourseDraft,
  questions: readonly Question[],
  addresses: LinkResolver,
  renderFigure: RenderFigure,
): RenderRequest {
  // Covers and glossary introductions link no terms; a definition links all terms but its own.
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
  page: (of: PageDraft) => Promise<DigestedPage>,
): Promise<{ terms: Term[]; glossaryHtml: string }> {
  const { glossary } = draft;
  if (!glossary) return { terms: [], glossaryHtml: '' };
  const terms: Term[] = [];
  for (const { definition, introducedIn, ...term } of draft.terms) {
    // Without the headings of all terms, which would be copied for each term.
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
      // An address with a protocol leads out of the course, which checks/glossary.ts reports.
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
