// A reader's walk through the course, the same in every engine that readers have: Chromium, Firefox, WebKit. Written once;
// an engine that is not on this machine is skipped. Not here: what one engine suffices for (the other specs).
import { COURSE, expect, siteTest as test } from '../reader.ts';
import { ENGINE_NAMES, findEngine } from './engines.ts';
import {
  answerOf,
  clockOf,
  forget,
  isRead,
  lineRead,
  settled,
  showsAsOnPaper,
  stepOrder,
  topOf,
  wordsOfFigure,
} from './in-page.ts';
import { Reader } from './reader.ts';

const CHAPTER = `${COURSE}/microservices-architecture.html`;
const FIGURES = `${COURSE}/scalability-and-performance.html`;
const FIGURE = 'lectern-figure[data-figure="load-balancer"]';
/** A section far below: what is before it may not be laid out yet. */
const FAR = 'the-transactional-outbox';
const WIDE = { width: 1280, height: 800 };
/** Where a section lands: below the bar. */
const LANDING = 80;

for (const name of ENGINE_NAMES) {
  test.describe(name, () => {
    const engine = findEngine(name);
    test.skip(!engine, `${name} is not on this machine.`);
    // One browser for the walk.
    test.describe.configure({ mode: 'default', timeout: 60_000 });
    let reader: Reader;

    test.beforeAll(async ({ site }) => {
      if (!engine) return;
      reader = new Reader(await engine.launch({ motion: name !== 'WebKit' }));
      await reader.resize(WIDE.width, WIDE.height);
      await reader.open(site.url);
    });
    test.afterAll(() => reader?.close());
    test.beforeEach(async () => {
      await reader.ask(forget);
    });

    const titleIs = (title: string): Promise<void> =>
      reader.until(
        `the title is ${title}`,
        (wanted) => document.querySelector('h1')?.textContent === wanted,
        title,
      );

    test('from the library to the cover to the first chapter', async ({ site }) => {
      await reader.open(site.url);
      await reader.click('main h2 a', 'Backend Architecture');
      await titleIs('Backend Architecture & Systems Design');
      await reader.click('[data-continue]');
      await titleIs('Introduction to Systems Design');
    });

    test('the search shows its results and follows one by Enter', async ({ site }) => {
      await reader.open(site.url + CHAPTER);
      await reader.press('/');
      await reader.until('the field waits for words', () =>
        document.activeElement?.matches('dialog.search input'),
      );
      await reader.type('load balancing');
      await reader.until('the first three results are to be seen', () => {
        const hits = [...document.querySelectorAll('dialog.search .search-hit')].slice(0, 3);
        if (hits.length < 3) return hits.length;
        const [best] = hits;
        if (!best?.textContent.includes('Load Balancing Strategies')) return best?.textContent.slice(0, 40);
        return hits.every((hit) => {
          const { left, top, width, height } = hit.getBoundingClientRect();
          return hit.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        });
      });
      await reader.press('Enter');
      await reader.until('the section is open', () => location.hash === '#load-balancing-strategies');
      await reader.until('it stands below the bar', topOf, 'load-balancing-strategies', LANDING);
    });

    test('the search page follows a result by a click', async ({ site }) => {
      await reader.open(`${site.url}search/index.html?q=saga`);
      await reader.click('.search-full .search-hit');
      await reader.until(
        'a section is open',
        () => location.hash !== '' && document.querySelector('article') !== null,
      );
    });

    test('questions: a choice, a number and an order are judged', async ({ site }) => {
      await reader.open(site.url + CHAPTER);
      const choice = 'lectern-question[data-kind="choice"]';
      await reader.near(choice);
      const { right, wrong } = await reader.ask(answerOf, choice);
      await reader.click(`${choice} .choice:nth-of-type(${wrong + 1}) label:has(input)`);
      await reader.click(`${choice} .question-actions button`);
      await reader.until(
        'it is wrong',
        (of) => document.querySelector<HTMLElement>(of)?.dataset['state'] === 'wrong',
        choice,
      );
      await reader.click(`${choice} .choice:nth-of-type(${right + 1}) label:has(input)`);
      await reader.click(`${choice} .question-actions button`);
      await reader.until(
        'it is right',
        (of) => document.querySelector<HTMLElement>(of)?.dataset['state'] === 'right',
        choice,
      );

      const number = 'lectern-question[data-kind="number"]';
      await reader.near(number);
      const { value } = await reader.ask(answerOf, number);
      await reader.click(`${number} input`);
      await reader.type(value);
      await reader.press('Enter');
      await reader.until(
        'it is right',
        (of) => document.querySelector<HTMLElement>(of)?.dataset['state'] === 'right',
        number,
      );

      const order = 'lectern-question[data-kind="order"]';
      await reader.near(order);
      await reader.click(`${order} .question-actions button`);
      await reader.until(
        'it is wrong',
        (of) => document.querySelector<HTMLElement>(of)?.dataset['state'] === 'wrong',
        order,
      );
      for (let at = 0; ; at += 1) {
        const { given, wanted } = await reader.ask(stepOrder, order);
        const item = wanted[at];
        if (item === undefined) break;
        for (let place = given.indexOf(item); place > at; place -= 1)
          await reader.click(`${order} li[data-item="${item}"] .question-moves button:first-child`);
      }
      await reader.click(`${order} .question-actions button`);
      await reader.until(
        'it is right',
        (of) => document.querySelector<HTMLElement>(of)?.dataset['state'] === 'right',
        order,
      );
    });

    test('a figure plays, pauses, steps, steps back and keeps a turned slider in the address', async ({
      site,
    }) => {
      const own = name === 'WebKit' && engine ? new Reader(await engine.launch({ motion: true })) : reader;
      try {
        await own.resize(WIDE.width, WIDE.height);
        await own.open(site.url + FIGURES);
        await own.ask((figure) => document.querySelector(figure)?.scrollIntoView(), FIGURE);
        await own.until(
          'it is awake',
          (figure) => document.querySelector(`${figure}[data-awake]`) !== null,
          FIGURE,
        );
        const button = (words: string): Promise<void> =>
          own.click(`${FIGURE} .figure-transport button`, words);
        await button('Restart');
        await own.until('the clock stands at the beginning', clockOf, FIGURE, 0, 0);
        await button('Play');
        await own.until('the clock goes', clockOf, FIGURE, 0.2, Infinity);
        await button('Pause');
        const stopped = await own.ask(
          (figure) => document.querySelector(`${figure} .figure-clock`)?.textContent,
          FIGURE,
        );
        // Two buttons have names that begin with Step: forwards is the fourth of the row, backwards the second.
        await own.click(`${FIGURE} .figure-transport button:nth-of-type(4)`);
        await own.until(
          'the clock has gone on',
          (figure, before) => document.querySelector(`${figure} .figure-clock`)?.textContent !== before,
          FIGURE,
          stopped,
        );
        const picture = await own.ask(
          (figure) => document.querySelector(`${figure} svg.figure-picture`)?.innerHTML,
          FIGURE,
        );
        await own.click(`${FIGURE} .figure-transport button:nth-of-type(4)`);
        await own.click(`${FIGURE} .figure-transport button:nth-of-type(2)`);
        await own.until(
          'the picture is as before',
          (figure, before) => document.querySelector(`${figure} svg.figure-picture`)?.innerHTML === before,
          FIGURE,
          picture,
        );
        await own.focus(`${FIGURE} .figure-settings input[type="range"]`);
        await own.press('ArrowRight');
        await own.until('the address says so', () => location.search.includes('load-balancer.'));
        const address = await own.ask(() => location.href);
        const value = await own.ask(
          (figure) =>
            document.querySelector<HTMLInputElement>(`${figure} .figure-settings input[type="range"]`)?.value,
          FIGURE,
        );
        await own.open(site.url);
        await own.open(address);
        await own.until(
          'the slider stands there again',
          (figure, before) =>
            document.querySelector<HTMLInputElement>(`${figure} .figure-settings input[type="range"]`)
              ?.value === before,
          FIGURE,
          value,
        );
      } finally {
        if (own !== reader) await own.close();
      }
    });

    test('the card of a term can be reached by a hand that moves slowly, and closed by key', async ({
      site,
    }) => {
      await reader.open(site.url + CHAPTER);
      const term = await reader.middleOf('.prose > p a.term');
      await reader.move({ x: 5, y: 400 });
      await reader.moveSlowly({ x: term.x - 30, y: term.y }, term);
      await reader.until(
        'the card is there',
        () => document.querySelector('.definition:popover-open') !== null,
      );
      // Straight to the nearest part of the card.
      const card = await reader.ask((x) => {
        const box = document.querySelector('.definition')?.getBoundingClientRect() ?? new DOMRect();
        return { x: Math.min(Math.max(x, box.left + 10), box.right - 10), y: box.top + box.height / 2 };
      }, term.x);
      await reader.moveSlowly(term, card);
      await reader.ask(settled);
      expect(await reader.ask(() => document.querySelector('.definition:popover-open') !== null)).toBe(true);
      await reader.press('Escape');
      await reader.until(
        'the card is gone',
        () => document.querySelector('.definition:popover-open') === null,
      );
    });

    test('a term is looked up by key', async ({ site }) => {
      await reader.open(site.url + CHAPTER);
      await reader.near('.prose > p a.term');
      // From what can be focused before it, by the key that a reader presses.
      await reader.ask(() => {
        const stops = [...document.querySelectorAll<HTMLElement>('a[href]:not([tabindex="-1"]), button')];
        const term = stops.findIndex((stop) => stop.matches('.prose > p a.term'));
        stops[term - 1]?.focus();
      });
      await reader.press('Tab');
      await reader.until(
        'the card is there',
        () => document.querySelector('.definition:popover-open') !== null,
      );
      await reader.until('it describes the term', () => {
        const id = document.activeElement?.getAttribute('aria-describedby') ?? '';
        return (document.getElementById(id)?.textContent.length ?? 0) > 20;
      });
      await reader.press('Escape');
      await reader.until(
        'the card is gone',
        () => document.querySelector('.definition:popover-open') === null,
      );
    });

    test('a term is looked up by a tap, without leaving the page', async ({ site }) => {
      test.skip(!reader.hasTouch, 'This driver has no finger.');
      await reader.open(site.url + CHAPTER);
      const address = await reader.ask(() => location.href);
      await reader.tap('.prose > p a.term');
      await reader.until(
        'the card is there',
        () => document.querySelector('.definition:popover-open') !== null,
      );
      expect(await reader.ask(() => location.href)).toBe(address);
      await reader.tap('.definition a', 'More in the glossary');
      await reader.until('the glossary is open', () => location.pathname.endsWith('/glossary.html'));
    });

    test('the theme and the size of the text are kept', async ({ site }) => {
      await reader.open(site.url + CHAPTER);
      await reader.click('.site-tools button', 'Display');
      await reader.click('.settings label', 'Dark');
      await reader.click('.settings label', 'Largest');
      const look = (): string[] => {
        const { backgroundColor } = getComputedStyle(document.documentElement);
        const text = document.querySelector('.prose > p');
        return [backgroundColor, text ? getComputedStyle(text).fontSize : ''];
      };
      const chosen = await reader.ask(look);
      expect(chosen).toEqual(['rgb(20, 26, 33)', '26px']);
      await reader.reload();
      expect(await reader.ask(look)).toEqual(chosen);
    });

    test('a note is written by key, is there after a reload, and is in the notebook', async ({ site }) => {
      await reader.open(`${site.url}${CHAPTER}#${FAR}`);
      await reader.until('it stands below the bar', topOf, FAR, LANDING);
      // The script of the page may still be on its way.
      await reader.until(
        'the section is followed',
        () => document.querySelector('.on-this-page a[aria-current]') !== null,
      );
      await reader.press('a');
      await reader.until('the sheet waits for words', () =>
        document.activeElement?.matches('.note-sheet textarea'),
      );
      await reader.type('kept here');
      await reader.click('.note-sheet .button');
      const isThere = (list: string): boolean =>
        document.querySelector(list)?.textContent.includes('kept here') ?? false;
      await reader.until('it is listed', isThere, '.own-notes');
      await reader.reload();
      await reader.until('it is listed again', isThere, '.own-notes');
      await reader.open(`${site.url}notebook/index.html`);
      await reader.until('it is in the notebook', isThere, '.notebook-list');
    });

    test('a selection is highlighted where the browser can paint it, else listed', async ({ site }) => {
      await reader.open(site.url + CHAPTER);
      await reader.near('article.prose > p');
      await reader.until('the reader is followed', () =>
        performance
          .getEntriesByType('resource')
          .some(({ name: file }) => /\/sections\.[\w-]+\.js/.test(file)),
      );
      await reader.ask(settled);
      await reader.ask(() => {
        const text = document.querySelector('article.prose > p');
        if (text) getSelection()?.selectAllChildren(text);
      });
      await reader.click('.own-bar button', 'Highlight');
      await reader.until('it is marked', () =>
        'highlights' in CSS
          ? CSS.highlights.get('lectern-note')?.size === 1
          : document.querySelector('.own-notes q') !== null,
      );
    });

    test('the first sign of a listing stands inside it', async ({ site }) => {
      await reader.open(site.url + CHAPTER);
      // Only WebKit hangs punctuation; the others know no such property.
      const hangs = await reader.ask(() =>
        [...document.querySelectorAll('.code pre')].map((pre) =>
          getComputedStyle(pre).getPropertyValue('hanging-punctuation'),
        ),
      );
      expect(hangs.length).toBeGreaterThan(3);
      expect(hangs.filter((value) => value !== '' && value !== 'none')).toEqual([]);
    });

    test('the address of a section far below leads exactly to it, and nothing moves afterwards', async ({
      site,
    }) => {
      await reader.open(`${site.url}${CHAPTER}#${FAR}`);
      await reader.until('it stands below the bar', topOf, FAR, LANDING);
      await reader.ask(settled);
      expect(await reader.ask(topOf, FAR, LANDING)).toBe(true);
    });

    for (const [way, go] of [
      ['a reload', () => reader.reload()],
      [
        'the way back from the next chapter',
        async () => {
          await reader.press('n');
          await titleIs('Scalability & Performance');
          await reader.back();
          await titleIs('Microservices Architecture');
        },
      ],
    ] as const)
      test(`the same line is read after ${way}, also when the reader had jumped`, async ({ site }) => {
        await reader.open(site.url);
        await reader.open(site.url + CHAPTER);
        await reader.click('.on-this-page a', 'Saga Pattern');
        await reader.until('the section is there', topOf, 'saga-pattern-distributed-transactions', LANDING);
        await reader.ask(() => scrollBy({ top: 600, behavior: 'instant' }));
        await reader.ask(settled);
        const before = await reader.ask(lineRead);
        expect(before.block).toBeGreaterThan(40);
        await go();
        await reader.until('the same line is read', isRead, before);
      });

    test('on paper a figure has all its words', async ({ site }) => {
      await reader.open(site.url + CHAPTER);
      await reader.ask(showsAsOnPaper);
      const { words, hidden } = await reader.ask(wordsOfFigure, 'lectern-figure');
      expect(words).toBeGreaterThan(20);
      expect(hidden).toEqual([]);
    });
  });
}
