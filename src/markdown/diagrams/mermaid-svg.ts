// What the drawing library prints → SVG that fits our pages: colours as classes (code.css), no style element or
// attribute, no web font, ids of its own, coordinates rounded. Written anew from a list of allowed names, so that
// nothing an author put into a label or a style line can become markup.
// Not here: what may be drawn (mermaid-source.ts).
import { renderMermaidSVG } from 'beautiful-mermaid';
import { attributes, escapeHtml } from '../html/html-text.ts';
import { START } from './mermaid-graph.ts';
import { show } from './mermaid-labels.ts';
import { Bounds } from './svg-bounds.ts';

const ELEMENTS = new Set([
  'g',
  'defs',
  'marker',
  'rect',
  'polygon',
  'polyline',
  'line',
  'path',
  'ellipse',
  'circle',
  'text',
  'tspan',
]);
const ATTRIBUTES = new Set(
  (
    'x y x1 y1 x2 y2 cx cy r rx ry width height points d dx dy transform font-size font-weight font-style text-anchor ' +
    'text-decoration stroke-width stroke-dasharray stroke-linejoin markerWidth markerHeight refX refY orient'
  ).split(' '),
);
// The library's colours by what they are for here; all else an author asks for would not fit both themes.
const FILLS: Readonly<Record<string, string>> = {
  'var(--_text)': 'fill-ink',
  'var(--_text-sec)': 'fill-soft',
  'var(--_text-muted)': 'fill-soft',
  'var(--_text-faint)': 'fill-soft',
  'var(--_line)': 'fill-line',
  'var(--_arrow)': 'fill-line',
  'var(--_node-fill)': 'fill-box',
  'var(--_group-fill)': 'fill-group',
  'var(--_group-hdr)': 'fill-head',
  'var(--_inner-stroke)': 'fill-head',
  'var(--_key-badge)': 'fill-head',
  'var(--bg)': 'fill-paper',
};
const STROKES: Readonly<Record<string, string>> = {
  'var(--_line)': 'line-edge',
  'var(--_arrow)': 'line-edge',
  'var(--_text)': 'line-edge',
  'var(--_node-stroke)': 'line-box',
  'var(--bg)': 'line-paper',
};
const DEFAULTS: Readonly<Record<string, string>> = {
  rx: '0',
  ry: '0',
  'stroke-width': '1',
  'font-weight': '400',
};
/** Pixels around the picture, and how much larger than the library's 13 pixels its words are drawn: 15 and 12.7. */
const MARGIN = 4;
const SCALE = 1.15;

export interface DrawnDiagram {
  readonly svg: string;
  /** What stands in it, in the order drawn. */
  readonly words: readonly string[];
}

/** `source` from readDiagram; `id` unique on the page. */
export function drawDiagram(source: string, id: string, label: string): DrawnDiagram {
  const drawn = drawDots(
    mendMarkers(renderMermaidSVG(source, { padding: MARGIN, nodeSpacing: 20, layerSpacing: 32, font: 'x' })),
  );
  const words: string[] = [];
  const bounds = new Bounds();
  const body = rewrite(drawn.slice(drawn.indexOf('>') + 1), id, words, bounds);
  const { left, top, width, height } = bounds.box(MARGIN);
  const opening = attributes({
    viewBox: `${left} ${top} ${width} ${height}`,
    width: Math.ceil(width * SCALE),
    height: Math.ceil(height * SCALE),
    role: 'img',
    'aria-label': label || words.join(', '),
  });
  return { svg: `<svg${opening}>${body}</svg>`, words };
}

