// The parameters as native inputs, made from the model's own specification.
// In a resting figure each is an empty `i` of its size: browsers that fill in forms would have every figure of a page laid
// out before the reader can do anything.
import type { JSX } from 'preact';
import type { ParamSpec, ParamSpecs } from '../sim/model.ts';
import type { Params } from './figure.ts';

interface Props {
  readonly id: string;
  readonly specs: ParamSpecs;
  readonly params: Params;
  readonly resting: boolean;
  change(name: string, value: number | string | boolean): void;
}

/** The first few are what the figure is about; the others are folded away, one key further. */
const ALWAYS_SHOWN = 6;

export function Controls({ id, specs, params, resting, change }: Props): JSX.Element {
  const controls = Object.entries(specs).map(([name, spec]) => (
    <Control
      key={name}
      id={`${id}-${name}`}
      name={name}
      spec={spec}
      value={params[name] ?? spec.default}
      resting={resting}
      change={(value) => change(name, value)}
    />
  ));
  // One parameter alone is no longer to scroll past than the line that would hide it.
  const shown = controls.length <= ALWAYS_SHOWN + 1 ? controls.length : ALWAYS_SHOWN;
  return (
    <>
      <div class="figure-controls">{controls.slice(0, shown)}</div>
      {shown < controls.length && (
        <details class="figure-rest">
          <summary>More parameters</summary>
          <div class="figure-controls">{controls.slice(shown)}</div>
        </details>
      )}
    </>
  );
}

interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly spec: ParamSpec;
  readonly value: number | string | boolean;
  readonly resting: boolean;
  change(value: number | string | boolean): void;
}

function Control({ id, name, spec, value, resting, change }: ControlProps): JSX.Element {
  if (spec.kind === 'switch') {
    return (
      <label class="figure-switch" title={spec.help}>
        {resting ? (
          <i />
        ) : (
          <input
            id={id}
            name={name}
            type="checkbox"
            checked={value === true}
            onChange={({ currentTarget }) => change(currentTarget.checked)}
          />
        )}
        {spec.label}
      </label>
    );
  }
  if (spec.kind === 'choice') {
    return (
      <div class="figure-control">
        <label for={resting ? undefined : id} title={spec.help}>
          {spec.label}
        </label>
        {resting ? (
          <i class="tall" />
        ) : (
          <Choice id={id} name={name} value={String(value)} options={spec.options} change={change} />
        )}
      </div>
    );
  }
  const shown = withUnit(Number(value), spec.unit);
  return (
    <div class="figure-control">
      <label for={resting ? undefined : id} title={spec.help}>
        {spec.label}
      </label>
      <span class="figure-value" aria-hidden="true">
        {shown}
      </span>
      {resting ? (
        <i />
      ) : (
        <input
          id={id}
          name={name}
          type="range"
          min={spec.min}
          max={spec.max}
          step={spec.step}
          value={Number(value)}
          aria-valuetext={shown}
          onInput={({ currentTarget }) => change(currentTarget.valueAsNumber)}
        />
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly name?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  change(value: string): void;
}

export function Choice({ id, name, value, options, change }: ChoiceProps): JSX.Element {
  return (
    <select id={id} name={name} value={value} onChange={({ currentTarget }) => change(currentTarget.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A value in words, where there is no control: 8 requests/s, the label of a choice, yes or no. */
export function valueInWords(spec: ParamSpec, value: number | string | boolean): string {
  if (spec.kind === 'switch') return value === true ? 'yes' : 'no';
  if (spec.kind === 'choice')
    return spec.options.find((option) => option.value === value)?.label ?? String(value);
  return withUnit(Number(value), spec.unit);
}

/** 2500, "ms" → "2,500 ms"; 1, "queries/s" → "1 query/s". */
export function withUnit(value: number, unit: string): string {
  const digits = value.toLocaleString('en', { maximumFractionDigits: 3 });
  if (unit === '') return digits;
  if (unit === '%' || unit === '×') return `${digits}${unit === '%' ? ' %' : unit}`;
  return `${digits} ${digits === '1' ? singular(unit) : unit}`;
}

/** "queries/s" → "query/s", "tokens" → "token"; "ms" and "s" are no plurals. */
function singular(unit: string): string {
  return unit.replace(/^\w+?ies\b/, (plural) => `${plural.slice(0, -3)}y`).replace(/\b(\w{2,})s\b/, '$1');
}
