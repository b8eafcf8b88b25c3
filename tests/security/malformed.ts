// Content folders such as no author would write on purpose, ten thousand of them from one seed: bytes, cut letters, soups
// of Markdown and YAML, rows, nests, folders with odd names. Not here: what must come of them (malformed.test.ts).
import { VECTORS } from './vectors.ts';

/** Files by their path below the content folder. */
export type Folder = Readonly<Record<string, Uint8Array | string>>;

/** Chance that gives the same for the same seed (mulberry32). */
class Chance {
  private state: number;
  constructor(seed: number) {
    this.state = seed | 0;
  }
  /** From 0 up to below `end`. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }
  some(items: readonly string[], most: number): string {
    return Array.from({ length: this.below(most) + 1 }, () => this.pick(items)).join('');
  }
}

const FENCES =
  '```|```\n|~~~|````|```js |```mermaid\n|```question\n|```figure\n|```text\n|```result\n|```sql {1,2-4}\n|```diff\n| title="a\\"|tab="b"\n|alt=|{9-1}|ins={1}';
const MARKDOWN: readonly string[] = (
  `#|##|###|######|#######|\n|\n\n|\n\n|\r\n|\r|\t| |    |  \n|\\|\\\\|*|**|***|_|__|~|~~|\`|\`\`|[|]|(|)|](|][|]:|![|[^|[^1]|[^1]:|[a]: b|` +
  `<|>|</|/>|<a|<!--|-->|<?|]]>|<div>|</div>|<details>|<summary>|<b |onclick=x|<table>|<td>|<script>|</script>|<p title="|` +
  `> |> > |- |* |+ |1. |99999999999. |- [ ] |- [x] |:-:|---|===|***|%%|{|}|{{|$|$$|^|@|&|&amp;|&#0;|&#x110000;|&nope;|` +
  `http://|https://a.b|www.a.b|a@b.c|mailto:|javascript:|#a|?a|../|../../|a.md|a.md#b|%|%2e%2e|%zz|\\u0000|a|b c|word|é|漢字|🙂|\u200d|\u202e|\ufeff|\ufffd|\ud83d|\u0301|:|; |, |. |"|'|=|!|[!NOTE]|` +
  `<http://a>|<a@b>|**a**: b\n|## Contents\n\n- [a](#b)\n|## Glossary\n\n### T\n\n`
)
  .split(/(?<!\\)\|/)
  .concat(['|', '|a|b|\n|-|-|\n', ...FENCES.split('|')]);
const YAML: readonly string[] =
  'title|description|language|objectives|prerequisites|minutes|chapters|id|text|objective|ask|answers|number|order|why|correct|unit|tolerance|name|servers|:|: |:\n|\n|\n  |\n    |\n- |- |{|}|[|]|, |"|\'|#|# |&a|*a|!!|!!binary |!!js/function |!|>|>-|\\||@|`|%|?|? |---\n|...\n|~|null|true|yes|1|-1|1e999|.nan|.inf|0x1f|1_000|2020-01-01|a|b c|é|🙂|\t|\\|\\n|\u0000|__proto__|constructor|<<: *a|<<|${a}'.split(
    /(?<!\\)\|/,
  );
const INSIDE: readonly string[] =
  'flowchart TD\n|flowchart|graph LR\n|sequenceDiagram\n|stateDiagram-v2\n|classDiagram\n|erDiagram\n|pie\n|gantt\n|a|b|c|-->|--|---|==>|-.->|["|"]|[|]|((|))|{|}|&|;|\n|\n  |subgraph a\n|end\n|->>|participant |note over a: |loop x\n|[*]|state "|as b|: |class A {\n|+int b\n|<\\|--|\\|\\|--o{|%%|%%{|}%%|style a fill:red\n|click a "x"\n|:::|@{ shape: x }|é|#35;|<br>|---\n|title: x\n|accDescr: |direction LR\n'.split(
    /(?<!\\)\|/,
  );
const MDX: readonly string[] =
  '<A|<A />|<A>|</A>|<>|</>|{|}|{a}|{1/0}|{"a"}|{() =>|import a from "b"\n|export const a = 1\n|export default|\n\n|\n| |name={|x="|"|...a|`|<Queue servers={2} />|<Figure />|# a\n|- |> |<!-- |**|</|/>|=|class|é|;'.split(
    '|',
  );
const NAMES =
  '01-a|01_a|1. a|a|A|index|Index|glossary|topics|figures|search|404|assets|-|--|...a|é|漢字|🙂|a b|a%20b|a#b|a?b|con|a.b|.hidden|_draft|0|__proto__|constructor|toString|a:b|<b>|"|' +
  "'|&|\u202e|\u0301|a\nb|node_modules|readme";

const SAMPLE = `---
title: Orders
description: What an order is.
objectives:
  - id: know
    text: Know what an order is
minutes: 5
---

Opening with *emphasis*, **strength**, \`code\`, [a link](02-b.md#c), ![a picture](p.png "t") and a note[^1].

## One & two

**Latency**: the time.
**Rate**: the count.

| a | b |
| :- | -: |
| 1 | 2 |

\`\`\`ts title="a.ts" {1}
const a: number = 1;
\`\`\`

\`\`\`question
id: what
objective: know
ask: What is it?
answers:
  - text: This
    correct: true
    why: So
  - text: "That: no"
    why: Not so
\`\`\`

\`\`\`mermaid alt="a to b"
flowchart TD
  a["A b"] -->|yes| b
\`\`\`

<details>
<summary>More</summary>

- [x] done
- [ ] not

</details>

> [!NOTE]
> An alert.

[^1]: The note.
`;

const bytesOf = (chance: Chance, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => (chance.below(3) === 0 ? chance.below(256) : 32 + chance.below(95)));
const soup = (chance: Chance, most: number): string => chance.some(MARKDOWN, most);

/** One way to make a folder, and how often of a hundred it is chosen. */
const WAYS: readonly (readonly [name: string, weight: number, make: (chance: Chance) => Folder])[] = [
  ['bytes', 6, (chance) => ({ 'a.md': bytesOf(chance, chance.below(300)) })],
  ['letters that are cut', 5, (chance) => ({ 'a.md': cut(chance) })],
  ['Markdown', 28, (chance) => ({ 'a.md': soup(chance, 60) })],
  [
    'Markdown in two chapters',
    8,
    (chance) => ({ 'a/01-a.md': soup(chance, 30), 'a/02-b.md': soup(chance, 30) }),
  ],
  [
    'front matter',
    12,
    (chance) => ({ 'a/01-a.md': `---\n${chance.some(YAML, 25)}\n---\n${soup(chance, 5)}` }),
  ],
  ['front matter of a file', 4, (chance) => ({ 'a.md': `---\n${chance.some(YAML, 25)}\n---\n## A\n\nb` })],
  ['questions and figures', 8, (chance) => ({ 'a.md': fence(chance, ['question', 'figure'], YAML) })],
  ['diagrams', 5, (chance) => ({ 'a.md': fence(chance, ['mermaid', 'mermaid alt="x" title=y'], INSIDE) })],
  ['a chapter with slips', 9, (chance) => ({ 'a/01-a.md': slip(chance), 'a/02-b.md': '## C\n\nd' })],
  [
    'a glossary',
    3,
    (chance) => ({
      'a/glossary.md': `## A\n\n${soup(chance, 20)}\n\n## B\n\n- Also: ${soup(chance, 8)}`,
      'a/b.md': 'a',
    }),
  ],
  ['rows', 4, (chance) => ({ 'a.md': chance.some(MARKDOWN, 3).repeat(chance.below(400)) })],
  ['MDX', 4, (chance) => ({ 'a.mdx': chance.some(MDX, 20) })],
  ['folders', 4, folders],
];

/** Longer and rarer: what would show a time that grows with the square. */
const LONG: readonly (readonly [name: string, make: (chance: Chance) => Folder])[] = [
  ['a long row', (chance) => ({ 'a.md': chance.some(MARKDOWN, 2).repeat(4000) })],
  [
    'fifty thousand signs',
    (chance) => ({ 'a.md': chance.pick([...'[*_<`~!|>#&(\\$^@-=+:.']).repeat(50_000) }),
  ],
  [
    'a long row in front matter',
    (chance) => ({ 'a.md': `---\ntitle: ${chance.some(YAML, 2).repeat(2000)}\n---\n\na` }),
  ],
  [
    'a long row in a question',
    (chance) => ({ 'a.md': `\`\`\`question\nid: a\nask: ${chance.some(YAML, 2).repeat(2000)}\n\`\`\`` }),
  ],
  [
    'a long row in a diagram',
    (chance) => ({ 'a.md': `\`\`\`mermaid\nflowchart TD\n${chance.some(INSIDE, 4).repeat(1000)}\n\`\`\`` }),
  ],
  [
    'many footnotes',
    () => ({
      'a.md': Array.from({ length: 900 }, (_, at) => `a[^${at}]\n\n[^${at}]: b[^${at + 1}]\n`).join('\n'),
    }),
  ],
  [
    'many chapters',
    () => ({
      'a.md': Array.from({ length: 900 }, (_, at) => `## C${at}\n\n[a][r${at}]\n\n[r${at}]: b.md\n`).join(
        '\n',
      ),
    }),
  ],
  ['an alias bomb', () => ({ 'a.md': `---\n${bomb()}\n---\n\na` })],
  ['an alias bomb in a figure', () => ({ 'a.md': `\`\`\`figure\nname: queue\n${bomb()}\n\`\`\`` })],
  ['an alias bomb in a question', () => ({ 'a.md': `\`\`\`question\n${bomb()}\n\`\`\`` })],
  [
    'a wide line',
    (chance) => ({ 'a.md': chance.pick(['a', ' ', 'a ', '\t', '漢', '\u0301', '\0']).repeat(60_000) }),
  ],
  [
    'a long nest of HTML',
    (chance) => ({
      'a.md': chance.pick(['<div>', '<b>', '<table>', '<svg>', '<a b="', '<b><p>', '<!--']).repeat(3000),
    }),
  ],
];

export interface Malformed {
  readonly name: string;
  readonly folder: Folder;
}

/** The input of a number; every 150th is a long one. */
export function malformedInput(number: number): Malformed {
  const chance = new Chance(number * 7919 + 17);
  if (number % 150 === 149) {
    const [name, make] = LONG[Math.floor(number / 150) % LONG.length] ?? chance.pick(LONG);
    return { name, folder: make(chance) };
  }
  let ticket = chance.below(WAYS.reduce((sum, [, weight]) => sum + weight, 0));
  const [name, , make] = WAYS.find(([, weight]) => (ticket -= weight) < 0) ?? chance.pick(WAYS);
  return { name, folder: make(chance) };
}

/** Text whose last letter, or one within, is only half there. */
function cut(chance: Chance): Uint8Array {
  const whole = Buffer.from(`---\ntitle: é\n---\n\n${soup(chance, 20)} 漢字 🙂`);
  const end = whole.length - chance.below(12);
  const bytes = Buffer.from(whole.subarray(0, end));
  if (chance.below(2) === 0 && bytes.length > 0) bytes[chance.below(bytes.length)] = 0x80 + chance.below(128);
  return bytes;
}

function fence(chance: Chance, languages: readonly string[], words: readonly string[]): string {
  const fences = Array.from(
    { length: 1 + chance.below(3) },
    () => `\`\`\`${chance.pick(languages)}\n${chance.some(words, 30)}\n\`\`\``,
  );
  return `## A\n\n${fences.join('\n\n')}`;
}

/** The sample with letters lost, doubled, changed, lines moved, or a known trick put in. */
function slip(chance: Chance): string {
  let text = SAMPLE;
  for (let slips = 1 + chance.below(6); slips > 0; slips--) {
    const at = chance.below(text.length);
    const length = chance.below(12);
    const put = chance.pick([
      '',
      soup(chance, 2),
      text.slice(at, at + length * 2),
      chance.pick(VECTORS).text,
    ]);
    text = text.slice(0, at) + put + text.slice(at + length);
  }
  return text;
}

function folders(chance: Chance): Folder {
  const names = NAMES.split('|');
  const files: Record<string, string> = {};
  for (let count = 1 + chance.below(5); count > 0; count--) {
    const extension = chance.pick(['.md', '.md', '.md', '.MD', '.mdx', '.markdown', '.txt', '']);
    const below = chance.pick(['', `${chance.pick(names)}/`, `${chance.pick(names)}/${chance.pick(names)}/`]);
    files[`${below}${chance.pick(names)}${extension}`] = chance.below(4) === 0 ? '' : soup(chance, 8);
  }
  return files;
}

function bomb(): string {
  const letters = [...'abcdefghij'];
  return letters
    .map(
      (letter, at) =>
        `${letter}: &${letter} [${
          at === 0
            ? 'x'
            : Array(9)
                .fill(`*${letters[at - 1] ?? ''}`)
                .join(', ')
        }]`,
    )
    .join('\n');
}
