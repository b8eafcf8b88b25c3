// Roles of MyST within a line, a word in braces before code: {ref}`words <target>`. Not here: other signs (inline.ts).
import type { Notices } from './line.ts';

/** Roles of MyST: a word in braces before code. */
export function roles(text: string, line: number, notices: Notices): string {
  if (!text.includes('}`')) return text;
  // Code is passed over as a whole: it may show such words, and end before the next brace.
  return text.replace(
    /(?<!`)(`+)(?!`)[^`](?:(?!\1(?!`)).){0,2000}?\1(?!`)|\{([a-z][\w:-]{0,30})\}`([^`\n]{1,400})`/g,
    (whole, code: string | undefined, role: string, body: string) => {
      if (code !== undefined) return whole;
      const [, words = '', target = ''] = /^(.*?)\s*<([^<>]+)>$/.exec(body) ?? [];
      const name = role.replace(/^\w+:(?=\w)/, '');
      if (name === 'math') return `$${body}$`;
      if (/^(?:kbd|sub|sup|del|ins|u|strike)$/.test(name)) {
        const tag = name === 'u' ? 'ins' : name === 'strike' ? 'del' : name;
        return `<${tag}>${body}</${tag}>`;
      }
      if (name === 'abbr') return body.replace(/^(.*?)\s*\((.*)\)$/, '<abbr title="$2">$1</abbr>');
      if (name === 'doc') return link(words || body, `${target || body}`);
      if (name === 'download' || name === 'button') return link(words || body, target || body);
      if (name === 'ref' || name === 'numref' || name === 'eq')
        return link(words || body, `#${target || body}`);
      if (/^(?:term|guilabel|menuselection|smallcaps|sc|chemicalFormula|chem|si|underline)$/.test(name))
        return words ? `${words} ${name === 'si' ? target.replaceAll('\\', '') : ''}`.trim() : body;
      if (/^(?:p|t|ps|ts|alp|year|author|cite)$/.test(name) && /^cite/.test(role)) {
        notices.report({
          code: 'foreign-syntax',
          kind: 'citation',
          line,
          text: `The citation "{${role}}\`${body}\`" of another tool is shown by its key.`,
          hint: 'Write it as a footnote: [^1].',
        });
        return `[${body}]`;
      }
      if (/^(?:code|command|file|program|envvar|option|func|class|mod|meth|py|samp|literal)$/.test(name))
        return `\`${body}\``;
      notices.report({
        code: 'foreign-syntax',
        kind: `role ${role}`,
        line,
        text: `The role "{${role}}" of another tool is not known, so its text is shown as code.`,
        hint: 'Write the text as Markdown.',
      });
      return `\`${body}\``;
    },
  );
}

export function link(words: string, address: string): string {
  return `[${words}](${/\s/.test(address) ? `<${address}>` : address})`;
}
