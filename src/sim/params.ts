// Params from outside (a figure's fence, an address) made complete and checked against a model's specification.
// It reads values only; where they come from is the caller's business.
import type { ParamSpec, ParamSpecs, ParamsOf } from './model.ts';

/** What is wrong with one value. `message` names the parameter and what would have been right. */
export interface ParamProblem {
  readonly param: string;
  readonly message: string;
}

export type ParamReading<S extends ParamSpecs> =
  | { readonly ok: true; readonly params: ParamsOf<S> }
  | { readonly ok: false; readonly problems: readonly ParamProblem[] };

type Value = number | string | boolean;
type ValueReading = { readonly value: Value } | { readonly expected: string };

interface HasParams<S extends ParamSpecs> {
  readonly name: string;
  readonly params: S;
}

/** Every parameter at its default. */
export function defaultParams<S extends ParamSpecs>(model: HasParams<S>): ParamsOf<S> {
  const defaults = Object.entries(model.params).map(([name, spec]) => [name, spec.default] as const);
  return Object.fromEntries(defaults) as ParamsOf<S>;
}

/**
 * Reads an object of values; what is missing gets its default. Text is understood where an address holds
 * it: "0.5" as a number, "true" and "false" as a switch. All problems are reported at once.
 */
export function readParams<S extends ParamSpecs>(model: HasParams<S>, given: unknown): ParamReading<S> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const message = `the parameters of "${model.name}" must be an object of names and values, not ${shown(given)}`;
    return { ok: false, problems: [{ param: '', message }] };
  }
  const problems: ParamProblem[] = [];
  const params: Record<string, Value> = { ...defaultParams(model) };
  for (const [param, raw] of Object.entries(given)) {
    const spec = Object.hasOwn(model.params, param) ? model.params[param] : undefined;
    if (spec === undefined) {
      problems.push({ param, message: unknownParam(model, param) });
      continue;
    }
    const reading = readValue(spec, raw);
    if ('value' in reading) params[param] = reading.value;
    else problems.push({ param, message: `"${param}" must be ${reading.expected}, not ${shown(raw)}` });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, params: params as ParamsOf<S> };
}

function readValue(spec: ParamSpec, raw: unknown): ValueReading {
  switch (spec.kind) {
    case 'number':
    case 'integer': {
      const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
      const whole = spec.kind === 'integer';
      const good =
        typeof value === 'number' &&
        value >= spec.min &&
        value <= spec.max &&
        (!whole || Number.isInteger(value));
      const unit = spec.unit === '' ? '' : ` ${spec.unit}`;
      const what = whole ? 'a whole number' : 'a number';
      return good ? { value } : { expected: `${what} from ${spec.min} to ${spec.max}${unit}` };
    }
    case 'choice': {
      const value = spec.options.find((option) => option.value === raw)?.value;
      if (value !== undefined) return { value };
      return { expected: `one of ${spec.options.map((option) => `"${option.value}"`).join(', ')}` };
    }
    case 'switch': {
      const value = raw === 'true' ? true : raw === 'false' ? false : raw;
      return typeof value === 'boolean' ? { value } : { expected: 'true or false' };
    }
  }
}

function unknownParam(model: HasParams<ParamSpecs>, param: string): string {
  const names = Object.keys(model.params);
  const nearest = names.toSorted((a, b) => editDistance(param, a) - editDistance(param, b))[0];
  const hint = nearest === undefined ? 'it has none' : `did you mean "${nearest}"?`;
  return `"${model.name}" has no parameter "${param}"; ${hint} (known: ${names.join(', ')})`;
}

function shown(raw: unknown): string {
  if (typeof raw === 'number') return String(raw);
  return JSON.stringify(raw) ?? String(raw);
}

/** Levenshtein's distance, letter case ignored. */
function editDistance(left: string, right: string): number {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
