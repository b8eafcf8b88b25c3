// The code fences of a course file, found by parsing its Markdown. Not here: what is done with them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Code, Parents } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** Where a fence stands: the file as authors name it, and the line of its first backticks, counted from 1. */
export interface FencePlace {
  readonly file: string;
  readonly line: number;
}

export interface Fence extends FencePlace {
  /** Lower case; '' if the author named none. */
  readonly language: string;
  /** What follows the language: `title="cart.ts"` gives title → cart.ts, `ins={3}` gives ins → 3. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly code: string;
  /** The `result` fence that follows directly. */
  readonly result: Fence | null;
  /** What stands before the fence in its lines (the indentation of a list, a quote's mark). */
  readonly indent: string;
}

/** A course file and its fences in order; `result` fences stand with the fence they belong to, and alone if with none. */
export interface CourseFile {
  /** `content/backend-architecture/05-caching-strategies.md` */
  readonly file: string;
  readonly fences: readonly Fence[];
}

export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every Markdown file below content/, in the order of their paths. */
export function readCourseFiles(root = PROJECT_ROOT): CourseFile[] {
  return readdirSync(join(root, 'content'), { recursive: true, encoding: 'utf8' })
    .map((path) => `content/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((file) => ({ file, fences: findFences(file, readFileSync(join(root, file), 'utf8')) }));
}

export function findFences(file: string, text: string): Fence[] {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(text);
  const lines = text.split('\n');
  const fences: Fence[] = [];
  visit(tree, 'code', (node, index, parent) => {
    const fence = toFence(file, lines, node);
    if (!fence) return;
    const previous = index === undefined ? undefined : parent?.children[index - 1];
    if (fence.language === 'result' && previous?.type === 'code') return;
    fences.push({ ...fence, result: followingResult(file, lines, parent, index) });
  });
  return fences;
}

function followingResult(
  file: string,
  lines: readonly string[],
  parent: Parents | undefined,
  index = -1,
): Fence | null {
  const next = parent?.children[index + 1];
  const fence = next?.type === 'code' ? toFence(file, lines, next) : null;
  return fence?.language === 'result' ? fence : null;
}

/** Null for code that is only indented: it has no language and is not checked. */
function toFence(file: string, lines: readonly string[], node: Code): Fence | null {
  const start = node.position?.start;
  if (!start) return null;
  const before = (lines[start.line - 1] ?? '').slice(0, start.column - 1);
  if (!/^(`{3,}|~{3,})/.test((lines[start.line - 1] ?? '').slice(start.column - 1))) return null;
  return {
    file,
    line: start.line,
    language: (node.lang ?? '').toLowerCase(),
    attributes: readAttributes(node.meta ?? ''),
    code: node.value,
    result: null,
    indent: before.replace(/[^>\s]/g, ' '),
  };
}

function readAttributes(info: string): Record<string, string> {
  const found = info.matchAll(/([a-z][\w-]*)=(?:"([^"]*)"|\{([^}]*)\}|(\S+))/gi);
  return Object.fromEntries(
    [...found].map(([, name = '', quoted, braced, bare]) => [name, quoted ?? braced ?? bare ?? '']),
  );
}
