// The book's style sheet. E-readers choose size, margins and colors of the text themselves, so it says only what the text
// means: code, tables, boxes, figures. Colors are those of the site's light theme (styles/tokens.css), on white.

/** By the names of Shiki's classes (markdown/code/highlight.ts). */
const CODE: Readonly<Record<string, string>> = {
  keyword: '#8a2f5b',
  string: '#3f6212',
  function: '#1d4f91',
  constant: '#8a4b08',
  comment: '#6a6152',
  parameter: '#4a3f35',
  inserted: '#1f6b3a',
  deleted: '#a12b1b',
};
/** By the names that figures give what they show (styles/figure-shapes.css). */
const TONES: Readonly<Record<string, string>> = {
  request: '#0a62a3',
  success: '#00704f',
  failure: '#b83a0b',
  stale: '#93378a',
  waiting: '#8f5b00',
  capacity: '#667080',
  ink: '#211c16',
  soft: '#5a5145',
  rule: '#8d826f',
  surface: '#fffdf8',
  sunk: '#f3eee2',
  accent: '#94341a',
};

export function bookStyles(fontFaces: string): string {
  return `${fontFaces}
body { font-family: Literata, serif; line-height: 1.5; }
h1, h2, h3, h4, h5, h6, figcaption, caption, th, .aims-title, .chapter-number, .tab-label { text-align: start; hyphens: none; break-after: avoid; page-break-after: avoid; }
h1 { break-before: page; page-break-before: always; }
.lede, .chapter-number, .part-title { color: #5a5145; }
.lede { font-style: italic; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.8em; line-height: 1.4; text-align: left; hyphens: none; margin: 0; }
code, kbd, samp { font-family: monospace; }
figure { margin: 1em 0; }
figure.code, .alert, .aims, .question, .answer { border: 1px solid #8d826f; border-radius: 3px; padding: 0.5em 0.8em; margin: 1em 0; }
figcaption, .figure-theory, .figure-params, caption, .why { font-size: 0.9em; }
table { border-collapse: collapse; font-size: 0.85em; margin: 1em 0; }
th, td { border: 1px solid #8d826f; padding: 0.2em 0.5em; vertical-align: top; text-align: start; }
img, svg { max-width: 100%; height: auto; }
blockquote { margin: 1em 1.5em; }
dt { font-weight: bold; margin-top: 0.6em; }
.summary, .legend { font-weight: bold; }
.visually-hidden { display: none; }
.right > p:first-child { font-weight: bold; }
.figure-frame svg, .diagram svg { background: #fff; color: #211c16; }
.figure-legend { list-style: none; padding: 0; font-size: 0.9em; }
.figure-legend li { display: inline-block; margin-inline-end: 1em; }
.figure-params > div { margin: 0; }
.figure-params dt { display: inline; margin: 0; }
.figure-params dd { display: inline; margin: 0 0 0 0.5em; }
.drawing pre { white-space: pre; line-height: 1.25; }
.drawing svg { display: none; }
.drawing i { font-style: normal; }
${Object.entries(CODE)
  .map(([name, color]) => `.tok-${name} { color: ${color}; }`)
  .join('\n')}
${Object.entries(TONES)
  .map(
    ([name, color]) =>
      `svg .${name}.rect, svg .${name}.circle, svg .${name}.text { fill: ${color}; }\n` +
      `svg .${name}.outlined, svg .${name}.dashed, svg .${name}.line, svg .${name}.sign { fill: none; stroke: ${color}; }\n` +
      `svg .${name}.line.area { fill: ${color}; fill-opacity: 0.2; stroke: none; }`,
  )
  .join('\n')}
svg .outlined, svg .dashed { stroke-width: 1.4; }
svg .dashed { stroke-dasharray: 5 4; }
svg .washed { fill-opacity: 0.35; }
svg .line { stroke-width: 1.5; stroke-linejoin: round; }
svg .line.thin { stroke-width: 0.8; }
svg .line.thick { stroke-width: 3; }
svg .sign { stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
svg .text { font-size: 13.5px; font-family: sans-serif; }
svg .text.normal { font-size: 16px; }
svg .text.large { font-size: 22px; }
svg .bold { font-weight: bold; }
svg .middle { text-anchor: middle; }
svg .end { text-anchor: end; }
.mermaid svg { font-family: sans-serif; }
.mermaid .mono { font-family: monospace; }
.mermaid .fill-ink { fill: #211c16; }
.mermaid .fill-soft, .mermaid .fill-line { fill: #5a5145; }
.mermaid .fill-box { fill: #fffdf8; }
.mermaid .fill-group { fill: #f8f4ea; }
.mermaid .fill-head { fill: #f3eee2; }
.mermaid .fill-paper { fill: #fff; }
.mermaid .line-edge { stroke: #5a5145; }
.mermaid .line-box { stroke: #8d826f; }
.mermaid .line-paper { stroke: #fff; }
`;
}
