// Ids that authors write behind a heading's words, as other tools read them: `{#id}`, `{: #id}`, `[#id]`, `:id=id`, with
// or without classes. They are taken out of the words and noted in the tree. Not here: ids made of the words (outline.ts).
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

declare module 'mdast' {
  interface HeadingData {
    /** The id that the author wrote behind the words. */
    statedId?: string;
  }
}

const ATTRIBUTE = String.raw`(?:#[^\s{}#]+|\.[\w:-]+|-|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+))`;
const WRITTEN = new RegExp(
  String.raw`[ \t]*(?:\{:?[ \t]*(${ATTRIBUTE}(?:[ \t]+${ATTRIBUTE})*)[ \t]*\}|\[#([^\s\[\]#]+)\]|:id=([\w-]+)|\{/\*[ \t]*#([\w-]+)[ \t]*\*/\})[ \t]*$`,
  'u',
);

/** A heading of MDX, in which a brace begins code: the id in a form that is none. */
export function withReadableIds(text: string): string {
  return text.replace(
    /^(#{1,6}[ \t].*?)[ \t]*\{(?:\/\*[ \t]*)?#([\w:.-]+)(?:[ \t]*\*\/)?\}[ \t]*$/gm,
    '$1 [#$2]',
  );
}

export function takeHeadingIds(tree: Root): void {
  visit(tree, 'heading', (heading) => {
    const last = heading.children.at(-1);
    if (last?.type !== 'text') return;
    const found = WRITTEN.exec(last.value.slice(-LONGEST));
    if (!found) return;
    const [all, attributes = '', bracketed, docsify, comment] = found;
    const id = bracketed ?? docsify ?? comment ?? /#([^\s{}#]+)/.exec(attributes)?.[1];
    if (id !== undefined) heading.data = { ...heading.data, statedId: id };
    last.value = last.value.slice(0, last.value.length - all.length);
    if (last.value === '') heading.children.pop();
  });
}

/** No id with its classes is longer, and the pattern tries each sign of what it is given. */
const LONGEST = 300;
