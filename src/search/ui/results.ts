// Hits as a list, grouped under their chapters, for the dialog (options of a listbox) and the search page (headings and
// links). Everything from the index enters as text nodes. Not here: searching, keys.
import type { ExcerptPart, SearchHit } from '../engine/hit.ts';

const KIND_LABELS: Readonly<Record<SearchHit['kind'], string>> = {
  section: '',
  practice: 'Practice',
  term: 'Term',
};

export interface ResultsOptions {
  /** The site's root; hits are linked relative to it. */
  readonly root: string;
  /** As options of a listbox, or as links below headings. */
  readonly asOptions: boolean;
  readonly showCourse: boolean;
}

/** Appends hits below those already shown; a new group begins where the chapter changes. */
export function appendHits(list: HTMLElement, hits: readonly SearchHit[], options: ResultsOptions): void {
  for (const group of groupByChapter(hits)) {
    const first = group[0];
    if (first) list.append(groupElement(list.children.length, first, group, options));
  }
}

/** Hits of one chapter together, chapters in the order of their best hit. */
export function groupByChapter(hits: readonly SearchHit[]): SearchHit[][] {
  return [...Map.groupBy(hits, (hit) => hit.chapter.address).values()];
}

function groupElement(
  index: number,
  first: SearchHit,
  hits: readonly SearchHit[],
  options: ResultsOptions,
): HTMLElement {
  const { number, title, course } = first.chapter;
  const group = element('div', 'search-group');
  const heading = element(
    options.asOptions ? 'div' : 'h2',
    'search-chapter',
    number > 0 ? `${number} · ${title}` : title,
  );
  heading.id = `search-group-${index}`;
  if (options.showCourse && course !== '') heading.append(' ', element('span', 'search-course', course));
  group.append(heading);
  group.setAttribute('role', options.asOptions ? 'group' : 'presentation');
  if (options.asOptions) {
    group.setAttribute('aria-labelledby', heading.id);
    heading.setAttribute('role', 'presentation');
    group.append(...hits.map((hit, at) => optionElement(`search-hit-${index}-${at}`, hit, options.root)));
  } else {
    const list = element('ul', 'search-hits');
    for (const hit of hits) {
      const item = element('li', '');
      item.append(linkElement(hit, options.root));
      list.append(item);
    }
    group.append(list);
  }
  return group;
}

function optionElement(id: string, hit: SearchHit, root: string): HTMLElement {
  const option = linkElement(hit, root);
  option.id = id;
  option.tabIndex = -1;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  return option;
}

function linkElement(hit: SearchHit, root: string): HTMLAnchorElement {
  const link = element('a', 'search-hit');
  link.href = root + hit.address;
  const title = element('span', 'search-title');
  for (const above of hit.above) title.append(element('span', 'search-above', above), ' › ');
  title.append(hit.title);
  if (KIND_LABELS[hit.kind]) title.append(' ', element('span', 'search-kind', KIND_LABELS[hit.kind]));
  link.append(title, excerptElement(hit.excerpt));
  return link;
}

function excerptElement(parts: readonly ExcerptPart[]): HTMLElement {
  const excerpt = element('span', 'search-excerpt');
  excerpt.append(...parts.map(({ text, isMarked }) => (isMarked ? element('mark', '', text) : text)));
  return excerpt;
}

/** An element with a class and text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
