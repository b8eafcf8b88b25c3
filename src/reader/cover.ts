// The cover and the library for somebody who has been here before: go on where you stopped, what you have read.
// Also sends a reader who arrives at an address from a replaced contents list on to the chapter.
import { placeIn } from './place.ts';

export function startCover(): void {
  followMovedAddress();
  addEventListener('hashchange', followMovedAddress);
  showContinue();
  showProgress();
}

function followMovedAddress(): void {
  const target = document.getElementById(nameIn(location.hash));
  const address = target?.dataset['movedTo'];
  const own = target?.matches('[data-chapter]')
    ? target.querySelector<HTMLAnchorElement>('h3 a')?.href
    : undefined;
  if (target && (address ?? own)) location.replace(new URL(address ?? own ?? '', location.href));
}

/** What stands after the `#`; a broken escape is taken as it is. */
function nameIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

function showContinue(): void {
  const button = document.querySelector<HTMLAnchorElement>('[data-continue]');
  const course = button?.closest<HTMLElement>('[data-course]')?.dataset['course'];
  const place = course === undefined ? undefined : placeIn(course);
  if (!button || !place) return;
  const chapter = document.querySelector<HTMLAnchorElement>(
    `.contents [data-chapter="${CSS.escape(place.last.chapter)}"] h3 a`,
  );
  if (!chapter) return; // The chapter is gone or has another name now: starting at the beginning is right.
  const section = place.last.section === '' ? '' : `#${encodeURIComponent(place.last.section)}`;
  button.href = chapter.getAttribute('href') + section;
  button.textContent = 'Continue reading';
  const where = document.querySelector('[data-continue-where]');
  if (where)
    where.textContent =
      section === '' ? chapter.textContent.trim() : `${chapter.textContent.trim()}: ${place.last.title}`;
}

function showProgress(): void {
  for (const list of document.querySelectorAll<HTMLElement>('.contents[data-course]')) {
    const read = placeIn(list.dataset['course'] ?? '')?.read ?? {};
    for (const item of list.querySelectorAll<HTMLElement>('[data-chapter]')) {
      const count = (read[item.dataset['chapter'] ?? ''] ?? []).length;
      const label = item.querySelector('[data-progress]');
      const total = Number(item.dataset['sections']);
      if (!label || count === 0) continue;
      label.textContent = count >= total ? 'Read' : `${count} of ${total} sections read`;
    }
  }
}
