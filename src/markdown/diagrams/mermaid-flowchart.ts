// Flowcharts: Mermaid's nodes, arrows and subgraphs, read statement by statement.
// Not here: how they are spelt for the drawing library (mermaid-graph.ts), other kinds of diagrams.
import { GraphText, RECTANGLE, type Arrow, type Brackets } from './mermaid-graph.ts';
import { DiagramFault, MOST_CONNECTIONS, tooLarge, type SourceLine } from './mermaid-lines.ts';

interface Node {
  readonly id: string;
  /** Undefined for a bare mention. */
  readonly shape: Brackets | undefined;
  readonly label: string;
}

// Longest brackets first; the second is how the library spells the nearest shape it draws.
const SHAPES: readonly (readonly [open: string, close: string, draws: Brackets])[] = [
  ['(((', ')))', ['(((', ')))']],
  ['([', '])', ['([', '])']],
  ['((', '))', ['((', '))']],
  ['[[', ']]', ['[[', ']]']],
  ['[(', ')]', ['[(', ')]']],
  ['[/', '/]', ['[', ']']],
  ['[\\', '\\]', ['[', ']']],
  ['[/', '\\]', ['[/', '\\]']],
  ['[\\', '/]', ['[\\', '/]']],
  ['{{', '}}', ['{{', '}}']],
  ['[', ']', ['[', ']']],
  ['(', ')', ['(', ')']],
  ['{', '}', ['{', '}']],
  ['>', ']', ['>', ']']],
];
const ID = /^[\p{L}\p{N}_]+(?:[-.](?=[\p{L}\p{N}_])[\p{L}\p{N}_]+)*/u;
const LABELLED_ARROW =
  /^(<?)(?:(--)|(==)|(-\.))\s*(?![->=.|])("[^"]*"|.+?)\s*(?:-{2,}|={2,}|\.+-)([>ox](?=[\s"\w]|$)|)/;
