// What every browser test starts from: the built site served to this worker, and a page that fails the test if the
// policy had to step in, a script threw, or anything was asked of another origin.
import { test as base, expect, type Page } from '@playwright/test';
import { startServer } from '../../src/cli/static-server.ts';

export const SITE = process.env['LECTERN_SITE'] ?? 'dist';
export const COURSE = 'backend-architecture';
export const CHAPTER = `${COURSE}/caching-strategies.html`;

interface Served {
  /** Address of the site's root, with a slash at the end. */
  readonly url: string;
}

/** The built site, for whoever brings a browser of their own. */
export const siteTest = base.extend<object, { site: Served; siteBelow: Served }>({
  site: [
    async ({}, use) => {
      const server = await startServer(SITE, { port: 0 });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  /** The same site below a path. */
  siteBelow: [
    async ({}, use) => {
      const server = await startServer(SITE, { port: 0, base: '/a/b/' });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

export const test = siteTest.extend<{ quiet: void }>({
  quiet: [
    async ({ page }, use) => {
      const complaints = listen(page);
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost')
      complaints.push(`asked another origin: ${request.url()}`);
  });
  return complaints;
}
