// One chapter's Markdown tree → HTML that is safe to put on a page. The only door of this folder.
// Not here: what the course means (course/), pages, styles.
import type { Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { directionOf } from '../languages/index.ts';
import { remarkFormulas } from '../course/source/markdown-math.ts';
import type { Problem } from '../course/problems.ts';
import type { Place, Question, Task } from '../course/types.ts';
import { createContext, type RenderContext } from './context.ts';
import { readFenceInfo } from './code/fence-info.ts';
import { foldFootnotes, footnoteOptions, nameFootnotes } from './blocks/footnotes.ts';
import { linkTerms } from './blocks/glossary.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { loadLanguages } from './code/highlight.ts';
import { escapeHtml } from './html/html-text.ts';
import { loadMermaid } from './diagrams/mermaid.ts';
import { loadFormulas } from './math/formulas.ts';
import type { Fragment } from './blocks/questions.ts';
import { removeBlockedAttributes, settleAddresses } from './mdx/attributes.ts';
import { settleComponents } from './mdx/components.ts';
import { isMdx, withoutCode } from './mdx/jsx.ts';
import { findRawIds, sanitizeRawHtml } from './html/sanitize.ts';
import { groupTabs } from './blocks/tabs.ts';

export interface RenderRequest {
  /** One chapter or cover as remark-parse and remark-gfm (and remark-mdx) read it, front matter removed; definitions
   * and footnote definitions of the whole file included. It may be changed. */
  readonly tree: Root;
  /** For problems. */
  readonly file: string;
  /** The course's language, as BCP 47 has it. */
  readonly language: string;
  /** Languages whose fences can be run without saying so themselves. */
  readonly labs?: readonly string[];
  /** By line of the heading; a heading not in the map keeps its depth and gets no id. */
  readonly headings: ReadonlyMap<number, { readonly id: string; readonly depth: number }>;
  /** Where a relative link leads, and its words where others stand in it; problems are reported by the course model. */
  resolveLink(href: string): { readonly href: string; readonly words?: string } | { readonly broken: true };
  resolveImage(src: string):
    | {
        readonly src: string;
        readonly width?: number;
        readonly height?: number;
        /** True for a dark picture on a transparent ground, which a dark page would swallow. */
        readonly ground?: boolean;
      }
    | { readonly missing: true };
  /** By line of the fence; a question fence not in it renders nothing. */
  readonly questions: ReadonlyMap<number, Question>;
  /** By line of the fence; a task fence not in it renders nothing. */
  readonly tasks?: ReadonlyMap<number, Task>;
  readonly terms: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
  /** Of the term whose definition this is: it does not link to itself. */
  readonly ownTerm?: string;
  /** '' = no glossary. */
  readonly glossaryHref: string;
  renderFigure(
    name: string,
    params: Readonly<Record<string, unknown>>,
    place: Place,
    /** Unique on the page. */
    id: string,
  ): { readonly html: string } | { readonly problems: readonly Problem[] };
}

export interface RenderResult {
  readonly html: string;
  /** `<li>` items for the Answers section at the chapter's end; '' without questions. */
  readonly answersHtml: string;
  readonly problems: readonly Problem[];
  /** Ids of the glossary terms linked from this chapter, in the order of their first mention. */
  readonly usedTerms: readonly string[];
}

/** Kinds of nodes that stay as they are, for the compiler of MDX. */
const MDX_NODES = [
  'mdxFlowExpression',
  'mdxJsxFlowElement',
  'mdxJsxTextElement',
  'mdxTextExpression',
  'mdxjsEsm',
] satisfies RehypeOptions['passThrough'];

const SPECIAL = /[`*_[\]<>&\\~|!#\n:@$]|www\.|^\s*(?:[-+]|\d+[.)])\s|^\s{4}/;
const fragments = unified().use(remarkParse).use(remarkGfm).use(remarkFormulas).freeze();
const printer = unified()
  .use(rehypeStringify, { allowDangerousHtml: true, characterReferences: { useNamedReferences: true } })
  .freeze();

export async function renderChapter(request: RenderRequest): Promise<RenderResult> {
  const { hast, context, answers } = await toSafeTree(request);
  return {
    // Of MDX this is what can be read without running it; the page itself is compiled by Astro.
    html: printer.stringify(isMdx(request.tree) ? withoutCode(hast) : hast),
    answersHtml: answers.join('\n'),
    problems: context.problems,
    usedTerms: [...context.usedTerms],
  };
}

/** A chapter as a tree of HTML that only holds what may stand on a page, and JSX as its author wrote it. */
export async function toSafeTree(request: RenderRequest): Promise<{
  readonly hast: HastRoot;
  readonly context: RenderContext;
  readonly answers: readonly string[];
}> {
  const context = createContext(request);
  const { tree } = request;
  groupTabs(tree);
  findRawIds(tree, context);
  await prepare(tree, request.questions.values());
  removeBlockedAttributes(tree, context);
  settleComponents(tree, context);
  const answers: string[] = [];
  const handlers = createHandlers(
    context,
    (markdown) => renderFragment(markdown, handlers, context),
    answers,
  );
  const hast = toHast(tree, handlers, context);
  nameFootnotes(hast);
  linkTerms(hast, context);
  settleAddresses(hast, context);
  return { hast, context, answers };
}

/** Loads what some chapters need and others do not: grammars, the drawing of diagrams. */
async function prepare(tree: Root, asked: Iterable<Question>): Promise<void> {
  const questions = [...asked];
  const languages = new Set<string>();
  let hasDiagram = false;
  let hasFormula = JSON.stringify(questions).includes('$');
  visit(tree, ['code', 'codeTabs', 'inlineMath'], (node) => {
    hasFormula ||= node.type === 'inlineMath';
    const fences =
      node.type === 'code'
        ? [node]
        : node.type === 'codeTabs'
          ? node.panels.flatMap((panel) => panel.fences)
          : [];
    for (const { lang, meta, value } of fences) {
      const { language, innerLanguage } = readFenceInfo(lang, meta);
      hasDiagram ||= language === 'mermaid';
      hasFormula ||= language === 'math';
      languages.add(language).add(innerLanguage);
      if (language === 'task') languages.add('sql');
      // Fences in a fence are colored by their own grammars, whether or not another page has loaded them.
      if (/^(?:md|markdown|mdx)$/.test(language))
        for (const [, inner = ''] of value.matchAll(/^[ \t>]*(?:`{3,}|~{3,})([\w+#-]+)/gm))
          languages.add(inner);
    }
  });
  for (const [, language = ''] of JSON.stringify(questions).matchAll(/(?:```|~~~)([\w+#-]+)/g))
    languages.add(language);
  await Promise.all([loadLanguages(languages), hasDiagram && loadMermaid(), hasFormula && loadFormulas()]);
}

function toHast(tree: Root, handlers: Handlers, context: RenderContext): HastRoot {
  const options: RehypeOptions = {
    allowDangerousHtml: true,
    passThrough: MDX_NODES,
    ...footnoteOptions(context.localization, directionOf(context.request.language)),
    handlers,
  };
  const transform = remarkRehype(options) as unknown as (tree: Root, file: undefined) => HastRoot;
  const hast = transform(tree, undefined);
  sanitizeRawHtml(hast, context);
  return hast;
}

/** A text inside a fence; most need no parser. */
function renderFragment(markdown: string, handlers: Handlers, context: RenderContext): Fragment {
  const text = markdown.trim();
  if (!SPECIAL.test(text)) return { inline: escapeHtml(text), rest: '' };
  const hast = toHast(fragments.parse(text), handlers, context);
  foldFootnotes(hast);
  const children = hast.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const [first, ...rest] = children;
  const opens = first?.type === 'element' && first.tagName === 'p';
  return {
    inline: opens ? printer.stringify({ type: 'root', children: first.children }) : '',
    rest: printer.stringify({ type: 'root', children: opens ? rest : children }),
  };
}
