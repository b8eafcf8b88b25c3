// Dockerfile fences: linted by dockerfile-utils; a warning fails as an error does.
import { validate } from 'dockerfile-utils';
import type { Fence } from './fences.ts';
import { failureAt, type Outcome } from './outcome.ts';

export function checkDockerfile(fence: Fence): Outcome {
  const [problem] = validate(fence.code);
  if (problem) throw failureAt(fence, problem.range.start.line + 1, `Dockerfile: ${problem.message}`);
  return { did: 'validated' };
}
