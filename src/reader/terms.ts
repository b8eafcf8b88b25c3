// Glossary terms in the text: pointing at a term, focusing it or tapping it shows its definition in a native popover. The
// definitions come from the glossary page itself, read once when the first is wanted; if that fails, the link is still a
// link. Not here: when this is loaded (page.ts).
import { parsePage } from './parse-page.ts';
import { translate } from '../languages/translate.ts';

const SHOW_AFTER_MS = 150;
/** Time for the pointer to cross the gap between the term and its card. */
const HIDE_AFTER_MS = 300;

export interface Terms {
  /** Reads the page's glossaries, so that a focused term is described at once. */
  warm(): void;
  /** Takes over the event that asked for the first card. */
  begin(event: Event): void;
  /** Shows the card of a tapped term; without a definition, goes where the link leads. */
  tap(link: HTMLAnchorElement): void;
}

/** From now on, terms show their cards. */
export function showTerms(): Terms {
  const { card, definition, more } = makeCard();
  let wanted: HTMLAnchorElement | undefined;
  let timer = 0;
  /** Where the mouse came upon the term; undefined for a term that was focused or tapped. */
  let pointer: Pointer | undefined;
  /** Where the term stood in the window when its card was placed. */
  let shownAt = 0;

  const show = async (link: HTMLAnchorElement, byTouch: boolean): Promise<boolean> => {
    const nodes = await definitionOf(link);
    if (!nodes) return false;
    if (wanted === link) fill(link, nodes, byTouch);
    return true;
  };
  const fill = (link: HTMLAnchorElement, nodes: readonly Node[], byTouch: boolean): void => {
    definition.replaceChildren(...nodes);
    more.href = link.href;
    more.hidden = !byTouch;
    card.showPopover();
    placeBeside(card, link, pointer);
    shownAt = link.getBoundingClientRect().top;
    link.setAttribute('aria-describedby', definition.id);
  };
  const hide = (): void => {
    clearTimeout(timer);
    wanted?.removeAttribute('aria-describedby');
    wanted = undefined;
    if (card.matches(':popover-open')) card.hidePopover();
  };
  /**
   * Scrolling hides a card shown by a mouse; for a focused or tapped term the card stays. Where text above was laid out and
   * the browser scrolled to keep the rest in place, the term has not moved before the reader, and the card stays beside it.
   */
  const follow = (): void => {
    if (!wanted || !card.matches(':popover-open')) return;
    const hasMoved = Math.abs(wanted.getBoundingClientRect().top - shownAt) > 1;
    if (wanted === document.activeElement || !hasMoved) placeBeside(card, wanted, pointer);
    else if (more.hidden) hide();
  };
  const want = (event: Event): void => {
    // A scrolling finger passes over terms; taps are handled separately (`tap`).
    if (event instanceof PointerEvent && event.pointerType === 'touch') return;
    const { target } = event;
    if (target instanceof Node && card.contains(target)) return clearTimeout(timer);
    const link = termAt(target);
    if (!link) return;
    clearTimeout(timer);
    if (link === wanted) {
      // Back on the term before the card was gone, or before it came.
      if (!card.matches(':popover-open'))
        timer = window.setTimeout(() => void show(link, false), SHOW_AFTER_MS);
      return;
    }
    hide();
    wanted = link;
    pointer = event instanceof PointerEvent ? { x: event.clientX, y: event.clientY } : undefined;
    const known = event.type === 'focusin' ? knownDefinitionOf(link) : undefined;
    // Set at once, because a screen reader reads the description when the link is focused, and not later.
    if (known) fill(link, known, false);
    else
      timer = window.setTimeout(() => void show(link, false), event.type === 'focusin' ? 0 : SHOW_AFTER_MS);
  };
  const leave = (event: PointerEvent | FocusEvent): void => {
    if (!wanted || (event instanceof PointerEvent && event.pointerType === 'touch')) return;
    const to = event.relatedTarget;
    if (to instanceof Node && (card.contains(to) || wanted.contains(to))) return;
    clearTimeout(timer);
    if (event instanceof PointerEvent) timer = window.setTimeout(hide, HIDE_AFTER_MS);
    else hide();
  };
  document.addEventListener('pointerover', want);
  document.addEventListener('focusin', want);
  document.addEventListener('pointerout', leave);
  document.addEventListener('focusout', leave);
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !card.contains(target) && termAt(target) !== wanted) hide();
  });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  addEventListener('scroll', follow, { passive: true });
  return {
    warm: () => {
      for (const address of new Set([...document.querySelectorAll<HTMLAnchorElement>('a.term')].map(pageOf)))
        void glossaryAt(address);
    },
    begin: want,
    tap: (link) => {
      hide();
      wanted = link;
      pointer = undefined;
      void show(link, true).then((isShown) => {
        if (!isShown) location.assign(link.href);
      });
    },
  };
}

/** The description is the part without the link, since descriptions must not contain interactive content. */
function makeCard(): { card: HTMLElement; definition: HTMLElement; more: HTMLAnchorElement } {
  const card = document.createElement('div');
  card.className = 'definition';
  card.popover = 'manual';
  const definition = document.createElement('div');
  definition.id = 'definition';
  definition.setAttribute('role', 'tooltip');
  const more = document.createElement('a');
  more.textContent = translate('notice', 'moreInGlossary', 'More in the glossary');
  card.append(definition, more);
  document.body.append(card);
  return { card, definition, more };
}

function termAt(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>('a.term') : null;
}

const reading = new Map<string, Promise<Document | undefined>>();
const read = new Map<string, Document>();

function pageOf(link: HTMLAnchorElement): string {
  return link.href.split('#')[0] ?? '';
}

function glossaryAt(address: string): Promise<Document | undefined> {
  const page = reading.get(address) ?? readPage(address);
  reading.set(address, page);
  return page;
}

async function definitionOf(link: HTMLAnchorElement): Promise<Node[] | undefined> {
  await glossaryAt(pageOf(link));
  return knownDefinitionOf(link);
}

function knownDefinitionOf(link: HTMLAnchorElement): Node[] | undefined {
  const term = read.get(pageOf(link))?.getElementById(decodeURIComponent(link.hash.slice(1)));
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
    // Parsed into an inert document. Only the list, since the rest of the page has styles that this page's policy forbids.
    const [list = ''] = /<dl>[\s\S]*<\/dl>/.exec(await answer.text()) ?? [];
    const page = parsePage(list);
    read.set(address, page);
    return page;
  } catch {
    return undefined;
  }
}

/** Below the link, or above it where there is no room; always inside the window. */
/**
 * Below the term, or above it where there is no room. A term that is broken across lines has a box on each: the card comes to
 * the one that the pointer is on, else to the last.
 */
function placeBeside(card: HTMLElement, link: HTMLElement, pointer?: Pointer): void {
  const boxes = [...link.getClientRects()];
  const { left, top, bottom } =
    (pointer && boxes.find((box) => isWithin(pointer, box))) ?? boxes.at(-1) ?? link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const x = Math.max(16, Math.min(left, document.documentElement.clientWidth - width - 16));
  const y = bottom + height + 12 < innerHeight ? bottom + 6 : top - height - 6;
  card.style.setProperty('left', `${x + scrollX}px`);
  card.style.setProperty('top', `${y + scrollY}px`);
}

interface Pointer {
  readonly x: number;
  readonly y: number;
}

function isWithin({ x, y }: Pointer, { left, right, top, bottom }: DOMRect): boolean {
  return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
}
