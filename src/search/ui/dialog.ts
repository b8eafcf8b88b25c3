// The search dialog: a combobox over the sections found. open.ts has made it with its field; this adds the rest.
// Not here: searching (engine.ts), the form of a hit (results.ts).
import { translate } from '../../languages/translate.ts';
import { element, appendHits } from './results.ts';
import { root, startSession } from './session.ts';
import type { SearchAnswer } from '../engine/hit.ts';

/** Hits shown in all; the first few at once, the others when the reader pauses. */
const MOST = 12;
const PAUSE_MS = 150;

export function fillDialog(dialog: HTMLDialogElement, form: HTMLFormElement, field: HTMLInputElement): void {
  const list = element('div', 'search-list');
  list.id = 'search-list';
  list.setAttribute('role', 'listbox');
  list.ariaLabel = translate('search', 'found', 'Sections found');
  const summary = element('p', 'search-summary');
  const status = element('p', 'visually-hidden');
  status.setAttribute('role', 'status');
  const close = element('button', 'quiet', translate('search', 'close', 'Close'));
  close.type = 'button';
  const all = element('a', '');
  const foot = element('p', 'search-foot');
  foot.append(all, close);
  form.append(element('kbd', '', 'Esc'));
  form.querySelector('kbd')?.setAttribute('aria-hidden', 'true');
  const body = element('div', 'search-body');
  // It scrolls, so it can be focused and scrolled by key even where no hit is chosen.
  body.tabIndex = 0;
  body.setAttribute('role', 'region');
  body.ariaLabel = translate('search', 'results', 'Results');
  body.append(summary, list);
  dialog.append(body, foot, status);

  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
    placeholder: translate('search', 'placeholder', 'Search the courses'),
  })) {
    field.setAttribute(name, value);
  }

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('[role=option]')];
  const active = () => list.querySelector<HTMLAnchorElement>('[aria-selected=true]');
  const activate = (option: HTMLAnchorElement | undefined) => {
    active()?.setAttribute('aria-selected', 'false');
    option?.setAttribute('aria-selected', 'true');
    if (option) field.setAttribute('aria-activedescendant', option.id);
    else field.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const move = (key: string): boolean => {
    const all = options();
    const at = all.findIndex((option) => option === active());
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key];
    if (next === undefined || all.length === 0) return false;
    activate(all[(next + all.length) % all.length]);
    return true;
  };

  let current: SearchAnswer | undefined;
  const show = (answer: SearchAnswer) => {
    current = answer;
    list.replaceChildren();
    body.scrollTop = 0;
    const hits = answer.kind === 'hits' ? answer.hits : [];
    const showCourse = new Set(hits.map(({ chapter }) => chapter.course)).size > 1;
    const looks = { root: root(), asOptions: true, showCourse };
    appendHits(list, hits, looks);
    field.setAttribute('aria-expanded', String(hits.length > 0));
    activate(options()[0]);
    all.hidden = hits.length === 0;
    all.href = `${root()}search/index.html?q=${encodeURIComponent(field.value)}`;
    if (answer.kind !== 'hits') return;
    all.textContent =
      answer.total > MOST
        ? translate('search', 'all', { other: 'All {count} results' }, { count: answer.total })
        : translate('search', 'onPage', 'Results on a page');
    setTimeout(async () => {
      const more = answer === current ? await answer.more(MOST) : [];
      if (answer === current) appendHits(list, more.slice(hits.length), looks);
    }, PAUSE_MS);
  };

  const shut = () => {
    // Until the next frame the field would still have the focus, and take the key that opens the dialog again.
    field.blur();
    dialog.close();
  };
  dialog.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    // A search field would be emptied first; Escape closes.
    if (event.key === 'Escape') shut();
    else if (event.key === 'k' && event.ctrlKey !== event.metaKey) field.select();
    else if (event.target !== field) return;
    else if (event.key === 'Enter' && active()) follow(active(), event);
    else if (hasModifier || !move(event.key)) return;
    event.preventDefault();
  });
  dialog.addEventListener('click', (event) => {
    const isBeside = event.target === dialog;
    const isHit = event.target instanceof Element && event.target.closest('[role=option]') !== null;
    const staysHere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (isBeside || (isHit && !staysHere)) shut();
  });
  close.addEventListener('click', shut);
  list.addEventListener('pointermove', ({ target }) => {
    const option = target instanceof Element ? target.closest<HTMLAnchorElement>('[role=option]') : null;
    if (option && option !== active()) activate(option);
  });

  startSession({ field, summary, status, signal: new AbortController().signal, show });
}

/** Enter goes to the hit, with Ctrl or Cmd in a new tab. */
function follow(option: HTMLAnchorElement | null, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey) window.open(option?.href, '_blank', 'noopener');
  else option?.click();
}
