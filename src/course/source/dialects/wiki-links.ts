// Links by name, as Obsidian, Foam and GitHub's wiki write them: [[Page]], [[Page#Heading|words]], ![[picture.png|300]]; and
// what Obsidian hides or names: %%remarks%%, and ^names of paragraphs at the end of a line.
// The brackets stay in the address, by which the link resolver knows that it is a name (links/wiki-names.ts).
import type { InlineWork } from './inline.ts';
import type { Line } from './line.ts';

const WIKI = /(?<![\\[\w)])(!?)\[\[([^[\]<>\n]{1,300})\]\](?![([:])/g;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|mp4|webm|ogv|mov|m4v|mp3|ogg|oga|wav|m4a|flac)$/i;
const FILE = /\.[a-z0-9]{2,5}$/i;
const SIZE = /^\s*\d{1,5}(?:x\d{1,5})?\s*$/;

export function wikiLinks(text: string, line: number, { notices }: InlineWork): string {
  // The width of a picture, behind its words.
  if (text.includes('|'))
    text = text.replace(/(!\[[^[\]|\n]{0,300}?)\\?\|\d{1,5}(?:x\d{1,5})?\](?=\()/g, '$1]');
  if (!text.includes('[[')) return text;
  return text.replace(WIKI, (whole, embeds: string, inner: string) => {
    const [target = '', ...options] = inner.replaceAll('\\|', '|').split('|');
    if (!isName(target)) return whole;
    const address = (name: string): string => `<[[${name.replaceAll('\\', '/').replaceAll('|', '\\|')}]]>`;
    const [file = ''] = target.split('#');
    const described = options.find((each) => each.startsWith('alt='))?.slice('alt='.length);
    if (PICTURE.test(file.trim()) && (embeds !== '' || described !== undefined)) {
      const words = described ?? options.filter((each) => !SIZE.test(each)).join(' ');
      return `![${words.trim()}](${address(target.trim())})`;
    }
    const words = options.join('|').trim() || wordsOf(target);
    const linked = `[${words}](${address([target, ...options].join('|'))})`;
    if (embeds === '') return linked;
    if (!FILE.test(file) || /\.md$/i.test(file)) {
      notices.report({
        code: 'include-unread',
        kind: 'embed',
        line,
        text: `"${whole}" asks for the text of another page, which is not shown: readers see a link to it.`,
        hint: 'Copy what is to be read into this file.',
      });
    }
    return linked;
  });
}

/** Not a condition of a shell, a list of numbers, or a sign for a table of contents. */
function isName(target: string): boolean {
  if (/^\s|^_|^\^/.test(target) || /^toc$/i.test(target)) return false;
  return /[\p{L}\p{Extended_Pictographic}]|\d{4}-\d\d/u.test(target);
}

/** `Page#Heading` → `Page › Heading`; the name of a paragraph is not meant to be read. */
function wordsOf(target: string): string {
  const parts = target.split('#').map((part) => part.trim().replace(/\.md$/i, ''));
  return parts.filter((part) => part !== '' && !part.startsWith('^')).join(' › ') || target;
}

/** A name that Obsidian gives to a paragraph, at the end of its last line. */
export function paragraphName(text: string): string {
  return /\s\^[A-Za-z0-9-]{4,60}\s*$/.test(text)
    ? text.replace(/\s\^(?=[0-9-]*[A-Za-z])([A-Za-z0-9-]{4,60})\s*$/, ' <a id="$1"></a>')
    : text;
}

/** Remarks of Obsidian within a line: at its beginning or its end, since prose may speak of two percent signs. */
export function withoutRemarks(text: string): string {
  if (!text.includes('%%')) return text;
  return text.replace(/^(\s*)%%(?!%).{0,2000}?%%(?!%)/, '$1').replace(/\s%%(?!%)[^%\n]{0,2000}%%\s*$/, '');
}

/** The index after a remark of Obsidian over several lines, which begins at `start`; undefined where there is none. */
export function endOfRemark(lines: readonly Line[], start: number): number | undefined {
  if (!/^\s*%%(?!.*%%)/.test(lines[start]?.text ?? '')) return undefined;
  for (let index = start + 1; index < Math.min(lines.length, start + LONGEST_REMARK); index++)
    if (/%%\s*$/.test(lines[index]?.text ?? '')) return index + 1;
  return undefined;
}

const LONGEST_REMARK = 500;
