import { expect, test } from 'vitest';
import { readDiagram } from '../../../../src/markdown/diagrams/mermaid-source.ts';
import { show } from '../../../../src/markdown/diagrams/mermaid-labels.ts';
import { fence, htmlOf, problemsOf, renderText } from '../render-text.ts';

const FLOW = [
  'flowchart TD',
  '  A[Start] --> B{Decision?}',
  '  B -->|Yes| C[(Store)]',
  '  B -- No --> D([End])',
];
const KINDS: Record<string, string[]> = {
  flowchart: FLOW,
  sequence: [
    'sequenceDiagram',
    'participant C as Client',
    'C->>API Gateway: GET /x',
    'API Gateway-->>C: 200',
    'Note over C: done',
  ],
  state: ['stateDiagram-v2', '[*] --> Closed', 'Closed --> Open: fail', 'Open --> Closed', 'Open --> [*]'],
  'entity-relationship': ['erDiagram', 'USER ||--o{ ORDER : places', 'USER {', 'bigint id PK', '}'],
  class: ['classDiagram', 'class A {', '-key: string', '+go(x: int) void', '}', 'A <|-- B', 'A o-- C : has'],
};

async function drawn(...lines: string[]): Promise<string> {
  return htmlOf(fence('mermaid alt="x"', ...lines));
}

function words(html: string): string[] {
  return Array.from(html.matchAll(/>([^<]+)</g), ([, text = '']) => text.trim()).filter(Boolean);
}

