// The page for unknown addresses is shown at any depth, where its relative links lead astray. This finds the site's
// root by asking for a file that every site has, one folder up at a time, and offers to search for the address's words.

export async function mendNotFound(): Promise<void> {
  const root = await findRoot();
  if (root !== undefined) {
    document.documentElement.dataset['root'] = root;
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
      const href = link.getAttribute('href') ?? '';
      if (!href.startsWith('#')) link.href = root + href.replace(/^(?:\.\.?\/)+/, '');
    }
  }
  const words = lastWords(location.pathname);
  const offer = document.querySelector<HTMLElement>('[data-not-found-search]');
  const label = document.querySelector('[data-not-found-words]');
  const link = offer?.querySelector('a');
  if (!offer || !label || !link || words === '') return;
  label.textContent = words;
  link.href = `${link.getAttribute('href') ?? ''}?q=${encodeURIComponent(words)}`;
  offer.hidden = false;
}

async function findRoot(): Promise<string | undefined> {
  const folders = location.pathname.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const root = `${folders.slice(0, depth).join('/')}/`;
    const answer = await fetch(`${root}pagefind/pagefind-entry.json`).catch(() => undefined);
    if (answer?.ok && answer.headers.get('content-type')?.includes('json')) return root;
  }
  return undefined;
}

function lastWords(pathname: string): string {
  const part = pathname.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(part).replace(/\.html?$/i, '').replace(/[-_.]+/g, ' ').replace(/^\d+\s+/, '').trim();
  } catch {
    return '';
  }
}
