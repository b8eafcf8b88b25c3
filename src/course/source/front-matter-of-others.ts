// The front matter of other tools: which of their keys mean something here, and which are known to mean nothing.
// Not here: our own keys (schema.ts), reading YAML (parse.ts).

/** Keys of other tools that say what one of ours says. */
export const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['lang', 'language'],
  ['locale', 'language'],
  ['summary', 'description'],
  ['excerpt', 'description'],
  ['abstract', 'description'],
  ['linkTitle', 'label'],
  ['sidebar_label', 'label'],
  ['nav_title', 'label'],
  ['short_title', 'label'],
  ['sidebar_position', 'order'],
  ['weight', 'order'],
  ['order', 'order'],
  ['nav_order', 'order'],
  ['position', 'order'],
  ['published', 'draft'],
]);

/**
 * Keys of mdBook, Docusaurus, VitePress, Starlight, MkDocs Material, Quarto, MyST, Jekyll, Hugo, GitBook, docsify and
 * Jupytext that a course does without: taking them for slips of the pen would be wrong in every file of such a course.
 */
const WITHOUT_MEANING: ReadonlySet<string> = new Set(
  (
    'aliases allowTitleToDiffer alt appendix aside audience author authors author-title affiliation affiliations ' +
    'avatar background backgroundColor backgroundImage badge badges banner bibliography block body-classes body_class breadcrumbs build callout-appearance ' +
    'canonical canonicalUrl canonifyurls cascade categories category chapter citation cite-method class classes ' +
    'code-annotations code-block-bg code-copy code-fold code-line-numbers code-link code-overflow code-tools colorSchema comments ' +
    'component contributors copyright cover created crossref csl css cssclass cssclasses custom_edit_url date date-format date-modified ' +
    'dateCreated date_created dependencies diagram displayed_sidebar disqus doi domain downloads draft duration ' +
    'editLink editLinks editUrl edit_uri editor email embed-resources engine environment estimated_time eval ' +
    'execute expirydate expiryDate exports extra favicon featured features fig-cap-location figures filters ' +
    'fonts footer footnotes-hover format from funding gitbook github grand_parent has_children has_toc head header ' +
    'headingDivider headless hero hidden hide hide_table_of_contents hide_title highlight-style highlightjs icon id identifier image ' +
    'images include-after include-before include-in-header index institute isCJKLanguage js jupyter jupytext ' +
    'kernel kernelspec keypoints keywords label language lastUpdated last_update lastmod last_modified_at latex_documents layout ' +
    'level license lineNumbers link-citations link linkTitle link_list listing logo marp math mathjax markup mdc mdx menu mermaid meta metadata ' +
    'modified myst nav navbar nav_exclude nav_order nav_title navigation next nocite noindex notebook number-depth ' +
    'number-sections numbering objectives_title og oembed open_graph outline outputs output outputDir ordering options ' +
    'pageClass page-layout pagefind pageLayout pager pages pagetitle paginate pagination pagination_label pagination_next ' +
    'pagination_prev params parent parse_math parts pdf permalink podcast portable post preview prev prevnext ' +
    'previous priority private profile project publish publishDate publisher questions reading_time redirect redirect_from ' +
    'redirect_to redirects reference-location related release render repo requirements resource-path resources ' +
    'reviewers revision robots root runtime schema search search_exclude section sections seo series share ' +
    'short_title shortname show show_date showtoc sidebar sidebar_class_name sidebar_custom_props sidebarDepth ' +
    'site site_name sitemap skip slides slug social sort sort_by source sphinx standalone stage status style styles ' +
    'subject subtitle substitutions tableOfContents tag tags tbl-cap-location teaching template template_file teaser ' +
    'testing thanks theme theorem-appearance thumbnail time titleTemplate toc toc-depth toc-location toc-title ' +
    'size toc_max_heading_level toc_min_heading_level topic topics transition translationKey twitter type uid unlisted updated url ' +
    'vcs venue version versions video videos visibility website wordcount year tocdepth jsonld'
  ).split(/\s+/),
);

/** Families of keys: of Hugo's themes, of GitBook's covers, of what is shown and hidden. */
const OF_THEMES =
  /^(?:book[A-Z]|geekdoc|docs[A-Z]|cover[A-Z]|hide[-_A-Z]|show[-_A-Z]|toc[-_A-Z]|og:|twitter:|html[-_]|pdf[-_]|epub[-_]|nb_|is[A-Z]|has_)/;

/** True for a key that some other tool reads and that says nothing about the text. */
export function isWithoutMeaning(key: string): boolean {
  return WITHOUT_MEANING.has(key) || SYNONYMS.has(key) || OF_THEMES.test(key);
}

/** What files say about their place in a course in the words of other tools. */
export interface Habits {
  /** Lower comes first; undefined if the file says nothing. */
  readonly order: number | undefined;
  /** The last part of the page's address, as the author wrote it; '' if the file says nothing. */
  readonly slug: string;
  /** A short title, for want of another; '' if the file says nothing. */
  readonly label: string;
  /** What the page says of its language, as BCP 47 has it; '' for nothing. */
  readonly language: string;
  readonly isDraft: boolean;
}

/** Longer front matter holds these keys too, but nobody has to look further than this for them. */
const LONGEST_HEAD = 20_000;
const HEAD = /^(?:\uFEFF)?(---|\+\+\+)[ \t]*\r?\n([\s\S]*?)^\1[ \t]*$/m;

/** Read from the first lines alone: chapters are put in order before any of them is parsed. */
export function readHabits(text: string): Habits {
  const begins = /^\uFEFF?(?:---|\+\+\+)/.test(text);
  const head = begins ? (HEAD.exec(text.slice(0, LONGEST_HEAD))?.[2] ?? '') : '';
  const read = (name: string): string | undefined => {
    const [, value] = new RegExp(`^${name}[ \\t]*[:=](.*)$`, 'm').exec(head) ?? [];
    return value
      ?.replace(/[ \t]#.*$/, '')
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
  };
  const first = (names: readonly string[]): string | undefined =>
    head === '' ? undefined : names.map(read).find((value) => value !== undefined && value !== '');
  // Starlight's `sidebar:` and GitHub's kind of group hold these keys one level down.
  const [, group = ''] = /^sidebar:[ \t]*\r?\n((?:[ \t]+.*\r?\n)+)/m.exec(head) ?? [];
  const [, nested] = /^[ \t]+order:[ \t]*(-?[\d.]+)/m.exec(group) ?? [];
  const [, writtenLabel] = /^[ \t]+label:(.*)$/m.exec(group) ?? [];
  const nestedLabel = writtenLabel?.trim().replace(/^["']|["']$/g, '');
  const order = Number(
    first(['sidebar_position', 'weight', 'order', 'nav_order', 'position']) ?? nested ?? NaN,
  );
  return {
    order: Number.isFinite(order) ? order : undefined,
    slug: first(['slug']) ?? '',
    label: first(['sidebar_label', 'linkTitle', 'nav_title', 'short_title']) ?? nestedLabel ?? '',
    language: languageIn(first(['language', 'lang', 'locale']) ?? ''),
    isDraft: first(['draft']) === 'true' || first(['published']) === 'false',
  };
}

/** A language by its tag or its locale, such as `zh_CN` or `en_US.UTF-8`; '' for a text that is none. */
function languageIn(written: string): string {
  const tag = written.replace(/\..*$/, '').replaceAll('_', '-');
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(tag) ? tag : '';
}
