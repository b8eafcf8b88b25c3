// Recognises a contents list that an author or a tool wrote into a text, in every form that is in use: below a heading,
// a bold line or between comments; as a list, with groups and descriptions, in a fold, in a table, or as a placeholder.
// Not here: where its entries lead (outline.ts).
import type { Heading, Link, Nodes, Paragraph, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import type { Place } from '../types.ts';

export interface ContentsEntry {
  readonly text: string;
  /** Without the `#`. */
  readonly anchor: string;
  /** 0 for the list's own items, 1 for those of a list in them, and so on. */
  readonly depth: number;
  readonly place: Place;
}

export interface TakenContents {
  readonly nodes: RootContent[];
  readonly entries: ContentsEntry[];
  /** Words of the headings and labels that were removed: links lead back to them. */
  readonly titles: string[];
}

/** What a contents list is called, in the languages in which courses are written. */
const NAMES = new RegExp(
  `^(?:the |full |quick )?(?:${[
    'table of contents?|contents?|toc|contents list|course contents?|course outline|outline|in this (?:guide|page|chapter|document|article|lesson)|on this page|index|summary|agenda|quick links|navigation',
    'inhalt|inhaltsverzeichnis|inhaltsübersicht|übersicht|gliederung',
    'table des matières|sommaire',
    'índice|contenidos?|tabla de contenidos?|contenido del curso|conteúdo|sumário',
    'indice|sommario|inhoud|inhoudsopgave|spis treści|obsah|innehåll|innehållsförteckning|indhold|innhold|sisällys',
    'содержание|оглавление|зміст',
    '目录|目錄|目次|もくじ|차례|목차|内容|大纲',
    'المحتويات|جدول المحتويات|الفهرس|תוכן העניינים|mục lục|içindekiler|daftar isi|विषय सूची',
  ].join('|')})$`,
  'iu',
);

/** `[TOC]` and its like, which other tools replace by a list. */
const PLACEHOLDER =
  /^(?:\[\[?_?toc_?\]?\]|\{\{?:?\s*toc\s*:?\}?\}|\{:\s*toc[^}]*\}|\$\{toc\}|\\tableofcontents|@\[toc\].*|%%toc%%|toc\s*\{:\s*toc[^}]*\})$/is;
const OPENS = /^<!--\s*(?:toc\b|ts\b|start doctoc|table of contents|contents\b|mdtoc|vim-markdown-toc)/i;
const CLOSES =
  /^<!--\s*(?:tocstop|\/toc|te\b|end doctoc|end table of contents|tocend|toc end|vim-markdown-toc)/i;

/**
 * The nodes of a file or page without its contents lists. `isTitle` says of a heading that it must stay. On a cover the
 * links of a contents list lead to other files of the course.
 */
export function takeContentsLists(
  children: readonly RootContent[],
  file: string,
  isTitle: (heading: Heading) => boolean,
  isCover = false,
): TakenContents {
  const taken: TakenContents = { nodes: [], entries: [], titles: [] };
  const isOwn = isCover ? leadsIntoCourse : leadsIntoFile;
  const linksInto = (nodes: readonly RootContent[]): ContentsEntry[] => linksThat(isOwn, nodes, file);
  const marked = withoutMarked(children, linksInto, taken);
  const heads = marked.flatMap((node, index) => (node.type === 'heading' ? [index] : []));
  takeLabelled(marked.slice(0, heads[0]), linksInto, taken);
  for (const [at, head] of heads.entries()) {
    const stretch = marked.slice(head, heads[at + 1]);
    const heading = stretch[0] as Heading;
    const body = stretch.slice(1);
    const found = isNamed(toString(heading)) ? readNamed(body, linksInto) : readPlain(body, linksInto);
    if (!found) {
      taken.nodes.push(heading);
      takeLabelled(body, linksInto, taken);
      continue;
    }
    taken.entries.push(...found.entries);
    if (isTitle(heading)) taken.nodes.push(heading);
    else taken.titles.push(toString(heading));
    taken.nodes.push(...found.rest);
  }
  return taken;
}

