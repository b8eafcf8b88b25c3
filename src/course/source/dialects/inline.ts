// Signs of other tools within a line, outside code: those with a plain meaning in our form, the others told.
// Every pattern is bounded, so that a line is read in time that grows with its length.
// Not here: blocks (containers.ts), lines that are one sign as a whole (single-lines.ts).
import { attribute } from './containers.ts';
import type { Notices } from './line.ts';

type Rule = (text: string, line: number, notices: Notices) => string;

/** Only where a line holds one of these is there anything to look for. */
const SIGNS = /[{=+[:@]|\]\(|<[A-Z]/;
const CODE = /(`+)(?!`)[^`](?:(?!\1(?!`)).){0,2000}?\1(?!`)|(`+)(?!`)[^`]?\2(?!`)/g;
const ATTRIBUTE = String.raw`(?:[#.][\w:-]+|[\w-]+=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s{}"']{1,200}))`;
const ATTRIBUTES = new RegExp(
  String.raw`(\]\([^()\n]{0,600}\)|\]|\`)\{:?[ ]{0,3}${ATTRIBUTE}(?:[ ,]{1,3}${ATTRIBUTE}){0,10}[ ]{0,3}\}`,
  'g',
);

export function rewriteInline(text: string, line: number, isMdx: boolean, notices: Notices): string {
  if (!SIGNS.test(text)) return text;
  // What stands in code stays, but its roles and attributes stand beside it.
  let result = isMdx ? text : withoutAttributes(roles(linkWords(text), line, notices));
  const rules = isMdx ? [keys, marked] : [components, keys, marked, icons, pictures, templates, references];
  let rewritten = '';
  let done = 0;
  for (const { 0: code, index } of result.matchAll(CODE)) {
    rewritten += apply(rules, result.slice(done, index), line, notices) + code;
    done = index + code.length;
  }
  result = rewritten + apply(rules, result.slice(done), line, notices);
  return result;
}

function apply(rules: readonly Rule[], text: string, line: number, notices: Notices): string {
  return rules.reduce((before, rule) => rule(before, line, notices), text);
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

/** Addresses that a template language writes into links. */
function linkWords(text: string): string {
  if (!text.includes('](')) return text;
  return text.replace(
    /\]\(<?((?:[^()<>\n]{0,200}(?:\{\{|\{%)[^()\n]{0,300}?(?:\}\}|%\}))[^()<>\n]{0,200})>?\)/g,
    (whole, address: string) => {
      const plain = address
        .replace(/\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?["']?([^"'\s]+)["']?\s*[>%]\}\}/g, '$1')
        .replace(/\{%-?\s*(?:link|post_url)\s+([^%]+?)\s*-?%\}/g, '/$1')
        .replace(
          /\{\{\s*["']([^"']+)["']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.baseurl)\s*\}\}/g,
          '$1',
        )
        .replace(/\{\{\s*(?:site|page)\.(?:baseurl|url|root)\s*(?:\|[^}]*)?\}\}/g, '')
        .trim();
      return /[{}]/.test(plain) ? whole : `](${/[\s]/.test(plain) ? `<${plain}>` : plain})`;
    },
  );
}

/** Roles of MyST: a word in braces before code. */
function roles(text: string, line: number, notices: Notices): string {
  if (!text.includes('}`')) return text;
  return text.replace(/\{([a-z][\w:-]{0,30})\}`([^`\n]{1,400})`/g, (_, role: string, body: string) => {
    const [, words = '', target = ''] = /^(.*?)\s*<([^<>]+)>$/.exec(body) ?? [];
    const name = role.replace(/^\w+:(?=\w)/, '');
    if (name === 'math') return `$${body}$`;
    if (name === 'kbd' || name === 'sub' || name === 'sup') return `<${name}>${body}</${name}>`;
    if (name === 'abbr') return body.replace(/^(.*?)\s*\((.*)\)$/, '<abbr title="$2">$1</abbr>');
    if (name === 'doc') return link(words || body, `${target || body}`);
    if (name === 'download') return link(words || body, target || body);
    if (name === 'ref' || name === 'numref' || name === 'eq')
      return link(words || body, `#${target || body}`);
    if (name === 'term' || name === 'guilabel' || name === 'menuselection') return words || body;
    if (/^(?:code|command|file|program|envvar|option|func|class|mod|meth|py|samp|literal)$/.test(name))
      return `\`${body}\``;
    notices.tell({
      code: 'foreign-syntax',
      kind: `role ${role}`,
      line,
      text: `The role "{${role}}" of another tool is not known, so its text is shown as code.`,
      hint: 'Write the text as Markdown.',
    });
    return `\`${body}\``;
  });
}

