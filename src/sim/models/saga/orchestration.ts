// The orchestrator's mind: what to do next follows from the log and from nothing else. That is why a crash
// costs it nothing. Pure; who sends and who crashes is process.ts's business.
import type { SagaStep } from '../saga.ts';

/** In the order in which they are done; they are undone in reverse. */
export const STEPS: readonly SagaStep[] = ['stock', 'payment', 'shipping', 'confirm'];

export type LogEntry =
  | { readonly kind: 'started' }
  | { readonly kind: 'command'; readonly step: SagaStep; readonly compensation: boolean }
  | { readonly kind: 'result'; readonly step: SagaStep; readonly compensation: boolean; readonly ok: boolean }
  | { readonly kind: 'finished'; readonly outcome: 'completed' | 'compensated' };

export type StepStatus = 'waiting' | 'commanded' | 'done' | 'failed' | 'compensating' | 'compensated';

/**
 * `write`: append this entry, then decide again. `await`: this command is in the log without a result; whoever
 * does not know whether it was sent must send it. `rest`: the saga is over.
 */
export type Decision =
  | { readonly do: 'write'; readonly entry: LogEntry }
  | { readonly do: 'await'; readonly step: SagaStep; readonly compensation: boolean }
  | { readonly do: 'rest' };

export function decide(log: readonly LogEntry[]): Decision {
  const last = log.at(-1);
  if (last === undefined) return { do: 'write', entry: { kind: 'started' } };
  if (last.kind === 'finished') return { do: 'rest' };
  if (last.kind === 'command') return { do: 'await', step: last.step, compensation: last.compensation };
  const statuses = statusesOf(log);
  const failed = STEPS.some((step) => statuses[step] === 'failed');
  const next = failed
    ? STEPS.findLast((step) => statuses[step] === 'done')
    : STEPS.find((step) => statuses[step] === 'waiting');
  if (next !== undefined)
    return { do: 'write', entry: { kind: 'command', step: next, compensation: failed } };
  return { do: 'write', entry: { kind: 'finished', outcome: failed ? 'compensated' : 'completed' } };
}

/** Where each step stands according to the log. */
export function statusesOf(log: readonly LogEntry[]): Record<SagaStep, StepStatus> {
  const statuses: Record<SagaStep, StepStatus> = {
    stock: 'waiting',
    payment: 'waiting',
    shipping: 'waiting',
    confirm: 'waiting',
  };
  for (const entry of log) {
    if (entry.kind === 'command') statuses[entry.step] = entry.compensation ? 'compensating' : 'commanded';
    if (entry.kind === 'result' && entry.compensation) statuses[entry.step] = 'compensated';
    if (entry.kind === 'result' && !entry.compensation) statuses[entry.step] = entry.ok ? 'done' : 'failed';
  }
  return statuses;
}