/** True for words that name a contents list, with or without an emoji, a number or a colon. */
function isNamed(words: string): boolean {
  return NAMES.test(
    words
      .replace(/[\p{Extended_Pictographic}\uFE0F:：*]|\u200D/gu, '')
      .replace(/^[\d.\s]+/, '')
      .trim(),
  );
}

/** Between the comments of a tool, and in place of its placeholder, stands nothing of the author's. */
function withoutMarked(
  children: readonly RootContent[],
  linksInto: LinksInto,
  taken: TakenContents,
): RootContent[] {
  const kept: RootContent[] = [];
  for (let index = 0; index < children.length; index++) {
    const node = children[index];
    if (!node) continue;
    if (node.type === 'html' && OPENS.test(node.value)) {
      const end = children.findIndex(
        (other, at) => at > index && other.type === 'html' && CLOSES.test(other.value),
      );
      const between = children.slice(index + 1, end < 0 ? index + 2 : end);
      const found = between.length > 0 ? linksInto(between) : undefined;
      if (end >= 0 && between.every((each) => isListLike(each) || isCaption(each))) {
        taken.entries.push(...(found ?? []));
        for (const each of between) if (isCaption(each)) taken.titles.push(toString(each));
        index = end;
        continue;
      }
    }
    const isPlaceholder =
      (node.type === 'paragraph' || node.type === 'list' || node.type === 'code') &&
      (node.type === 'code'
        ? /^\{?(?:contents|tableofcontents|toc)\}?$/.test(node.lang ?? '')
        : PLACEHOLDER.test(toString(node).trim()));
    if (!isPlaceholder) kept.push(node);
    // With the fold that held nothing else.
    else if (isFoldEnd(children[index + 1])) {
      const count = namedFoldAtEnd(kept);
      if (count > 0) index += 1;
      kept.length -= count;
    }
  }
  return kept;
}

/** How many of the last nodes open a fold that has such a name: its tag and its summary may stand apart. */
function namedFoldAtEnd(nodes: readonly RootContent[]): number {
  for (const count of [1, 2]) {
    const html = nodes.slice(-count).map((node) => (node.type === 'html' ? node.value : 'text'));
    const [, words = ''] =
      /^\s*<details(?:\s[^<>]*)?>\s*<summary(?:\s[^<>]*)?>([^]{0,300})<\/summary>\s*$/i.exec(
        html.join('\n').slice(0, 1_000),
      ) ?? [];
    if (isNamed(words.replace(/<[^<>]*>/g, ''))) return count;
  }
  return 0;
}

function isFoldEnd(node: RootContent | undefined): boolean {
  return node?.type === 'html' && /^\s*<\/details>\s*$/i.test(node.value);
}

/** A bold line of that name and the list below it. */
function takeLabelled(body: readonly RootContent[], linksInto: LinksInto, taken: TakenContents): void {
  for (let index = 0; index < body.length; index++) {
    const node = body[index];
    const next = body[index + 1];
    if (node && next && isCaption(node) && isListLike(next)) {
      const entries = linksInto([next]);
      if (entries.length > 0 && entries.length >= countLinks(next) / 2) {
        taken.entries.push(...entries);
        taken.titles.push(toString(node));
        index += 1;
        continue;
      }
    }
    if (node) taken.nodes.push(node);
  }
}

/** A heading, or a paragraph that is bold or ends in a colon, whose words name a contents list. */
function isCaption(node: RootContent): boolean {
  if (node.type === 'heading') return isNamed(toString(node));
  return (
    node.type === 'paragraph' && isNamed(toString(node)) && (isBold(node) || /[:：]\s*$/.test(toString(node)))
  );
}

function isBold({ children }: Paragraph): boolean {
  return children.every(
    (child) =>
      child.type === 'strong' ||
      child.type === 'emphasis' ||
      (child.type === 'text' && /^[\s:：]*$/.test(child.value)),
  );
}

interface ReadList {
  readonly entries: readonly ContentsEntry[];
  /** What stands there besides, and stays. */
  readonly rest: readonly RootContent[];
}

