// All interactive figures of a course in one list, each as its chapter shows it: the same HTML, so with the author's
// parameters, under ids that are unique on one page. Not here: the page (pages/[course]/figures.astro).
import type { Chapter, FigureUse, Section } from './types.ts';

/** One use of a figure. */
export interface GalleryFigure {
  readonly name: string;
  /** Id of its element on the gallery's page. */
  readonly id: string;
  readonly chapter: Pick<Chapter, 'id' | 'number' | 'title'>;
  /** Undefined above a chapter's first section. */
  readonly section: Section | undefined;
  /** Address of the place in the chapter, relative to the course folder. */
  readonly href: string;
  /** The complete `<lectern-figure>`. */
  readonly html: string;
}

type Figured = Pick<Chapter, 'id' | 'number' | 'title' | 'sections' | 'figures'>;

/** In the order of the course; `html` holds each chapter's HTML by its id. A use whose figure could not be drawn is left out: its problem has been reported. */
export function galleryOf(
  chapters: readonly Figured[],
  html: ReadonlyMap<string, string>,
): readonly GalleryFigure[] {
  const usesByName = new Map<string, number>();
  return chapters.flatMap((chapter) => {
    const drawn = chapter.figures.length === 0 ? [] : cutFigures(html.get(chapter.id) ?? '');
    return chapter.figures.flatMap((use): GalleryFigure[] => {
      const at = drawn.findIndex(({ name }) => name === use.name);
      const [found] = at === -1 ? [] : drawn.splice(at, 1);
      if (!found) return [];
      const nth = (usesByName.get(use.name) ?? 0) + 1;
      usesByName.set(use.name, nth);
      const id = nth === 1 ? found.id : `${found.id}-use-${nth}`;
      return [{ ...placeOf(chapter, use), name: use.name, id, html: renameIds(found.html, found.id, id) }];
    });
  });
}

function placeOf(
  { id, number, title, sections }: Figured,
  use: FigureUse,
): Pick<GalleryFigure, 'chapter' | 'section' | 'href'> {
  const section = sections.find((candidate) => candidate.id === use.section);
  const hash = section ? `#${encodeURIComponent(section.id)}` : '';
  return { chapter: { id, number, title }, section, href: `${encodeURIComponent(id)}.html${hash}` };
}

/** The figures in a chapter's HTML, in its order. Figures do not hold figures. */
function cutFigures(html: string): { readonly name: string; readonly id: string; readonly html: string }[] {
  return Array.from(html.matchAll(/<lectern-figure\b[^>]*>[\s\S]*?<\/lectern-figure>/g), ([figure]) => {
    const [opening = ''] = /^<[^>]*>/.exec(figure) ?? [];
    return { name: attribute(opening, 'data-figure'), id: attribute(opening, 'id'), html: figure };
  });
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

/** Every id in a figure begins with the figure's own. */
function renameIds(html: string, from: string, to: string): string {
  if (from === to) return html;
  return html.replaceAll(
    /(\s(?:id|for|aria-labelledby|aria-describedby)=")([^"]*)"/g,
    (whole, start: string, id: string) => {
      return id === from || id.startsWith(`${from}-`) ? `${start}${to}${id.slice(from.length)}"` : whole;
    },
  );
}
