// From drafts to finished courses: asks the renderer for every page that has changed since last time.
// The renderer is a parameter, so that the course model knows nothing of HTML. Not here: the store itself (loader.ts).
import type { Root } from 'mdast';
import type { AddressBook } from './links/link-resolver.ts';
import { checkTermUse } from './checks/glossary.ts';
import type { CourseDraft, Library } from './read-course.ts';
import type { PageDraft } from './outline/page-drafts.ts';
import type { Problem } from './problems.ts';
import type { Chapter, Course, Place, Question, Term } from './types.ts';
import { addressesIn } from './links/written-addresses.ts';

/** One page for the renderer; the tree may be changed by it. */
export interface PageRequest {
  readonly tree: Root;
  readonly file: string;
  readonly headings: ReadonlyMap<number, { readonly id: string; readonly depth: number }>;
  resolveLink(href: string): { href: string } | { broken: true };
  resolveImage(src: string): { src: string; width?: number; height?: number } | { missing: true };
  readonly questions: ReadonlyMap<number, Question>;
  readonly terms: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
  readonly glossaryHref: string;
  renderFigure: RenderFigure;
}

export type RenderFigure = (
  name: string,
  params: Readonly<Record<string, unknown>>,
  place: Place,
  id: string,
) => { html: string } | { problems: readonly Problem[] };

/** What the renderer gives back; `usedTerms` are ids of glossary terms found in the prose. */
export interface RenderedPage {
  readonly html: string;
  readonly answersHtml: string;
  readonly problems: readonly Problem[];
  readonly usedTerms: readonly string[];
}

export type RenderPage = (request: PageRequest) => Promise<RenderedPage>;

/** Finds a page of the same digest that was rendered before, and keeps new ones. */
export interface PageCache {
  get(key: string, digest: string): RenderedPage | undefined;
  set(key: string, digest: string, page: RenderedPage): void;
}

export interface RenderOptions {
  readonly render: RenderPage;
  readonly renderFigure: RenderFigure;
  readonly cache: PageCache;
  /** A short text that is different for different contents. */
  digest(content: unknown): string;
  /** Changes when the renderer does, so that nothing stale is kept. */
  readonly version: string;
}

/** Renders all courses; problems are those of the library and those found in rendering. */
export async function renderLibrary(
  library: Library,
  options: RenderOptions,
): Promise<{ readonly courses: readonly Course[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [...library.problems];
  const courses: Course[] = [];
  for (const draft of library.courses) {
    const page = (of: PageDraft, questions: readonly Question[] = []): Promise<RenderedPage> =>
      renderPage(of, draft, questions, library.addresses, options, problems);
    const cover = await page(draft.cover);
    const chapters: Chapter[] = [];
    const used: (readonly string[])[] = [];
    for (const chapter of draft.chapters) {
      const rendered = await page(chapter, chapter.questions);
      used.push(rendered.usedTerms);
      chapters.push({
        ...pickChapter(chapter),
        html: rendered.html,
        answersHtml: rendered.answersHtml,
        digest: '',
      });
    }
    const { terms, glossaryHtml } = await renderGlossary(draft, library.addresses, page);
    for (const problem of checkTermUse(draft, library.addresses, used)) problems.push(problem);
    const { id, title, description, language, source } = draft;
    const files = library.addresses.filesOf(id);
    courses.push({
      id,
      title,
      description,
      language,
      source,
      coverHtml: cover.html,
      chapters,
      terms,
      glossaryHtml,
      files,
      digest: '',
    });
  }
  return { courses, problems };
}

async function renderPage(
  draft: PageDraft,
  course: CourseDraft,
  questions: readonly Question[],
  addresses: AddressBook,
  options: RenderOptions,
  problems: Problem[],
): Promise<RenderedPage> {
  // Covers and glossary introductions name terms without linking them; a definition links all but its own.
  const linksTerms = draft.page.page !== 'index' && draft.page.page !== 'glossary';
  const terms = linksTerms
    ? course.terms
        .filter(({ id }) => draft.page.page !== `glossary#${id}`)
        .map(({ id, name, aliases }) => ({ id, name, aliases }))
    : [];
  const resolved: Record<string, unknown> = {};
  const request: PageRequest = {
    tree: draft.tree,
    file: draft.source.file,
    headings: new Map(draft.sections.map(({ line, id, depth }) => [line, { id, depth }])),
    resolveLink: (href) => {
      const target = addresses.link(href, draft.page, draft.name);
      return 'broken' in target ? { broken: true } : target;
    },
    resolveImage: (src) => {
      const target = addresses.image(src, draft.page, draft.name);
      return 'missing' in target ? { missing: true } : target;
    },
    questions: new Map(questions.map((question) => [question.line, question])),
    terms,
    glossaryHref: terms.length > 0 ? 'glossary.html' : '',
    renderFigure: options.renderFigure,
  };
  for (const { url, kind } of addressesIn(draft.tree)) {
    resolved[`${kind} ${url}`] = kind === 'image' ? request.resolveImage(url) : request.resolveLink(url);
  }
  // Everything that the HTML and its problems' places follow from.
  const digest = options.digest([
    options.version,
    draft.source.file,
    draft.format,
    draft.tree,
    draft.sections,
    questions,
    terms,
    resolved,
  ]);
  const key = `${draft.page.course}/${draft.page.page}`;
  const kept = options.cache.get(key, digest);
  const page = kept ?? (await options.render(request));
  if (!kept) options.cache.set(key, digest, page);
  for (const problem of page.problems) problems.push(problem);
  return page;
}

async function renderGlossary(
  draft: CourseDraft,
  addresses: AddressBook,
  page: (of: PageDraft) => Promise<RenderedPage>,
): Promise<{ terms: Term[]; glossaryHtml: string }> {
  const { glossary } = draft;
  if (!glossary) return { terms: [], glossaryHtml: '' };
  const terms: Term[] = [];
  for (const { definition, introducedIn, ...term } of draft.terms) {
    const sub = { ...glossary, tree: definition, page: { ...glossary.page, page: `glossary#${term.id}` } };
    const target =
      introducedIn === '' ? undefined : addresses.link(introducedIn, glossary.page, glossary.name);
    terms.push({
      ...term,
      definition: (await page({ ...sub, page: { ...sub.page, page: `glossary#${term.id}` } })).html,
      // An address with a protocol leads out of the course; checks/glossary.ts tells it.
      introducedIn: target && 'href' in target && !/^\w+:/.test(target.href) ? target.href : '',
    });
  }
  return { terms, glossaryHtml: (await page(glossary)).html };
}

function pickChapter(
  draft: CourseDraft['chapters'][number],
): Omit<Chapter, 'html' | 'answersHtml' | 'digest'> {
  const {
    id,
    number,
    title,
    description,
    lede,
    minutes,
    objectives,
    prerequisites,
    sections,
    questions,
    anchors,
    figures,
    source,
  } = draft;
  return {
    id,
    number,
    title,
    description,
    lede,
    minutes,
    objectives,
    prerequisites,
    sections,
    questions,
    anchors,
    figures,
    source,
  };
}
