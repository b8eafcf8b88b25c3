// Which step renders which kind of node: the table that remark-rehype is given for one chapter.
// Not here: any rendering of its own.
import type { Element } from 'hast';
import type {
  Blockquote,
  Code,
  FootnoteReference,
  Heading,
  Image,
  Link,
  ListItem,
  Paragraph,
  Parents,
  Table,
} from 'mdast';
import { defaultHandlers, type Options } from 'remark-rehype';
import { renderAlert } from './blocks/alerts.ts';
import { isDrawing, renderDrawing } from './diagrams/box-drawing.ts';
import { renderCode } from './code/code.ts';
import type { RenderContext } from './context.ts';
import { readFenceInfo } from './code/fence-info.ts';
import { renderFigureFence } from './blocks/figures.ts';
import { renderFootnoteReference } from './blocks/footnotes.ts';
import { renderHeading } from './blocks/heading-anchors.ts';
import { trustedHtml, type TrustedHtml } from './html/html-text.ts';
import { renderParagraph } from './blocks/label-lines.ts';
import { finishImage, finishLink } from './blocks/links.ts';
import { renderFormula, renderInlineFormula } from './math/formulas.ts';
import { renderMermaid } from './diagrams/mermaid.ts';
import type { InlineMath } from '../course/source/markdown-math.ts';
import { renderQuestion, type RenderFragment } from './blocks/questions.ts';
import { renderTable } from './blocks/tables.ts';
import { renderTask } from './blocks/tasks.ts';
import { renderTabs, type CodeTabs } from './blocks/tabs.ts';
import { renderListItem } from './blocks/task-lists.ts';

export type Handlers = NonNullable<Options['handlers']>;
/** What remark-rehype hands to a handler. */
export type State = Parameters<NonNullable<Handlers['code']>>[0];

/** `answers` collects the HTML of the questions' answers in order. */
export function createHandlers(
  context: RenderContext,
  renderFragment: RenderFragment,
  answers: string[],
): Handlers {
  const renderFence = (node: Code): string => {
    const info = readFenceInfo(node.lang, node.meta);
    // A question's own text may hold code, but no question.
    if (!context.fixedPlace) {
      if (info.language === 'question') return renderQuestionFence(node);
      if (info.language === 'task') return renderTaskFence(node);
      if (info.language === 'figure') return renderFigureFence(node, context);
    }
    if (info.language === 'math') return renderFormula(node, context);
    if (info.language === 'mermaid') return renderMermaid(node, info, context);
    if (isDrawing(node.value, info)) return renderDrawing(node.value, info, context.localization);
    return renderCode(node, info, context);
  };
  const renderQuestionFence = (node: Code): string => {
    const { questions } = context.request;
    const question = questions.get(node.position?.start.line ?? 0);
    if (!question) return '';
    const place = { number: answers.length + 1, count: questions.size };
    context.fixedPlace = context.placeOf(node);
    const { html, answerHtml } = renderQuestion(question, renderFragment, context.localization, place);
    context.fixedPlace = undefined;
    answers.push(answerHtml);
    return html;
  };
  const renderTaskFence = (node: Code): string => {
    const task = context.request.tasks?.get(node.position?.start.line ?? 0);
    if (!task) return '';
    context.fixedPlace = context.placeOf(node);
    const sql = (value: string): string =>
      renderCode(
        { type: 'code', lang: 'sql', value: value.trimEnd() },
        readFenceInfo('sql', 'norun="a task"'),
        context,
      );
    const html = renderTask(task, renderFragment, sql, context.localization);
    context.fixedPlace = undefined;
    return html;
  };
  const own = (html: string): TrustedHtml | undefined => (html === '' ? undefined : trustedHtml(html));

  return {
    code: (_: State, node: Code) => own(renderFence(node)),
    codeTabs: (_: State, node: CodeTabs) => own(renderTabs(node, renderFence)),
    inlineMath: (_: State, node: InlineMath) => trustedHtml(renderInlineFormula(node, context)),
    heading: (state: State, node: Heading) => renderHeading(state, node, context),
    paragraph: (state: State, node: Paragraph, parent: Parents | undefined) =>
      renderParagraph(state, node, parent),
    blockquote: (state: State, node: Blockquote) =>
      renderAlert(state, node, context.localization) ?? defaultHandlers.blockquote(state, node),
    table: (state: State, node: Table) => renderTable(state, node, context.localization),
    listItem: (state: State, node: ListItem, parent: Parents | undefined) =>
      renderListItem(state, node, parent, context.localization),
    footnoteReference: (state: State, node: FootnoteReference) => renderFootnoteReference(state, node),
    link(state: State, node: Link) {
      const element: Element = defaultHandlers.link(state, node);
      finishLink(element, node.url, context);
      return element;
    },
    linkReference(state: State, node: Parameters<typeof defaultHandlers.linkReference>[1]) {
      return finishReference(
        defaultHandlers.linkReference(state, node),
        definedUrl(state, node.identifier),
        context,
      );
    },
    image(state: State, node: Image) {
      const element: Element = defaultHandlers.image(state, node);
      finishImage(element, node.url, context);
      return element;
    },
    imageReference(state: State, node: Parameters<typeof defaultHandlers.imageReference>[1]) {
      return finishReference(
        defaultHandlers.imageReference(state, node),
        definedUrl(state, node.identifier),
        context,
      );
    },
  } as Handlers;
}

function definedUrl(state: State, identifier: string): string | undefined {
  return state.definitionById.get(identifier.toUpperCase())?.url;
}

/** A reference without its definition came back as text. */
function finishReference<Result>(result: Result, url: string | undefined, context: RenderContext): Result {
  if (url === undefined) return result;
  const element = result as unknown as Element;
  if (element.tagName === 'a') finishLink(element, url, context);
  else if (element.tagName === 'img') finishImage(element, url, context);
  return result;
}
