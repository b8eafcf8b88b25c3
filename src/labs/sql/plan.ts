// A query plan as EXPLAIN prints it → a tree of its operators, with the share that each has in the whole.
// Not here: drawing it (plan-view.tsx).

export interface PlanNode {
  /** `Index Scan using orders_by_user on orders` */
  readonly operator: string;
  /** `Index Cond: (user_id = 42)` and the like. */
  readonly details: readonly string[];
  readonly estimatedRows: number | undefined;
  readonly actualRows: number | undefined;
  readonly loops: number | undefined;
  /** Of the time if it was measured, else of the estimated cost, without its children; undefined where neither is shown. */
  readonly share: number | undefined;
  readonly children: readonly PlanNode[];
}

export interface QueryPlan {
  readonly root: PlanNode;
  readonly shareOf: 'time' | 'cost' | undefined;
  /** Lines below the tree, such as `Planning Time: 0.1 ms`. */
  readonly summary: readonly string[];
}

interface Draft {
  readonly indent: number;
  readonly operator: string;
  readonly details: string[];
  readonly children: Draft[];
  readonly cost: number | undefined;
  readonly estimatedRows: number | undefined;
  readonly time: number | undefined;
  readonly actualRows: number | undefined;
  readonly loops: number | undefined;
}

/** Undefined for what is no plan in text, such as one in JSON. */
export function readPlan(lines: readonly string[]): QueryPlan | undefined {
  const all = lines.flatMap((line) => line.split('\n')).filter((line) => line.trim() !== '');
  const [first, ...rest] = all;
  if (first === undefined || /^\s*[[{<-]/.test(first)) return undefined;
  const root = readOperator(first, -1);
  const open: Draft[] = [root];
  const summary: string[] = [];
  for (const line of rest) {
    const indent = line.search(/\S/);
    const arrow = line.startsWith('->', indent);
    if (indent === 0) {
      summary.push(line);
      continue;
    }
    if (summary.length > 0) {
      // What follows a line of the summary and is indented belongs to it: times of triggers, compilation.
      summary.push(line);
      continue;
    }
    // A node's details stand deeper than its arrow; a child's arrow stands deeper than the node's.
    while (open.length > 1 && (open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const parent = open.at(-1) ?? root;
    if (!arrow) {
      parent.details.push(line.trim());
      continue;
    }
    const node = readOperator(line.slice(indent + 2), indent);
    parent.children.push(node);
    open.push(node);
  }
  const shareOf = root.time !== undefined ? 'time' : root.cost !== undefined ? 'cost' : undefined;
  return { root: finish(root, shareOf, totalOf(root, shareOf) ?? 0), shareOf, summary };
}

function readOperator(text: string, indent: number): Draft {
  const estimated = /\(cost=[\d.]+\.\.([\d.]+) rows=(\d+)/.exec(text);
  const actual = /\(actual (?:time=[\d.]+\.\.([\d.]+) )?rows=([\d.]+) loops=(\d+)\)/.exec(text);
  const number = (given: string | undefined): number | undefined =>
    given === undefined ? undefined : Number(given);
  return {
    indent,
    operator: text.replace(/\s*\((?:cost=|actual |never executed)[^)]*\)?/g, '').trim(),
    details: /\(never executed\)/.test(text) ? ['never executed'] : [],
    children: [],
    cost: number(estimated?.[1]),
    estimatedRows: number(estimated?.[2]),
    time: number(actual?.[1]),
    actualRows: number(actual?.[2]),
    loops: number(actual?.[3]),
  };
}

/** With all below it; a time is printed for one loop. */
function totalOf(node: Draft, of: QueryPlan['shareOf']): number | undefined {
  if (of === 'time') return node.time === undefined ? undefined : node.time * (node.loops ?? 1);
  return of === 'cost' ? node.cost : undefined;
}

function finish(draft: Draft, shareOf: QueryPlan['shareOf'], whole: number): PlanNode {
  const total = totalOf(draft, shareOf);
  // What runs once for all (InitPlan, CTE) may cost more than the node that only begins it.
  const below = draft.children.reduce((sum, child) => sum + (totalOf(child, shareOf) ?? 0), 0);
  const share = total === undefined || whole <= 0 ? undefined : Math.max(0, (total - below) / whole);
  const { operator, details, estimatedRows, actualRows, loops } = draft;
  return {
    operator,
    details,
    estimatedRows,
    actualRows,
    loops,
    share: share === undefined ? undefined : Math.min(1, share),
    children: draft.children.map((child) => finish(child, shareOf, whole)),
  };
}
