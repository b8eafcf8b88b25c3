// The recipes in the manual's appendix: its fences, by the section they stand in and the file they are for; and
// its table of what hosts do with addresses that are not quite a file's name. Not here: trying them.
import { readFileSync } from 'node:fs';
import type { Code, Root, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseText } from '../../src/course/source/parse.ts';

interface Section {
  readonly title: string;
  readonly nodes: readonly RootContent[];
}

/** Relative to the project, where both test runners stand: one of them turns this file into another module format. */
const MANUAL = 'content/writing-a-course.md';
const sections = readChapter('Appendix: publishing recipes');

/** The code of the fence in this section; `title` where the section has several. */
export function recipe(section: string, title?: string): string {
  const fences = nodesOf(section)
    .filter((node): node is Code => node.type === 'code')
    .filter(({ meta }) => title === undefined || meta?.includes(`title="${title}"`));
  const [fence] = fences;
  if (!fence || fences.length > 1) {
    throw new Error(
      `${MANUAL}: the section "${section}" of the recipes has ${fences.length} fences${title ? ` for ${title}` : ''}, not one.`,
    );
  }
  return fence.value;
}

/** A table of this section as rows, each by its first cell; the cells by the table's head. */
export function tableOf(section: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const table = nodesOf(section).find((node): node is Table => node.type === 'table');
  if (!table) throw new Error(`${MANUAL}: the section "${section}" of the recipes has no table.`);
  const [head = [], ...rows] = table.children.map(({ children }) => children.map((cell) => toString(cell)));
  return new Map(
    rows.map((cells) => [
      cells[0] ?? '',
      new Map(cells.slice(1).map((cell, at) => [head[at + 1] ?? '', cell])),
    ]),
  );
}

function nodesOf(section: string): readonly RootContent[] {
  const found = sections.find(({ title }) => title === section);
  if (!found) throw new Error(`${MANUAL}: The recipes have no section "${section}".`);
  return found.nodes;
}

function readChapter(title: string): Section[] {
  const { children } = parseText(readFileSync(MANUAL, 'utf8'), MANUAL, 'md').tree as Root;
  const from = children.findIndex((node) => isHeading(node, 2) && toString(node) === title);
  const to = children.findIndex((node, index) => index > from && isHeading(node, 2));
  const chapter = children.slice(from + 1, to);
  const starts = [-1, ...chapter.flatMap((node, index) => (isHeading(node, 3) ? [index] : []))];
  return starts.map((start, index) => ({
    title: start < 0 ? '' : toString(chapter[start]),
    nodes: chapter.slice(start + 1, starts[index + 1]),
  }));
}

function isHeading(node: RootContent | undefined, depth: number): boolean {
  return node?.type === 'heading' && node.depth === depth;
}
