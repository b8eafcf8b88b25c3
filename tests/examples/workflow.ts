// GitHub workflow files in YAML fences: read by GitHub's own parser.
import { registerHooks } from 'node:module';
import type { Fence } from './fences.ts';
import { ExampleFailure, failureAt } from './outcome.ts';

type Parser = typeof import('@actions/workflow-parser');
let parser: Promise<Parser> | undefined;

export async function validateWorkflow(fence: Fence): Promise<void> {
  parser ??= importParser();
  const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await parser;
  const name = fence.attributes['title'] ?? 'workflow.yml';
  const parsed = parseWorkflow({ name, content: fence.code }, new NoOperationTraceWriter());
  if (parsed.value) await convertWorkflowTemplate(parsed.context, parsed.value);
  const [problem] = parsed.context.errors.getErrors();
  if (!problem) return;
  const line = problem.range?.start.line;
  const what = `is not a valid workflow: ${problem.rawMessage}`;
  throw line === undefined ? new ExampleFailure(fence, what) : failureAt(fence, line, what);
}

/** The parser imports its JSON schema without the attribute that Node asks for; the hook adds it meanwhile. */
async function importParser(): Promise<Parser> {
  const hooks = registerHooks({
    load: (url, context, next) =>
      next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
  });
  try {
    return await import('@actions/workflow-parser');
  } finally {
    hooks.deregister();
  }
}
