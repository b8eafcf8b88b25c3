// The page shown without a network in place of one that is not saved (pages/offline.astro): lists the courses that are, and links
// to the wanted page for when the network is back. Not here: the redirect to this page (service-worker.ts).
import { siteRoot } from './save.ts';
import { offlineCopies } from './copies.ts';

export async function listOfflineCopies(): Promise<void> {
  const root = siteRoot();
  const list = document.querySelector('[data-kept-courses]');
  const wanted = new URLSearchParams(location.search).get('page');
  const again = document.querySelector<HTMLAnchorElement>('[data-try-again]');
  // The address may hold anything; only a path below the root is used.
  const address =
    wanted === null ? undefined : new URL(wanted.replace(/^[/\\]+/, ''), location.origin + root);
  if (again && address?.origin === location.origin && address.pathname.startsWith(root)) {
    again.href = address.href;
    again.closest('p')?.removeAttribute('hidden');
  }
  const titles = new Map((await offlineCopies(root)).map(({ course, title }) => [course, title]));
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
