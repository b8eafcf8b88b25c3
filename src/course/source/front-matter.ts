// Front matter against its schema: the data, or a problem with its line for each thing that is wrong.
// Not here: reading YAML (parse.ts), what may stand there (schema.ts).
import { z } from 'zod';
import type { FrontMatter } from './parse.ts';
import { didYouMean, type Problem } from '../problems.ts';
import { sayIssue, sayPath } from './schema-issues.ts';
import type { ChapterData } from './schema.ts';

/** What an author said of a chapter, with the line of each part of it. */
export interface Stated {
  readonly data: ChapterData;
  lineOf(path: readonly PropertyKey[]): number;
}

/** The data; empty if any of it is wrong, since the build will stop. */
export function validate<Schema extends z.ZodObject>(
  schema: Schema,
  frontMatter: FrontMatter,
  file: string,
  problems: Problem[],
): Partial<z.infer<Schema>> {
  const parsed = schema.safeParse(frontMatter.data);
  if (parsed.success) return parsed.data as Partial<z.infer<Schema>>;
  const report = (path: readonly PropertyKey[], text: string, hint: string): void => {
    const place = { file, line: frontMatter.lineOf(path), column: 1 };
    problems.push({
      grade: 'error',
      code: 'front-matter-invalid',
      place,
      text: `In the front matter, ${text}.`,
      hint,
    });
  };
  for (const issue of parsed.error.issues) {
    if (issue.code !== 'unrecognized_keys') {
      report(issue.path, `${sayPath(issue.path)} ${sayIssue(issue)}`, '');
      continue;
    }
    const known = keysAt(schema, issue.path);
    for (const key of issue.keys) {
      const hint = didYouMean(key, known, `Known here: ${known.join(', ')}.`);
      report([...issue.path, key], `${sayPath([...issue.path, key])} is not known here`, hint);
    }
  }
  return {};
}

/** The keys that may stand at a path, such as `id` and `text` at `objectives.0`. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const step of path) {
    at = unwrap(at);
    if (at instanceof z.ZodObject) at = at.shape[step as string] as unknown;
    else if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodRecord) at = at.valueType;
  }
  at = unwrap(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}
