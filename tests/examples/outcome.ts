// What comes of checking a fence, and how a failure is told: always with the author's file and line.
import type { Fence, FencePlace } from './fences.ts';

/** Executed: it ran. Validated: a parser, compiler, schema or linter read it. Skipped: not looked at, and why. */
export type Outcome =
  | { readonly did: 'executed' | 'validated'; readonly rewrite?: Rewrite | undefined }
  | { readonly did: 'skipped'; readonly reason: string };

/** What the fence shows is not what really came; `text` is what it would have to show. */
export interface Rewrite {
  /** The fence whose text would change: a `result`, or an HTTP answer. */
  readonly fence: Fence;
  /** The fence that was checked: the one before the result, or the HTTP answer itself. */
  readonly owner: Fence;
  readonly text: string;
}

export class ExampleFailure extends Error {
  constructor(place: FencePlace, what: string) {
    super(`${place.file}:${String(place.line)}  ${what}`);
    this.name = 'ExampleFailure';
  }
}

/** A failure with the number of the line inside the fence's code, counted from 1. */
export function failureAt(fence: Fence, codeLine: number, what: string): ExampleFailure {
  return new ExampleFailure({ file: fence.file, line: fence.line + codeLine }, what);
}

/** The failure of a fence that shows something else than what came. */
export function differs({ fence, text }: Rewrite): ExampleFailure {
  return new ExampleFailure(
    fence,
    `the fence shows something else than what came (npm run examples -- --record writes it).\nshown:\n${fence.code}\ncame:\n${text}`,
  );
}

/** Compares the `result` fence with what came, blind to white space at the ends of lines and of the whole. */
export function compareResult(fence: Fence, came: string): Rewrite | undefined {
  if (!fence.result || tidy(fence.result.code) === tidy(came)) return undefined;
  return { fence: fence.result, owner: fence, text: tidy(came) };
}

export function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
