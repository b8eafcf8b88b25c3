// The lists by which other tools order a book: SUMMARY.md (mdBook, GitBook), _sidebar.md (docsify), and the lists in
// mkdocs.yml, _toc.yml (Jupyter Book), _quarto.yml and myst.yml. Texts in, entries out.
// Not here: finding these files, and what is done with the order (course-folder.ts).
import { parseDocument } from 'yaml';
import { decode } from '../outline/contents-list.ts';
import { LONGEST_TITLE } from './schema.ts';

export interface OrderEntry {
  /** As written: relative to the list's folder, perhaps without an extension. */
  readonly path: string;
  readonly title: string;
  /** The heading or group that it stands below; '' if there is none. */
  readonly part: string;
}

/** Names of lists in Markdown and in YAML, in lower case; where a folder has several, the first counts. */
export const MARKDOWN_LISTS = ['summary.md', '_sidebar.md'];
export const YAML_LISTS = ['_toc.yml', '_toc.yaml', 'mkdocs.yml', 'mkdocs.yaml', '_quarto.yml', 'myst.yml'];

/** A list of ten thousand chapters is no longer than this. */
const LONGEST_LIST = 1_000_000;

const ITEM =
  /^([ \t]*)(?:[-*+]|\d+[.)])?[ \t]*\[((?:\\.|[^\]\\])*)\]\((?:<([^>]*)>|((?:[^()>]|\([^()]*\))*))\)/;
const GROUP = /^([ \t]*)(?:[-*+]|\d+[.)])[ \t]+(?:\*\*|__)?([^[\]]+?)(?:\*\*|__)?:?[ \t]*$/;
const HEADING = /^#{1,6} (.+)$/;
/** An entry of a wiki: `[[Page]]` or `[[words|Page]]`. */
const BY_NAME = /^([ \t]*)(?:[-*+]|\d+[.)])?[ \t]*\[\[([^[\]|]{1,300})(?:\|([^[\]|]{1,300}))?\]\]/;

/** Pages of a wiki are files whose names have hyphens for spaces. */
function byName(line: string): string[] | undefined {
  const [whole, margin = '', words = '', page = words] = BY_NAME.exec(line) ?? [];
  return whole === undefined ? undefined : [whole, margin, words.trim(), page.trim().replaceAll(' ', '-')];
}

