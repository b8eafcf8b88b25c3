// Hits as a list, grouped under their chapters, for the dialog (options of a listbox) and the search page (headings and
// links). Everything from the index enters as text nodes. Not here: searching, keys.
import { translate } from '../../languages/translate.ts';
import type { ExcerptPart, SearchHit } from '../engine/hit.ts';

const KIND_LABELS: Readonly<Record<SearchHit['kind'], () => string>> = {
  section: () => '',
  practice: () => translate('search', 'practice', 'Practice'),
  term: () => translate('search', 'term', 'Term'),
};

export interface ResultsOptions {
  /** The site's root; hits are linked relative to it. */
  readonly root: string;
  /** As options of a listbox, or as links below headings. */
  readonly asOptions: boolean;
  readonly showCourse: boolean;
}

/** Appends hits below those already shown: to the group of their chapter if there is one, else as a new group. */
export function appendHits(list: HTMLElement, hits: readonly SearchHit[], options: ResultsOptions): void {
  const groups = [...list.children].filter((child) => child instanceof HTMLElement);
  for (const hitsOfChapter of groupByChapter(hits)) {
    const first = hitsOfChapter[0];
    if (!first) continue;
    const { address } = first.chapter;
    const index = groups.findIndex(({ dataset }) => dataset['chapter'] === address);
    const shown = groups[index] ?? groupElement(list.children.length, first, options);
    shown.dataset['chapter'] = address;
    addTo(shown, index < 0 ? list.children.length : index, hitsOfChapter, options);
    if (index < 0) list.append(shown);
  }
}

/** Hits of one chapter together, chapters in the order of their best hit. */
export function groupByChapter(hits: readonly SearchHit[]): SearchHit[][] {
  return [...Map.groupBy(hits, (hit) => hit.chapter.address).values()];
}

function groupElement(index: number, first: SearchHit, options: ResultsOptions): HTMLElement {
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
  } else group.append(element('ul', 'search-hits'));
  return group;
}

/** Hits below those that the group already has; `index` is the group's place, of which options are named. */
function addTo(group: HTMLElement, index: number, hits: readonly SearchHit[], options: ResultsOptions): void {
  const before = group.querySelectorAll('.search-hit').length;
  for (const [at, hit] of hits.entries()) {
    if (options.asOptions) {
      group.append(optionElement(`search-hit-${index}-${before + at}`, hit, options.root));
      continue;
    }
    const item = element('li', '');
    item.append(linkElement(hit, options.root));
    group.querySelector('ul')?.append(item);
  }
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
  const kind = KIND_LABELS[hit.kind]();
  if (kind) title.append(' ', element('span', 'search-kind', kind));
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
