// The examples of the manual's problem codes: what stands in it as wrong and as right, as files of a content folder.
// Not here: building them (manual.test.ts).
import { readFileSync } from 'node:fs';
import type { Code, Heading, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseText } from '../../src/course/source/parse.ts';

/** A file to be written; `linkTo` makes it a link instead, `isPipe` a pipe that nobody writes to. */
export interface ExampleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly linkTo: string | undefined;
  readonly isPipe?: boolean;
}

export interface ProblemEntry {
  readonly code: string;
  /** In the order in which the manual names them. */
  readonly grades: readonly string[];
  readonly wrong: readonly ExampleFile[];
  readonly right: readonly ExampleFile[];
}

export const manualText = readFileSync(new URL('../../content/writing-a-course.md', import.meta.url), 'utf8');
const CHAPTER = 'Appendix: problem codes';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
/** What examples refer to and do not show; files that nobody names do no harm. */
const BESIDE = ['queue.png', 'queue.tiff', 'simulator.html', 'simulator.zip'];

/** Every section of the chapter on problems, each named by a code. */
export function readProblemEntries(): ProblemEntry[] {
  const { children } = parseText(manualText, 'manual.md', 'md').tree as Root satisfies Root;
  const from = children.findIndex((node) => isHeading(node, 2) && toString(node) === CHAPTER);
  const to = children.findIndex((node, index) => index > from && isHeading(node, 2));
  const chapter = children.slice(from, to);
  const starts = chapter.flatMap((node, index) => (isHeading(node, 3) ? [index] : []));
  return starts.map((start, index) => {
    const body = chapter.slice(start + 1, starts[index + 1]);
    const emphasis = body[0]?.type === 'paragraph' ? body[0].children[0] : undefined;
    const fences = body.filter((node) => node.type === 'code');
    return {
      code: toString(chapter[start]),
      grades:
        toString(emphasis)
          .toLowerCase()
          .match(/error|warning/g) ?? [],
      wrong: filesOf(fences, 'Wrong'),
      right: filesOf(fences, 'Right'),
    };
  });
}

/** Samples that are rendered too: fences of Markdown without a title, and the text that follows each. */
export function readSamples(): { readonly line: number; readonly shown: string; readonly below: string }[] {
  const lines = manualText.split('\n');
  return (parseText(manualText, 'manual.md', 'md').tree as Root).children.flatMap((node) => {
    if (node.type !== 'code' || node.lang !== 'md' || node.meta) return [];
    const end = node.position?.end.line ?? 0;
    return [
      { line: node.position?.start.line ?? 0, shown: node.value, below: lines.slice(end + 1).join('\n') },
    ];
  });
}

function isHeading(node: RootContent | undefined, depth: number): node is Heading {
  return node?.type === 'heading' && node.depth === depth;
}

/** Fences titled `Wrong: name`, or one titled `Wrong` that draws the folder. */
function filesOf(fences: readonly Code[], side: string): ExampleFile[] {
  const files = fences.flatMap((fence): ExampleFile[] => {
    const [, name] = new RegExp(`title="${side}(?:: ([^"]+))?"`).exec(fence.meta ?? '') ?? [undefined];
    if (!fence.meta?.includes(`title="${side}`)) return [];
    return name === undefined
      ? readTree(fence.value)
      : [{ name, bytes: Buffer.from(`${fence.value}\n`), linkTo: undefined }];
  });
  const isTree = fences.some(({ meta }) => meta === `title="${side}"`);
  return isTree ? files : [...files, ...BESIDE.map((name) => ({ name, bytes: PIXEL, linkTo: undefined }))];
}

/** `content/`, below it folders and files by indentation, and behind a file what is special about it. */
function readTree(text: string): ExampleFile[] {
  const folders: string[] = [];
  return text.split('\n').flatMap((line): ExampleFile[] => {
    const [, indent = '', name = '', remark = ''] = /^( *)(\S+)(?: +(.+))?$/.exec(line) ?? [];
    const depth = indent.length / 2;
    folders.length = depth;
    if (name.endsWith('/')) {
      folders.push(name);
      return [];
    }
    const [, target] = /^link to (\S+)$/.exec(remark) ?? [];
    const full = [...folders.slice(1), name].join('');
    return [{ name: full, bytes: contentOf(name, remark), linkTo: target, isPipe: remark === 'a pipe' }];
  });
}

function contentOf(name: string, remark: string): Uint8Array {
  if (!name.endsWith('.md')) return PIXEL;
  const megabytes = Number(/^(\d+) MB$/.exec(remark)?.[1] ?? 0);
  if (megabytes > 0) return Buffer.from(`\`\`\`text\n${'x'.repeat(megabytes * 1_000_000 - 20)}\n\`\`\`\n`);
  const quotations = Number(/^(\d+) ">" in one line$/.exec(remark)?.[1] ?? 0);
  if (quotations > 0) return Buffer.from(`${'>'.repeat(quotations)} tea\n`);
  return Buffer.from('Café au lait is another matter.\n', remark === 'in Latin-1' ? 'latin1' : 'utf8');
}
