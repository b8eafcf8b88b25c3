// Words of template languages that are a line by themselves: pictures, films, cards, links to elsewhere; others are told.
// Not here: those within a line (templates.ts), those with an end (containers.ts).
import { attribute } from './attribute.ts';
import type { Line, Notices } from './line.ts';
import { reportTemplate } from './templates.ts';

/** What stands for itself: a picture, a film, a link to elsewhere; anything else is told. */
export function shortcode(
  text: string,
  line: Line,
  put: (written: string) => Line[],
  notices: Notices,
): Line[] | undefined {
  if (!/[}%]\}$/.test(text)) return undefined;
  const [, name = '', rest = ''] =
    /^\{(?:\{[<%#]?|%-?)\s*(@?[\w/.-]+)\s*((?:(?!\}\}|%\}).){0,500}?)\s*\/?[>%-]?(?:\}\}|%\})$/.exec(text) ??
    [];
  if (name === '' || /^\{\{[<%]\/\*/.test(text)) return undefined;
  const first = /^["']?(https?:[^"'\s]+|[^"'\s=]+)["']?(?:\s|$)/.exec(rest)?.[1] ?? '';
  const at = (...keys: string[]): string => keys.map((key) => attribute(rest, key)).find(Boolean) ?? '';
  if (name === 'figure' || name === 'img' || name === 'image') {
    const title = at('title');
    const caption = [title && `**${title}**`, at('caption')].filter(Boolean).join(' ');
    const picture = `![${(at('alt') || at('caption') || title).replace(/[[\]]/g, '')}](<${at('src', 'link') || first}>)`;
    return caption === ''
      ? put(picture)
      : [...put(picture), { ...line, text: '' }, ...put(caption), { ...line, text: '' }];
  }
  if (name === 'youtube' || name === 'vimeo') {
    const id = at('id') || first;
    const address = name === 'youtube' ? `https://www.youtube.com/watch?v=${id}` : `https://vimeo.com/${id}`;
    return put(
      `[${at('title') || (name === 'youtube' ? 'Video on YouTube' : 'Video on Vimeo')}](${address})`,
    );
  }
  if (name === 'gist') {
    const words = rest.replace(/["']/g, '').split(/\s+/);
    const [user = '', id = '', file = ''] = words;
    return put(
      `[Gist ${file || id || user}](<https://gist.github.com/${[user, id].filter(Boolean).join('/')}>)`,
    );
  }
  if (name === 'x' || name === 'tweet' || name === 'twitter') {
    return put(`[Post on X](<https://x.com/${at('user') || 'i'}/status/${at('id') || first}>)`);
  }
  if (name === 'instagram')
    return put(`[Post on Instagram](<https://www.instagram.com/p/${at('id') || first}/>)`);
  if (name === 'qr' && at('text') !== '') return put(at('text'));
  if (/^@(?:mermaid)\//.test(name)) return put(`\`\` ${text} \`\``);
  if (/^@[\w-]+\/embed$/.test(name) && at('url') !== '')
    return put(`[${at('title') || at('url')}](<${at('url')}>)`);
  if (name === 'card') {
    const words = [at('title', 'header') || first, at('subtitle', 'text', 'description')].filter(Boolean);
    const address = at('link', 'href', 'url');
    const label = address === '' ? `**${words[0] ?? ''}**` : `[${words[0] ?? address}](<${address}>)`;
    return put(`- ${label}${words[1] === undefined ? '' : `: ${words[1]}`}`);
  }
  if (name === 'filetree/file') return put(`- ${at('name') || first}`);
  if (name === 'embed' || name === 'video' || name === 'file' || name.startsWith('openapi')) {
    const address = at('url', 'src') || first;
    if (address !== '')
      return put(
        /\.(?:mp4|webm|ogv)$/i.test(address)
          ? `![${at('title', 'caption')}](<${address}>)`
          : `[${at('title', 'caption') || address}](<${address}>)`,
      );
  }
  if (text.startsWith('{{#title')) {
    notices.report({
      code: 'foreign-syntax',
      kind: 'title',
      line: line.line,
      text: `"${text}" is left out: a page is called by its heading.`,
      hint: 'Write "title: …" in the front matter for another title.',
    });
    return put('');
  }
  if (/^(?:pagebreak|toc|TOC|title|more|clear|clearfix|br)$/.test(name)) return put('');
  if (text.startsWith('{{') && /^(?:kbd|icon|badge|button)$/.test(name))
    return put(at('content', 'text', 'label') || first);
  reportTemplate(text, line.line, notices);
  return put(text.startsWith('{{<') ? `\`${text}\`` : text);
}

/** `{{< tab "Name" >}} words {{< /tab >}}` */
export function tabInOneLine(text: string, put: (written: string) => Line[]): Line[] | undefined {
  const [, , title = '', words = ''] =
    /^\{\{[<%]\s*(tab|step|card)\s+(?:\w+=)?"([^"]{1,100})"[^<>{}]{0,100}[>%]\}\}(.+)\{\{[<%]\s*\/\1\s*[>%]\}\}$/.exec(
      text,
    ) ?? [];
  return title === '' ? undefined : [...put(''), ...put(`**${title}**: ${words.trim()}`), ...put('')];
}
