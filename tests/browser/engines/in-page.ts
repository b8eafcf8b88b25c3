// What the walk asks of a page. Each function is sent to the browser as text, so it sees its arguments and the page alone.

/** As if the browser had never been here. */
export async function forget(): Promise<true> {
  localStorage.clear();
  const names = ((await indexedDB.databases?.()) ?? []).map(({ name }) => name ?? '');
  for (const name of names)
    await new Promise((resolve) => {
      const deletion = indexedDB.deleteDatabase(name);
      for (const end of ['success', 'error', 'blocked']) deletion.addEventListener(end, resolve);
    });
  return true;
}

/** Whether the element with the id stands so far below the window's top, to the pixel. */
export function topOf(id: string, wanted: number): true | number {
  const top = document.getElementById(id)?.getBoundingClientRect().top ?? Number.NaN;
  return Math.abs(top - wanted) < 1.5 ? true : top;
}

/** Which block of the text is at the reading line, and how far above the line it begins. */
export function lineRead(): { block: number; offset: number } {
  const blocks = [...document.querySelectorAll('article.prose > *')];
  const block = blocks.findLastIndex((each) => {
    const { top, height } = each.getBoundingClientRect();
    return height > 0 && top <= 200;
  });
  return { block, offset: Math.round(blocks[block]?.getBoundingClientRect().top ?? 0) };
}

/** Whether that line is at the same place again; the browser's own rounding, and no more. */
export function isRead(line: { block: number; offset: number }): true | string {
  const blocks = [...document.querySelectorAll('article.prose > *')];
  const top = Math.round(blocks[line.block]?.getBoundingClientRect().top ?? Number.NaN);
  return Math.abs(top - line.offset) < 8 ? true : `${top} instead of ${line.offset}`;
}

/** Long enough for whatever would still move: half a second of frames. */
export async function settled(): Promise<true> {
  await document.fonts.ready;
  for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
  return true;
}

/** Whether the figure's clock stands between two times, in seconds. */
export function clockOf(figure: string, from: number, to: number): boolean {
  const text = document.querySelector(`${figure} .figure-clock`)?.textContent ?? '';
  const [, minutes = '0', seconds = ''] = /(?:(\d+) min )?([\d.]+) s/.exec(text) ?? [];
  const time = Number(minutes) * 60 + Number(seconds || Number.NaN);
  return time >= from && time <= (to ?? Infinity);
}

/** What the chapter's end says about the first question of a kind. */
export function answerOf(question: string): { right: number; wrong: number; value: string } {
  const id = document.querySelector(question)?.id.replace(/^question-/, 'answer-') ?? '';
  const answer = document.getElementById(id);
  const choices = [...(answer?.querySelectorAll('.answer-choices > li') ?? [])];
  return {
    right: choices.findIndex((choice) => choice.hasAttribute('data-right')),
    wrong: choices.findIndex((choice) => !choice.hasAttribute('data-right')),
    value: answer?.querySelector('data')?.getAttribute('value') ?? '',
  };
}

/** The steps as they stand, and as they should. */
export function stepOrder(question: string): { given: string[]; wanted: string[] } {
  const whole = document.querySelector(question);
  const answer = document.getElementById(whole?.id.replace(/^question-/, 'answer-') ?? '');
  const items = (list: Element | null | undefined): string[] =>
    [...(list?.querySelectorAll<HTMLElement>('li[data-item]') ?? [])].map(
      ({ dataset }) => dataset['item'] ?? '',
    );
  return { given: items(whole), wanted: items(answer) };
}

/** Puts the rules for paper on the screen, which every engine can look at. */
export async function showsAsOnPaper(): Promise<void> {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[media="print"]')) {
    link.media = 'all';
    const start = performance.now();
    while (!link.sheet && performance.now() - start < 5000) await new Promise(requestAnimationFrame);
  }
  const turn = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) {
        if (/\bscreen\b/.test(rule.media.mediaText)) rule.media.mediaText = 'not all';
        else if (/\bprint\b/.test(rule.media.mediaText)) rule.media.mediaText = 'all';
      }
      if ('cssRules' in rule) turn(rule.cssRules as CSSRuleList);
    }
  };
  for (const sheet of document.styleSheets) turn(sheet.cssRules);
}

/** How many texts a figure's picture and parameters have, and which of them are not to be seen. */
export function wordsOfFigure(figure: string): { words: number; hidden: string[] } {
  const texts = [
    ...document.querySelectorAll(
      `${figure}:nth-of-type(1) :is(svg text, .figure-legend li, figcaption, .figure-summary, .figure-params dd)`,
    ),
  ];
  return {
    words: texts.length,
    hidden: texts
      .filter((text) => getComputedStyle(text).display === 'none' || text.getClientRects().length === 0)
      .map((text) => text.textContent),
  };
}
