// Puts new text into fences of a file and leaves every other character as it is.
import { findFences, type Fence } from './fences.ts';
import type { Rewrite } from './outcome.ts';

/** `missed`: the lines of fences that are no longer in the text as they were when they were checked. */
export function rewriteFences(
  file: string,
  text: string,
  rewrites: readonly Rewrite[],
): { text: string; written: number; missed: number[] } {
  const fences = findFences(file, text);
  const lines = text.split('\n');
  const missed: number[] = [];
  const taken = new Set<Fence>();
  const found: { fence: Fence; text: string }[] = [];
  for (const rewrite of rewrites) {
    const owner = nearest(fences, rewrite.owner, taken);
    const fence = rewrite.fence === rewrite.owner ? owner : owner?.result;
    if (!owner || !fence || fence.code !== rewrite.fence.code) {
      missed.push(rewrite.fence.line);
      continue;
    }
    taken.add(owner);
    found.push({ fence, text: rewrite.text });
  }
  // From the last to the first, so that the line numbers before stay right.
  for (const { fence, text: code } of found.sort((a, b) => b.fence.line - a.fence.line)) {
    const oldLines = fence.code === '' ? emptyLines(lines, fence) : fence.code.split('\n').length;
    const newLines = code.split('\n').map((line) => (fence.indent + line).trimEnd());
    lines.splice(fence.line, oldLines, ...newLines);
  }
  return { text: lines.join('\n'), written: found.length, missed };
}

/** The same fence as before: language and code equal, closest to the old line. */
function nearest(fences: readonly Fence[], old: Fence, taken: ReadonlySet<Fence>): Fence | undefined {
  return fences
    .filter((fence) => !taken.has(fence) && fence.language === old.language && fence.code === old.code)
    .sort((a, b) => Math.abs(a.line - old.line) - Math.abs(b.line - old.line))[0];
}

/** An empty fence has no line, or one that is empty. */
function emptyLines(lines: readonly string[], fence: Fence): number {
  return (lines[fence.line] ?? '').trim() === fence.indent.trim() ? 1 : 0;
}
