// Whether a figure and its controls are seen in one glance, measured in the page: shared by the browser test, which fails,
// and the benchmark, which prints.
import type { Locator } from '@playwright/test';

interface Window {
  readonly width: number;
  readonly height: number;
  /** What the site's bar and the phone's tools leave of the height. */
  readonly usable: number;
}

/** From here on the parameters stand beside the picture, and all of it has to fit. */
export const WIDE: readonly [Window, ...Window[]] = [
  { width: 1280, height: 800, usable: 744 },
  { width: 1440, height: 900, usable: 844 },
  { width: 1920, height: 1080, usable: 1024 },
];

/** Here the picture stays while the controls pass, and it has to leave room for one. */
export const PHONES: readonly Window[] = [
  { width: 360, height: 740, usable: 686 },
  { width: 390, height: 844, usable: 790 },
];

/** From the picture's top to the end of the last control that is shown, in CSS pixels. */
export function heightToLastControl(figure: Locator): Promise<number> {
  return figure.evaluate((host) => {
    const top = host.querySelector('.figure-picture')?.getBoundingClientRect().top ?? NaN;
    const controls = host.querySelectorAll(
      ':is(.figure-transport, .figure-actions, .figure-settings) :is(button, input, select, i, summary)',
    );
    const shown = [...controls].filter((control) =>
      control.checkVisibility({ contentVisibilityAuto: false }),
    );
    return Math.max(...shown.map((control) => control.getBoundingClientRect().bottom)) - top;
  });
}

/**
 * From the picture's top to the end of the first parameter while that stands at the foot of what is usable, and whether
 * the picture covers it or has gone by then. The page is scrolled for it.
 */
export function glanceAtFirstControl(
  figure: Locator,
  usable: number,
): Promise<{ readonly height: number; readonly clear: boolean }> {
  return figure.evaluate(async (host, room) => {
    const picture = host.querySelector('.figure-picture');
    const control = host.querySelector('.figure-controls > *');
    if (!picture || !control) throw new Error('A figure without picture or parameter.');
    const toFoot = (): void =>
      scrollBy({ top: Math.ceil(control.getBoundingClientRect().bottom - room), behavior: 'instant' });
    // What comes near on the way is laid out with the next frames.
    for (let frame = 0; frame < 3; frame += 1) {
      toFoot();
      await new Promise(requestAnimationFrame);
    }
    const [seen, turned] = [picture.getBoundingClientRect(), control.getBoundingClientRect()];
    return {
      height: Math.round(turned.bottom - seen.top),
      clear: seen.top >= 0 && seen.bottom <= turned.top,
    };
  }, usable);
}