/** The entries of a list in Markdown, in order. */
export function readMarkdownList(text: string): OrderEntry[] {
  const entries: OrderEntry[] = [];
  let part = '';
  let isFirstHeading = true;
  // Groups without a link of their own, by the width of their margin.
  let groups: { readonly margin: number; readonly title: string }[] = [];
  for (const written of text.split(/\r?\n/)) {
    const line = withoutRuns(written);
    const heading = HEADING.exec(line)?.[1]?.replace(/ ?#*$/, '');
    if (heading !== undefined) {
      // The first heading is the list's own, such as "Summary".
      if (!(isFirstHeading && entries.length === 0 && line.startsWith('# '))) part = plain(heading);
      isFirstHeading = false;
      groups = [];
      continue;
    }
    // A rule ends the part that stands before it (mdBook).
    if (/^-{3,}\s*$/.test(line)) {
      part = '';
      groups = [];
      continue;
    }
    const [, margin = '', title = '', angled, bare = ''] = ITEM.exec(line) ?? byName(line) ?? [];
    const path = decode(angled ?? bare);
    if (title !== '') {
      groups = groups.filter((group) => group.margin < margin.length);
      if (path.trim() !== '' && !isElsewhere(path)) {
        entries.push({
          path: withoutAnchor(path.trim()),
          title: plain(title),
          part: groups.at(-1)?.title ?? part,
        });
      }
      continue;
    }
    const [, groupMargin = '', groupTitle] = GROUP.exec(line) ?? [];
    if (groupTitle === undefined) continue;
    groups = groups.filter((group) => group.margin < groupMargin.length);
    groups.push({ margin: groupMargin.length, title: plain(groupTitle) });
  }
  return entries;
}

export interface YamlList {
  readonly entries: readonly OrderEntry[];
  /** The book's own name; '' if it says none. */
  readonly title: string;
  /** The page that comes before all others; '' if it says none. */
  readonly cover: string;
  /** Where its paths start, below the list's folder; '' for the folder itself. */
  readonly folder: string;
}

/** The list in a file of settings, or undefined if it holds none. */
export function readYamlList(name: string, text: string): YamlList | undefined {
  let data: unknown;
  try {
    data = parseDocument(text.slice(0, LONGEST_LIST), { logLevel: 'silent', uniqueKeys: false }).toJS({
      maxAliasCount: 20,
    });
  } catch {
    return undefined;
  }
  const entries: OrderEntry[] = [];
  const isMkdocs = name.startsWith('mkdocs');
  const root = isMkdocs ? at(data, 'nav') : listIn(data);
  read(root, '', entries, 0);
  const title =
    at(data, 'site_name') ?? at(at(data, 'book'), 'title') ?? at(at(data, 'project'), 'title') ?? '';
  if (entries.length === 0 && title === '') return undefined;
  const folder = isMkdocs ? (at(data, 'docs_dir') ?? 'docs') : '';
  const cover = at(data, 'root');
  return {
    entries,
    cover: typeof cover === 'string' ? cover : '',
    title: typeof title === 'string' ? title : '',
    folder: typeof folder === 'string' ? folder : '',
  };
}

/** The name that `book.toml` (mdBook) or `hugo.toml` gives the book; '' for none. */
export function tomlTitle(text: string): string {
  const [, double, single] =
    /^[ \t]*title[ \t]*=[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')/m.exec(text) ?? [];
  return single ?? (double ?? '').replace(/\\(.)/g, '$1');
}

/** The name that `_config.yml` (Jekyll) gives the site; '' for none. */
export function siteTitle(text: string): string {
  const [, title = ''] = /^title:(.*)$/m.exec(text) ?? [];
  const line = title.slice(0, 2 * LONGEST_TITLE).trim();
  return line
    .replace(/[ \t]#.*$/, '')
    .trimEnd()
    .replace(/^(["'])(.*)\1$/, '$2');
}

/** The collections that `_config.yml` (Jekyll) names, else its posts and pages. */
export function siteCollections(text: string): string[] {
  const [, block = '', listed = ''] =
    /^collections:[ \t]*(?:#.*)?\r?\n((?:[ \t]+.*\r?\n?|\r?\n)+)|^collections:[ \t]*\[([^\]]*)\]/m.exec(
      text.slice(0, LONGEST_LIST),
    ) ?? [];
  const [, margin = ''] = /^([ \t]+)\S/.exec(block) ?? [];
  const named = block
    .split(/\r?\n/)
    .flatMap((line) =>
      line.startsWith(margin)
        ? (/^(?:-[ \t]+)?([\w-]+):?[ \t]*$/.exec(line.slice(margin.length))?.[1] ?? [])
        : [],
    );
  const inLine = listed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^[\w-]+$/.test(name));
  const found = [...named, ...inLine];
  return found.length > 0 ? found : ['pages', 'posts'];
}

/** What `_category_.json` (Docusaurus) says of its folder. */
export function readCategory(text: string): {
  readonly label: string;
  readonly position: number | undefined;
} {
  let data: unknown;
  try {
    data = parseDocument(text.slice(0, LONGEST_LIST), { logLevel: 'silent', uniqueKeys: false }).toJS({
      maxAliasCount: 20,
    });
  } catch {
    data = undefined;
  }
  const label = at(data, 'label');
  const position = at(data, 'position');
  return {
    label: typeof label === 'string' ? label : '',
    position: typeof position === 'number' ? position : undefined,
  };
}

function listIn(data: unknown): unknown {
  const book = at(data, 'book');
  const sidebar = at(at(data, 'website'), 'sidebar');
  if (book !== undefined) return [at(book, 'chapters'), at(book, 'appendices')];
  return at(sidebar, 'contents') ?? at(at(data, 'project'), 'toc') ?? (Array.isArray(data) ? data : [data]);
}

/** The key of a file that is an entry; of a group's title; of what stands below either. */
const FILE = ['file', 'href', 'root'];
const TITLE = ['title', 'text'];
const CAPTION = ['caption', 'part', 'section', 'title', 'text'];
const BELOW = ['parts', 'chapters', 'sections', 'children', 'contents', 'items', 'entries'];
const DEEPEST_LIST = 20;

function read(value: unknown, part: string, entries: OrderEntry[], depth: number): void {
  if (depth > DEEPEST_LIST) return;
  if (typeof value === 'string') add(value, '', part, entries);
  else if (Array.isArray(value)) for (const each of value) read(each, part, entries, depth + 1);
  else if (value !== null && typeof value === 'object') {
    const known = Object.keys(value).some((key) => [...FILE, ...BELOW].includes(key));
    if (!known) {
      // `- Title: path`, or `- Title:` above a list.
      for (const [title, below] of Object.entries(value)) {
        if (typeof below === 'string') add(below, title, part, entries);
        else if (Array.isArray(below)) read(below, title, entries, depth + 1);
      }
      return;
    }
    const file = textAt(value, FILE);
    const title = textAt(value, TITLE);
    if (file !== '') add(file, title, part, entries);
    const below = file === '' ? textAt(value, CAPTION) || part : part;
    for (const key of BELOW) read(at(value, key), below, entries, depth + 1);
  }
}

function add(path: string, title: string, part: string, entries: OrderEntry[]): void {
  if (isElsewhere(path) || /^-+$/.test(path) || path.includes('*')) return;
  entries.push({
    path: withoutAnchor(path),
    title,
    part: part.endsWith('.qmd') || part.endsWith('.md') ? '' : part,
  });
}

function textAt(value: object, keys: readonly string[]): string {
  for (const key of keys) {
    const found = at(value, key);
    if (typeof found === 'string') return found;
  }
  return '';
}

function at(value: unknown, key: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function isElsewhere(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//') || path.startsWith('#');
}

function withoutAnchor(path: string): string {
  return path
    .replace(/[?#].*$/s, '')
    .replace(/^\/+/, '')
    .replace(/ +["'].*$/, '');
}

/** Blanks that mean nothing, which patterns would divide in every way; the margin stays. */
function withoutRuns(line: string): string {
  const margin = line.length - line.trimStart().length;
  return line.slice(0, Math.min(margin, WIDEST_MARGIN)) + line.trim().replaceAll(/[ \t]+/g, ' ');
}

const WIDEST_MARGIN = 200;

/** A title without its marks. */
function plain(text: string): string {
  return text
    .slice(0, 2 * LONGEST_TITLE)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .replace(/<[^>]*>/g, '')
    .trim();
}
