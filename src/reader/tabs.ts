// Tabs of code: arrow keys move between them, Home and End to the first and last, and a choice holds for every group of
// the page that has the same label. Without this script the panels stand one below another (markdown/blocks/tabs.ts).

/** Label chosen last on this page. */
const CHOSEN = 'lectern:tab';

class LecternTabs extends HTMLElement {
  private controller: AbortController | undefined;
  private tabs: HTMLButtonElement[] = [];
  private panels: HTMLElement[] = [];

  connectedCallback(): void {
    this.controller = new AbortController();
    const { signal } = this.controller;
    this.panels = [...this.querySelectorAll<HTMLElement>(':scope > .tab-panel')];
    const list = document.createElement('div');
    list.className = 'tab-list';
    list.setAttribute('role', 'tablist');
    this.tabs = this.panels.map((panel, index) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.setAttribute('role', 'tab');
      tab.textContent = panel.dataset['tab'] ?? '';
      tab.id = `tab-${(count += 1)}`;
      panel.id ||= `${tab.id}-panel`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      tab.setAttribute('aria-controls', panel.id);
      tab.addEventListener('click', () => this.choose(index), { signal });
      // Find-in-page opens the panel that has the match.
      panel.addEventListener('beforematch', () => this.show(index), { signal });
      return tab;
    });
    list.append(...this.tabs);
    list.addEventListener('keydown', (event) => this.move(event), { signal });
    addEventListener(CHOSEN, (event) => event instanceof CustomEvent && this.showLabel(event.detail), {
      signal,
    });
    this.prepend(list);
    this.dataset['ready'] = '';
    this.show(0);
    if (lastLabel !== undefined) this.showLabel(lastLabel);
  }

  disconnectedCallback(): void {
    this.controller?.abort();
    this.querySelector(':scope > .tab-list')?.remove();
    for (const panel of this.panels) panel.removeAttribute('hidden');
    delete this.dataset['ready'];
  }

  private show(index: number): void {
    for (const [each, tab] of this.tabs.entries()) {
      const chosen = each === index;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) this.panels[each]?.removeAttribute('hidden');
      else this.panels[each]?.setAttribute('hidden', 'until-found');
    }
  }

  private showLabel(label: unknown): void {
    const index = this.panels.findIndex((panel) => panel.dataset['tab'] === label);
    if (index >= 0) this.show(index);
  }

  /** Selects the tab in all groups, keeping the scroll position of the one that was used. */
  private choose(index: number): void {
    const tab = this.tabs[index];
    if (!tab) return;
    const before = tab.getBoundingClientRect().top;
    lastLabel = this.panels[index]?.dataset['tab'];
    dispatchEvent(new CustomEvent(CHOSEN, { detail: lastLabel }));
    scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: 'instant' });
  }

  private move(event: KeyboardEvent): void {
    const now = this.tabs.indexOf(event.target as HTMLButtonElement);
    const last = this.tabs.length - 1;
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const next = new Map([
      [forward, now === last ? 0 : now + 1],
      [backward, now === 0 ? last : now - 1],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    if (now < 0 || next === undefined) return;
    event.preventDefault();
    this.choose(next);
    this.tabs[next]?.focus();
  }
}

let count = 0;
let lastLabel: string | undefined;

export function defineTabs(): void {
  customElements.define('lectern-tabs', LecternTabs);
}
