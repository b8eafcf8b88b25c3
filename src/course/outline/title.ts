// The words of a heading, and what of its marks a title keeps. Not here: which heading is the title (outline.ts).
import type { Heading, Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { withoutComments } from '../source/html-comments.ts';
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

/** The title in stretches of one kind; undefined where all of it is plain. */
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
  // Frames of a picture or a line of links, and anchors.
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