const ARROW =
  /^([<ox](?=[-=]))?(?:(-{2,})|(={2,})|(-\.+-)|(~{3,}))(>|[ox](?=\s))?(?:\s*\|("[^"]*"|[^|]*)\|)?/;
const IGNORED = /^(?:classDef|class|style|linkStyle|click|href|call)\s/;

export function readFlowchart(header: string, lines: readonly SourceLine[]): string[] {
  const direction = /^\S+\s+(TD|TB|LR|BT|RL)\s*;?$/i.exec(header)?.[1] ?? 'TD';
  if (!/^\S+(?:\s+(?:TD|TB|LR|BT|RL))?\s*;?$/i.test(header)) {
    throw new DiagramFault(1, `"${header}" names no direction; TD, TB, LR, BT and RL are known.`);
  }
  const statements = lines.flatMap(({ text, number }) =>
    splitStatements(text).map((statement) => ({ text: statement, number })),
  );
  const definitions = findDefinitions(statements);
  const groups = new Set(
    statements
      .flatMap(({ text }) => /^subgraph\s+(.+)$/.exec(text)?.[1] ?? [])
      .map((text) => readSubgraph(text).id),
  );
  const graph = new GraphText(direction, groups);
  const open: number[] = [];
  let drawn = 0;
  for (const { text, number } of statements) {
    const turn = /^direction\s+(TD|TB|LR|BT|RL)$/i.exec(text)?.[1];
    const subgraph = /^subgraph(?:\s+(.+))?$/.exec(text);
    if (IGNORED.test(text)) continue;
    if (turn) {
      if (open.length > 0) graph.direction(turn);
    } else if (subgraph) {
      const { id, label } = readSubgraph(subgraph[1] ?? '');
      open.push(number);
      graph.open(id, label);
    } else if (text === 'end') {
      if (open.pop() === undefined) throw new DiagramFault(number, 'This "end" closes nothing.');
      graph.close();
    } else {
      const chain = readChain(text, number);
      // `a & b --> c & d` is four arrows, and two long rows are millions.
      drawn += chain.reduce(
        (sum, { nodes }, at) => sum + nodes.length * (chain[at - 1]?.nodes.length ?? 0),
        0,
      );
      if (drawn > MOST_CONNECTIONS) throw tooLarge(number);
      addChain(graph, chain, definitions);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new DiagramFault(unclosed, 'This subgraph is never closed by "end".');
  return graph.print();
}

/** A label may come after the first arrow to its node, so all are read before anything is printed. */
function findDefinitions(statements: readonly SourceLine[]): ReadonlyMap<string, Node> {
  const definitions = new Map<string, Node>();
  for (const { text, number } of statements) {
    if (isKeyword(text)) continue;
    for (const node of readChain(text, number).flatMap(({ nodes }) => nodes)) {
      if (node.shape || !definitions.has(node.id)) definitions.set(node.id, node);
    }
  }
  return definitions;
}

function addChain(graph: GraphText, links: readonly Link[], definitions: ReadonlyMap<string, Node>): void {
  let before: readonly Node[] = [];
  for (const { arrow, nodes } of links) {
    for (const { id } of nodes) {
      const { label, shape } = definitions.get(id) ?? { label: id, shape: undefined };
      graph.node(id, label, shape ?? RECTANGLE);
    }
    if (arrow) for (const from of before) for (const to of nodes) graph.edge(from.id, to.id, arrow);
    before = nodes;
  }
}

/** At semicolons outside quotes and brackets. */
function splitStatements(line: string): string[] {
  const part =
    /(?:"[^"]*"|\[(?:"[^"]*"|[^\]"])*\]|\((?:"[^"]*"|[^)"])*\)|\{(?:"[^"]*"|[^}"])*\}|\|[^|]*\||[^;])+/g;
  return (line.match(part) ?? []).map((text) => text.trim()).filter(Boolean);
}

interface Link {
  /** Undefined before the first nodes and for a link that is not drawn. */
  readonly arrow: Arrow | undefined;
  readonly nodes: readonly Node[];
}

/** `A & B -->|text| C --> D`. */
function readChain(text: string, line: number): Link[] {
  const links: Link[] = [];
  let rest = text;
  let arrow: Arrow | undefined;
  for (;;) {
    const nodes: Node[] = [];
    for (;;) {
      const [node, after] = readNode(rest, line);
      nodes.push(node);
      rest = after.trimStart();
      if (!rest.startsWith('&')) break;
      rest = rest.slice(1).trimStart();
    }
    links.push({ arrow, nodes });
    if (rest === '') return links;
    // Mermaid's name for an edge: `A e1@--> B`.
    rest = rest.replace(/^[\w-]+@(?=[-=~<])/, '');
    [arrow, rest] = readArrow(rest, line);
  }
}

function readNode(text: string, line: number): [Node, string] {
  const id = ID.exec(text)?.[0];
  if (id === undefined) {
    throw new DiagramFault(
      line,
      text === '' ? 'The arrow points to nothing.' : `A node was expected at "${text}".`,
    );
  }
  let rest = text.slice(id.length);
  let shape: Brackets | undefined;
  let label = id;
  if (rest.startsWith('@{'))
    throw new DiagramFault(line, 'Shapes written as "@{ shape: … }" cannot be drawn.', false);
  const bracket = /^[[({>]/.test(rest);
  if (bracket) {
    const found = readBrackets(rest);
    if (!found) throw new DiagramFault(line, `The bracket of "${text}" is never closed.`);
    ({ shape, label, rest } = found);
  }
  return [{ id, shape, label }, rest.replace(/^:::[\w-]+/, '')];
}

function readBrackets(text: string): { shape: Brackets; label: string; rest: string } | undefined {
  for (const [open, close, draws] of SHAPES) {
    if (!text.startsWith(open)) continue;
    const body = text.slice(open.length);
    const quoted = /^\s*("[^"]*")\s*/.exec(body);
    const end = quoted ? quoted[0].length : body.indexOf(close);
    if (end < 0 || !body.startsWith(close, end)) continue;
    const label = quoted?.[1] ?? body.slice(0, end);
    return { shape: draws, label, rest: body.slice(end + close.length) };
  }
  return undefined;
}

function readArrow(text: string, line: number): [arrow: Arrow | undefined, rest: string] {
  const labelled = LABELLED_ARROW.exec(text);
  const plain = ARROW.exec(text);
  if (labelled && !(plain && plain[6])) {
    const [all, start, , thick, dotted, label = '', head] = labelled;
    return [
      arrowOf(start === '<', Boolean(thick), Boolean(dotted), head === '>', label),
      text.slice(all.length).trimStart(),
    ];
  }
  if (!plain) throw new DiagramFault(line, `An arrow such as "-->" was expected at "${text}".`);
  const [all, start, , thick, dotted, invisible, head, label = ''] = plain;
  const rest = text.slice(all.length).trimStart();
  if (invisible) return [undefined, rest];
  return [arrowOf(start === '<', Boolean(thick), Boolean(dotted), head === '>', label), rest];
}

function arrowOf(bothWays: boolean, thick: boolean, dotted: boolean, head: boolean, label: string): Arrow {
  const heads = bothWays ? 'both' : head ? 'end' : 'none';
  return { stroke: thick ? 'thick' : dotted ? 'dotted' : 'solid', heads, label };
}

function readSubgraph(text: string): { id: string; label: string } {
  const [, id, label] = /^([\p{L}\p{N}_.-]+)\s*\[(.+)\]$/u.exec(text) ?? [];
  return id !== undefined && label !== undefined
    ? { id, label }
    : { id: text || 'subgraph', label: text || ' ' };
}

function isKeyword(text: string): boolean {
  return text === 'end' || IGNORED.test(text) || /^(?:subgraph\b|direction\s)/.test(text);
}
