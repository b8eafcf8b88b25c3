// What is refused before it is parsed, because the parser's time grows with the square of it, or its stack with the
// depth: no text that people read comes near these limits. Times are remark's, on one core of 2020.
// Not here: limits of bytes (source-file.ts), of HTML (markdown/html/sanitize.ts), of diagrams (markdown/diagrams/mermaid-source.ts).
import type { Nodes } from 'mdast';
import { Marks } from './marks.ts';

/** Why a text is refused, and the line of it where that is seen. */
export interface ExceededLimit {
  readonly code: 'text-too-complex' | 'file-too-large';
  readonly line: number;
  readonly text: string;
  readonly hint: string;
}

/** Emphasis and brackets between two blank lines: 10,000 take 0.3 s, 100,000 half a minute. */
const MOST_MARKS = 10_000;
/** Steps that the parser may take to pair marks (marks.ts): 25 million take 1.5 s. A long text may have more of them. */
const MOST_STEPS = 5_000_000;
const STEPS_PER_LETTER = 40;
/** Openings such as `<!--` and `<?` in one block, each looked for its end in all of the block: 2,000 take 0.1 s. */
const MOST_OPENINGS = 2_000;
/** Tags in one block, whose ends are looked for likewise. */
const MOST_TAGS = 20_000;
/** Punctuation without a space, which the recogniser of bare addresses reads again from each of its signs. */
const LONGEST_PUNCTUATION = 5_000;
/** Quotations, lists and notes that one line opens inside each other. */
const DEEPEST_LINE = 100;
/** Columns before a list or quotation; each level of a list that grows line by line takes two at least. */
const WIDEST_MARGIN = 250;
/** Quotations, lists and notes of a file, each of which has the parser move all that stands before: 5,000 take 3 s. */
const MOST_CONTAINERS = 5_000;
/** Levels of the tree: a list counts for two. What walks it needs a few frames of the stack for each. */
const DEEPEST_TREE = 250;

/**
 * What makes a file long for all that handles it: each costs time and memory of its own, and a heading a thousand times
 * what a line costs. So much takes some seconds and a gigabyte.
 */
const MOST_WORK = 300_000;
const WORK = { lines: 1, signs: 1, cells: 8, headings: 15 };

const CONTAINER = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]+\]:)/y;
const BREAK = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;

