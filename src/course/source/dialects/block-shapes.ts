// What becomes of a block of another tool, by the word that it begins with. Not here: how such a block is written
// (containers.ts, template-blocks.ts), drawing it (blocks.ts).
import { alertKind } from '../../alert-kinds.ts';

/** What becomes of a block. */
export type Shape =
  | {
      readonly as: 'box';
      readonly word: string;
      readonly title: string;
      /** A heading as the first thing in it is its title. */
      readonly isHeaded?: boolean;
    }
  | { readonly as: 'fold'; readonly title: string; readonly isHeaded?: boolean }
  | { readonly as: 'label'; readonly title: string }
  /** A fence inside gets the title. */
  | { readonly as: 'titled'; readonly title: string }
  | { readonly as: 'code'; readonly language: string; readonly title: string }
  /** An instruction with options, as a fence of MyST has it. */
  | { readonly as: 'instruction'; readonly info: string }
  /** Headings inside are the names of tabs. */
  | { readonly as: 'headed-tabs' }
  /** Tabs that have no names of their own. */
  | { readonly as: 'named-tabs'; readonly names: readonly string[] }
  /** Text in which no sign of a template is one. */
  | { readonly as: 'verbatim' }
  /** A link or a file, with what is said of it. */
  | { readonly as: 'link'; readonly address: string; readonly title: string }
  /** Fences inside become tabs. */
  | { readonly as: 'tabs' }
  /** What is inside is shown without a frame; `told` if a reader misses something by it. */
  | { readonly as: 'plain'; readonly told: boolean }
  /** A comment of that tool. */
  | { readonly as: 'nothing' };

export interface Opening {
  /** Only a closing of the same family ends it. */
  readonly family: string;
  /** As it is told to the author. */
  readonly shown: string;
  readonly shape: Shape;
}

export const PLAIN: Shape = { as: 'plain', told: true };
export const SILENT: Shape = { as: 'plain', told: false };
export const VERBATIM: Shape = { as: 'verbatim' };

/** Blocks that only arrange what is in them in a way that a page can do without. */
const ARRANGE = new Set(
  (
    'columns column grid grid-item cards card card-grid cardgrid card-group steps step center div tab-set tabs tabset ' +
    'panel-tabset raw v-pre fragment incremental tabbed-set content-ref content-visible content-hidden margin ' +
    'column-margin column-page column-screen layout stepper container wrapper row col aside-right figure codegroup section ' +
    'article content-visible incremental nonincremental r-stack fragments notes tbl-caption caption tab-container group'
  ).split(' '),
);

export function shapeOf(word: string, title: string): Shape {
  const lower = word.toLowerCase();
  if (
    /^(?:details|dropdown|collapse|expand|toggle|accordion|accordion-item|expandable|spoiler)$/.test(lower)
  ) {
    return { as: 'fold', title: title || 'Details' };
  }
  if (/^(?:tab|tab-item|tabitem|tab_item)$/.test(lower)) return { as: 'label', title };
  if (/^code-?group$|^code-tabs$/.test(lower)) return { as: 'tabs' };
  if (/^(?:comment|ignore)$/.test(lower)) return { as: 'nothing' };
  if (/^(?:raw|v-pre)$/.test(lower)) return VERBATIM;
  if (/^(?:fragment|content-ref|center|div)$/.test(lower)) return SILENT;
  if (/^(?:card|panel|step)$/.test(lower) && title !== '') return { as: 'label', title };
  if (lower === 'message' && title === 'alert') return { as: 'box', word: 'warning', title: '' };
  if (lower === 'content-hidden') return PLAIN;
  if (alertKind(lower) !== undefined) return { as: 'box', word: lower, title };
  if (ARRANGE.has(lower)) return title === '' ? SILENT : { as: 'label', title };
  return title === '' ? PLAIN : { as: 'box', word: 'note', title };
}

export function boxWord(stated: string): string {
  return alertKind(stated) === undefined ? 'note' : stated.toLowerCase();
}
