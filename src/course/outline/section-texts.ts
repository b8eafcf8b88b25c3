// Word counts and digests of a chapter's sections: a reader's browser stores the digest of a section that was read, and so detects
// when the text has changed. Sections are cut at headings of the levels 2 and 3, as in reader/sections.ts.
// Not here: reading time (reading-time.ts), the sections themselves (outline.ts).
import { createHash } from 'node:crypto';
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Section, SectionText } from '../types.ts';

/** Left out of the digest: questions and figures change independently of the text. */
const NO_TEXT = new Set(['question', 'figure']);

export function sectionTexts(tree: Root, sections: readonly Section[]): SectionText[] {
  const own = sections.filter(({ depth }) => depth <= 3);
  const words = own.map((): string[] => []);
  for (const node of tree.children) {
    const line = node.position?.start.line ?? 0;
    const at = own.findLastIndex((section) => section.line <= line);
    if (at < 0 || node.type === 'html' || (node.type === 'code' && NO_TEXT.has(node.lang ?? ''))) continue;
    words[at]?.push(...toString(node).split(/\s+/).filter(Boolean));
  }
  return own.map(({ id }, at) => ({
    id,
    words: words[at]?.length ?? 0,
    digest: createHash('sha1')
      .update((words[at] ?? []).join(' '))
      .digest('base64url')
      .slice(0, 8),
  }));
}
