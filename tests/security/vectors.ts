// Known ways to make a Markdown renderer run code, load from elsewhere, or shadow the page: each tried as a name and a
// text. Gathered from the field's cheat sheets, from published evasions of sanitisers, and from the constructs of our
// own syntax. Not here: where in a course they stand (contexts.ts) and what is safe (allowed.ts).
import { ADDRESSES_AS_LINKS } from './vectors/addresses.ts';
import { ATTRIBUTES } from './vectors/attributes.ts';
import { CLOBBERING, MUTATIONS } from './vectors/documents.ts';
import { ELEMENTS } from './vectors/elements.ts';
import { MARKDOWN } from './vectors/markdown.ts';

export interface Vector {
  /** What it tries, in words; unique. */
  readonly name: string;
  /** Markdown; what it runs, if it can, is `alert(…)`. */
  readonly text: string;
}

const FAMILIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  element: ELEMENTS,
  attribute: ATTRIBUTES,
  address: ADDRESSES_AS_LINKS,
  markdown: MARKDOWN,
  mutation: MUTATIONS,
  clobbering: CLOBBERING,
};

export const VECTORS: readonly Vector[] = Object.entries(FAMILIES).flatMap(([family, vectors]) =>
  Object.entries(vectors).map(([name, text]) => ({ name: `${family}: ${name}`, text })),
);
