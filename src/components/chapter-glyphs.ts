// One glyph for each system that a figure shows, drawn from the figures' own shapes: a dot is a message, a box a machine, a
// line a connection. A chapter bears the glyph of its first figure; one without figures, and one whose figure has none, bears
// its number alone. Not here: how a glyph is placed (ChapterGlyph.astro).

/** Paths in a square of 24: what is drawn as a line, as dots (subpaths without length), as an area. */
export interface Glyph {
  readonly line: string;
  readonly dots?: string;
  readonly area?: string;
}

const GLYPHS: Readonly<Record<string, Glyph>> = {
  queue: { line: 'M15 6.5h7v11h-7z', dots: 'M2.5 12h.01M7 12h.01M11.5 12h.01M18.5 12h.01' },
  partition: { line: 'M5.5 12h4M14.5 12h4M13 5.5l-2 13', dots: 'M3 12h.01M21 12h.01' },
  'capacity-estimator': { line: 'M2.5 20.5h19M6 20v-3.5M11 20v-7M16 20V8.5', dots: 'M16 4.5h.01' },
  'monolith-or-services': {
    line: 'M3 3.5h18v6H3zM12 9.5v4M5.5 16v-2.5h13V16M3 16h5v4.5H3zM9.5 16h5v4.5h-5zM16 16h5v4.5h-5z',
  },
  'event-log': {
    line: 'M1.5 7h21v6.5h-21zM8.5 7v6.5M15.5 7v6.5M12 21v-4M10 19l2-2.2 2 2.2',
    dots: 'M5 10.2h.01M12 10.2h.01',
  },
  isolation: {
    line: 'M2 7.5h20M2 16.5h20M10 7.5l4 9',
    dots: 'M5 7.5h.01M10 7.5h.01M14 16.5h.01M19 16.5h.01',
  },
  'index-lookup': {
    line: 'M12 5v4M4.5 18v-4.5h15V18M12 9v9',
    dots: 'M12 4h.01M4.5 19.5h.01M12 19.5h.01M19.5 19.5h.01',
  },
  'expand-contract': { line: 'M3 5h7v14H3zM14 5h7v14h-7M3 12h7M14 12h7', dots: 'M12 12h.01' },
  'pagination-drift': { line: 'M2.5 8.5h19v7h-19zM6 4.5h12M6 12h12M6 19.5h12' },
  'token-bucket': {
    line: 'M4.5 9.5l1.8 11h11.4l1.8-11',
    dots: 'M12 3h.01M8.5 13.5h.01M15.5 13.5h.01M12 17h.01M12 8.5h.01',
  },
  'cache-layers': { line: 'M8 4v16M14 4v16M20 4v16M2 12h9.5', dots: 'M14 12h.01' },
  'cache-policy': { line: 'M2.5 4.5h9v9h-9zM12.5 19.5h9v-9H15M7 13.5v6h5', dots: 'M7 9h.01M17 15h.01' },
  'mesh-proxy': {
    line: 'M1.5 8h5v8h-5zM17.5 8h5v8h-5zM6.5 12h2M15.5 12h2M9.3 11.4l5-4.4',
    dots: 'M9 12h.01M15 12h.01',
  },
  saga: {
    line: 'M3.5 7.5h13.5l-2.6-2.6M17 7.5l-2.6 2.6M20.5 16.5H7l2.6-2.6M7 16.5l2.6 2.6',
    dots: 'M20.5 7.5h.01M3.5 16.5h.01',
  },
  'load-balancer': {
    line: 'M4 12h5l8-7.5M9 12h8M9 12l8 7.5',
    dots: 'M3 12h.01M19.5 4h.01M19.5 12h.01M19.5 20h.01',
  },
  replicas: { line: 'M2 8.5h7v7H2zM15 3h7v7h-7zM15 14h7v7h-7zM9 11l6-3.5M9 13l6 3.5', dots: 'M5.5 12h.01' },
  sharding: {
    line: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z',
    dots: 'M12 3.5h.01M19.5 16h.01M4.5 16h.01',
  },
  'layer-cache': { line: 'M3 4h18v4H3zM3 10h18v4H3z', area: 'M3 16h18v4.5H3z' },
  'rolling-update': {
    line: 'M2 8.5h5.5v7H2zM16.5 8.5H22v7h-5.5z',
    area: 'M9.25 8.5h5.5v7h-5.5z',
    dots: 'M4.7 20h.01M12 20h.01',
  },
  'canary-power': { line: 'M2 9.5h20M9 9.5c4 0 4 8 8.5 8', dots: 'M20 17.5h.01M3.5 9.5h.01' },
  pipeline: { line: 'M5.5 12h4M14.5 12h4M1.5 10h4v4h-4zM9.5 8.5h5v7h-5z', dots: 'M20.5 12h.01' },
};

/** The glyph of a chapter with these figures, in their order; undefined where none has one. */
export function glyphOf(figures: readonly { readonly name: string }[]): Glyph | undefined {
  for (const { name } of figures) if (Object.hasOwn(GLYPHS, name)) return GLYPHS[name];
  return undefined;
}
