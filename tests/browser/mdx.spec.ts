// A chapter in MDX brings components of its author's: one of Astro, and one of Preact that runs in the page. Both are
// there under the page's policy, which `quiet` of reader.ts watches. Not here: what MDX may hold (tests/cases/mdx-*).
import { rmSync } from 'node:fs';
import path from 'node:path';
import { startServer } from '../../src/cli/static-server.ts';
import { buildSite } from './build-site.ts';
import { expect, test } from './reader.ts';

const work = path.resolve('.lectern/test/mdx');
let served: Awaited<ReturnType<typeof startServer>>;

// One build for both.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  rmSync(work, { recursive: true, force: true });
  await buildSite(path.resolve('tests/cases/mdx-components/content'), work);
  // Below a path, where an address of a component that is not relative would lead nowhere.
  served = await startServer(work, { port: 0, base: '/some/where/' });
});
test.afterAll(() => served?.close());

test('an author’s components of Astro and Preact are in the page, and the island can be operated', async ({
  page,
}) => {
  await page.goto(`${served.url}shop/operating.html`);
  await expect(page.locator('aside.notice')).toContainText('A component of Astro, with Markdown inside.');
  await expect(page.locator('aside.notice')).toHaveCSS('border-inline-start-style', 'solid');
  const counter = page.getByRole('button', { name: /^Pressed/ });
  await expect(counter).toHaveText('Pressed 3 times');
  await expect(page.locator('astro-island')).not.toHaveAttribute('ssr');
  await counter.click();
  await expect(counter).toHaveText('Pressed 4 times');
});

test('the chapter’s expressions, headings, code and figures are those of any chapter', async ({ page }) => {
  await page.goto(`${served.url}shop/operating.html`);
  await expect(page.getByText('There are 4 servers and')).toBeVisible();
  await expect(page.getByText('An expression: 2, 4, 6.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'On this page' })).toContainText('A section');
  await expect(page.getByRole('heading', { name: 'A section' })).toHaveId('a-section');
  const figure = page.locator('lectern-figure');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-awake', '');
});
