// The cover and the library for somebody who has been here before: go on where you stopped, what you have read.
// Also sends a reader who arrives at an address from a replaced contents list on to the chapter.
import { say } from '../languages/say.ts';
import { startCoverFigure } from './cover-figure.ts';
import { showMap } from './course-map.ts';
import { placeIn, type CoursePlace } from './place.ts';

export function startCover(): void {
  followMovedAddress();
  addEventListener('hashchange', followMovedAddress);
  startCoverFigure();
  showContinue();
  showProgress();
  showMap();
  // Shown again from memory, after reading.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    showContinue();
    showProgress();
    showMap();
  });
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
  const chapters = [...document.querySelectorAll<HTMLElement>('.contents [data-chapter]')];
  const at = chapters.findIndex(({ dataset }) => dataset['chapter'] === place.last.chapter);
  const reached = chapters[at];
  if (!reached) return; // The chapter is gone or has another name now: starting at the beginning is right.
  const isDone = isFinished(reached, place);
  const chapter = isDone ? (chapters[at + 1] ?? reached) : reached;
  const link = chapter.querySelector<HTMLAnchorElement>('h3 a');
  if (!link) return;
  // The last chapter read to its end leads to its beginning, as a book that is taken up again does.
  const isInside = !isDone && place.last.section !== '';
  button.href =
    (link.getAttribute('href') ?? '') + (isInside ? `#${encodeURIComponent(place.last.section)}` : '');
  button.textContent = say('cover', 'goOn', 'Continue reading');
  const title = link.textContent.trim();
  const where = document.querySelector('[data-continue-where]');
  if (where) where.textContent = isInside ? `${title}: ${place.last.title}` : title;
}

/** Read to its end: all of it, or its last section and most of what comes before. */
function isFinished({ dataset }: HTMLElement, { last, read }: CoursePlace): boolean {
  const ids = read.get(dataset['chapter'] ?? '') ?? [];
  const total = Number(dataset['sections']);
  if (total === 0) return false;
  return (
    ids.length >= total ||
    (ids.includes(last.section) && last.section === dataset['lastSection'] && ids.length >= total / 2)
  );
}

function showProgress(): void {
  for (const list of document.querySelectorAll<HTMLElement>('.contents[data-course]')) {
    const read = placeIn(list.dataset['course'] ?? '')?.read;
    for (const item of list.querySelectorAll<HTMLElement>('[data-chapter]')) {
      const count = read?.get(item.dataset['chapter'] ?? '')?.length ?? 0;
      const label = item.querySelector('[data-progress]');
      const total = Number(item.dataset['sections']);
      if (!label || count === 0) continue;
      label.textContent =
        count >= total
          ? say('cover', 'read', 'Read')
          : say(
              'cover',
              'progress',
              { other: '{read} of {count} sections read' },
              { read: count, count: total },
            );
    }
  }
}
