// Nodes, groups and arrows of a flowchart or state diagram → text for the drawing library, in an order it draws well.
// Not here: Mermaid's grammar (mermaid-flowchart.ts, mermaid-state.ts).
import { hide } from './mermaid-labels.ts';

/** Labels that stand for a state diagram's first and last dot; drawn by mermaid-svg.ts. */
export const START = '\ue100';
export const END = '\ue101';

export type Brackets = readonly [open: string, close: string];
export const RECTANGLE: Brackets = ['[', ']'];

export interface Arrow {
  readonly stroke: 'solid' | 'thick' | 'dotted';
  readonly heads: 'none' | 'end' | 'both';
  readonly label: string;
}

interface Edge extends Arrow {
  readonly from: string;
  readonly to: string;
}

export class GraphText {
  private readonly header: string;
  private readonly lines: string[] = [];
  private readonly edges: Edge[] = [];
  private readonly names = new Map<string, string>();
  private readonly defined = new Set<string>();
  private readonly placed = new Set<string>();
  private readonly groups: ReadonlySet<string>;
  private depth = 0;

  /** `groups`: ids of the groups that will be opened; an arrow may lead to one before. */
  constructor(direction: string, groups: ReadonlySet<string>) {
    this.header = `flowchart ${direction.toUpperCase()}`;
    this.groups = groups;
  }

  /** Mentions a node: it stands where it is mentioned first, or first inside a group. */
  node(id: string, label: string, [open, close]: Brackets = RECTANGLE): void {
    if (this.groups.has(id)) return;
    const inside = this.depth > 0;
    if (this.defined.has(id) && (!inside || this.placed.has(id))) return;
    this.defined.add(id);
    if (inside) this.placed.add(id);
    const shown = label === START || label === END ? label : hide(label) || '\u00a0';
    this.lines.push(`${this.name(id)}${open}${shown}${close}`);
  }

  edge(from: string, to: string, arrow: Arrow): void {
    this.edges.push({ from, to, ...arrow });
  }

  open(id: string, label: string): void {
    this.depth += 1;
    this.lines.push(`subgraph ${this.name(id)} [${hide(label) || '\u00a0'}]`);
  }

  close(): void {
    this.depth -= 1;
    this.lines.push('end');
  }

  direction(direction: string): void {
    this.lines.push(`direction ${direction.toUpperCase()}`);
  }

  /**
   * The library puts any node of a cycle on top. So an arrow that leads back to where a reader has come from is turned
   * round, with its head at its start: the picture then begins where the author began.
   */
  print(): string[] {
    const back = findBackEdges(this.edges);
    return [
      this.header,
      ...this.lines,
      ...this.edges.map((edge) => {
        const [from, to] = back.has(edge) ? [edge.to, edge.from] : [edge.from, edge.to];
        const arrow = `${spell(edge, back.has(edge))}${edge.label.trim() === '' ? '' : `|${hide(edge.label)}|`}`;
        return `${this.name(from)} ${arrow} ${this.name(to)}`;
      }),
    ];
  }

  /** The library's names are of Latin letters, and some words are not free. */
  private name(id: string): string {
    let name = this.names.get(id);
    if (!name) this.names.set(id, (name = `n${this.names.size}`));
    return name;
  }
}

const LINES = { solid: ['---', '-->'], thick: ['===', '==>'], dotted: ['-.-', '-.->'] } as const;

function spell({ stroke, heads }: Arrow, turned: boolean): string {
  const [plain, headed] = LINES[stroke];
  if (heads === 'both') return `<${headed}`;
  if (heads === 'none') return plain;
  return turned ? `<${plain}` : headed;
}

/** Edges whose end is on the way from the first node to their start, walking in the order written. */
function findBackEdges(edges: readonly Edge[]): ReadonlySet<Edge> {
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges) {
    const known = leaving.get(edge.from);
    if (known) known.push(edge);
    else leaving.set(edge.from, [edge]);
  }
  const back = new Set<Edge>();
  const seen = new Set<string>();
  const onWay = new Set<string>();
  const walk = (node: string): void => {
    seen.add(node);
    onWay.add(node);
    for (const edge of leaving.get(node) ?? []) {
      if (onWay.has(edge.to)) {
        if (edge.to !== edge.from) back.add(edge);
      } else if (!seen.has(edge.to)) walk(edge.to);
    }
    onWay.delete(node);
  };
  for (const { from } of edges) if (!seen.has(from)) walk(from);
  return back;
}
