// The library for somebody who has been here before: how far each course is read, and the way to go on. Courses that were
// begun stand first. Not here: the record (place.ts).
import { say } from '../languages/say.ts';
import { placeIn } from './place.ts';

export function startLibrary(): void {
  showProgress();
  // Shown again from memory, after reading.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) showProgress();
  });
}

function showProgress(): void {
  const shelf = document.querySelector('.shelf');
  const begun: Element[] = [];
  for (const book of document.querySelectorAll<HTMLElement>('.book[data-course]')) {
    const { course = '', sections = '0' } = book.dataset;
    const place = placeIn(course);
    const words = book.querySelector('.book-words');
    if (!place || !words) continue;
    begun.push(book);
    const count = [...place.read.values()].reduce((sum, ids) => sum + ids.length, 0);
    const share = Math.min(1, count / Math.max(1, Number(sections)));
    const bar = document.createElement('span');
    bar.style.inlineSize = `${share * 100}%`;
    const progress = document.createElement('span');
    progress.className = 'book-progress';
    progress.append(bar);
    const link = document.createElement('a');
    const section = place.last.section === '' ? '' : `#${encodeURIComponent(place.last.section)}`;
    link.href = `${encodeURIComponent(course)}/${encodeURIComponent(place.last.chapter)}.html${section}`;
    link.textContent = `${say('cover', 'goOn', 'Continue reading')}: ${place.last.title}`;
    const line = document.createElement('p');
    line.className = 'book-continue';
    line.append(link, progress);
    words.querySelector('.book-continue')?.remove();
    words.append(line);
  }
  shelf?.prepend(...begun);
}
