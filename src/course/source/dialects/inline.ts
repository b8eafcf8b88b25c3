// Signs of other tools within a line, outside code: those with a plain meaning in our form, the others told.
// Every pattern is bounded, so that a line is read in time that grows with its length.
// Not here: blocks (containers.ts), lines that are one sign as a whole (single-lines.ts), roles, templates and references,
// which have files of their own beside this one.
import { attribute } from './attribute.ts';
import { emphasisAmongCjk } from './cjk-emphasis.ts';
import type { Notices } from './line.ts';
import { abbreviations, emoji, notes, references, type FileSigns } from './references.ts';
import { link, roles } from './roles.ts';
import { SHOWN, reportComponent } from './unknown-tags.ts';
import { escaped, linkWords, shortcodes, templates } from './templates.ts';
import { paragraphName, wikiLinks, withoutRemarks } from './wiki-links.ts';

/** What a line is rewritten with. */
export interface InlineWork {
  readonly isMdx: boolean;
  readonly notices: Notices;
  readonly signs: FileSigns;
}

type Rule = (text: string, line: number, work: InlineWork) => string;

/** Only where a line holds one of these is there anything to look for. */
const SIGNS = /[{=+[:@^~%]|\*\*|\]\(|<[A-Za-z]/;
const CODE = /(?<!`)(`+)(?!`)[^`](?:(?!\1(?!`)).){0,2000}?\1(?!`)|(?<!`)(`+)(?!`)[^`]?\2(?!`)/g;
const MDX_RULES: readonly Rule[] = [emphasisAmongCjk, keys, marked, emoji];
const RULES: readonly Rule[] = [
  withoutRemarks,
  wikiLinks,
  shortcodes,
  components,
  keys,
  critic,
  marked,
  scripts,
  bareLinks,
  icons,
  pictures,
  sizes,
  notes,
  templates,
  references,
  emoji,
  abbreviations,
  emphasisAmongCjk,
];

const ATTRIBUTE = String.raw`(?:[#.][\w:-]+|[\w-]+=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s{}"']{1,200}))`;
const ATTRIBUTES = new RegExp(
  String.raw`(\]\([^()\n]{0,600}\)|\]|\`)\{:?[ ]{0,3}${ATTRIBUTE}(?:[ ,]{1,3}${ATTRIBUTE}){0,10}[ ]{0,3}\}`,
  'g',
);

export function rewriteInline(text: string, line: number, work: InlineWork): string {
  if (!SIGNS.test(text) && !work.signs.hasAbbreviations) return text;
  // What stands in code stays, but its roles and attributes stand beside it.
  let result = work.isMdx
    ? text
    : codeWords(withoutAttributes(captions(anchors(roles(linkWords(escaped(text)), line, work.notices)))));
  const rules = work.isMdx ? MDX_RULES : RULES;
  let rewritten = '';
  let done = 0;
  for (const { 0: code, index } of result.matchAll(CODE)) {
    rewritten += apply(rules, result.slice(done, index), line, work) + code;
    done = index + code.length;
  }
  const rest = apply(rules, result.slice(done), line, work);
  return rewritten + (work.isMdx ? rest : paragraphName(rest));
}

function apply(rules: readonly Rule[], text: string, line: number, work: InlineWork): string {
  return rules.reduce((before, rule) => rule(before, line, work), text);
}

/** A language or a format that code within a line is marked with: `#!python x`, `x`{=latex}. */
function codeWords(text: string): string {
  if (!text.includes('`')) return text;
  return text.replace(/(?<!`)`#!\w+ (?=[^`])/g, '`').replace(/(?<=`)\{=\w{1,20}\}/g, '');
}

/** Attributes of a link, a picture, a stretch or code: `{.class #id width=50%}`; of a stretch the brackets go too. */
function withoutAttributes(text: string): string {
  if (!text.includes('{')) return text;
  const bare = text.replace(
    new RegExp(
      String.raw`(?<![!\]\\])\[([^\[\]\n]{1,300})\]\{[ ]{0,3}${ATTRIBUTE}(?:[ ]{1,3}${ATTRIBUTE}){0,10}[ ]{0,3}\}`,
      'g',
    ),
    '$1',
  );
  return bare
    .replace(ATTRIBUTES, '$1')
    .replace(/(?<=\S)[ ]?\{:[ ]{0,3}(?:target|rel|class|style|\.)[^{}\n]{0,200}\}/g, '');
}

/** Components within a line that are nothing but words, or a link. */
function components(text: string, line: number, { notices }: InlineWork): string {
  if (!/<[A-Z]/.test(text)) return text;
  return text
    .replace(/<(Badge|Pill|Label|Chip|Tag)(?:\s[^<>]{0,300})?(?<!\/)>([^<>\n]{1,300})<\/\1>/g, '**$2**')
    .replace(/<(?:Badge|Pill|Label|Chip|Tag)\s([^<>]{1,300}?)\/?>(?:<\/\w+>)?/g, (whole, rest: string) => {
      const words = attribute(rest, 'text') || attribute(rest, 'label');
      return words === '' ? whole : `**${words}**`;
    })
    .replace(
      /<(LinkButton|Link|Button|NavLink|RouterLink|DocLink)\s([^<>]{1,300})>([^<>\n]{1,300})<\/\1>/g,
      (whole, _name: string, rest: string, words: string) => {
        const address = attribute(rest, 'href') || attribute(rest, 'to');
        return address === '' ? whole : link(words.trim(), address);
      },
    )
    .replace(
      /<(LinkCard|Card|CardLink|DocCard)\s([^<>]{1,400}?)\/?>(?:<\/\1>)?/g,
      (whole, _name: string, rest: string) => {
        const address = attribute(rest, 'href') || attribute(rest, 'to') || attribute(rest, 'link');
        const words = attribute(rest, 'title') || address;
        const description = attribute(rest, 'description');
        return address === ''
          ? whole
          : `${link(words, address)}${description === '' ? '' : `: ${description}`}`;
      },
    )
    .replace(/<([A-Z][\w.]*)\s([^<>]{1,400}?)\/>/g, (whole, name: string, rest: string) => {
      const words = SHOWN.map((key) => attribute(rest, key)).filter(Boolean);
      if (words.length === 0) return whole;
      reportComponent(name, whole, line, notices);
      return words.join(' ');
    });
}

const KEY =
  /^(?:ctrl|control|alt|option|shift|cmd|command|meta|win|windows|super|enter|return|esc|escape|tab|space|spc|del|delete|backspace|ins|insert|home|end|up|down|left|right|arrow-\w+|page-\w+|pg-?\w+|f\d{1,2}|fn|num-?\w*|caps-lock|print-screen|prtsc|pipe|plus|minus|comma|period|slash|[a-z0-9])$/i;

/** `++ctrl+c++` */
function keys(text: string): string {
  if (!text.includes('++')) return text;
  return text.replace(
    /(?<![\w+])\+\+([a-z0-9-]{1,20}(?:\+[a-z0-9-]{1,20}){0,5})\+\+(?![\w+])/gi,
    (whole, written: string) => {
      const parts = written.split('+');
      if (!parts.every((part) => KEY.test(part))) return whole;
      return parts
        .map((part) => `<kbd>${part.charAt(0).toUpperCase()}${part.slice(1).replaceAll('-', ' ')}</kbd>`)
        .join('+');
    },
  );
}

/** Marks of an editor: `{++new++}`, `{--old--}`, `{~~old~>new~~}`, `{==marked==}`, `{>>remark<<}`. */
function critic(text: string): string {
  if (!/\{(?:\+\+|--|~~|==|>>)/.test(text)) return text;
  return text
    .replace(/\{~~([^{}\n]{1,300}?)~>([^{}\n]{1,300}?)~~\}/g, '<del>$1</del><ins>$2</ins>')
    .replace(/\{\+\+([^{}\n]{1,600}?)\+\+\}/g, '<ins>$1</ins>')
    .replace(/\{--([^{}\n]{1,600}?)--\}/g, '<del>$1</del>')
    .replace(/\{==([^{}\n]{1,600}?)==\}/g, '<mark>$1</mark>')
    .replace(/\{>>([^{}\n]{1,600}?)<<\}/g, ' ($1)');
}

/** `==marked==` */
function marked(text: string): string {
  if (!text.includes('==')) return text;
  return text.replace(/(?<![=\w!<>])==(?=[^\s=])([^=\n]{0,300}?[^\s=])==(?![=\w])/g, '<mark>$1</mark>');
}

/** `H~2~O` and `x^2^` (Pandoc, MkDocs Material). */
function scripts(text: string): string {
  if (!/[\^~]/.test(text)) return text;
  return text
    .replace(/(?<=[\p{L}\p{N})])\^([^\s^[\]{}$]{1,20})\^(?!\^)/gu, '<sup>$1</sup>')
    .replace(/(?<=[\p{L}\p{N})])~([^\s~]{1,20})~(?!~)/gu, '<sub>$1</sub>');
}

/** A link without words, for which MyST takes the title of what it leads to. */
function bareLinks(text: string): string {
  if (!text.includes('[](')) return text;
  return text.replace(/(?<!!)\[\]\((#?)([^()\s{}]{1,200})\)(?!\{)/g, (_, sign: string, target: string) => {
    const name = target.replace(/^.*\//, '').replace(/\.\w+(?=#|$)/, '');
    return `[${name || target}](${sign}${target})`;
  });
}

/** Icons of MkDocs Material, which are pictures beside words. */
function icons(text: string, line: number, { notices }: InlineWork): string {
  if (!/:(?:material|octicons|fontawesome|simple)-/.test(text)) return text;
  return text.replace(
    /:(?:material|octicons|fontawesome|simple)-[\w-]{1,80}:(?:\{[^{}\n]{0,100}\})?[ ]?/g,
    (icon) => {
      notices.report({
        code: 'foreign-syntax',
        kind: 'icon',
        line,
        text: `The icon "${icon.trim()}" of another tool is left out.`,
        hint: 'Say it in words, or write an emoji.',
      });
      return '';
    },
  );
}

const WITH_SPACES =
  /(!?\[[^[\]\n]{0,300}\]\()([^()<>\n"'{}]{0,200}[^()<>\n"'{}\s][ ][^()<>\n"'{}]{0,200}\.(?:png|jpe?g|gif|webp|avif|svg|pdf|mdx?|mp[34]|webm|zip|csv|txt|xlsx|docx|pptx|ipynb|json))[ ]*\)/gi;

/** A picture's size behind its address: ` =300x200`. */
const SIZE = /(!\[[^[\]\n]{0,300}\]\([^()\n]{1,300}?)[ ]+=(?:\d{1,5}%?)?(?:x\d{0,5}%?)?[ ]*\)/g;

/** A name with spaces ends an address at its first one, so that the reader would see the signs. */
function pictures(text: string, line: number, { notices }: InlineWork): string {
  if (!text.includes('](')) return text;
  return text.replace(SIZE, '$1)').replace(WITH_SPACES, (whole, before: string, address: string) => {
    // Paths as Windows writes them; before a mark it is an escape.
    const way = address
      .trim()
      .replace(/\\(?=[_*~[\]])/g, '')
      .replaceAll('\\', '/');
    if (/^\s*[a-z]+:\/\//i.test(address)) return whole;
    notices.report({
      code: 'address-with-spaces',
      kind: 'address',
      line,
      text: `The name "${address.trim()}" has spaces, and most programs see no ${before.startsWith('!') ? 'picture' : 'link'} here.`,
      hint: `Write it in angle brackets: ${before.startsWith('!') ? '!' : ''}[…](<${way}>).`,
    });
    return `${before}<${way}>)`;
  });
}

/** What docsify writes into the title of a link or a picture, and of a page's address. */
function sizes(text: string): string {
  if (text.includes('docsify-ignore')) text = text.replace(/\s*\{docsify-ignore(?:-all)?\}/g, '');
  if (!text.includes('](')) return text;
  return text
    .replace(/@\[(?:youtube|YouTube)\]\(([\w-]{3,30})\)/g, '[YouTube](https://www.youtube.com/watch?v=$1)')
    .replace(/(\]\([^()\s]{1,300})\s+(["']):[^"'\n]{1,200}\2\)/g, '$1)')
    .replace(/\]\(#\/([^()\s?]{0,300})(?:\?id=([^()\s&]{1,200}))?\)/g, (_, page: string, id = '') =>
      id === '' ? `](/${page})` : `](/${page}#${id})`,
    )
    .replace(/(\]\([^()\s?#:]{0,300})\?id=([^()\s&]{1,200})\)/g, '$1#$2)');
}

/** `![Caption](gauge.svg){fig-alt="What it shows"}` */
function captions(text: string): string {
  if (!text.includes('fig-alt=')) return text;
  return text.replace(
    /!\[([^\]\n]{0,300})\]\(([^()\s]{1,300})\)(?=\{[^{}\n]{0,300}fig-alt="([^"\n]{1,300})")/g,
    (_, caption: string, address: string, alt: string) =>
      `![${alt.replace(/[[\]]/g, '')}](${address} "${caption.replaceAll('"', "'")}")`,
  );
}

/** A place that links lead to: `[](){#name}`. */
function anchors(text: string): string {
  // GitBook writes an address of a heading as a link to itself.
  if (/^#{1,6}\s/.test(text))
    text = text.replace(/\s*<a href="#([\w.-]{1,200})"(?:\s+id="\1")?>\s*<\/a>\s*$/, ' {#$1}');
  return text.includes('[]()')
    ? text.replace(/\[\]\(\)\{\s?#([\w:.-]{1,100})\s?\}/g, '<a id="$1"></a>')
    : text;
}
