// Follows the reader through a chapter: marks the section on screen in "on this page" and keeps the place.
import { keepPlace, placeIn } from './place.ts';

/** A section counts as current once its heading has come this near to the top: just below the bar, in CSS pixels. */
const READING_LINE = 120;
const KEEP_AFTER_MS = 400;

export function followSections(): void {
  const article = document.querySelector<HTMLElement>('article[data-chapter]');
  const { course = '', chapter = '', chapterTitle = '' } = article?.dataset ?? {};
  if (!article || !chapter) return;
  const headings = [...article.querySelectorAll<HTMLElement>('h2[id],h3[id]')].filter(
    ({ id }) => id !== 'answers',
  );
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.on-this-page a')].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const read = new Set(placeIn(course)?.read[chapter]);
  let current: HTMLAnchorElement | undefined;
  let timer = 0;
  let waiting = false;

  const look = (): void => {
    waiting = false;
    const tops = headings.map((heading) => heading.getBoundingClientRect().top);
    const at = tops.findLastIndex((top) => top <= READING_LINE);
    const bottom = article.getBoundingClientRect().bottom;
    // The end of a section has been seen when what follows it is on screen.
    headings.forEach(({ id }, index) => {
      if (index <= at && (tops[index + 1] ?? bottom) <= innerHeight) read.add(id);
    });
    const heading = headings[at];
    const link = heading && links.get(heading.id);
    if (link !== current) {
      current?.removeAttribute('aria-current');
      link?.setAttribute('aria-current', 'true');
      if (link?.parentElement) keepInView(link.parentElement);
      current = link;
    }
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const title = heading?.firstChild?.textContent?.trim() || chapterTitle;
      keepPlace(course, { chapter, section: heading?.id ?? '', title }, [...read]);
    }, KEEP_AFTER_MS);
  };
  const later = (): void => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later, { passive: true });
  later();
}

/** Scrolls the margin's list, never the page. */
function keepInView(item: HTMLElement): void {
  const list = item.closest<HTMLElement>('.on-this-page');
  if (!list || list.scrollHeight <= list.clientHeight) return;
  // Measured on the screen: how far a sticky list is from its beginning grows with the page's scroll.
  const [shown, wanted] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
  if (wanted.top < shown.top || wanted.bottom > shown.bottom)
    list.scrollTop += wanted.top - shown.top - list.clientHeight / 2;
}
