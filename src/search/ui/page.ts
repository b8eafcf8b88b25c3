// The search page: the field, and every section found, as links below headings. The address follows the field, so that
// a search can be kept or sent. Not here: the dialog.
import { translate } from '../../languages/translate.ts';
import { appendHits, element } from './results.ts';
import { root, startSession } from './session.ts';
import type { SearchAnswer } from '../engine/hit.ts';

/** Hits added at a time. */
const PAGE = 20;

/** Fills `<div data-search-page>`; asks for `?q=`. */
export function startSearchPage(): void {
  const place = document.querySelector<HTMLElement>('[data-search-page]');
  if (!place) return;
  const sheet = element('link', '');
  sheet.rel = 'stylesheet';
  void import('../../styles/search.css?url').then(({ default: href }) => {
    sheet.href = href;
    document.head.append(sheet);
  });
  const form = element('form', 'search-field');
  form.setAttribute('role', 'search');
  const label = element('label', '', translate('search', 'label', 'Words to look for'));
  const field = element('input', '');
  field.type = 'search';
  field.name = 'q';
  field.id = 'search-field';
  label.htmlFor = field.id;
  field.autocomplete = 'off';
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  form.append(label, field);
  const summary = element('p', 'search-summary');
  const status = element('p', 'visually-hidden');
  status.setAttribute('role', 'status');
  const list = element('div', 'search-list');
  const more = element('button', 'quiet', translate('search', 'more', 'More results'));
  more.type = 'button';
  more.hidden = true;
  place.classList.add('search-full');
  place.replaceChildren(form, summary, list, more, status);

  const looks = { root: root(), asOptions: false, showCourse: true };
  let shown = 0;
  let current: SearchAnswer | undefined;
  const showMore = async () => {
    const answer = current;
    if (answer?.kind !== 'hits') return;
    const wanted = shown + PAGE;
    const hits = await answer.more(wanted);
    if (answer !== current) return;
    appendHits(list, hits.slice(shown), looks);
    shown = hits.length;
    more.hidden = hits.length < wanted;
  };
  const show = (answer: SearchAnswer) => {
    current = answer;
    shown = 0;
    list.replaceChildren();
    more.hidden = true;
    rememberQuery(field.value.trim());
    if (answer.kind === 'hits' && answer.hits.length > 0) {
      appendHits(list, answer.hits, looks);
      shown = answer.hits.length;
      void showMore();
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.focus();
  });
  more.addEventListener('click', () => {
    const last = [...list.querySelectorAll('a')].at(-1);
    void showMore().then(() => {
      const links = [...list.querySelectorAll('a')];
      links[last ? links.indexOf(last) + 1 : 0]?.focus();
    });
  });
  startSession({ field, summary, status, signal: new AbortController().signal, show });
  if (field.value === '') field.focus();
}

function rememberQuery(query: string): void {
  const address = new URL(location.href);
  if (query) address.searchParams.set('q', query);
  else address.searchParams.delete('q');
  if (address.href !== location.href) history.replaceState(history.state, '', address);
}