function link(words: string, address: string): string {
  return `[${words}](${/\s/.test(address) ? `<${address}>` : address})`;
}

/** Components within a line that are nothing but words, or a link. */
function components(text: string): string {
  if (!/<[A-Z]/.test(text)) return text;
  return text
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
    );
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

/** `==marked==` */
function marked(text: string): string {
  if (!text.includes('==')) return text;
  return text.replace(/(?<![=\w!<>])==(?=[^\s=])([^=\n]{0,300}?[^\s=])==(?![=\w])/g, '<mark>$1</mark>');
}

/** Icons of MkDocs Material, which are pictures beside words. */
function icons(text: string, line: number, notices: Notices): string {
  if (!/:(?:material|octicons|fontawesome|simple)-/.test(text)) return text;
  return text.replace(
    /:(?:material|octicons|fontawesome|simple)-[\w-]{1,80}:(?:\{[^{}\n]{0,100}\})?[ ]?/g,
    (icon) => {
      notices.tell({
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
  /(!?\[[^[\]\n]{0,300}\]\()([^()<>\n"'\\{}]{0,200}[^()<>\n"'\\{}\s][ ][^()<>\n"'\\{}]{0,200}\.(?:png|jpe?g|gif|webp|avif|svg|pdf|mdx?|mp[34]|webm|zip|csv|txt|xlsx|docx|pptx|ipynb|json))[ ]*\)/gi;

/** A name with spaces ends an address at its first one, so that the reader would see the signs. */
function pictures(text: string, line: number, notices: Notices): string {
  if (!text.includes('](')) return text;
  return text.replace(WITH_SPACES, (whole, before: string, address: string) => {
    if (/^\s*[a-z]+:\/\//i.test(address)) return whole;
    notices.tell({
      code: 'address-with-spaces',
      kind: 'address',
      line,
      text: `The name "${address.trim()}" has spaces, and most programs see no ${before.startsWith('!') ? 'picture' : 'link'} here.`,
      hint: `Write it in angle brackets: ${before.startsWith('!') ? '!' : ''}[…](<${address.trim()}>).`,
    });
    return `${before}<${address.trim()}>)`;
  });
}

/** What a template language would have replaced is shown as it is written. */
function templates(text: string, line: number, notices: Notices): string {
  if (!text.includes('{{') && !text.includes('{%') && !text.includes('{#')) return text;
  for (const [whole] of text.matchAll(/\{\{#?[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\}/g))
    tellTemplate(whole, line, notices);
  return text.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '');
}

export function tellTemplate(whole: string, line: number, notices: Notices): void {
  if (/^\{%-?\s*(?:end)?raw\s/.test(whole)) return;
  const [, name = ''] = /^\{[{%][<%#-]?\s*([\w.-]*)/.exec(whole) ?? [];
  const isInclude =
    /^(?:#?include|rustdoc_include|playground|readfile|snippet|import|embed-code|transclude)/i.test(name) ||
    /^\{\{#(?:include|rustdoc_include|playground)/.test(whole);
  notices.tell({
    code: isInclude ? 'include-unread' : 'foreign-syntax',
    kind: `template ${name}`,
    line,
    text: isInclude
      ? `The file that "${whole}" names is not shown: Lectern reads each file by itself.`
      : `Lectern knows no templates, so "${whole}" is shown as it is written.`,
    hint: isInclude ? 'Copy what is to be read into this file.' : 'Write what it stands for.',
  });
}

/** References that another tool would number. */
function references(text: string, line: number, notices: Notices): string {
  if (!text.includes('@')) return text;
  for (const [whole] of text.matchAll(
    /(?<![\w@.])@(?:fig|tbl|sec|eq|lst|thm|def|exm|exr)-[\w:-]{1,80}|\[-?@[\w:.-]{1,80}(?:[;,][^\]\n]{0,200})?\]/g,
  )) {
    const isCitation = whole.startsWith('[');
    notices.tell({
      code: 'foreign-syntax',
      kind: isCitation ? 'citation' : 'reference',
      line,
      text: `The ${isCitation ? 'citation' : 'reference'} "${whole}" of another tool is shown as it is written.`,
      hint: isCitation
        ? 'Write it as a footnote: [^1].'
        : 'Write a link to the heading: [Figure 1](#figure-1).',
    });
  }
  return text;
}
