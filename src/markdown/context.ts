// What every step of rendering one chapter shares: the request, the problems found so far, ids.
// Not here: any rendering.
import type { Position } from 'unist';
import type { Grade, Problem } from '../course/problems.ts';
import type { Place } from '../course/types.ts';
import { localizationFor, type Localization } from '../languages/index.ts';
import type { RenderRequest } from '../course/render-request.ts';

type Placed = { readonly position?: Position | undefined } | undefined;

export interface RenderContext {
  readonly request: RenderRequest;
  /** The interface in the course's language, for what is said beside the author's words. */
  readonly localization: Localization;
  readonly problems: Problem[];
  /** Ids that authors gave to raw HTML → the prefixed ids they became. */
  readonly rawIds: Map<string, string>;
  /** What was told of authors' HTML on this page. */
  readonly toldHtml: Set<string>;
  /** Glossary terms already linked in this chapter. */
  readonly usedTerms: Set<string>;
  /** Place of a node of the author's file; inside a fence's YAML, of the fence. */
  placeOf(node: Placed): Place;
  report(grade: Grade, code: string, at: Placed | Place, text: string, hint: string): void;
  /** `prefix-1`, `prefix-2` …: unique on the page. */
  nextId(prefix: string): string;
  /** While set, all nodes stand at this place: they come from a text inside a fence. */
  fixedPlace: Place | undefined;
}

export function createContext(request: RenderRequest): RenderContext {
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  const context: RenderContext = {
    request,
    localization: localizationFor(request.language),
    problems,
    rawIds: new Map(),
    toldHtml: new Set(),
    usedTerms: new Set(),
    fixedPlace: undefined,
    placeOf(node) {
      if (context.fixedPlace) return context.fixedPlace;
      const start = node?.position?.start;
      return { file: request.file, line: start?.line ?? 1, column: start?.column ?? 1 };
    },
    report(grade, code, at, text, hint) {
      const place = at && 'file' in at ? at : context.placeOf(at);
      problems.push({ grade, code, place, text, hint });
    },
    nextId(prefix) {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}-${count}`;
    },
  };
  return context;
}
