// What a link or picture in an author's text turns out to be. Not here: finding out (link-resolver.ts, linked-files.ts).
import type { Problem } from '../problems.ts';

export type LinkTarget =
  | {
      readonly href: string;
      /** What readers see instead of the words that stand in the link. */
      readonly words?: string;
    }
  | { readonly broken: true; readonly problem: Omit<Problem, 'place'> };
export type ImageTarget =
  | {
      readonly src: string;
      readonly width?: number;
      readonly height?: number;
      /** True for a dark picture on a transparent ground. */
      readonly ground?: boolean;
      /** Of the picture's own file. */
      readonly problems?: readonly Problem[];
    }
  | { readonly missing: true; readonly problem: Omit<Problem, 'place'> };

export function outside(href: string): LinkTarget {
  return broken(
    'link-outside-content',
    `The link "${href}" leads out of the content folder, where the site cannot follow.`,
    'Link to a file below the content folder, or to a full https:// address.',
  );
}

export function broken(code: string, text: string, hint: string): LinkTarget {
  return { broken: true, problem: { grade: 'warning', code, text, hint } };
}

export function missing(code: string, text: string, hint: string): ImageTarget {
  return { missing: true, problem: { grade: 'warning', code, text, hint } };
}
