// A Markdown text → what renderChapter makes of it, with a course small enough to read: used by the tests beside it.
import GithubSlugger from 'github-slugger';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { Question } from '../../../src/course/types.ts';
import type { RenderedPage, RenderRequest } from '../../../src/course/render-request.ts';
import { renderChapter } from '../../../src/markdown/render.ts';

type Options = Partial<Omit<RenderRequest, 'questions'>> & {
  /** In the order of the `question` fences. */
  readonly ask?: readonly Unplaced[];
  readonly mdx?: boolean;
};
type Unplaced = Question extends infer Each ? (Each extends Question ? Omit<Each, 'line'> : never) : never;

export async function renderText(
  text: string,
  { ask = [], mdx = false, ...more }: Options = {},
): Promise<RenderedPage> {
  const parser = unified().use(remarkParse).use(remarkGfm);
  const tree = (mdx ? parser.use(remarkMdx) : parser).parse(text);
  const slugger = new GithubSlugger();
  const headings = new Map<number, { id: string; depth: number }>();
  const questions = new Map<number, Question>();
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 0;
    if (node.type === 'heading') headings.set(line, { id: slugger.slug(toString(node)), depth: node.depth });
    const question = ask[questions.size];
    if (node.type === 'code' && node.lang === 'question' && question)
      questions.set(line, { ...question, line } as Question);
  });
  return renderChapter({
    tree,
    file: mdx ? 'course/chapter.mdx' : 'course/chapter.md',
    language: 'en',
    headings,
    questions,
    resolveLink: (href) =>
      href.startsWith('#') || href.includes('.md')
        ? { href: href.replace('.md', '.html') }
        : { broken: true },
    resolveImage: (src) =>
      src.includes('missing') ? { missing: true } : { src: `../${src}`, width: 40, height: 30 },
    terms: [],
    glossaryHref: '',
    renderFigure: (name, params) => ({
      html: `<lectern-figure>${name} ${JSON.stringify(params)}</lectern-figure>`,
    }),
    ...more,
  });
}

export async function htmlOf(text: string, options?: Options): Promise<string> {
  return (await renderText(text, options)).html;
}

/** `12:3 code-of-problem` for each. */
export async function problemsOf(text: string, options?: Options): Promise<string[]> {
  const { problems } = await renderText(text, options);
  return problems.map(({ place, code }) => `${place.line}:${place.column} ${code}`);
}

/** A fence with its info string. */
export function fence(info: string, ...lines: readonly string[]): string {
  return ['```' + info, ...lines, '```'].join('\n');
}
