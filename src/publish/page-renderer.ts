// The way into the compiled pages: which there are, and each as it is written to disk. Astro compiles this file with
// the pages; nobody imports it from the sources. Not here: which pages need to be made (site-pages.ts).
import { createApp } from 'astro/app/entrypoint';
import { StaticPaths } from 'astro:static-paths';
import { renderFigure } from '../figures/render-figure.ts';

export { renderFigure };

/** A page or file of the site. */
export interface SitePage {
  /** Below the site's root, with forward slashes: `course/chapter.html`. */
  readonly name: string;
  /** Changes whenever the page does; without one it may always have changed. */
  readonly key: string | undefined;
  render(): Promise<Uint8Array>;
}

export async function sitePages(): Promise<SitePage[]> {
  const app = createApp({ streaming: false });
  const paths = await new StaticPaths(app).getAll();
  return paths.map(({ pathname, route, cacheKey }) => {
    const at = fileNameOf(pathname);
    const name = route.type === 'page' ? (route.isIndex ? `${at}/index.html` : `${at}.html`) : at;
    return {
      name: name.replace(/^\//, ''),
      key: cacheKey,
      async render() {
        const address = at.split('/').map(encodeURIComponent).join('/');
        const request = new Request(new URL(address, 'http://localhost/'));
        const response = await app.render(request, { routeData: route });
        const expected = name === '404.html' ? 404 : 200;
        if (response.status !== expected) {
          throw new Error(
            `The page "${name}" could not be made (${response.status}); what went wrong is told above.`,
          );
        }
        return new Uint8Array(await response.arrayBuffer());
      },
    };
  });
}

/** Astro writes these two signs in paths as addresses have them. */
function fileNameOf(pathname: string): string {
  return pathname
    .replace(/^\/|\/$/g, '')
    .replaceAll('%23', '#')
    .replaceAll('%3F', '?');
}
