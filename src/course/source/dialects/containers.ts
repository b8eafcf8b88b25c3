// The blocks of other tools that begin and end with a line of their own: what a line opens or closes, and what becomes of
// the lines between. Not here: pairing and rewriting them (rewrite.ts), blocks that end with their margin (indented.ts).
import { alertKind } from '../../alert-kinds.ts';

/** What becomes of a block. */
export type Shape =
  | {
      readonly as: 'box';
      readonly word: string;
      readonly title: string;
      /** A heading as the first thing in it is its title. */
      readonly isHeaded?: boolean;
    }
  | { readonly as: 'fold'; readonly title: string; readonly isHeaded?: boolean }
  | { readonly as: 'label'; readonly title: string }
  | { readonly as: 'code'; readonly language: string; readonly title: string }
  /** An instruction with options, as a fence of MyST has it. */
  | { readonly as: 'instruction'; readonly info: string }
  /** Headings inside are the names of tabs. */
  | { readonly as: 'headed-tabs' }
  /** Tabs that have no names of their own. */
  | { readonly as: 'named-tabs'; readonly names: readonly string[] }
  /** Text in which no sign of a template is one. */
  | { readonly as: 'verbatim' }
  /** A link or a file, with what is said of it. */
  | { readonly as: 'link'; readonly address: string; readonly title: string }
  /** Fences inside become tabs. */
  | { readonly as: 'tabs' }
  /** What is inside is shown without a frame; `told` if a reader misses something by it. */
  | { readonly as: 'plain'; readonly told: boolean }
  /** A comment of that tool. */
  | { readonly as: 'nothing' };

export interface Opening {
  /** Only a closing of the same family ends it. */
  readonly family: string;
  /** As it is told to the author. */
  readonly shown: string;
  readonly shape: Shape;
}

const PLAIN: Shape = { as: 'plain', told: true };
const SILENT: Shape = { as: 'plain', told: false };
const VERBATIM: Shape = { as: 'verbatim' };

/** Blocks that only arrange what is in them in a way that a page can do without. */
const ARRANGE = new Set(
  (
    'columns column grid grid-item cards card card-grid cardgrid card-group steps step center div tab-set tabs tabset ' +
    'panel-tabset raw v-pre fragment incremental tabbed-set content-ref content-visible content-hidden margin ' +
    'column-margin column-page column-screen layout stepper container wrapper row col aside-right figure codegroup section ' +
    'article content-visible incremental nonincremental r-stack fragments notes tbl-caption caption tab-container group'
  ).split(' '),
);

/** `own` are the components that the file itself imports or defines. */
export function openingOf(text: string, own: ReadonlySet<string>): Opening | undefined {
  const line = text.trim();
  const [sign = ''] = line;
  if (sign === ':' || sign === '/') return colons(line);
  if (sign === '{')
    return line.startsWith('{%') ? liquid(line) : line.startsWith('{{') ? shortcode(line) : undefined;
  if (line === '<!-- tabs:start -->')
    return { family: 'tabs comment', shown: line, shape: { as: 'headed-tabs' } };
  return sign === '<' ? component(line, own) : undefined;
}

