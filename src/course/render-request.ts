// What the course model asks the Markdown renderer for a page, and what it gets back: the only interface between the two.
// Not here: asking (render-course.ts), rendering (markdown/render.ts).
import type { Root } from 'mdast';
import type { Problem } from './problems.ts';
import type { Place, Question, Task } from './types.ts';

export interface RenderRequest {
  /**
   * One page as remark-parse and remark-gfm (and remark-mdx) read it, without front matter; definitions and footnote
   * definitions of the whole file included. The renderer may change it.
   */
  readonly tree: Root;
  /** For the places of problems. */
  readonly file: string;
  /** The course's language, as a BCP 47 tag. */
  readonly language: string;
  /** Languages whose fences are labs without being marked as such. */
  readonly labs?: readonly string[];
  /** By line of the heading; a heading not in the map keeps its depth and gets no id. */
  readonly headings: ReadonlyMap<number, { readonly id: string; readonly depth: number }>;
  /** Where a relative link leads, and its text if the target gives another; problems are reported by the course model. */
  resolveLink(href: string): { readonly href: string; readonly words?: string } | { readonly broken: true };
  resolveImage(src: string):
    | {
        readonly src: string;
        readonly width?: number;
        readonly height?: number;
        /** True for a dark picture on a transparent background, which would be invisible on a dark page. */
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
  /** The term that is defined here, which is not linked to itself. */
  readonly ownTerm?: string;
  /** '' where there is no glossary. */
  readonly glossaryHref: string;
  renderFigure(
    name: string,
    params: Readonly<Record<string, unknown>>,
    place: Place,
    /** Unique on the page. */
    id: string,
  ): RenderedFigure;
}

export type RenderedFigure = { readonly html: string } | { readonly problems: readonly Problem[] };

export interface RenderedPage {
  readonly html: string;
  /** `<li>` items for the answers at the chapter's end; '' without questions. */
  readonly answersHtml: string;
  readonly problems: readonly Problem[];
  /** Ids of the glossary terms that the page links to, in order of their first mention. */
  readonly usedTerms: readonly string[];
}
