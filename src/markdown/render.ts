// One chapter's Markdown tree → HTML that is safe to put on a page. The entry point of this folder.
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
import type { RenderedPage, RenderRequest } from '../course/render-request.ts';
import type { Question } from '../course/types.ts';
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

/** Kinds of nodes that stay as they are, for the MDX compiler. */
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

export async function renderChapter(request: RenderRequest): Promise<RenderedPage> {
  const { hast, context, answers } = await toSafeTree(request);
  return {
    // For MDX, what can be read without running it, as search and outline need it; Astro compiles the page itself.
    html: printer.stringify(isMdx(request.tree) ? withoutCode(hast) : hast),
    answersHtml: answers.join('\n'),
    problems: context.problems,
    usedTerms: [...context.usedTerms],
  };
}

/** A chapter as an HTML tree that holds only what is allowed on a page, and JSX as its author wrote it. */
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

/** Loads what only some chapters need: grammars, Mermaid, formulas. */
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

/** Markdown inside a fence, such as a question's; plain text skips the parser. */
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
