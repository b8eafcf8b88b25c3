// `npm run pdf`: prints each course's print page with Chromium into `<course>/<course>.pdf`, with an outline, running heads and
// page numbers, and lists it on the cover. It works on the folder that `npm run build` made; courses named on the command line
// are printed alone. Later builds put the PDF back as long as its print page is unchanged (integrations/downloads.ts).
// Not here: the print page (downloads/print-page.ts).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { offers } from '../lectern.config.ts';
import { builtCourses, type BuiltCourse } from '../downloads/built-course.ts';
import { listFilesOnCover } from '../downloads/download-list.ts';
import { SiteFiles, listFiles } from '../downloads/offline-files.ts';
import { pdfKey } from '../downloads/print-page.ts';
import { readOptions } from './options.ts';
import { pagesOfTargets } from './pdf-targets.ts';
import { startServer } from './static-server.ts';

const CACHE = 'node_modules/.astro/lectern-pdf';
/** Where systems install Chromium; Playwright's own is the last resort. */
const BROWSERS = [
  process.env['LECTERN_BROWSER'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const { outDir } = readOptions([]);
const named = process.argv.slice(2);
const folder = path.resolve(outDir);
const courses = existsSync(path.join(folder, 'index.html'))
  ? builtCourses(folder).filter(({ id }) => existsSync(path.join(folder, id, 'print.html')))
  : [];
const unknown = named.find((name) => !courses.some(({ id }) => id === name));
if (courses.length === 0)
  stop(`There is no course to print in "${folder}".\nBuild the site first: npm run build`);
else if (unknown !== undefined)
  stop(`There is no course "${unknown}". There are: ${courses.map(({ id }) => id).join(', ')}.`);
else await printAll(courses.filter(({ id }) => named.length === 0 || named.includes(id)));

async function printAll(wanted: readonly BuiltCourse[]): Promise<void> {
  const browser = await startBrowser();
  if (!browser) return;
  const server = await startServer(folder, { port: 0, brotli: 0 });
  try {
    for (const course of wanted) {
      const pdf = await print(browser, `${server.url}${encodeURIComponent(course.id)}/print.html`, course);
      const courseDir = path.join(folder, course.id);
      writeFileSync(path.join(courseDir, `${course.id}.pdf`), pdf);
      mkdirSync(CACHE, { recursive: true });
      writeFileSync(path.join(CACHE, pdfKey(readFileSync(path.join(courseDir, 'print.html')))), pdf);
      listFilesOnCover(folder, course);
      console.log(
        `${course.title}: ${(pdf.length / 1e6).toFixed(1)} MB → ${path.join(outDir, course.id, `${course.id}.pdf`)}`,
      );
    }
  } finally {
    await browser.close();
    await server.close();
  }
  // The covers have changed, and with them their digests.
  if (!offers.offline) return;
  const site = new SiteFiles(folder);
  for (const course of courses)
    writeFileSync(path.join(folder, course.id, 'offline.json'), JSON.stringify(listFiles(course, site)));
}

async function startBrowser(): Promise<Browser | undefined> {
  const { chromium } = await import('playwright-core');
  const executablePath = BROWSERS.find((each) => each !== undefined && each !== '' && existsSync(each));
  try {
    return await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      // Chromium has no sandbox for root, as in containers and CI; it loads nothing but our own page.
      args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
  } catch (error) {
    stop(
      `A PDF is printed by Chromium, and none could be started.\nInstall it (npx playwright-core install chromium), or name one: LECTERN_BROWSER=/path/to/chromium npm run pdf\n\n${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

/** Prints twice: the page numbers in the contents are read from the first PDF. */
async function print(browser: Browser, address: string, course: BuiltCourse): Promise<Uint8Array> {
  const context = await browser.newContext({ bypassCSP: true, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  await page.addStyleTag({ content: await runningHeads(page, course.title) });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await numberContents(page, new Map());
  const first = await toPdf(page);
  await numberContents(page, pagesOfTargets(first));
  const second = await toPdf(page);
  await context.close();
  return second;
}

function toPdf(page: Page): Promise<Uint8Array> {
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}

/** Styles with a named page for each chapter, so that the chapter's title is the running head of its pages. */
function runningHeads(page: Page, title: string): Promise<string> {
  return page.evaluate((courseTitle) => {
    const quoted = (text: string): string => JSON.stringify(text).replaceAll('<', '\\3c ');
    const parts = [...document.querySelectorAll<HTMLElement>('.whole-part')];
    const rules = parts.map((part, at) => {
      const name = part.dataset['title'] ?? part.querySelector('h1')?.textContent.trim() ?? courseTitle;
      part.classList.add(`whole-part-${at}`);
      return `.whole-part-${at} { page: part-${at} } @page part-${at} { @top-center { content: ${quoted(name)}; font: 9pt Georgia, serif; color: #555 } }`;
    });
    return `@page :first { @bottom-center { content: none } } ${rules.join('\n')}`;
  }, title);
}

/** Writes page numbers into the contents, or placeholders of the same width while they are not known. */
async function numberContents(page: Page, numbers: ReadonlyMap<string, number>): Promise<void> {
  const isFirst = numbers.size === 0;
  await page.evaluate(
    ({ known, unknown }) => {
      const pages = new Map(known);
      for (const item of document.querySelectorAll('.whole-contents li')) {
        const id = decodeURIComponent(item.querySelector('a')?.hash.slice(1) ?? '');
        const place = item.querySelector('.whole-page') ?? document.createElement('span');
        place.className = 'whole-page';
        place.textContent = String(pages.get(id) ?? unknown);
        item.append(place);
      }
    },
    { known: [...numbers], unknown: isFirst ? '000' : '' },
  );
}

function stop(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
