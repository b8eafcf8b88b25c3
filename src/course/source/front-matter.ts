// Front matter against its schema: the data, or a problem with its line for each thing that is wrong.
// What other tools write there is either taken for what it means here or left alone: it must not stop a build.
// Not here: reading YAML (parse.ts), what may stand there (schema.ts), the keys of others (front-matter-of-others.ts).
import { z } from 'zod';
import type { FrontMatter } from './parse.ts';
import { isWithoutMeaning, SYNONYMS } from './front-matter-of-others.ts';
import { didYouMean, nearest, type Problem } from '../problems.ts';
import { describeIssue, describePath } from './schema-issues.ts';
import type { ChapterData } from './schema.ts';

/** What an author said of a chapter, with the line of each part of it. */
export interface Stated {
  readonly data: ChapterData;
  lineOf(path: readonly PropertyKey[]): number;
}

/** Without a value that can be used, a page is as good as if nothing had been said; other keys have no such way out. */
const DISPENSABLE: ReadonlySet<PropertyKey> = new Set([
  'title',
  'description',
  'language',
  'minutes',
  'prerequisites',
]);

/** The data; empty if there is an error in any of it, since the build will stop. */
export function validate<Schema extends z.ZodObject>(
  schema: Schema,
  frontMatter: FrontMatter,
  file: string,
  problems: Problem[],
): Partial<z.infer<Schema>> {
  const known = Object.keys(schema.shape);
  const { data, unknown } = translate(frontMatter.data, known);
  const report = (
    grade: Problem['grade'],
    path: readonly PropertyKey[],
    text: string,
    hint: string,
  ): void => {
    const place = { file, line: frontMatter.lineOf(path), column: 1 };
    problems.push({
      grade,
      code: 'front-matter-invalid',
      place,
      text: `In the front matter, ${text}.`,
      hint,
    });
  };
  if (unknown.length > 0) problems.push(unknownKeys(unknown, known, frontMatter, file));
  const forbidden = pathToForbidden(frontMatter.data);
  if (forbidden) {
    report(
      'error',
      forbidden,
      `${describePath(forbidden)} is a name that no data can have`,
      'Choose another name; a chapter of this title can be renamed, or be a file of its own in a folder.',
    );
  }
  const first = schema.safeParse(data);
  if (first.success) return first.data as Partial<z.infer<Schema>>;

  let hasError = false;
  const kept: Record<string, unknown> = { ...data };
  let told = 0;
  const before = new Set<string>();
  for (const issue of first.error.issues) {
    const [key = ''] = issue.path;
    // What is of the wrong kind is also too short or too long for the right one.
    const where = JSON.stringify(issue.path);
    if (before.has(where) && /^too_/.test(issue.code)) continue;
    before.add(where);
    if (told++ >= MOST_TOLD) {
      hasError = true;
      continue;
    }
    if (issue.code === 'unrecognized_keys') {
      const there = keysAt(schema, issue.path);
      hasError = true;
      for (const each of issue.keys.slice(0, MOST_TOLD)) {
        const hint = didYouMean(each, there, `Known here: ${there.join(', ')}.`);
        report(
          'error',
          [...issue.path, each],
          `${describePath([...issue.path, each])} is not known here`,
          hint,
        );
      }
    } else if (DISPENSABLE.has(key)) {
      delete kept[String(key)];
      report('warning', issue.path, `${describePath(issue.path)} ${describeIssue(issue)}`, 'It is left out.');
    } else {
      hasError = true;
      report('error', issue.path, `${describePath(issue.path)} ${describeIssue(issue)}`, '');
    }
  }
  const more = first.error.issues.length - MOST_TOLD;
  if (more > 0)
    report('error', [], `${more} more ${more === 1 ? 'value is' : 'values are'} not as they must be`, '');
  const second = hasError ? undefined : schema.safeParse(kept);
  return second?.success ? (second.data as Partial<z.infer<Schema>>) : {};
}

