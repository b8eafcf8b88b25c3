// What is shown in the place of a page that is not kept, while there is no network: which courses are, and again the page
// itself when the network is back (pages/offline.astro). Not here: who sends a reader here (service-worker.ts).
import { siteRoot } from './keep.ts';
import { keptCourses } from './kept-courses.ts';

export async function listKept(): Promise<void> {
  const root = siteRoot();
  const list = document.querySelector('[data-kept-courses]');
  const wanted = new URLSearchParams(location.search).get('page');
  const again = document.querySelector<HTMLAnchorElement>('[data-try-again]');
  // A path below the root, whatever stands in the address.
  const address =
    wanted === null ? undefined : new URL(wanted.replace(/^[/\\]+/, ''), location.origin + root);
  if (again && address?.origin === location.origin && address.pathname.startsWith(root)) {
    again.href = address.href;
    again.closest('p')?.removeAttribute('hidden');
  }
  const titles = new Map((await keptCourses(root)).map(({ course, title }) => [course, title]));
  for (const [course, title] of titles) {
    const link = document.createElement('a');
    link.href = `${root}${encodeURIComponent(course)}/index.html`;
    link.textContent = title;
    const item = document.createElement('li');
    item.dir = 'auto';
    item.append(link);
    list?.append(item);
  }
  if (titles.size > 0) document.querySelector('[data-none-kept]')?.remove();
}
