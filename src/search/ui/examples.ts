// What may be typed, shown before anything is: a term, a topic and a piece of code from the page one searches from.
// Not here: asking (session.ts).
import { translate } from '../../languages/translate.ts';
import { element } from './results.ts';

/** Longer ones are no examples but sentences. */
const LONGEST = 36;
/** Where each kind of example is found; of each the first that is short enough. */
const SOURCES = [
  'a.term, .glossary dt, .contents h3 a',
  '.on-this-page .deeper a, .on-this-page a, .topics li a',
  'article :not(pre) > code',
];

/** A line of buttons that put an example into the field; undefined where the page has none. */
export function offerExamples(field: HTMLInputElement, signal: AbortSignal): HTMLElement | undefined {
  const found = new Set(SOURCES.flatMap((selector) => firstShort(selector) ?? []));
  if (found.size === 0) return undefined;
  const line = element('span', 'search-examples', `${translate('search', 'examples', 'For example:')} `);
  for (const words of found) {
    const button = element('button', '', words);
    button.type = 'button';
    button.addEventListener(
      'click',
      () => {
        field.value = words;
        field.focus();
        field.dispatchEvent(new Event('input'));
      },
      { signal },
    );
    line.append(button, ' ');
  }
  return line;
}

function firstShort(selector: string): string | undefined {
  for (const { textContent } of document.querySelectorAll(selector)) {
    const words = textContent.trim().replace(/\s+/g, ' ');
    if (words !== '' && words.length <= LONGEST) return words;
  }
  return undefined;
}
