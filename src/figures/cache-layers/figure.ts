// Cache layers: readers at the left, the database at the right, and what each cache between them holds and for how
// long. Here is the picture; its places are in layout.ts, its words in words.ts.
import { model, type CacheLayersSnapshot, type Layer } from '../../sim/models/cache-layers.ts';
import { defineFigure, type Scene, type Shape } from '../figure.ts';
import { along, circle, line, percent, rect, sign, text } from '../shapes.ts';
import { COLUMNS, HEIGHT, LAYERS, rowY, type Place } from './layout.ts';
import { drawPlace } from './places.ts';
import { describeTheory, summarize, tabulate } from './words.ts';

/** How far an outdated answer can be drawn: the longest lifetimes together. */
const SCALE = { y: 278, mostSeconds: 180 };
const SHARES_Y = 208;
/** Letters of a header value that leave no room for its name. */
const LONG_HEADER = 34;

export const figure = defineFigure({
  model,
  about:
    'A request for a price passes a browser, a CDN, an application cache and a database. It shows which of them answers under each Cache-Control header, and how stale the answer is by the rules of RFC 9111.',
  question: 'The price has changed. Who still shows the old one, and for how long at most?',
  legend: [
    { tone: 'request', means: 'request' },
    { tone: 'success', sign: 'check', means: 'response' },
    { tone: 'capacity', means: 'bar: freshness left' },
    { tone: 'waiting', means: 'bar: grace left' },
    { tone: 'stale', sign: 'clock', means: 'outdated price' },
  ],
  scene,
});

function scene(snapshot: CacheLayersSnapshot): Scene {
  const { headerValue } = snapshot;
  const shapes: Shape[] = [
    text('header', 0, 13, describeHeader(headerValue)),
    ...LAYERS.map(({ layer, name }) => {
      const { x } = COLUMNS[layer];
      const isLast = layer === 'database';
      return text(`${layer}-name`, isLast ? 400 : x, 34, name, {
        tone: 'soft',
        anchor: isLast ? 'end' : 'start',
      });
    }),
    ...[0, 1, 2].map((reader) =>
      line(`lane-${reader}`, 'rule', [COLUMNS.browser.x, rowY(reader), COLUMNS.database.x, rowY(reader)], {
        look: 'thin',
      }),
    ),
    ...snapshot.browsers.flatMap((_, at) => drawPlace(`browser-${at + 1}`, snapshot)),
    ...(['cdn', 'app', 'database'] as const).flatMap((place) => drawPlace(place, snapshot)),
    ...snapshot.moving.map((message) => drawMessage(message, snapshot)),
    ...drawShares(snapshot),
    ...drawOutdated(snapshot),
  ];
  return {
    height: HEIGHT,
    shapes,
    summary: summarize(snapshot),
    theory: describeTheory(snapshot),
    table: tabulate(snapshot),
  };
}

/** With the field's name where there is room for it. */
function describeHeader(value: string): string {
  if (value === '') return 'no Cache-Control is sent';
  return value.length > LONG_HEADER ? value : `Cache-Control: ${value}`;
}

function drawMessage(
  message: CacheLayersSnapshot['moving'][number],
  { now, version }: CacheLayersSnapshot,
): Shape {
  const y = rowY(message.reader);
  const key = `message-${message.id}`;
  const edge = (place: string, towards: 'left' | 'right'): number => {
    const { x, width } =
      COLUMNS[place.startsWith('browser') ? 'browser' : (place as Exclude<Place, `browser-${number}`>)];
    return towards === 'right' ? x + width : x;
  };
  const outward = message.kind === 'request';
  const from = { x: edge(message.from, outward ? 'right' : 'left'), y };
  const to = { x: edge(message.to, outward ? 'left' : 'right'), y };
  const place = along(message, now, from, to);
  if (outward) return circle(key, 'request', place.x, y, 5, message.background ? { look: 'outlined' } : {});
  return message.version === version
    ? sign(key, 'success', 'check', place.x, y, 12)
    : sign(key, 'stale', 'clock', place.x, y, 15);
}

/** Below each column, its share of the answers. */
function drawShares({ answers }: CacheLayersSnapshot): Shape[] {
  return LAYERS.flatMap(({ layer }: { readonly layer: Layer }): Shape[] => {
    const { x, width } = COLUMNS[layer];
    const share = answers.total === 0 ? 0 : answers.by[layer] / answers.total;
    const isLast = layer === 'database';
    return [
      rect(`${layer}-whole`, 'sunk', x, SHARES_Y, width, 7, { radius: 1 }),
      rect(`${layer}-share`, 'success', x, SHARES_Y, width * share, 7, { radius: 1 }),
      text(`${layer}-percent`, isLast ? x + width : x, SHARES_Y + 23, percent(share), {
        bold: true,
        anchor: isLast ? 'end' : 'start',
      }),
      ...(layer === 'browser'
        ? [text('shares-words', x + 44, SHARES_Y + 23, 'of answers', { tone: 'soft' as const })]
        : []),
    ];
  });
}

/** How long after a change the old price was still shown, beside what the lifetimes allow. */
function drawOutdated({ answers, bound }: CacheLayersSnapshot): Shape[] {
  const { y, mostSeconds } = SCALE;
  const xOf = (seconds: number): number => (Math.min(seconds, mostSeconds) / mostSeconds) * 400;
  const longest = answers.longestOutdatedMs / 1000;
  const limit = bound === null ? null : bound.appSeconds + bound.httpSeconds;
  return [
    text('outdated-words', 0, y - 20, `outdated: ${answers.outdated} of ${answers.total}`, { bold: true }),
    text(
      'longest-words',
      400,
      y - 20,
      answers.outdated === 0 ? 'none so far' : `up to ${longest.toFixed(1)} s after the change`,
      { anchor: 'end', tone: answers.outdated > 0 ? 'stale' : 'soft' },
    ),
    rect('outdated-whole', 'sunk', 0, y - 10, 400, 14, { radius: 1 }),
    rect('outdated-longest', 'stale', 0, y - 10, xOf(longest), 14, { radius: 1 }),
    ...(answers.outdated > 0 ? [sign('outdated-sign', 'stale', 'clock', xOf(longest) + 12, y - 3, 13)] : []),
    ...(limit === null
      ? [text('bound-words', 400, y + 20, 'no limit follows from the header', { anchor: 'end' as const })]
      : [
          line('bound', 'ink', [xOf(limit), y - 14, xOf(limit), y + 8], { look: 'dashed' }),
          text('bound-words', xOf(limit), y + 20, `limit ${limit} s`, {
            anchor: xOf(limit) < 60 ? 'start' : xOf(limit) > 340 ? 'end' : 'middle',
          }),
        ]),
  ];
}
