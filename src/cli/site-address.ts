// What SITE may be: the address of a folder on the web, below which every page has its own. Not here: what is made of it
// (layouts/Base.astro, integrations/sitemap.ts).

/** Why a build is refused, and what to do; undefined if the address may be used. */
export function refusedSite(site: string): string | undefined {
  if (site === '') return undefined;
  const url = URL.parse(site);
  if (!url || !/^https?:$/.test(url.protocol)) {
    const guess = `https://${site.replace(/^[^a-z0-9]+/i, '')}`;
    return `SITE is "${site}", which is not the address of a site.\n${
      URL.canParse(guess) && !site.includes(':')
        ? `Did you mean ${guess}?`
        : 'Write it whole, such as https://example.org/courses/.'
    }`;
  }
  const { href: whole } = url;
  const hasLogin = url.username !== '' || url.password !== '';
  [url.username, url.password] = ['', ''];
  const hasMore = /[?#]/.test(whole);
  [url.search, url.hash] = ['', ''];
  // A password is not printed: what a build prints is kept in logs.
  if (hasLogin)
    return `SITE holds a user name or a password, which every page would show to its readers.\nDid you mean ${url.href}?`;
  if (hasMore)
    return `SITE is "${whole}"; the addresses of pages are written behind it, so there can be no "?" and no "#" in it.\nDid you mean ${url.href}?`;
  return undefined;
}