/** The library's heads at the start of a line, and its diamonds, lie inside the box they should touch. */
function mendMarkers(drawn: string): string {
  return drawn
    .replace(/(<marker id="arrowhead-start"[^>]* orient=")auto-start-reverse/, '$1auto')
    .replaceAll(/(<marker id="cls-(?:composition|aggregation)"[^>]* refX=")0"/g, '$112"');
}

const DOT =
  /<g class="node" data-id="(\w+)" data-label="([\ue100\ue101])"[^>]*>\s*<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"[\s\S]*?<\/g>/g;

/** The boxes that stand for a state diagram's start and end become dots, and their arrows reach in to them. */
function drawDots(drawn: string): string {
  const dots = new Map<string, { x: number; y: number; radius: number }>();
  const withDots = drawn.replaceAll(DOT, (_, name: string, kind: string, ...box: string[]) => {
    const [left = 0, top = 0, width = 0, height = 0] = box.slice(0, 4).map(Number);
    const dot = { x: left + width / 2, y: top + height / 2, radius: kind === START ? 6 : 8 };
    dots.set(name, dot);
    const circle = (radius: number, paint: string): string =>
      `<circle cx="${dot.x}" cy="${dot.y}" r="${radius}" ${paint}/>`;
    return kind === START
      ? circle(6, 'fill="var(--_arrow)"')
      : circle(8, 'fill="var(--bg)" stroke="var(--_line)"') + circle(4.5, 'fill="var(--_arrow)"');
  });
  if (dots.size === 0) return drawn;
  return withDots.replaceAll(
    /(<polyline class="edge" data-from="(\w+)" data-to="(\w+)"[^>]* points=")([^"]+)"/g,
    (_, opening: string, from: string, to: string, points: string) => {
      const way = points.split(' ').map((point) => point.split(',').map(Number));
      for (const [name, index] of [
        [from, 0],
        [to, way.length - 1],
      ] as const) {
        const dot = dots.get(name);
        const [x = 0, y = 0] = way[index] ?? [];
        if (!dot) continue;
        const distance = Math.hypot(x - dot.x, y - dot.y) || 1;
        const reach = dot.radius / distance;
        way[index] = [dot.x + (x - dot.x) * reach, dot.y + (y - dot.y) * reach];
      }
      return `${opening}${way.map((point) => point.join(',')).join(' ')}"`;
    },
  );
}

function rewrite(drawn: string, id: string, words: string[], bounds: Bounds): string {
  const markers = new Set(Array.from(drawn.matchAll(/url\(#([\w-]+)\)/g), ([, name = '']) => name));
  let html = '';
  let anchor: ReadonlyMap<string, string> = new Map();
  let inDefinitions = false;
  // Depth inside an element that is left out with all it holds.
  let skipped = 0;
  for (const [, closing, name = '', rest = '', selfClosing, text = ''] of drawn.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
  )) {
    if (name === '') {
      const shown = show(decode(text));
      if (skipped > 0 || shown.trim() === '') continue;
      words.push(shown.trim());
      bounds.addText(anchor, shown.trim());
      html += escapeHtml(shown);
    } else if (closing) {
      if (name === 'defs') inDefinitions = false;
      if (skipped > 0) skipped -= 1;
      else if (ELEMENTS.has(name)) html += `</${name}>`;
    } else {
      const values = new Map(
        Array.from(rest.matchAll(/([\w:-]+)="([^"]*)"/g), ([, key = '', value = '']) => [key, value]),
      );
      const unused = name === 'marker' && !markers.has(values.get('id') ?? '');
      if (skipped > 0 || !ELEMENTS.has(name) || unused) {
        if (!selfClosing && name !== 'svg') skipped += 1;
        continue;
      }
      if (name === 'defs') inDefinitions = true;
      if (name === 'text') anchor = values;
      if (!inDefinitions) bounds.addShape(values);
      html += `<${name}${attributes(keep(values, id))}${selfClosing ? '/' : ''}>`;
    }
  }
  return html.replaceAll('<defs></defs>', '').replaceAll(/<g>((?:(?!<g[ >]|<\/g>).)*)<\/g>/gs, '$1');
}

function keep(values: ReadonlyMap<string, string>, id: string): Record<string, string | undefined> {
  const kept: Record<string, string | undefined> = {};
  const classes: string[] = [];
  for (const [name, value] of values) {
    if (DEFAULTS[name] === value) continue;
    if (name === 'fill' || name === 'stroke') {
      const known = (name === 'fill' ? FILLS : STROKES)[value];
      if (value === 'none') kept[name] = 'none';
      else if (known) classes.push(known);
      else if (name === 'fill') classes.push('fill-box');
    } else if (name === 'class' && value === 'mono') classes.push('mono');
    else if (name === 'id') kept['id'] = `${id}-${value}`;
    else if (name === 'marker-end' || name === 'marker-start') {
      kept[name] = value.replace(/^url\(#([\w-]+)\)$/, `url(#${id}-$1)`);
    } else if (name === 'points') kept[name] = straighten(value.replaceAll(NUMBER, round));
    else if (ATTRIBUTES.has(name)) kept[name] = value.replaceAll(NUMBER, round);
  }
  return { class: classes.join(' ') || undefined, ...kept };
}

const NUMBER = /-?\d+\.\d+(?:e-?\d+)?/g;

/** Without points between others on one upright or level line: the library leaves spurs that go past a bend and back. */
function straighten(points: string): string {
  const way = points.split(/\s+(?=-?[\d.]+,)/).map((point) => point.split(','));
  if (way.some((point) => point.length !== 2)) return points;
  const kept: string[][] = [];
  for (const point of way) {
    for (;;) {
      const [before, last] = kept.slice(-2);
      if (
        !last ||
        kept.length < 2 ||
        ![0, 1].some((axis) => before?.[axis] === last[axis] && last[axis] === point[axis])
      )
        break;
      kept.pop();
    }
    kept.push(point);
  }
  return kept.map((point) => point.join(',')).join(' ');
}

function round(number: string): string {
  return String(Math.round(Number(number) * 10) / 10);
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
