// The page for unknown addresses may be sent at any depth, where its relative links are wrong, that of its script too. So this
// script is inline: it finds the site's root by requesting a file that every site has, one folder up at a time, then
// corrects the links, adds font, icon and print styles, starts the page's script and offers to search for the words of the address.

/** Self-contained: the page holds its text (see pages/404.astro). */
export async function mendNotFound(): Promise<void> {
  // Two slashes at the beginning would name another host.
  const folders = location.pathname
    .replace(/\/{2,}/g, '/')
    .split('/')
    .slice(0, -1);
  let root: string | undefined;
  for (let depth = folders.length; depth > 0 && root === undefined; depth--) {
    const candidate = `${folders.slice(0, depth).join('/')}/`;
    const answer = await fetch(`${candidate}pagefind/pagefind-entry.json`).catch(() => undefined);
    if (answer?.ok && answer.headers.get('content-type')?.includes('json')) root = candidate;
  }
  if (root === undefined) return;
  document.documentElement.dataset['root'] = root;
  const below = (address: string): string => root + address.replace(/^(?:\.\.?\/)+/, '');
  const waiting = document.querySelector<HTMLTemplateElement>('template[data-below-root]')?.content;
  for (const link of waiting?.querySelectorAll('link') ?? []) {
    link.href = below(link.getAttribute('href') ?? '');
    if (link.as === 'font') {
      const face = new FontFace(link.dataset['family'] ?? '', `url(${JSON.stringify(link.href)})`, {
        weight: '400 700',
        display: 'swap',
      });
      document.fonts.add(face);
    } else document.head.append(link);
  }
  for (const link of document.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    if (!href.startsWith('#')) link.setAttribute('href', below(href));
  }
  for (const astray of document.querySelectorAll('script[type="module"][src]')) {
    const script = document.createElement('script');
    script.type = 'module';
    script.src = below(astray.getAttribute('src') ?? '');
    astray.replaceWith(script);
  }
  const part = folders.length === 0 ? '' : (location.pathname.split('/').filter(Boolean).at(-1) ?? '');
  let words = '';
  try {
    words = decodeURIComponent(part)
      .replace(/\.html?$/i, '')
      .replace(/[-_.]+/g, ' ')
      .replace(/^\d+\s+/, '')
      .trim();
  } catch {
    // An address with a broken escape has no words to search for.
  }
  const offer = document.querySelector('[data-not-found-search]');
  const label = document.querySelector('[data-not-found-words]');
  const link = offer?.querySelector('a');
  if (!offer || !label || !link || words === '') return;
  label.textContent = words;
  link.href = `${link.getAttribute('href') ?? ''}?q=${encodeURIComponent(words)}`;
  offer.removeAttribute('hidden');
}
