// `glossary.md` → terms: each `##` (in a single file each `###`) is a term, its paragraph the definition, a list may name aliases and the chapter.
// Not here: finding terms in the text (markdown/blocks/glossary.ts).
import GithubSlugger from 'github-slugger';
import type { Heading, List, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { freeId } from './page-ids.ts';
import { slugOf } from './slug.ts';
import { headingText } from './title.ts';
import type { Problem } from '../problems.ts';

/** A term before its definition is rendered. */
export interface TermDraft {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly definition: Root;
  /** As the author wrote the link, or ''. */
  readonly introducedIn: string;
  readonly line: number;
}

/** `depth` is that of the headings that are terms. */
export function readGlossary(tree: Root, file: string, problems: Problem[], depth = 2): TermDraft[] {
  const slugger = new GithubSlugger();
  const owners = new Map<string, string>();
  const starts = tree.children.flatMap((node, index) =>
    node.type === 'heading' && node.depth === depth ? [index] : [],
  );
  return starts.map((start, index) => {
    const heading = tree.children[start] as Heading;
    const line = heading.position?.start.line ?? 1;
    const body = tree.children.slice(start + 1, starts[index + 1]);
    const name = headingText(heading);
    const facts = body.filter((node): node is List => node.type === 'list').flatMap(readFacts);
    const aliases = facts.flatMap(({ label, text }) =>
      label === 'also'
        ? text
            .split(',')
            .map((alias) => alias.trim())
            .filter(Boolean)
        : [],
    );
    const definition = body.filter((node) => node.type !== 'list' || readFacts(node).length === 0);
    const wrong = (code: string, text: string, hint: string): void => {
      problems.push({ grade: 'warning', code, place: { file, line, column: 1 }, text, hint });
    };
    if (definition.length === 0) {
      wrong(
        'term-undefined',
        `The term "${name}" has no definition.`,
        'Write one sentence below its heading.',
      );
    }
    for (const word of [name, ...aliases]) {
      const owner = owners.get(word.toLowerCase());
      if (owner !== undefined)
        wrong('term-repeated', `"${word}" is already a name of the term "${owner}".`, 'Keep one of the two.');
      owners.set(word.toLowerCase(), name);
    }
    return {
      id: slugger.slug(freeId(slugOf(name, index + 1, 'term'))),
      name,
      aliases,
      definition: { type: 'root', children: definition as RootContent[] },
      introducedIn: facts.find(({ label }) => label === 'introduced in')?.href ?? '',
      line,
    };
  });
}

/** `- Also: a, b` and `- Introduced in: [chapter](file.md)`. */
function readFacts(list: List): { label: string; text: string; href: string }[] {
  return list.children.flatMap((item) => {
    const [, label, text] = /^\s*(Also|Introduced in)\s*:\s*(.*)$/is.exec(toString(item)) ?? [];
    if (label === undefined || text === undefined) return [];
    const paragraph = item.children[0];
    const link =
      paragraph?.type === 'paragraph' ? paragraph.children.find((node) => node.type === 'link') : undefined;
    return [{ label: label.toLowerCase(), text, href: link?.type === 'link' ? link.url : '' }];
  });
}
