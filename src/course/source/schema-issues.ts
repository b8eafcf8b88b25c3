// What a schema says of an author's value, in an author's words. Texts only; lists are counted from 1.
import type { z } from 'zod';

const NOUNS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a group of "key: value" lines',
  record: 'a group of "key: value" lines',
  string: 'text',
};

/** Completes a sentence that begins with the value's name: "must be a whole number". */
export function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const isMissing = issue.input === undefined && /undefined/.test(issue.message);
    return isMissing ? 'is missing' : `must be ${NOUNS[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'too_small' && issue.origin === 'string') return 'is empty';
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `must have at most ${issue.maximum} characters`;
  if (issue.code === 'too_small' && issue.origin !== 'array') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.origin !== 'array') return `must be at most ${issue.maximum}`;
  return issue.message;
}

/** `['objectives', 0, 'text']` → `"text" in entry 1 of "objectives"`; '' for the whole. */
export function describePath(path: readonly PropertyKey[]): string {
  const at = path.findLastIndex((step) => typeof step === 'number');
  const names = path.slice(at + 1).map(String);
  const own = names.length > 0 ? `"${names.join('.')}"` : '';
  if (at < 0) return own;
  return `${own}${own && ' in '}entry ${Number(path[at]) + 1} of ${describePath(path.slice(0, at))}`;
}
