// State diagrams: states, transitions and composite states, drawn as a graph with dots at its start and end.
// Not here: how they are spelt for the drawing library (mermaid-graph.ts), other kinds of diagrams.
import { END, GraphText, START, type Brackets } from './mermaid-graph.ts';
import { DiagramFault, type SourceLine } from './mermaid-lines.ts';

const STATE = String.raw`[\p{L}\w-]+`;
const TRANSITION = new RegExp(
  String.raw`^(\[\*\]|${STATE}?)(?::::\w+)?\s*-->\s*(\[\*\]|${STATE})(?::::\w+)?(?:\s*:\s*(.+))?$`,
  'u',
);
const COMPOSITE = new RegExp(String.raw`^state\s+(?:"([^"]+)"\s+as\s+)?(${STATE})\s*\{$`, 'u');
const NAMED = new RegExp(String.raw`^state\s+"([^"]+)"\s+as\s+(${STATE})$`, 'u');
const DESCRIBED = new RegExp(String.raw`^(?:state\s+)?(${STATE})(?::::\w+)?(?:\s*:\s*(.+))?$`, 'u');
const UNDRAWN = /^note\b|^end note$|^--$|<<(?:fork|join|choice)>>/;
const IGNORED = /^(?:classDef|class\s|style|click|hide\s+empty|scale)\b/;
const ROUNDED: Brackets = ['(', ')'];

export function readStateDiagram(_header: string, lines: readonly SourceLine[]): string[] {
  // A description may follow the first arrow to its state.
  const labels = new Map<string, string>();
  const composites = new Set<string>();
  let direction = 'TB';
  let depth = 0;
  for (const { text } of lines) {
    const composite = COMPOSITE.exec(text);
    const named = NAMED.exec(text);
    const described = DESCRIBED.exec(text);
    if (composite?.[2]) {
      composites.add(composite[2]);
      if (composite[1]) labels.set(composite[2], composite[1]);
      depth += 1;
    } else if (named?.[1] && named[2]) labels.set(named[2], named[1]);
    else if (described?.[1] && described[2]) labels.set(described[1], described[2]);
    else if (text === '}') depth -= 1;
    else if (depth === 0) direction = /^direction\s+(TD|TB|LR|BT|RL)$/i.exec(text)?.[1] ?? direction;
  }

  const graph = new GraphText(direction, composites);
  const open: { id: string; line: number }[] = [];
  const mention = (id: string, dot: string): string => {
    // Each composite state has its own start and end.
    const unique = id === '[*]' ? `${dot} ${open.at(-1)?.id ?? ''}` : id;
    graph.node(unique, id === '[*]' ? dot : (labels.get(id) ?? id), id === '[*]' ? undefined : ROUNDED);
    return unique;
  };
  for (const { text, number } of lines) {
    const [, source, target, label = ''] = TRANSITION.exec(text) ?? [];
    const composite = COMPOSITE.exec(text);
    const turn = /^direction\s+(TD|TB|LR|BT|RL)$/i.exec(text)?.[1];
    if (turn) {
      if (open.length > 0) graph.direction(turn);
    } else if (IGNORED.test(text)) continue;
    else if (UNDRAWN.test(text))
      throw new DiagramFault(number, `"${text}" cannot be drawn in a state diagram.`, false);
    else if (source && target) {
      const from = mention(source, START);
      graph.edge(from, mention(target, END), { stroke: 'solid', heads: 'end', label });
    } else if (composite?.[2]) {
      graph.open(composite[2], labels.get(composite[2]) ?? composite[2]);
      open.push({ id: composite[2], line: number });
    } else if (text === '}') {
      if (!open.pop()) throw new DiagramFault(number, 'This "}" closes nothing.');
      graph.close();
    } else {
      const state = NAMED.exec(text)?.[2] ?? DESCRIBED.exec(text)?.[1];
      if (!state)
        throw new DiagramFault(
          number,
          `"${text}" is neither a transition such as "A --> B: event" nor a state.`,
        );
      mention(state, '');
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new DiagramFault(unclosed.line, 'This "{" is never closed by "}".');
  return graph.print();
}
