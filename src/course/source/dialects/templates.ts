// Words of template languages within a line and as a line: of Hugo, Jekyll, Quarto and GitBook. Those with a plain meaning
// are written out, the others told. Not here: their blocks (containers.ts).
import { attribute } from './attribute.ts';
import type { InlineWork } from './inline.ts';
import type { Notices } from './line.ts';
import { link } from './roles.ts';

/** Addresses that a template language writes into links. */
export function linkWords(text: string): string {
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

/** A shortcode that is shown, not obeyed: as code, in which nothing is a sign. */
export function escaped(text: string): string {
  return text.includes('/*')
    ? text.replace(/\{\{([<%])\/\*\s*(.{1,300}?)\s*\*\/([>%])\}\}/g, '`{{$1 $2 $3}}`')
    : text;
}

const SHORTCODE = /\{\{[<%]\s*([\w/-]{1,40})\s*([^{}]{0,300}?)\s*\/?[>%]\}\}/g;
const PAIR =
  /\{\{[<%]\s*([\w-]{1,40})(?:\s+([^{}]{0,300}?))?\s*[>%]\}\}((?:(?!\{\{).){1,500}?)\{\{[<%]\s*\/\s*\1\s*[>%]\}\}/g;

/** Shortcodes of Hugo and Quarto within a line. */
export function shortcodes(text: string, line: number, { notices }: InlineWork): string {
  if (!text.includes('{{')) return text;
  return text
    .replace(PAIR, (whole, name: string, rest = '', words: string) => {
      if (name === 'highlight' || name === 'code') return `\`${words.trim()}\``;
      if (name === 'katex' || name === 'math') return words.includes('$') ? words : `$${words.trim()}$`;
      if (name === 'comment') return '';
      if (name === 'kbd' || name === 'sub' || name === 'sup') return `<${name}>${words}</${name}>`;
      const address = attribute(rest, 'href') || attribute(rest, 'relref') || attribute(rest, 'link');
      if (name === 'button' && address !== '') return link(words.trim(), address);
      if (name === 'badge' || name === 'button') return `**${words.trim()}**`;
      return whole;
    })
    .replace(SHORTCODE, (whole, name: string, rest: string) => {
      const first = /^["']?([^"'\s=]+)["']?(?:\s|$)/.exec(rest)?.[1] ?? '';
      const at = (...keys: string[]): string => keys.map((key) => attribute(rest, key)).find(Boolean) ?? '';
      if (name === 'kbd') return `<kbd>${first || at('content')}</kbd>`;
      if (name === 'badge') return `**${at('content', 'text', 'label') || first}**`;
      if (name === 'pagebreak') return '';
      if (name === 'icon' || name === 'fa' || name === 'bi' || name === 'iconify') {
        notices.report({
          code: 'foreign-syntax',
          kind: 'icon',
          line,
          text: `The icon "${whole}" of another tool is left out.`,
          hint: 'Say it in words, or write an emoji.',
        });
        return '';
      }
      return whole;
    });
}

/** What a template language would have replaced is shown as it is written. */
export function templates(text: string, line: number, { notices }: InlineWork): string {
  if (!text.includes('{{') && !text.includes('{%') && !text.includes('{#')) return text;
  // Marks of another parser, which say nothing to a reader.
  if (/\{:{1,2}\/?[a-z]/.test(text))
    text = text.replace(/\{::\/?[a-z]\w*[^{}\n]{0,200}\}|\{:\/[a-z]*\}/g, '');
  for (const [whole] of text.matchAll(/\{\{#?[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\}/g))
    reportTemplate(whole, line, notices);
  return text.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '');
}

/** Conditions and loops, which go together. */
const LOGIC =
  /^(?:if|elsif|else|endif|unless|endunless|for|endfor|case|when|endcase|assign|capture|endcapture|increment|break)$/;

export function reportTemplate(whole: string, line: number, notices: Notices): void {
  if (/^\{%-?\s*(?:end)?raw\s/.test(whole)) return;
  const [, name = ''] = /^\{[{%][<%#-]?\s*([\w.-]*)/.exec(whole) ?? [];
  const isShortcode = /^\{\{[<%#]/.test(whole);
  const isInclude =
    /^(?:#?include|rustdoc_include|playground|readfile|snippet|import|embed-code|transclude)/i.test(name) ||
    /^\{\{#(?:include|rustdoc_include|playground)/.test(whole);
  notices.report({
    code: isInclude ? 'include-unread' : 'foreign-syntax',
    kind: `template ${LOGIC.test(name) ? 'logic' : isShortcode ? `shortcode ${name}` : whole.startsWith('{%') ? `tag ${name}` : 'value'}`,
    line,
    text: isInclude
      ? `The file that "${whole}" names is not shown: Lectern reads each file by itself.`
      : `Lectern knows no templates, so "${whole}" is shown as it is written.`,
    hint: isInclude ? 'Copy what is to be read into this file.' : 'Write what it stands for.',
  });
}