test.each(Object.entries(KINDS))('a %s diagram is an SVG that any strict page can show', async (_, lines) => {
  const html = await drawn(...lines);
  expect(html).toMatch(
    /^<figure class="diagram mermaid"><div class="diagram-scroll" tabindex="0" role="group"/,
  );
  expect(html).toMatch(
    /<svg viewBox="-?\d+ -?\d+ \d+ \d+" width="\d+" height="\d+" role="img" aria-label="x">/,
  );
  expect(html).not.toMatch(/<style| style=|@import|https?:|var\(|#[0-9a-f]{3,6}"|NaN|data-/i);
  expect(await problemsOf(fence('mermaid alt="x"', ...lines))).toEqual([]);
});

test('ids are of their own in each diagram of a page, and all references lead to one', async () => {
  const html = await htmlOf(
    [FLOW, FLOW, KINDS['class'] ?? []].map((lines) => fence('mermaid alt="x"', ...lines)).join('\n\n'),
  );
  const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of html.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
});

test('the title is the caption, the alternative text the name of the picture', async () => {
  const html = await htmlOf(fence('mermaid alt=\'A calls "B"\' title="Calls"', ...FLOW));
  expect(html).toContain('aria-label="A calls &quot;B&quot;"');
  expect(html).toContain('<figcaption>Calls</figcaption>');
});

test("Mermaid's own texts for listeners serve as alternative text", async () => {
  const text = fence(
    'mermaid',
    'flowchart TD',
    'accTitle: Calls',
    'accDescr {',
    'A calls B.',
    '}',
    'A --> B',
  );
  expect(await htmlOf(text)).toContain('aria-label="Calls A calls B."');
  expect(await problemsOf(text)).toEqual([]);
});

test('a diagram without alternative text is told, and named by its words', async () => {
  const text = fence('mermaid', 'flowchart TD', 'A[One] --> B[Two]');
  expect(await problemsOf(text)).toEqual(['1:1 diagram-alt-missing']);
  expect(await htmlOf(text)).toContain('aria-label="One, Two"');
});

test.each([
  ['an arrow to nothing', ['flowchart TD', 'A --> B', 'B -->'], 3],
  ['a bracket never closed', ['flowchart TD', 'A[Start --> B'], 2],
  ['an unknown arrow', ['flowchart TD', 'A => B'], 2],
  ['a subgraph never closed', ['flowchart TD', 'subgraph x', 'A --> B'], 2],
  ['an unknown direction', ['flowchart XY', 'A --> B'], 1],
  ['a message without text', ['sequenceDiagram', 'A->>B: x', 'A->>B'], 3],
  ['an end of nothing', ['sequenceDiagram', 'A->>B: x', 'end'], 3],
  ['a block never closed', ['sequenceDiagram', 'loop x', 'A->>B: x'], 2],
  ['no transition', ['stateDiagram-v2', 'A -> B'], 2],
  ['a state never closed', ['stateDiagram-v2', 'state X {', 'A --> B'], 2],
  ['no relationship', ['erDiagram', 'A ||--> B : x'], 2],
  ['no attribute', ['erDiagram', 'A {', 'id', '}'], 3],
  ['no relation of classes', ['classDiagram', 'A <|= B'], 2],
  ['no diagram at all', ['hello'], 1],
])('%s is told with its line, and the source is shown', async (_, lines, line) => {
  const { problems, html } = await renderText(`text\n\n${fence('mermaid alt="x"', ...lines)}`);
  expect(problems.map(({ code, place, grade }) => [code, place.line, grade])).toEqual([
    ['diagram-malformed', 3 + line, 'warning'],
  ]);
  expect(html).toContain('data-lang="mermaid"');
});

test('a kind that cannot be drawn is a warning, since an existing file must drop in', async () => {
  const { problems, html } = await renderText(fence('mermaid alt="x"', 'pie', '"a" : 1'));
  expect(problems.map(({ code, grade }) => [code, grade])).toEqual([['diagram-unsupported', 'warning']]);
  expect(html).toContain('data-lang="mermaid"');
});

test.each([
  ['arrows without spaces', 'A-->B', ['A', 'B']],
  ['quoted labels with brackets', 'A["f(x) [y] {z}"] --> B["a | b; c"]', ['f(x) [y] {z}', 'a | b; c']],
  ['several statements in a line', 'A --> B; B --> C', ['A', 'B', 'C']],
  ['several nodes at an arrow', 'A & B --> C & D', ['A', 'B', 'C', 'D']],
  ['chains', 'A --> B --> C', ['A', 'B', 'C']],
  ['letters of any script', 'Größe --> 名前', ['Größe', '名前']],
  ['words that the library takes for its own', 'end1[end] --> class1[class]', ['end', 'class']],
  ['line breaks', 'A["one<br>two"] --> B', ['one', 'two', 'B']],
  ['entities', 'A["a &lt; b #quot;c#quot;"] --> B', ['a < b "c"', 'B']],
])('flowcharts: %s', async (_, statement, expected) => {
  const found = words(await drawn('flowchart TD', statement)).map((word) =>
    word.replaceAll('&lt;', '<').replaceAll('&quot;', '"'),
  );
  expect(found).toEqual(expect.arrayContaining(expected));
});

test('a label given after the first arrow to its node is shown', async () => {
  expect(words(await drawn('flowchart TD', 'A --> B', 'B[Late]'))).toEqual(['A', 'Late']);
});

test('styles of an author are left to the theme', async () => {
  const html = await drawn(
    'flowchart TD',
    'A:::hot --> B',
    'classDef hot fill:#f00',
    'style B fill:url(javascript:x)',
    'linkStyle 0 stroke:#f00',
  );
  expect(html).not.toMatch(/f00|javascript/);
});

test('an arrow back is turned round for the layout, with its head where the author put it', () => {
  const { source } = readDiagram('flowchart TD\nA --> B\nB -->|again| A');
  expect(source.split('\n').slice(-2)).toEqual(['n0 --> n1', 'n0 <---|again| n1']);
});

test('sequence messages are numbered if asked', async () => {
  expect(words(await drawn('sequenceDiagram', 'autonumber', 'A->>B: x', 'B-->>A: y'))).toEqual(
    expect.arrayContaining(['1. x', '2. y']),
  );
});

test('a composite state holds its own start and end', () => {
  const { source } = readDiagram('stateDiagram-v2\n[*] --> A\nstate A {\n[*] --> x\nx --> [*]\n}');
  expect(show(source).match(/subgraph/g)).toHaveLength(1);
  expect(source.match(/\ue100/g)).toHaveLength(2);
});

test('markup in labels is text', async () => {
  const html = await drawn(
    'flowchart TD',
    'A["<img src=x onerror=alert(1)>"] --> B["</text><script>alert(1)</script>"]',
  );
  expect(html).not.toMatch(/<img|<script/);
});

test.each([
  ['arrows', `flowchart TD\n${'  a --> b\n'.repeat(500)}`],
  ['arrows between rows', `flowchart TD\n  ${names('a', 400)} --> ${names('b', 400)}`],
  ['states', `stateDiagram-v2\n${Array.from({ length: 400 }, (_, at) => `a${at} --> b`).join('\n')}`],
  ['entities', `erDiagram\n${Array.from({ length: 400 }, (_, at) => `A${at} ||--o{ B : x`).join('\n')}`],
  ['classes', `classDiagram\n${Array.from({ length: 400 }, (_, at) => `A${at} <|-- B`).join('\n')}`],
  ['letters', `flowchart TD\n  a["${'b '.repeat(20_000)}"]`],
])('a diagram with too many %s is told and its source shown', async (_name, source) => {
  const { html, problems } = await renderText(fence('mermaid alt="x"', source));
  expect(problems.map(({ code, grade }) => [code, grade])).toEqual([['diagram-unsupported', 'warning']]);
  expect(html).not.toContain('<svg');
});

function names(letter: string, count: number): string {
  return Array.from({ length: count }, (_, at) => `${letter}${at}`).join(' & ');
}

test.each([
  ['that is closed', '```mermaid alt="x"\n```'],
  ['that is not', '```mermaid alt="x"'],
])('an empty diagram at the end of a file %s is told at a line that there is', async (_, diagram) => {
  const text = `text\n\n${diagram}`;
  const { problems } = await renderText(text);
  const lines = problems.filter(({ code }) => code === 'diagram-malformed').map(({ place }) => place.line);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toBeLessThanOrEqual(text.split('\n').length);
});