/** The section of a heading that names it: whatever leads into the file, with all that only surrounds it. */
function readNamed(section: readonly RootContent[], linksInto: LinksInto): ReadList | undefined {
  const entries = linksInto(section);
  const links = section.reduce((sum, node) => sum + countLinks(node), 0);
  if (entries.length === 0 || entries.length < links / 2) return undefined;
  const rest: RootContent[] = [];
  for (const node of section) {
    const isSmall = node.type === 'paragraph' && toString(node).length <= LONGEST_REMARK;
    const isPart = isListLike(node) || isSmall || node.type === 'thematicBreak' || isFold(node);
    if (!isPart) rest.push(node);
    else if (node.type === 'definition') rest.push(node);
  }
  // Text of any length is no remark on a list.
  return rest.some((node) => node.type !== 'definition' && !isComment(node)) ? undefined : { entries, rest };
}

const LONGEST_REMARK = 200;

/** Under another heading only a list that is nothing but links into the file. */
function readPlain(section: readonly RootContent[], linksInto: LinksInto): ReadList | undefined {
  const rest = section.filter((node) => node.type === 'definition');
  const blocks = section.filter(({ type }) => type !== 'thematicBreak' && type !== 'definition');
  if (blocks.length === 0 || !blocks.every((block) => block.type === 'list')) return undefined;
  const entries = linksInto(blocks);
  let items = 0;
  let isPure = true;
  for (const list of blocks) {
    visit(list, 'paragraph', (paragraph) => {
      items += 1;
      const inline = paragraph.children.filter((node) => node.type !== 'text' || node.value.trim() !== '');
      if (inline.length !== 1 || inline[0]?.type !== 'link') isPure = false;
    });
    visit(list, ['code', 'blockquote', 'table', 'html'], () => {
      isPure = false;
    });
  }
  return isPure && entries.length > 0 && entries.length === items ? { entries, rest } : undefined;
}

function isListLike(node: RootContent): boolean {
  return node.type === 'list' || node.type === 'table' || node.type === 'blockquote';
}

/** The tags of a fold or of a frame around the list. */
function isFold(node: RootContent): boolean {
  return (
    node.type === 'html' &&
    /^\s*(?:<\/?(?:details|summary|div|nav|center|p|b|strong|br|a|ul|ol|li|h\d)\b[^<>]*>[^<]{0,80})*$/i.test(
      node.value.slice(0, 5000),
    )
  );
}

function isComment(node: RootContent): boolean {
  return node.type === 'html' && /^\s*<!--[\s\S]*-->\s*$/.test(node.value);
}

type LinksInto = (nodes: readonly RootContent[]) => ContentsEntry[];

function leadsIntoFile(url: string): boolean {
  return url.startsWith('#') && url !== '#';
}

function leadsIntoCourse(url: string): boolean {
  return (
    leadsIntoFile(url) ||
    (/\.(?:md|markdown|mdx|qmd)(?:#.*)?$/i.test(url) && !/^(?:[a-z][a-z0-9+.-]*:|\/|\.\.)/i.test(url))
  );
}

/** All links of that kind, with the depth of the list that they stand in; the anchor of a link to a file is ''. */
function linksThat(
  isOwn: (url: string) => boolean,
  nodes: readonly RootContent[],
  file: string,
): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  const add = (link: Link, depth: number): void => {
    if (!isOwn(link.url)) return;
    const { line, column } = link.position?.start ?? { line: 1, column: 1 };
    const anchor = link.url.startsWith('#') ? decode(link.url.slice(1)) : '';
    entries.push({ text: toString(link), anchor, depth, place: { file, line, column } });
  };
  const walk = (node: Nodes, depth: number): void => {
    if (node.type === 'link') add(node, Math.max(0, depth));
    else if ('children' in node)
      for (const child of node.children) walk(child, node.type === 'list' ? depth + 1 : depth);
  };
  for (const node of nodes) if (!isRemark(node)) walk(node, -1);
  return entries;
}

/** "In this guide:" and "Back to top" are no entries; a line of several links is a list. */
function isRemark(node: RootContent): boolean {
  return node.type === 'paragraph' && node.children.filter(({ type }) => type === 'link').length < 2;
}

function countLinks(node: RootContent): number {
  if (isRemark(node)) return 0;
  let count = 0;
  visit(node, 'link', () => {
    count += 1;
    return SKIP;
  });
  return count;
}

/** Percent-decoding that leaves malformed escapes as they are. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
