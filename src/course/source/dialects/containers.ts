// The blocks of other tools that begin and end with a line of their own: what a line opens or closes, and what becomes of
// the lines between. Not here: pairing and rewriting them (rewrite.ts), blocks that end with their margin (indented.ts).
import { attribute } from './attribute.ts';
import { boxWord, shapeOf, SILENT, type Opening, type Shape } from './block-shapes.ts';
import { liquid, shortcode } from './template-blocks.ts';

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

/** What follows is no title, and the patterns below take the square of it. */
const LONGEST_TITLE = 1_000;

/** `[Title]`, `[Title]{#id}`, `Title {open}`, `{title="Title"}`, `| Title`, or the title as it is. */
function titleIn(written: string): string {
  const after = written.slice(0, LONGEST_TITLE);
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

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
