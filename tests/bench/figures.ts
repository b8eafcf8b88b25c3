// What interactive figures cost: bytes that come when one is scrolled to, the script's time a frame while it plays, and
// that a page at rest has none of it. And what they need of a window: from the picture's top to the last control, on a
// phone to the first.
import { readFileSync, readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { PHONES, WIDE, glanceAtFirstControl, heightToLastControl } from '../browser/figure-glance.ts';
import { withSite, withoutFonts, type Loaded } from './reader.ts';
import { courseSite } from './sites.ts';
import { printTable, type Row } from './table.ts';

const COURSE = 'backend-architecture';
const PLAYED_MS = 3_000;

export async function benchFigures(): Promise<void> {
  const site = await courseSite();
  const uses = readdirSync(`${site}/${COURSE}`)
    .filter((name) => name.endsWith('.html') && !/^(?:figures|index|print)\./.test(name))
    .flatMap((name) => {
      const html = readFileSync(`${site}/${COURSE}/${name}`, 'utf8');
      return [...html.matchAll(/<lectern-figure id="([^"]+)"/g)].map(([, id = '']) => ({ name, id }));
    });
  const rows: Row[] = [];
  const heights: Row[] = [];
  await withSite(site, async (url, open) => {
    for (const { name, id } of uses) {
      const { page, take } = await open();
      await page.goto(`${url}${COURSE}/${name}`, { waitUntil: 'networkidle' });
      const atRest = take().files.filter((file) => /\/(?:start|figure)\./.test(file)).length;
      const figure = page.locator(`#${id}`);
      await figure.scrollIntoViewIfNeeded();
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(600);
      rows.push({
        what: `${id}: bytes when scrolled to`,
        measured: bytesOfFigure(take()) / 1024,
        unit: 'KB',
        budget: 22,
      });
      // Some rest at the end of their run, where Play can do nothing.
      for (const name of ['Restart', 'Play'])
        await figure.getByRole('button', { name, exact: true }).press('Enter');
      rows.push({
        what: `${id}: script a frame`,
        measured: await scriptPerFrame(page),
        unit: 'ms',
        budget: 4,
      });
      if (atRest > 0) rows.push({ what: `${id}: files of figures at rest`, measured: atRest, budget: 0 });
      for (const window of [...WIDE, ...PHONES]) {
        await page.setViewportSize(window);
        await figure.scrollIntoViewIfNeeded();
        heights.push({
          what: `${id}: ${window.width} × ${window.height}`,
          measured: PHONES.includes(window)
            ? (await glanceAtFirstControl(figure, window.usable)).height
            : await heightToLastControl(figure),
          unit: 'px',
          budget: window.usable,
        });
      }
      await page.context().close();
    }
  });
  printTable('Figures (shared parts included, phone)', rows);
  printTable('Figures: from the picture to the last control, on phones to the first', heights);
}

/** What else comes near on the way to a figure brings scripts of its own: questions, listings, the chapter's end. */
const OTHERS = /\/(?:questions|answers|copy-buttons|chapter-end|tabs|terms)\.[^/]* (\d+)$/;

function bytesOfFigure(loaded: Loaded): number {
  const others = loaded.files.reduce((sum, file) => sum + Number(OTHERS.exec(file)?.[1] ?? 0), 0);
  return withoutFonts(loaded) - others;
}

/** Milliseconds of script between two frames, on average. */
async function scriptPerFrame(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const scriptSeconds = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  };
  const before = await scriptSeconds();
  const frames = await page.evaluate(
    (duration) =>
      new Promise<number>((resolve) => {
        let count = 0;
        const end = performance.now() + duration;
        const next = (): void => {
          count++;
          if (performance.now() < end) requestAnimationFrame(next);
          else resolve(count);
        };
        requestAnimationFrame(next);
      }),
    PLAYED_MS,
  );
  return (((await scriptSeconds()) - before) * 1000) / frames;
}
