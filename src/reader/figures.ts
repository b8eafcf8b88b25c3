// Starts each figure of the page when it comes near the screen; until then it is only a picture.
import { translate } from '../languages/translate.ts';
import { whenNear } from './when-near.ts';

/** All but the cover's figure, which starts when it is pressed (cover-figure.ts). */
const FIGURES = 'lectern-figure:not([data-cover-figure] > *)';
/** Half a phone's screen ahead, so that the figure runs before it is seen. */
const AHEAD = '400px';

export function watchFigures(): void {
  whenNear(document.querySelectorAll<HTMLElement>(FIGURES), AHEAD, (host) => void wake(host));
}

/** Starts a figure; one that cannot be started shows a message and stays a picture. */
export async function wake(host: HTMLElement): Promise<void> {
  try {
    const { wakeFigure } = await import('../figures/start.tsx');
    host.querySelector('.figure-failed')?.remove();
    await wakeFigure(host);
  } catch (error) {
    const note = document.createElement('p');
    note.className = 'figure-failed';
    note.textContent = translate(
      'figure',
      'failed',
      'This figure could not be started, so it stays a picture. Reload the page to try again.',
    );
    host.append(note);
    host.dataset['failed'] = '';
    throw error;
  }
}
