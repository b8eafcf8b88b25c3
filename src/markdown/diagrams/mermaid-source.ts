// Mermaid text by an author → the plain form that the drawing library reads without loss.
//
// The library (beautiful-mermaid) skips what it does not understand, so a slip of the pen would give a picture that
// lacks an arrow and no word about it. Here each line is read by Mermaid's own grammar, as far as it can be drawn;
// what is no Mermaid is told with its line, and what is Mermaid but cannot be drawn is told apart.
// Not here: drawing (mermaid-svg.ts), the grammar of each kind (mermaid-flowchart.ts, mermaid-sequence.ts …).
import { readClassDiagram, readErDiagram } from './mermaid-boxes.ts';
import { readFlowchart } from './mermaid-flowchart.ts';
import {
  DiagramFault,
  LONGEST_SOURCE,
  MOST_CONNECTIONS,
  tooLarge,
  type SourceLine,
} from './mermaid-lines.ts';
import { readSequence } from './mermaid-sequence.ts';
import { readStateDiagram } from './mermaid-state.ts';

/** Text for the drawing library, with labels hidden by `hide`. */
export type Read = (header: string, lines: readonly SourceLine[]) => string[];

export interface ReadDiagram {
  /** For the drawing library; decode what it prints by `show`. */
  readonly source: string;
  readonly title: string;
  /** Mermaid's own `accTitle` and `accDescr`, joined. */
  readonly description: string;
}

const READERS: readonly (readonly [RegExp, Read])[] = [
  [/^(?:graph|flowchart|flowchart-elk)\b/i, readFlowchart],
  [/^sequenceDiagram\s*$/i, readSequence],
  [/^stateDiagram(?:-v2)?\s*$/i, readStateDiagram],
  [/^erDiagram\s*$/i, readErDiagram],
  [/^classDiagram(?:-v2)?\s*$/i, readClassDiagram],
];
const OTHER_KINDS =
  /^(?:gantt|pie|journey|gitGraph|mindmap|timeline|quadrantChart|requirementDiagram|C4\w+|zenuml|sankey(?:-beta)?|xychart(?:-beta)?|block(?:-beta)?|packet(?:-beta)?|kanban|architecture(?:-beta)?|radar(?:-beta)?|treemap(?:-beta)?)\b/i;

/** A line of the plain form that draws a line; in labels these signs are hidden. */
const CONNECTION = /--|==|\.\.|-\.-/;
/** Throws a DiagramFault. */
export function readDiagram(text: string): ReadDiagram {
  if (text.length > LONGEST_SOURCE) throw tooLarge(1);
  const { lines, title, description } = takeMetadata(text);
  const [header] = lines;
  if (!header) throw new DiagramFault(1, 'The diagram is empty.');
  const reader = READERS.find(([pattern]) => pattern.test(header.text))?.[1];
  if (reader) {
    const isFlowchart = reader === readFlowchart;
    const [start = header, ...body] = isFlowchart ? lines.flatMap(statementsOf) : lines;
    const source = reader(start.text, body);
    const connections = reader === readSequence ? 0 : source.filter((line) => CONNECTION.test(line)).length;
    if (connections > MOST_CONNECTIONS) throw tooLarge(header.number);
    return { source: source.join('\n'), title, description };
  }
  const kind = OTHER_KINDS.exec(header.text)?.[0];
  if (kind) throw new DiagramFault(header.number, `Diagrams of the kind "${kind}" cannot be drawn.`, false);
  throw new DiagramFault(header.number, `"${header.text}" does not begin a Mermaid diagram.`);
}

/** Statements of a flowchart may share a line; a semicolon in a label ends none. */
function statementsOf({ text, number }: SourceLine): SourceLine[] {
  if (!text.includes(';') || /&\w+;|#\w+;/.test(text)) return [{ text, number }];
  const statements = text.match(/(?:"[^"]*"|[^;"])+/g) ?? [];
  return statements.flatMap((each) => (each.trim() === '' ? [] : [{ text: each.trim(), number }]));
}

/** Takes out comments, front matter, directives and the texts for listeners. */
function takeMetadata(text: string): { lines: SourceLine[]; title: string; description: string } {
  const lines: SourceLine[] = [];
  const descriptions: string[] = [];
  let title = '';
  let inside: 'nothing' | 'front matter' | 'directive' | 'description' = 'nothing';
  for (const [index, raw] of text.split('\n').entries()) {
    // Runs of blanks mean nothing; the grammars' patterns would try to divide each of them in every way.
    const line = raw.trim().replaceAll(/\s+/g, ' ');
    if (inside === 'front matter') {
      title = /^title:\s*(.+)$/.exec(line)?.[1]?.replaceAll(/^["']|["']$/g, '') ?? title;
      if (line === '---') inside = 'nothing';
    } else if (inside === 'directive') {
      if (line.endsWith('}%%')) inside = 'nothing';
    } else if (inside === 'description') {
      const end = line.endsWith('}');
      descriptions.push(end ? line.slice(0, -1).trim() : line);
      if (end) inside = 'nothing';
    } else if (line === '---' && lines.length === 0) inside = 'front matter';
    else if (line.startsWith('%%{')) inside = line.endsWith('}%%') ? 'nothing' : 'directive';
    else if (/^accDescr\s*\{/.test(line)) {
      const body = line.replace(/^accDescr\s*\{\s*/, '');
      inside = body.endsWith('}') ? 'nothing' : 'description';
      descriptions.push(body.replace(/\s*\}$/, ''));
    } else if (/^acc(?:Title|Descr)\s*:/.test(line)) descriptions.push(line.replace(/^\w+\s*:\s*/, ''));
    else if (line !== '' && !line.startsWith('%%')) lines.push({ text: line, number: index + 1 });
  }
  return { lines, title, description: descriptions.filter(Boolean).join(' ') };
}
