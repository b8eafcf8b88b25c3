// What each place holds: a version of the price, how old it is, and a bar for how long it may still be used.
import type { CacheLayersSnapshot } from '../../sim/models/cache-layers.ts';
import type { Shape } from '../figure.ts';
import { rect, sign, text } from '../shapes.ts';
import { COLUMNS, ROW, rowY, TALL, TOP, type Place } from './layout.ts';
import { copyOf, wordsOf, type Copy } from './words.ts';

const BAR = 5;

export function drawPlace(place: Place, snapshot: CacheLayersSnapshot): Shape[] {
  if (place === 'cdn' || place === 'app' || place === 'database') return drawTall(place, snapshot);
  const reader = Number(place.slice('browser-'.length)) - 1;
  const browser = snapshot.browsers[reader];
  const { x, width } = COLUMNS.browser;
  const y = rowY(reader) - ROW.height / 2;
  const shown = browser?.shown ?? null;
  const outdated = shown !== null && shown.version < snapshot.version;
  const copy = copyOf(place, snapshot);
  return [
    rect(`${place}-fill`, 'surface', x, y, width, ROW.height),
    rect(`${place}-edge`, browser?.waiting ? 'request' : 'ink', x, y, width, ROW.height, {
      look: 'outlined',
    }),
    text(
      `${place}-shown`,
      x + 7,
      y + 16,
      browser?.waiting ? 'waits' : shown === null ? 'not yet' : `shows v${shown.version}`,
      {
        bold: true,
        tone: browser?.waiting ? 'request' : outdated ? 'stale' : shown === null ? 'soft' : 'ink',
      },
    ),
    ...(outdated && !browser?.waiting
      ? [sign(`${place}-outdated`, 'stale', 'clock', x + width - 12, y + 12, 14)]
      : []),
    text(`${place}-copy`, x + 7, y + 33, copy === null ? 'no copy' : `v${copy.version}: ${wordsOf(copy)}`, {
      tone: 'soft',
    }),
    ...drawBar(place, copy, x + 7, y + 38, width - 14),
  ];
}

function drawTall(place: 'cdn' | 'app' | 'database', snapshot: CacheLayersSnapshot): Shape[] {
  const { x, width } = COLUMNS[place];
  const middle = { x: x + width / 2, y: TOP + TALL / 2 };
  const copy = copyOf(place, snapshot);
  const isSource = place === 'database';
  const outdated = copy !== null && copy.version < snapshot.version;
  const none = place === 'app' ? 'no entry' : 'no copy';
  return [
    rect(`${place}-fill`, isSource ? 'sunk' : 'surface', x, TOP, width, TALL),
    rect(`${place}-edge`, 'ink', x, TOP, width, TALL, { look: 'outlined' }),
    text(`${place}-version`, middle.x, middle.y - 26, copy === null ? none : `v${copy.version}`, {
      anchor: 'middle',
      size: copy === null ? 'small' : 'normal',
      bold: copy !== null,
      tone: copy === null ? 'soft' : outdated ? 'stale' : 'ink',
    }),
    ...(outdated ? [sign(`${place}-outdated`, 'stale', 'clock', x + width - 12, TOP + 13, 14)] : []),
    ...(copy === null || isSource
      ? []
      : [
          text(`${place}-age`, middle.x, middle.y + 40, wordsOf(copy), {
            anchor: 'middle' as const,
            tone: 'soft' as const,
          }),
        ]),
    ...(isSource ? [] : drawBar(place, copy, x + 7, middle.y + 50, width - 14)),
  ];
}

/** Full when the response is new; with the grace, if there is one, it fills a second time. */
function drawBar(key: string, copy: Copy | null, x: number, y: number, width: number): Shape[] {
  const left = copy === null ? 0 : copy.left;
  const tone = copy?.state === 'grace' ? 'waiting' : 'capacity';
  return [
    rect(`${key}-bar-whole`, 'sunk', x, y, width, BAR, { radius: 1 }),
    rect(`${key}-bar`, tone, x, y, width * left, BAR, { radius: 1 }),
  ];
}