/** The first exceeded of a Markdown text, if any. */
export function exceededLimitIn(markdown: string): ExceededLimit | undefined {
  let marks = 0;
  let openings = 0;
  let tags = 0;
  let containers = 0;
  let letters = 0;
  const pairs = new Marks();
  const size = new Size();
  let before: 'nothing' | 'text' | 'list' | 'quotation' = 'nothing';
  for (const [index, line] of markdown.split(/\r\n|\n|\r/).entries()) {
    const tooLong = size.readLine(line);
    if (tooLong) return { line: index + 1, ...tooLong };
    if (line.trim() === '') {
      [marks, openings, tags] = [0, 0, 0];
      pairs.endParagraph();
      if (before === 'quotation') before = 'nothing';
      continue;
    }
    const depth = BREAK.test(line) ? 0 : depthOf(line);
    const isQuotation = /^[ \t]*(?:>|\[\^)/.test(line);
    const goesOn = before === 'list' ? !isQuotation : before === 'quotation' && isQuotation;
    if (depth > 0 && !goesOn) containers += 1;
    if (depth > 0) before = isQuotation ? 'quotation' : 'list';
    else if (before !== 'list' || !/^(?:\t| {2})/.test(line)) before = 'text';
    marks += countOf(line, /[*_~[\]]/g);
    openings += countOf(line, /<[!?]/g);
    tags += countOf(line, /<[a-z/]/gi);
    letters += line.length;
    if (BULLET.test(line)) pairs.endParagraph();
    pairs.readLine(line);
    const reason =
      unbrokenMarksIn({ marks, openings, tags }) ??
      unpairedIn(pairs, letters) ??
      depthIn({ line, depth, containers });
    if (reason) return { line: index + 1, ...reason };
  }
  return undefined;
}

type Reason = Omit<ExceededLimit, 'line'>;

/** Ends any paragraph, also one of a list or quotation. */
const BULLET = /^ {0,3}[-+*][ \t]+\S/;

function unpairedIn(pairs: Marks, letters: number): Reason | undefined {
  if (pairs.steps <= MOST_STEPS + STEPS_PER_LETTER * letters) return undefined;
  return {
    code: 'text-too-complex',
    text: 'Up to here too many of the signs * _ ~ [ ] have no other end, and each is looked for through all of its paragraph.',
    hint: 'Write a backslash before those that mean themselves, or divide the text by blank lines.',
  };
}

/** The row of hyphens below a table's head, or what looks like it. */
const DELIMITERS = /^[ \t>|:-]+$/;
const HEADING = /^[ \t>]*#{1,6}(?:[ \t]|$)/;
const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
/** The parser moves all that stands before a heading with a line below it; so many lines cost as much as one. */
const LINES_MOVED = 40;

/** The end of each `\(` is looked for through some hundred letters (markdown-math.ts). */
const SIGNS_PER_FORMULA = 20;

const DIAGRAM = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?mermaid\b/;
const FENCE_END = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/;
/** Laying out a diagram takes the square of what it connects; each takes as much as 16 lines at least. */
const LEAST_OF_A_DIAGRAM = 16 ** 2;
/** What has more is not drawn at all (markdown/diagrams/mermaid-lines.ts). */
const MOST_DRAWN = 150;
/** Between two of these each node is connected with each. */
const CONNECTIONS_PER_AND = 8;

/** How long a file is, in what costs time: counted before anything is read, so somewhat too high. */
class Size {
  readonly #counts = { lines: 0, signs: 0, cells: 0, headings: 0, diagrams: 0 };
  #columns = 0;
  #moved = 0;
  #drawn = 0;
  /** Connections of the diagram that is open, so many at most; undefined outside of one. */
  #connections: number | undefined;
  #isText = false;

  readLine(line: string): Reason | undefined {
    const counts = this.#counts;
    counts.lines += 1;
    this.#readDiagram(line);
    if (line.trim() === '') {
      this.#columns = 0;
      this.#isText = false;
    } else {
      counts.signs += countOf(line, /[*_~[\]`<&!\\]+/g) + SIGNS_PER_FORMULA * countOf(line, /\\\(/g);
      if (HEADING.test(line)) counts.headings += 1;
      else if (this.#isText && UNDERLINE.test(line)) {
        counts.headings += 1;
        this.#moved += counts.lines / LINES_MOVED;
      }
      this.#isText = true;
      if (this.#columns > 0) counts.cells += Math.max(this.#columns, 1);
      // Rows are filled up to the width of the head.
      else if (/[|:]/.test(line) && DELIMITERS.test(line)) this.#columns = countOf(line, /-+/g);
    }
    const { lines, signs, cells, headings, diagrams } = counts;
    const work =
      this.#moved +
      this.#drawn +
      lines * WORK.lines +
      signs * WORK.signs +
      cells * WORK.cells +
      headings * WORK.headings;
    if (work <= MOST_WORK) return undefined;
    const parts = [
      [lines, 'lines'],
      [headings, 'headings'],
      [cells, 'table cells'],
      [signs, 'signs of markup'],
      [diagrams, 'diagrams'],
    ] as const;
    const named = parts.filter(([count]) => count > 0).map(([count, noun]) => `${shown(count)} ${noun}`);
    return {
      code: 'file-too-large',
      text: `Up to here the file has ${named.join(', ')}, which is more than can be read as one text.`,
      hint:
        this.#moved > MOST_WORK / 4
          ? 'Write headings with "#" before them, not with a line below, or divide the course into a folder with a file per chapter.'
          : 'Divide the course into a folder with a file per chapter, and offer long tables as files of data.',
    };
  }

  #readDiagram(line: string): void {
    if (this.#connections === undefined) {
      if (DIAGRAM.test(line)) this.#connections = 0;
    } else if (FENCE_END.test(line)) {
      this.#drawn += LEAST_OF_A_DIAGRAM + Math.min(this.#connections, MOST_DRAWN) ** 2;
      this.#counts.diagrams += 1;
      this.#connections = undefined;
    } else if (this.#connections < MOST_DRAWN)
      this.#connections += 1 + countOf(line, /;/g) + CONNECTIONS_PER_AND * countOf(line, /&/g);
  }
}

interface MarkCounts {
  readonly marks: number;
  readonly openings: number;
  readonly tags: number;
}

function unbrokenMarksIn({ marks, openings, tags }: MarkCounts): Reason | undefined {
  const exceeding =
    (marks > MOST_MARKS && `${shown(MOST_MARKS)} of the signs * _ ~ [ ]`) ||
    (openings > MOST_OPENINGS && `${shown(MOST_OPENINGS)} of the signs <! and <?`) ||
    (tags > MOST_TAGS && `${shown(MOST_TAGS)} tags`);
  if (!exceeding) return undefined;
  return {
    code: 'text-too-complex',
    text: `More than ${exceeding} stand here without a blank line between them, and the time to read them grows with their square.`,
    hint: 'Divide the text by blank lines.',
  };
}

interface Depths {
  readonly line: string;
  readonly depth: number;
  readonly containers: number;
}

function depthIn({ line, depth, containers }: Depths): Reason | undefined {
  if (line.length > LONGEST_PUNCTUATION && longestPunctuation(line) > LONGEST_PUNCTUATION) {
    return {
      code: 'text-too-complex',
      text: `More than ${shown(LONGEST_PUNCTUATION)} signs of punctuation stand here without a space.`,
      hint: 'Divide them by spaces.',
    };
  }
  if (depth > DEEPEST_LINE) {
    return {
      code: 'text-too-complex',
      text: `This line opens more than ${DEEPEST_LINE} quotations, lists or notes inside each other.`,
      hint: 'Write fewer of them in one line.',
    };
  }
  if (depth > 0 && line.search(/[^ \t]/) > WIDEST_MARGIN) {
    return {
      code: 'text-too-complex',
      text: `This list or quotation begins more than ${WIDEST_MARGIN} columns to the right, inside as many others.`,
      hint: 'Write lists with fewer levels.',
    };
  }
  if (containers <= MOST_CONTAINERS) return undefined;
  return {
    code: 'text-too-complex',
    text: `The file has more than ${shown(MOST_CONTAINERS)} quotations, lists and notes, and the time to read them grows with their square.`,
    hint: 'Divide the course into a folder with a file per chapter.',
  };
}

/** Where a tree is nested deeper than what walks it can follow. */
export function tooDeepIn(tree: Nodes): ExceededLimit | undefined {
  const open: { readonly node: Nodes; readonly depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > DEEPEST_TREE) {
      const line = node.position?.start.line ?? 1;
      const text = `The text is nested more than ${DEEPEST_TREE} levels deep here.`;
      return {
        code: 'text-too-complex',
        line,
        text,
        hint: 'Write lists, quotations and emphasis with fewer levels.',
      };
    }
    if ('children' in node) for (const child of node.children) open.push({ node: child, depth: depth + 1 });
  }
  return undefined;
}

function depthOf(line: string): number {
  let depth = 0;
  CONTAINER.lastIndex = 0;
  while (CONTAINER.test(line)) depth += 1;
  return depth;
}

function longestPunctuation(line: string): number {
  let longest = 0;
  for (const [run] of line.matchAll(/[!"&'),.:;<>?\]}]+/g)) longest = Math.max(longest, run.length);
  return longest;
}

function countOf(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}

function shown(number: number): string {
  return number.toLocaleString('en');
}
