// Tags of components in a .md file that no tool we know gives a plain meaning, each a line by itself: their words are shown,
// and the author is told in the spelling of the file. Not here: known ones (containers.ts), those of MDX
// (foreign-components.ts), tags of HTML (markdown/html/).
import { attribute } from './attribute.ts';
import { marginOf, type Line, type Notices } from './line.ts';

const TAG = /^\s*<(\/?)([A-Z][\w.]*)((?:\s[^<>]*)?)>\s*$/;
const ONE_LINE = /^\s*<([A-Z][\w.]*)((?:\s[^<>]*)?)>(.*)<\/\1>\s*$/;
/** Attributes whose text a reader would have seen. */
export const SHOWN = ['title', 'label', 'header', 'summary', 'caption', 'text', 'description'];

/** The lines in the place of such a tag; undefined for other lines. */
export function unknownTag(line: Line, notices: Notices): Line[] | undefined {
  const [, ends = '', tag = '', attributes = ''] = TAG.exec(line.text) ?? [];
  const [, name = tag, rest = attributes, words = ''] = ONE_LINE.exec(line.text) ?? [];
  if (name === '') return undefined;
  const put = (text: string): Line => ({ ...line, text });
  if (ends !== '') return [put(''), put('')];
  reportComponent(name, line.text.trim(), line.line, notices);
  const margin = ' '.repeat(marginOf(line.text));
  const texts = [...SHOWN.map((key) => attribute(rest, key)), words.trim()].filter(Boolean);
  return [
    put(''),
    ...texts.flatMap((text) => [put(margin + text), put('')]),
    ...(texts.length === 0 ? [put('')] : []),
  ];
}

export function reportComponent(name: string, written: string, line: number, notices: Notices): void {
  notices.report({
    code: 'foreign-syntax',
    kind: `component ${name}`,
    line,
    text: `The component ${written.slice(0, 160)} belongs to another tool, so only words in it are shown.`,
    hint: 'Write it as Markdown: a box as "> [!NOTE]", tabs as fences with tab="…".',
  });
}
