// The words of a heading, the inline formatting that a title keeps, and warnings of what it loses.
// Not here: which heading is the title (outline.ts).
import type { Heading, Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { withoutComments } from '../source/html-comments.ts';
import { addressKind } from '../links/address-kind.ts';
import type { Problem } from '../problems.ts';
import type { TitlePart } from '../types.ts';

/** A heading's words without markup; a picture's words only where there are no others. */
export function headingText(heading: Heading): string {
  const words = toString(heading, { includeHtml: false, includeImageAlt: false }).replace(/\s+/g, ' ').trim();
  return words || toString(heading, { includeHtml: false }).replace(/\s+/g, ' ').trim();
}

const KINDS: Readonly<Record<string, TitlePart['kind']>> = {
  emphasis: 'emphasis',
  strong: 'strong',
  delete: 'deleted',
};

/** The title as runs of one kind of formatting; undefined where it has none. */
export function titleParts(heading: Heading): TitlePart[] | undefined {
  const parts: TitlePart[] = [];
  const add = (text: string, kind: TitlePart['kind']): void => {
    const last = parts.at(-1);
    if (text === '') return;
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  const walk = (nodes: readonly PhrasingContent[], kind: TitlePart['kind']): void => {
    for (const node of nodes) {
      if (node.type === 'inlineCode') add(node.value, 'code');
      else if (node.type === 'text') add(node.value.replace(/\s+/g, ' '), kind);
      else if (node.type === 'break') add(' ', kind);
      else if ('children' in node) walk(node.children, KINDS[node.type] ?? kind);
    }
  };
  walk(heading.children, 'text');
  return parts.some(({ kind }) => kind !== 'text') ? parts : undefined;
}

/** True for what may stand above a title: lines of links, badges and pictures, comments, imports. */
export function standsAboveTitle(node: RootContent): boolean {
  if (node.type === 'definition' || node.type === 'thematicBreak') return true;
  if ((node.type as string) === 'mdxjsEsm') return true;
  // HTML without text, such as a wrapper of a picture or an anchor.
  if (node.type === 'html')
    return (
      withoutComments(node.value)
        .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
        .replace(/<[^<>]*>/g, '')
        .trim() === ''
    );
  return node.type === 'paragraph' && node.children.every(isLinkOrPicture);
}

function isLinkOrPicture(node: Nodes): boolean {
  if (node.type === 'text') return /^[\s|·•/,\-–—()[\]:>»]*$/.test(node.value);
  return ['link', 'linkReference', 'image', 'imageReference', 'html', 'break'].includes(node.type);
}

/** HTML that a browser would run, or that loads another document. */
const ACTS =
  /<(?:script|style|iframe|object|embed|svg|math|form|template|base|meta|link)\b|\son[a-z]+\s*=|javascript:/i;

/** Warns where the front matter gives another title than the heading that stands for it, whose words are then not shown. */
export function reportReplaced(
  heading: Heading,
  statedTitle: string | undefined,
  file: string,
  problems: Problem[],
): void {
  const words = headingText(heading);
  if (statedTitle === undefined || sameWords(words, statedTitle) || TITLE_OF_DATA.test(words)) return;
  const { line, column } = heading.position?.start ?? { line: 1, column: 1 };
  problems.push({
    grade: 'warning',
    code: 'title-replaced',
    place: { file, line, column },
    text: `The heading "${words}" is not shown, because the front matter gives the title "${statedTitle}".`,
    hint: 'Give both the same words, or delete one of them.',
  });
}

/** `{{ page.title }}`, `{{ $frontmatter.title }}`: other tools put the title of the front matter there. */
const TITLE_OF_DATA = /^\{\{[^{}]{0,40}\btitle\b[^{}]{0,40}\}\}$/i;

/** Whether two titles differ in capitals, spaces and punctuation at most. */
function sameWords(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
  return first === second;
}

/** A title is shown as text; warns of footnotes and of active HTML or addresses that this leaves out. */
export function reportLostParts(heading: Heading, file: string, problems: Problem[]): void {
  visit(heading, (node) => {
    const isCode = node.type === 'html' && ACTS.test(node.value);
    const isUnsafe = (node.type === 'link' || node.type === 'image') && addressKind(node.url) === 'unsafe';
    if (!isCode && !isUnsafe) return;
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    problems.push({
      grade: 'warning',
      code: 'title-note',
      place: { file, line, column },
      text: `The title of a chapter is shown as its words, so ${isCode ? 'the HTML' : 'the address'} in it is left out.`,
      hint: 'Write only words into a title.',
    });
  });
  visit(heading, 'footnoteReference', (note) => {
    const { line, column } = note.position?.start ?? { line: 1, column: 1 };
    problems.push({
      grade: 'warning',
      code: 'title-note',
      place: { file, line, column },
      text: `The title of a chapter cannot have a footnote, so "[^${note.label ?? note.identifier}]" is left out of it.`,
      hint: 'Put the note behind a sentence of the text.',
    });
  });
}