/** What is wrong in so many places is wrong for one reason. */
const MOST_TOLD = 20;

/**
 * Where a key is called `__proto__`, which the schema would drop without a word; undefined if nowhere. Aliases can make
 * the data a graph with circles.
 */
function pathToForbidden(
  value: unknown,
  path: readonly string[] = [],
  seen = new Set<unknown>(),
): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (Object.hasOwn(value, '__proto__')) return [...path, '__proto__'];
  for (const [key, inner] of Object.entries(value)) {
    const found = pathToForbidden(inner, [...path, key], seen);
    if (found) return found;
  }
  return undefined;
}

interface Translated {
  readonly data: Readonly<Record<string, unknown>>;
  /** Keys that nobody knows. */
  readonly unknown: readonly string[];
}

/** Keys of our own with their values in our form; those of other tools only where they say the same. */
function translate(written: Readonly<Record<string, unknown>>, known: readonly string[]): Translated {
  const data: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(written)) {
    const meant = SYNONYMS.get(key) ?? '';
    if (known.includes(key)) {
      const own = inOurForm(key, value);
      if (own !== undefined) data[key] = own;
    } else if (known.includes(meant)) {
      const isUsable = typeof value === 'string' && value.length <= LONGEST_DESCRIPTION;
      if (isUsable && !(meant in written) && !(meant in data)) data[meant] = inOurForm(meant, value);
    } else if (!isWithoutMeaning(key)) unknown.push(key);
  }
  return { data, unknown };
}

/** What a schema allows of a description. */
const LONGEST_DESCRIPTION = 300;

/** A value as our schema has it, where others write it in another way; undefined where they mean something else. */
function inOurForm(key: string, value: unknown): unknown {
  if (value === null || value === '') return undefined;
  if (key === 'title' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (key === 'title' && value instanceof Date) return value.toISOString().slice(0, 10);
  // A language by its locale, such as `zh_CN` or `en_US.UTF-8`.
  if (key === 'language' && typeof value === 'string') return value.replace(/\..*$/, '').replaceAll('_', '-');
  // Lessons of The Carpentries list their objectives as sentences.
  if (key === 'objectives' && typeof value === 'string') return [objectiveOf(value, 0)];
  if (key === 'objectives' && Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.map(objectiveOf);
  }
  // Quarto and Jupyter Book list their files under this name.
  if (key === 'chapters' && Array.isArray(value)) return undefined;
  // Elsewhere these are sentences about the reader.
  if (key === 'prerequisites' && [value].flat().some((each) => typeof each === 'string' && /\s/.test(each))) {
    return undefined;
  }
  return value;
}

function objectiveOf(text: string, index: number): { id: string; text: string } {
  return { id: `objective-${index + 1}`, text };
}

/** More are counted, not named. */
const MOST_NAMED = 5;

function unknownKeys(
  unknown: readonly string[],
  known: readonly string[],
  frontMatter: FrontMatter,
  file: string,
): Problem {
  const [first = ''] = unknown;
  const named = unknown.slice(0, MOST_NAMED);
  const more = unknown.length - named.length;
  const quoted = [...named.map((key) => `"${key}"`), ...(more > 0 ? [`${more} more`] : [])];
  const list = quoted.length === 1 ? quoted[0] : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
  const guesses = named.flatMap((key) => {
    const near = nearest(key, known);
    return near === undefined
      ? []
      : [unknown.length === 1 ? `Did you mean "${near}"?` : `For "${key}", did you mean "${near}"?`];
  });
  return {
    grade: 'warning',
    code: 'front-matter-unknown',
    place: { file, line: frontMatter.lineOf([first]), column: 1 },
    text: `In the front matter, ${list} ${unknown.length === 1 ? 'is' : 'are'} not known here and ${unknown.length === 1 ? 'does' : 'do'} nothing.`,
    hint: guesses.length > 0 ? guesses.join(' ') : `Known here: ${known.join(', ')}.`,
  };
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
