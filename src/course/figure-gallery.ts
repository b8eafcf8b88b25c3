// All interactive figures of a course in one list, each by its resting picture as its chapter shows it, so with the
// author's parameters, and with the address where it can be operated. Not here: the page (pages/[course]/figures.astro).
import type { Chapter, FigureUse, Section } from './types.ts';

/** One use of a figure. */
export interface GalleryFigure {
  readonly name: string;
  readonly chapter: Pick<Chapter, 'id' | 'number' | 'title'>;
  /** Undefined above a chapter's first section. */
  readonly section: Section | undefined;
  /** Address of the figure in its chapter, relative to the course folder. */
  readonly href: string;
  /** The `<svg>`, without name and description: the words beside it have both. */
  readonly picture: string;
}

type Figured = Pick<Chapter, 'id' | 'number' | 'title' | 'sections' | 'figures'>;

/** In the order of the course; `html` holds each chapter's HTML by its id. A use whose figure could not be drawn is left out: its problem has been reported. */
export function galleryOf(
  chapters: readonly Figured[],
  html: ReadonlyMap<string, string>,
): readonly GalleryFigure[] {
  return chapters.flatMap((chapter) => {
    const drawn = chapter.figures.length === 0 ? [] : cutFigures(html.get(chapter.id) ?? '');
    return chapter.figures.flatMap((use): GalleryFigure[] => {
      const at = drawn.findIndex(({ name }) => name === use.name);
      const [found] = at === -1 ? [] : drawn.splice(at, 1);
      if (!found) return [];
      return [{ ...placeOf(chapter, use, found.id), name: use.name, picture: found.picture }];
    });
  });
}

/** A figure with all of its frame. */
export interface FirstFigure extends GalleryFigure {
  /** The `<lectern-figure>`. */
  readonly html: string;
}

/** The first figure of a chapter whose HTML is `html`. */
export function firstFigure(chapter: Figured, html: string): FirstFigure | undefined {
  const [use] = galleryOf([chapter], new Map([[chapter.id, html]]));
  const whole = use && cutFigures(html).find(({ name }) => name === use.name)?.html;
  return use && whole !== undefined ? { ...use, html: whole } : undefined;
}

function placeOf(
  { id, number, title, sections }: Figured,
  use: FigureUse,
  figure: string,
): Pick<GalleryFigure, 'chapter' | 'section' | 'href'> {
  const section = sections.find((candidate) => candidate.id === use.section);
  const href = `${encodeURIComponent(id)}.html#${encodeURIComponent(figure)}`;
  return { chapter: { id, number, title }, section, href };
}

/** The figures in a chapter's HTML, in its order. Figures do not hold figures. */
function cutFigures(
  html: string,
): { readonly name: string; readonly id: string; readonly picture: string; readonly html: string }[] {
  return Array.from(html.matchAll(/<lectern-figure\b[^>]*>[\s\S]*?<\/lectern-figure>/g), ([figure]) => {
    const [opening = ''] = /^<[^>]*>/.exec(figure) ?? [];
    const [picture = ''] = /<svg\b[^>]*\sclass="figure-picture"[\s\S]*?<\/svg>/.exec(figure) ?? [];
    return {
      name: attribute(opening, 'data-figure'),
      id: attribute(opening, 'id'),
      html: figure,
      picture: picture.replace(/^<svg\b[^>]*>/, (tag) =>
        tag.replaceAll(/\s(?:role|aria-\w+)="[^"]*"/g, '').replace('<svg', '<svg aria-hidden="true"'),
      ),
    };
  });
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