/** The family that a line closes. */
export function closingOf(text: string): string | undefined {
  const line = text.trim();
  if (/^:{3,}$/.test(line)) return 'colons';
  if (/^\/{3,}$/.test(line)) return 'slashes';
  const [, ended] = /^\{%-?\s*end_?([\w-]+)\s*-?%\}$/.exec(line) ?? [];
  if (ended !== undefined) return `liquid ${ended}`;
  const [, closed] = /^\{\{[<%]\s*\/\s*([\w/-]+)\s*[>%]\}\}$/.exec(line) ?? [];
  if (closed !== undefined) return `shortcode ${closed}`;
  const [, tabs] = /^\{\{#end(tabs?)\s*\}\}$/.exec(line) ?? [];
  if (tabs !== undefined) return `shortcode #${tabs}`;
  if (line === '<!-- tabs:end -->') return 'tabs comment';
  const [, tag] = /^<\/([A-Z][\w.]*)>$/.exec(line) ?? [];
  return tag === undefined ? undefined : `component ${tag}`;
}

/** `:::note[Title]`, `::: tip Title`, `:::{note} Title`, `::: {.callout-note title="…"}`, `/// note | Title`. */
function colons(line: string): Opening | undefined {
  const [, signs = '', rest = ''] = /^(:{3,}|\/{3,})\s*(\S.*)$/.exec(line) ?? [];
  if (signs === '' || /^[:/]/.test(rest)) return undefined;
  const family = signs.startsWith(':') ? 'colons' : 'slashes';
  const [, attributes] = /^\{([^}]*[.#=][^}]*)\}\s*:*$/.exec(rest) ?? [];
  const [, braced] = /^\{([\w:-]+)\}/.exec(rest) ?? [];
  const [, bare = ''] = /^([\p{L}][\w:-]*)/u.exec(rest) ?? [];
  if (attributes !== undefined) return pandoc(family, attributes);
  if (braced !== undefined)
    return { family, shown: `${signs}{${braced}}`, shape: { as: 'instruction', info: rest.trim() } };
  const word = bare;
  if (word === '') return undefined;
  const after = rest.slice(rest.indexOf(word) + word.length).trim();
  return { family, shown: `${signs}${word}`, shape: shapeOf(word, titleIn(after)) };
}

/** `[Title]`, `[Title]{#id}`, `Title {open}`, `{title="Title"}`, `| Title`, or the title as it is. */
function titleIn(after: string): string {
  const [, bracketed] = /^\[(.*)\](?:\{[^}]*\})?$/.exec(after) ?? [];
  if (bracketed !== undefined) return bracketed;
  const named = attribute(after, 'title');
  if (named !== '') return named;
  return after
    .replace(/^\|\s*/, '')
    .replace(/\s*\{[^}]*\}$/, '')
    .replace(/^(["'])(.*)\1$/, '$2');
}

/** Attributes of a Pandoc division, as Quarto writes them. */
function pandoc(family: string, attributes: string): Opening {
  const [, callout] = /\.callout-([\w-]+)/.exec(attributes) ?? [];
  const [, first = 'div'] = /\.([\w-]+)/.exec(attributes) ?? [];
  const title = attribute(attributes, 'title') || attribute(attributes, 'name');
  const shown = `::: {.${callout === undefined ? first : `callout-${callout}`}}`;
  if (callout !== undefined && /collapse\s*=\s*["']?true/.test(attributes)) {
    return { family, shown, shape: { as: 'fold', title: title || capital(callout), isHeaded: title === '' } };
  }
  if (first === 'panel-tabset') return { family, shown, shape: { as: 'headed-tabs' } };
  const [, statement = ''] = /#(thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)-/.exec(attributes) ?? [];
  const word = callout ?? STATEMENTS.get(statement) ?? first;
  const shape = shapeOf(word, title);
  return { family, shown, shape: shape.as === 'box' ? { ...shape, isHeaded: true } : shape };
}

/** What Quarto calls a statement by the beginning of its id. */
const STATEMENTS: ReadonlyMap<string, string> = new Map([
  ['thm', 'theorem'],
  ['lem', 'lemma'],
  ['cor', 'corollary'],
  ['prp', 'proposition'],
  ['cnj', 'conjecture'],
  ['def', 'definition'],
  ['exm', 'example'],
  ['exr', 'exercise'],
  ['sol', 'solution'],
  ['rem', 'remark'],
  ['alg', 'algorithm'],
]);

function shapeOf(word: string, title: string): Shape {
  const lower = word.toLowerCase();
  if (
    /^(?:details|dropdown|collapse|expand|toggle|accordion|accordion-item|expandable|spoiler)$/.test(lower)
  ) {
    return { as: 'fold', title: title || 'Details' };
  }
  if (/^(?:tab|tab-item|tabitem|tab_item)$/.test(lower)) return { as: 'label', title };
  if (/^code-?group$|^code-tabs$/.test(lower)) return { as: 'tabs' };
  if (/^(?:comment|ignore)$/.test(lower)) return { as: 'nothing' };
  if (/^(?:raw|v-pre)$/.test(lower)) return VERBATIM;
  if (/^(?:fragment|content-ref|center|div)$/.test(lower)) return SILENT;
  if (/^(?:card|panel|step)$/.test(lower) && title !== '') return { as: 'label', title };
  if (lower === 'content-hidden') return PLAIN;
  if (alertKind(lower) !== undefined) return { as: 'box', word: lower, title };
  if (ARRANGE.has(lower)) return title === '' ? SILENT : { as: 'label', title };
  return title === '' ? PLAIN : { as: 'box', word: 'note', title };
}

/** `{% hint style="info" %}`, `{% tab title="…" %}`, `{% highlight js %}`, `{% comment %}`; others end by themselves. */
function liquid(line: string): Opening | undefined {
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
  if (name === 'code') return opening(title === '' ? SILENT : { as: 'label', title });
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
function shortcode(line: string): Opening | undefined {
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

/** Components of Starlight, Docusaurus, VitePress, Nextra and Mintlify; other tags are left to HTML. */
function component(line: string, own: ReadonlySet<string>): Opening | undefined {
  const [, name = '', rest = ''] = /^<([A-Z][\w.]*)((?:\s[^<>]*)?)>$/.exec(line) ?? [];
  if (name === '' || rest.endsWith('/') || own.has(name)) return undefined;
  const opening = (shape: Shape): Opening => ({ family: `component ${name}`, shown: `<${name}>`, shape });
  const title =
    ['title', 'label', 'summary', 'header', 'name', 'value']
      .map((key) => attribute(rest, key))
      .find(Boolean) ?? '';
  if (
    /^(?:Aside|Callout|Admonition|Alert|Note|Tip|Warning|Info|Danger|Caution|Important|Check|Hint|Banner)$/.test(
      name,
    )
  ) {
    const stated = attribute(rest, 'type') || attribute(rest, 'variant') || attribute(rest, 'intent') || name;
    return opening({ as: 'box', word: boxWord(stated), title: attribute(rest, 'title') });
  }
  if (/^(?:TabItem|Tab|Tabs\.Tab|TabPanel|TabsItem)$/.test(name)) return opening({ as: 'label', title });
  if (/^(?:Card|Step|Panel|AccordionItem|Accordion|Details|Expandable|Collapse|Cards\.Card)$/.test(name)) {
    const isFold = /^(?:Accordion|Details|Expand|Collapse)/.test(name);
    return opening(
      isFold ? { as: 'fold', title: title || 'Details' } : title ? { as: 'label', title } : SILENT,
    );
  }
  if (
    /^(?:Tabs|Steps|CardGrid|Cards|FileTree|TabsList|CardGroup|CodeGroup|AccordionGroup|Columns|Column|Grid|Frame|Fragment|ClientOnly|BrowserOnly|ReadMore|Checklist)$/.test(
      name,
    )
  ) {
    const [, items] = /\bitems=\{\[([^\]]*)\]\}/.exec(rest) ?? [];
    if (name === 'Tabs' && items !== undefined) {
      const names = [...items.matchAll(/"([^"]*)"|'([^']*)'/g)].map(
        ([, double, single]) => double ?? single ?? '',
      );
      return opening({ as: 'named-tabs', names });
    }
    return opening(name === 'CodeGroup' ? { as: 'tabs' } : SILENT);
  }
  return undefined;
}

function boxWord(stated: string): string {
  return alertKind(stated) === undefined ? 'note' : stated.toLowerCase();
}

/** `name="value"`, `name='value'`, `name={"value"}` or `name=value`. */
export function attribute(text: string, name: string): string {
  const pattern = new RegExp(`(?:^|[\\s{,])${name}\\s*=\\s*\\{?(?:"([^"]*)"|'([^']*)'|([^\\s"'{}>]+))`);
  const [, double, single, bare] = pattern.exec(text) ?? [];
  return double ?? single ?? bare ?? '';
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
