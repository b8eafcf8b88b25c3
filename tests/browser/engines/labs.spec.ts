// Labs in every engine that readers have: PostgreSQL starts, an example runs and is edited, Kiosk answers.
// Not here: what one engine suffices for (../labs.spec.ts).
import { COURSE, expect, siteTest as test } from '../reader.ts';
import { ENGINE_NAMES, findEngine } from './engines.ts';
import { Reader } from './reader.ts';

/** The engine takes its time on a machine that others use. */
const ENGINE = { timeout: 90_000 };
/** The first of the chapter: it makes the tables. */
const SQL = 'figure[data-lab="sql"]';
const HTTP = 'figure[data-lab="http"]';

for (const name of ENGINE_NAMES) {
  // Chromium has a file of its own.
  if (name === 'Chromium') continue;
  test(`${name}: an example runs and is edited, and Kiosk answers`, async ({ site }) => {
    const engine = findEngine(name);
    test.skip(!engine, `${name} is not on this machine.`);
    test.setTimeout(240_000);
    if (!engine) return;
    const reader = new Reader(await engine.launch({ motion: name !== 'WebKit' }));
    const text = (selector: string): Promise<string> =>
      reader.ask((of) => document.querySelector(of)?.textContent ?? '', selector);
    try {
      await reader.resize(1280, 800);
      await reader.open(`${site.url}${COURSE}/database-design.html`);
      await reader.ask(() => localStorage.setItem('lectern:lab-engine', 'loaded'));
      await reader.near(SQL);
      await reader.click(`${SQL} .lab-bar button`);
      await expect.poll(() => text(`${SQL} .lab`), ENGINE).toContain('CREATE TABLE');
      await reader.click(`${SQL} .lab-bar button:nth-child(2)`);
      await reader.until('the editor has the focus', () =>
        document.activeElement?.classList.contains('lab-editor'),
      );
      await reader.ask(() => {
        const content = document.querySelector('.lab-editor')?.shadowRoot?.querySelector('.cm-content');
        getSelection()?.selectAllChildren(content as Node);
      });
      await reader.type('SELECT 6*7;');
      await reader.click(`${SQL} .lab-bar button`);
      await expect.poll(() => text(`${SQL} .lab-table td`), ENGINE).toBe('42');

      await reader.open(`${site.url}${COURSE}/api-design.html`);
      await reader.near(HTTP);
      await reader.click(`${HTTP} .lab-bar button`);
      await reader.until('the console is open', () => document.activeElement?.matches('.lab-send'));
      await reader.click('.lab-send');
      await expect.poll(() => text('.lab-status'), ENGINE).toBe('HTTP/1.1 201 Created');
    } finally {
      await reader.close();
    }
  });
}
