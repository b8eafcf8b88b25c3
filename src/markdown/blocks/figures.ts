// `figure` fences → interactive figures: the YAML body's `name` and parameters are handed to the request.
// Not here: which figures there are and what their parameters mean (the request knows).
import type { Code } from 'mdast';
import { parseDocument } from 'yaml';
import type { Problem } from '../../course/problems.ts';
import type { RenderContext } from '../context.ts';

/** The figure's HTML; '' after a problem was reported. */
export function renderFigureFence(node: Code, context: RenderContext): string {
  const place = context.placeOf(node);
  const malformed = (line: number, column: number, text: string, hint: string): string => {
    context.report('error', 'figure-malformed', { ...place, line, column }, text, hint);
    return '';
  };
  const document = parseDocument(node.value, { prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error) {
    const before = node.value.slice(0, error.pos[0]).split('\n');
    return malformed(
      place.line + before.length,
      (before.at(-1)?.length ?? 0) + 1,
      `The figure is not valid YAML: ${error.message.split('\n')[0]?.replace(/\.?$/, '.') ?? ''}`,
      'Write "name: …" and below it one parameter a line, "servers: 4".',
    );
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 20 });
  } catch (fault) {
    return malformed(
      place.line,
      place.column,
      `The figure's YAML cannot be read: ${fault instanceof Error ? fault.message : String(fault)}.`,
      'Write the values out instead of repeating them by alias.',
    );
  }
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    return malformed(
      place.line,
      place.column,
      'The figure has no name.',
      'Write "name: …" inside the fence.',
    );
  }
  const { name, ...params } = data as Record<string, unknown>;
  if (typeof name !== 'string' || name === '') {
    return malformed(
      place.line,
      place.column,
      'The figure has no name.',
      'Write "name: …" inside the fence.',
    );
  }
  const result = context.request.renderFigure(name, params, place, figureId(name, context));
  if ('html' in result) return result.html;
  const keys = node.value.split('\n').map((text) => /^["']?([\w-]+)["']?\s*:/.exec(text)?.[1]);
  for (const problem of result.problems.slice(0, MOST_PROBLEMS)) {
    context.problems.push(atParameter(problem, keys, place.line));
  }
  return '';
}

/** No figure has nearly as many parameters: whoever writes more has written something else. */
const MOST_PROBLEMS = 20;

/** A problem that names the fence only and quotes a parameter gets the parameter's own line. */
function atParameter(problem: Problem, keys: readonly (string | undefined)[], line: number): Problem {
  if (problem.place.line !== line) return problem;
  const index = keys.findIndex(
    (key) => key !== undefined && problem.text.includes(`"${key}"`) && key !== 'name',
  );
  return index < 0 ? problem : { ...problem, place: { ...problem.place, line: line + index + 1, column: 1 } };
}

/** `figure-queue`, and `figure-queue-2` for a second one of the name on the page. */
export function figureId(name: string, context: RenderContext): string {
  return context.nextId(`figure-${name}`).replace(/-1$/, '');
}
