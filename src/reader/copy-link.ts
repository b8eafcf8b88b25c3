// Copies the address of the current section, as the link at its heading does for a pointer.
import { translate } from '../languages/translate.ts';
import { notify } from './stored.ts';

/** Below the bar, in CSS pixels. */
const READING_LINE = 120;

export async function copySectionLink(): Promise<void> {
  const headings = [...document.querySelectorAll<HTMLElement>('main :is(h2, h3, h4, h5, h6)[id]')];
  const heading = headings.findLast((each) => each.getBoundingClientRect().top <= READING_LINE);
  const address = new URL(location.href);
  address.hash = heading?.id ?? '';
  const name = heading?.firstChild?.textContent?.trim() ?? document.querySelector('h1')?.textContent ?? '';
  try {
    await navigator.clipboard.writeText(address.href);
    notify(translate('notice', 'linkCopied', 'The link to “{name}” is copied.', { name }), true);
  } catch {
    history.replaceState(history.state, '', address);
    notify(
      translate('notice', 'linkInBar', 'The link to “{name}” is in the address bar: copy it from there.', {
        name,
      }),
      true,
    );
  }
}
