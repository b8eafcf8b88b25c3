// What becomes of a block of another tool: its shape, and the lines in it → lines of ours.
// Not here: which block has which shape (containers.ts, indented.ts), the shapes themselves (shapes.ts).
import type { Shape } from './block-shapes.ts';
import { directiveLines } from './directive-fences.ts';
import { marginOf, type Line, type Notices } from './line.ts';
import {
  asBox,
  asCode,
  asFold,
  asHeadedTabs,
  asLabelled,
  asPlain,
  toMargin,
  withTabs,
  withTitle,
  type Within,
} from './shapes.ts';

export function shaped(
  at: Line,
  shape: Shape,
  shown: string,
  content: readonly Line[],
  rewriteWithin: Within,
  notices: Notices,
): Line[] {
  content = withoutOptions(content, shown);
  const rewrite = (inside: readonly Line[]): Line[] => rewriteWithin(inside, marginOf(at.text));
  switch (shape.as) {
    case 'box': {
      const { heading, rest } =
        shape.isHeaded && shape.title === '' ? takeHeading(content) : { heading: '', rest: content };
      return asBox(at, shape.word, heading || shape.title, rewrite(rest));
    }
    case 'fold': {
      const { heading, rest } = shape.isHeaded ? takeHeading(content) : { heading: '', rest: content };
      return asFold(at, heading || shape.title, rewrite(rest));
    }
    case 'label':
      return asLabelled(at, shape.title, rewrite(content));
    case 'titled':
      return asPlain(at, rewrite(withTitle(content, shape.title)));
    case 'code': {
      // A block for formulas may hold the signs of one.
      const body = shape.language === 'math' ? content.flatMap(withoutDollars) : content;
      return asCode(at, shape.language, shape.title, body);
    }
    case 'tabs':
      return asPlain(at, rewrite(withTabs(content)));
    case 'headed-tabs':
      return asHeadedTabs(at, content, rewrite);
    case 'instruction': {
      const margin = ' '.repeat(marginOf(at.text));
      const made = directiveLines(
        { ...at, text: margin },
        shape.info,
        toMargin(content, 0),
        rewrite,
        notices,
      );
      return made ?? asPlain(at, rewrite(content));
    }
    case 'verbatim':
      return asPlain(at, content);
    case 'link': {
      const words = content
        .map(({ text }) => text.trim())
        .join(' ')
        .trim();
      const isOwnLink = /^\[.*\]\(.*\)$/.test(words);
      const shown = shape.title || words || shape.address;
      const link = isOwnLink ? words : `[${shown}](<${shape.address}>)`;
      return asPlain(at, [
        {
          ...at,
          text: `${' '.repeat(marginOf(at.text))}${link}${shape.title && words && !isOwnLink ? ` ${words}` : ''}`,
        },
      ]);
    }
    case 'nothing':
      return asPlain(at, []);
    case 'named-tabs':
      return asPlain(at, rewrite(withNames(content, shape.names)));
    case 'plain':
      if (shape.told) {
        notices.report({
          code: 'foreign-syntax',
          kind: `block ${shown}`,
          line: at.line,
          text: `The block "${shown}" of another tool is shown without its frame.`,
          hint: 'For a box, write "> [!NOTE]" and begin its lines with ">"; for tabs, give neighbouring fences tab="…".',
        });
      }
      return asPlain(at, rewrite(content));
  }
}

function withoutDollars(line: Line): Line[] {
  const text = line.text.trim().replace(/^\$\$\s*|\s*\$\$$/g, '');
  return text === '' ? [] : [{ ...line, text }];
}

/** Tabs whose names their group gives, in order. */
function withNames(content: readonly Line[], names: readonly string[]): Line[] {
  let next = 0;
  return content.map((line) => {
    const named = line.text
      .replace(/^(\s*\{\{[<%]\s*tab)(?=\s*[>%]\}\})/, (head) => `${head} "${names[next++] ?? ''}"`)
      .replace(/^(\s*<(?:Tabs?\.)?Tab)(?=>)/, (head) => `${head} label="${names[next++] ?? ''}"`);
    return named === line.text ? line : { ...line, text: named };
  });
}

/** Options of a block of PyMdown stand below its first line, further in. */
function withoutOptions(content: readonly Line[], shown: string): readonly Line[] {
  if (!shown.startsWith('///')) return content;
  const first = content.findIndex(({ text }) => !/^ {4,}[\w-]+: /.test(text));
  return first > 0 ? content.slice(first) : content;
}

/** A heading as the first thing in a block is its title. */
function takeHeading(content: readonly Line[]): { readonly heading: string; readonly rest: readonly Line[] } {
  const start = content.findIndex(({ text }) => text.trim() !== '');
  const [, heading = ''] = /^\s*#{1,6}\s+(.+?)\s*#*$/.exec(content[start]?.text ?? '') ?? [];
  return heading === '' ? { heading, rest: content } : { heading, rest: content.slice(start + 1) };
}
