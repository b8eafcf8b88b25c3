// JSON and YAML fences: they must parse.
import { parseAllDocuments } from 'yaml';
import type { Fence } from './fences.ts';
import { ExampleFailure, failureAt, type Outcome } from './outcome.ts';

export function checkJson(fence: Fence): Outcome {
  try {
    JSON.parse(fence.code);
  } catch (error) {
    throw new ExampleFailure(fence, `is not JSON: ${(error as Error).message}`);
  }
  return { did: 'validated' };
}

/** The documents of a YAML fence, as plain values. */
export function parseYaml(fence: Fence): unknown[] {
  const documents = parseAllDocuments(fence.code);
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [problem] = document.errors;
    if (problem) throw failureAt(fence, problem.linePos?.[0].line ?? 0, `is not YAML: ${problem.message}`);
    return document.toJS() as unknown;
  });
}
