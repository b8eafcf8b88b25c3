// Glossary terms in the text: pointing at one, or focusing it, shows its definition in a native popover. The definitions
// come from the glossary page itself, read once when the first is wanted; if that fails, the link is still a link.

const SHOW_AFTER_MS = 150;

/** From now on; `first` is the event that asked for it. */
export function showTerms(first: Event): void {
  const card = document.createElement('div');
  card.className = 'definition';
  card.popover = 'manual';
  card.id = 'definition';
  card.setAttribute('role', 'tooltip');
  document.body.append(card);
  let wanted: HTMLAnchorElement | undefined;
  let timer = 0;

  const show = async (link: HTMLAnchorElement): Promise<void> => {
    const definition = await definitionOf(link);
    if (!definition || wanted !== link) return;
    card.replaceChildren(...definition);
    card.showPopover();
    placeBeside(card, link);
    link.setAttribute('aria-describedby', card.id);
  };
  const want = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.term') : null;
    if (!link || link === wanted) return;
    hide();
    wanted = link;
    timer = window.setTimeout(() => void show(link), SHOW_AFTER_MS);
  };
  const hide = (): void => {
    clearTimeout(timer);
    wanted?.removeAttribute('aria-describedby');
    wanted = undefined;
    if (card.matches(':popover-open')) card.hidePopover();
  };
  const leave = (event: PointerEvent | FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && (card.contains(to) || wanted?.contains(to))) return;
    if (wanted) hide();
  };
  document.addEventListener('pointerover', want);
  document.addEventListener('focusin', want);
  document.addEventListener('pointerout', leave);
  document.addEventListener('focusout', leave);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  addEventListener('scroll', hide, { passive: true });
  want(first);
}

const glossaries = new Map<string, Promise<Document | undefined>>();

async function definitionOf(link: HTMLAnchorElement): Promise<Node[] | undefined> {
  const [address = ''] = link.href.split('#');
  const page = glossaries.get(address) ?? readPage(address);
  glossaries.set(address, page);
  const term = (await page)?.getElementById(decodeURIComponent(link.hash.slice(1)));
  const text = term?.parentElement?.querySelector('dd:not(.aliases) p');
  if (!term || !text) return undefined;
  const name = document.createElement('p');
  name.className = 'name';
  name.textContent = term.textContent;
  return [name, document.importNode(text, true)];
}

async function readPage(address: string): Promise<Document | undefined> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return undefined;
    // Only the list: the rest of the page has styles that this page's policy does not know.
    const [list = ''] = /<dl>[\s\S]*<\/dl>/.exec(await answer.text()) ?? [];
    return new DOMParser().parseFromString(list, 'text/html');
  } catch {
    return undefined;
  }
}

/** Below the link, or above it where there is no room; always inside the window. */
function placeBeside(card: HTMLElement, link: HTMLElement): void {
  const { left, top, bottom } = link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const x = Math.max(16, Math.min(left, document.documentElement.clientWidth - width - 16));
  const y = bottom + height + 12 < innerHeight ? bottom + 6 : top - height - 6;
  card.style.setProperty('left', `${x + scrollX}px`);
  card.style.setProperty('top', `${y + scrollY}px`);
}
