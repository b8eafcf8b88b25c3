// Blocks of template languages: `{% hint %}` of GitBook and Jekyll, `{{< callout >}}` of Hugo. Not here: those of colons and
// tags (containers.ts), words of a template that stand alone (single-shortcodes.ts, templates.ts).
import { alertKind } from '../../alert-kinds.ts';
import { attribute } from './attribute.ts';
import { boxWord, PLAIN, shapeOf, SILENT, VERBATIM, type Opening, type Shape } from './block-shapes.ts';

/** `{% hint style="info" %}`, `{% tab title="…" %}`, `{% highlight js %}`, `{% comment %}`; others end by themselves. */
export function liquid(line: string): Opening | undefined {
  // Without its end a long line would be searched for one from each of its letters.
  if (!line.endsWith('%}')) return undefined;
  const [, name = '', rest = ''] = /^\{%-?\s*(@?[\w/-]+)\s*(.*?)\s*-?%\}$/.exec(line) ?? [];
  if (name === '' || name.startsWith('end')) return undefined;
  const opening = (shape: Shape): Opening => ({ family: `liquid ${name}`, shown: `{% ${name} %}`, shape });
  const title = attribute(rest, 'title') || attribute(rest, 'summary');
  if (name === 'hint' || name === 'callout' || name === 'alert') {
    return opening({ as: 'box', word: boxWord(attribute(rest, 'style') || attribute(rest, 'type')), title });
  }
  if (name === 'highlight')
    return opening({ as: 'code', language: /^[\w+#-]+/.exec(rest)?.[0] ?? '', title: '' });
  if (name === 'comment') return opening({ as: 'nothing' });
  if (/^(?:math|latex|mermaid)$/.test(name))
    return opening({ as: 'code', language: name === 'mermaid' ? name : 'math', title: '' });
  if (/^(?:embed|file|openapi|openapi-operation|openapi-schemas|swagger-file)$/.test(name)) {
    const address = attribute(rest, 'url') || attribute(rest, 'src');
    return opening(
      address === '' ? SILENT : { as: 'link', address, title: title || attribute(rest, 'caption') },
    );
  }
  if (name === 'code') return opening(title === '' ? SILENT : { as: 'titled', title });
  if (name === 'raw') return opening(VERBATIM);
  if (/^(?:content-ref|capture)$/.test(name)) return opening(SILENT);
  if (/^(?:code-tabs-item|swagger|swagger-response|swagger-parameter|api-method|update|prompt)$/.test(name)) {
    const label =
      title ||
      attribute(rest, 'description') ||
      attribute(rest, 'name') ||
      attribute(rest, 'date') ||
      attribute(rest, 'path');
    return opening(label === '' ? SILENT : { as: 'label', title: label });
  }
  if (/^(?:swagger|api-method)-[\w-]+$/.test(name) || /^(?:code-tabs|updates)$/.test(name))
    return opening(SILENT);
  if (/^(?:tabs|stepper|columns|step|column|method|sample|cards)$/.test(name))
    return opening(title ? { as: 'label', title } : SILENT);
  if (/^(?:tab|details|expandable)$/.test(name)) return opening(shapeOf(name, title));
  if (alertKind(name) !== undefined) return opening({ as: 'box', word: name, title });
  // Conditions and loops of a template language have lines between; they are told as such.
  if (/^(?:if|unless|for|case|when|else|elsif|tablerow|assign|include|liquid)$/.test(name)) return undefined;
  // What stands alone looks the same: only one with an end is a block, which rewrite.ts sees.
  return opening(PLAIN);
}

/** `{{< callout type="info" >}}`, `{{% notice tip "Title" %}}`, `{{< tab "…" >}}`, `{{< highlight go >}}`. */
export function shortcode(line: string): Opening | undefined {
  if (!line.endsWith('}}')) return undefined;
  const [, tab = '', named = ''] = /^\{\{#(tabs?)\s*(.*?)\s*\}\}$/.exec(line) ?? [];
  if (tab !== '') {
    const shape: Shape = tab === 'tabs' ? SILENT : { as: 'label', title: attribute(named, 'name') };
    return { family: `shortcode #${tab}`, shown: `{{#${tab}}}`, shape };
  }
  const [, name = '', rest = ''] = /^\{\{[<%]\s*([\w/-]+)\s*(.*?)\s*[>%]\}\}$/.exec(line) ?? [];
  if (name === '' || name.startsWith('/') || rest.endsWith('/')) return undefined;
  const opening = (shape: Shape): Opening => ({
    family: `shortcode ${name}`,
    shown: `{{< ${name} >}}`,
    shape,
  });
  const words = [...rest.matchAll(/(?:^|\s)(?:"([^"]*)"|'([^']*)'|([^\s="']+))(?=\s|$)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
  const [first = '', second = ''] = words;
  const title = ['title', 'name', 'header', 'summary', 'tabName']
    .map((key) => attribute(rest, key))
    .find(Boolean);
  if (
    /^(?:callout|hint|notice|alert|admonition|lead|warning|note|tip|info|danger|important|caution)$/.test(
      name,
    )
  ) {
    const stated =
      attribute(rest, 'type') || attribute(rest, 'style') || attribute(rest, 'color') || first || name;
    const word = alertKind(stated) ? stated : boxWord(alertKind(name) ? name : stated);
    const own = alertKind(first) === undefined ? first : second;
    return opening({ as: 'box', word, title: title ?? own });
  }
  if (name === 'highlight') return opening({ as: 'code', language: first, title: '' });
  if (name === 'mermaid' || name === 'math' || name === 'katex')
    return opening({ as: 'code', language: name === 'katex' ? 'math' : name, title: '' });
  if (/^(?:comment)$/.test(name)) return opening({ as: 'nothing' });
  if (/^(?:details|expand|tab|accordion|card|step)$/.test(name)) {
    const label = title ?? first;
    const footer = attribute(rest, 'footer');
    return opening(shapeOf(name, footer === '' ? label : `${label} · ${footer}`));
  }
  const items = attribute(rest, 'items');
  if (name === 'tabs' && items !== '') return opening({ as: 'named-tabs', names: items.split(/\s*,\s*/) });
  if (name === 'button') {
    const address = attribute(rest, 'href') || attribute(rest, 'relref') || attribute(rest, 'link') || first;
    if (address !== '') return opening({ as: 'link', address, title: '' });
  }
  if (name === 'filetree/folder') return opening({ as: 'label', title: title ?? first });
  if (
    /^(?:tabs|steps|columns|column|cards|cardpane|card-pane|tabgroup|tabpane|accordiongroup|blocks|section|div|raw|filetree|blocks\/\w+|filetree\/container)$/.test(
      name,
    )
  )
    return opening(SILENT);
  // What stands alone looks the same: only one with an end is a block, which rewrite.ts sees.
  return opening(PLAIN);
}
