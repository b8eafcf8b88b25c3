// The first sentence of a chapter, for covers and search engines where its author wrote no description. It is whole prose
// of the page, or there is none: no item of a list, no source of HTML, no formula.
import type { Nodes, Paragraph, Root } from 'mdast';

/** Shorter paragraphs are labels and headings in disguise; a letter of Chinese says as much as two or three of ours. */
const SHORTEST = 40;
const SHORTEST_CJK = 12;
const LONGEST = 155;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

export function firstSentence(tree: Root): string {
  for (const node of tree.children) {
    if (node.type !== 'paragraph') continue;
    const text = wordsOf(node).replace(/\s+/g, ' ').trim();
    const shortest = (text.match(CJK)?.length ?? 0) > text.length / 3 ? SHORTEST_CJK : SHORTEST;
    if (text.length < shortest || endsInColon(text)) continue;
    const sentence = new RegExp(`^.{${shortest - 1},${LONGEST}}?(?:[.!?…](?=\\s|$)|[。！？])`, 'su').exec(
      text,
    )?.[0];
    return sentence ?? `${text.slice(0, LONGEST - 5).replace(/\s+\S*$/, '')} …`;
  }
  return '';
}

/** "These are:" says nothing without the list below it. */
function endsInColon(text: string): boolean {
  return /[:：]$/.test(text) && text.length < LONGEST;
}

/** What a reader sees, without tags, notes and pictures. */
function wordsOf(node: Paragraph): string {
  const parts: string[] = [];
  const read = (each: Nodes): void => {
    if (each.type === 'text' || each.type === 'inlineCode') parts.push(each.value);
    else if (each.type === 'inlineMath') parts.push('…');
    else if (each.type === 'break') parts.push(' ');
    else if ('children' in each && each.type !== 'footnoteDefinition')
      for (const child of each.children) read(child);
  };
  read(node);
  return parts.join('');
}
