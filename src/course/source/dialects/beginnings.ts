// What stands at the beginning of a text, of a part of it or of a section in the manner of other tools: Pandoc's title behind
// percent signs, front matter in the middle of a file (slides, files that were joined), headings without a space.
import { isWithoutMeaning } from '../front-matter-of-others.ts';
import type { Line, Notices } from './line.ts';
import type { FileSigns } from './references.ts';

/** `##Words`, as Markdown once allowed; of a single sign, which may be a tag, only where others have no space either. */
export function tightHeading(line: Line, signs: FileSigns, notices: Notices): string | undefined {
  if (line.line === 1 && /^%\s+\S/.test(line.text)) return line.text.replace(/^%\s+/, '# ');
  if (!signs.hasTightHeadings) return undefined;
  const [, marks, words] = /^ {0,3}(#{1,6})([\p{L}\p{N}《「【（].*)$/u.exec(line.text) ?? [];
  if (marks === undefined || words === undefined) return undefined;
  notices.report({
    code: 'foreign-syntax',
    kind: 'heading',
    line: line.line,
    text: `"${line.text.trim().slice(0, 60)}" has no space behind its signs: it is a heading here, and text in most other programs.`,
    hint: `Write "${marks} ${words.slice(0, 60)}".`,
  });
  return `${marks} ${words}`;
}

/** The index after data that begin at `start` and are not shown; undefined where there are none. */
export function endOfInnerData(lines: readonly Line[], start: number, notices: Notices): number | undefined {
  const line = lines[start];
  if (!line) return undefined;
  // Authors and date below the title of Pandoc.
  if (line.line > 1 && line.line < 4 && /^%(?:\s|$)/.test(line.text) && /^%\s+\S/.test(lines[0]?.text ?? ''))
    return start + 1;
  if (!/^-{3}\s*$/.test(line.text) || (lines[start - 1]?.text ?? '').trim() !== '') return undefined;
  let isKnown = false;
  for (let index = start + 1; index < Math.min(lines.length, start + LONGEST_DATA); index++) {
    const text = lines[index]?.text ?? '';
    if (/^-{3}\s*$/.test(text)) {
      if (!isKnown) return undefined;
      notices.report({
        code: 'foreign-syntax',
        kind: 'data',
        line: line.line,
        text: 'This is front matter in the middle of a file, so it is left out.',
        hint: 'Give the text below it a file of its own, or take it out.',
      });
      return index + 1;
    }
    const [, key] = /^([a-z][\w-]*):(?:\s|$)/i.exec(text) ?? [];
    if (key === undefined && !/^(?:\s+\S|- \S|#)/.test(text)) return undefined;
    if (key !== undefined) isKnown ||= isWithoutMeaning(key) || /^(?:title|description|layout)$/.test(key);
  }
  return undefined;
}

const LONGEST_DATA = 40;
