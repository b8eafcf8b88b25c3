// The parameters as native inputs, made from the model's own specification.
import type { JSX } from 'preact';
import type { ParamSpec, ParamSpecs } from '../sim/model.ts';
import type { Params } from './figure.ts';

interface Props {
  readonly id: string;
  readonly specs: ParamSpecs;
  readonly params: Params;
  change(name: string, value: number | string | boolean): void;
}

/** The first few are what the figure is about; the others are folded away, one key further. */
const ALWAYS_SHOWN = 6;

export function Controls({ id, specs, params, change }: Props): JSX.Element {
  const controls = Object.entries(specs).map(([name, spec]) => (
    <Control
      key={name}
      id={`${id}-${name}`}
      name={name}
      spec={spec}
      value={params[name] ?? spec.default}
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
  change(value: number | string | boolean): void;
}

function Control({ id, name, spec, value, change }: ControlProps): JSX.Element {
  if (spec.kind === 'switch') {
    return (
      <label class="figure-switch" for={id} title={spec.help}>
        <input
          id={id}
          name={name}
          type="checkbox"
          checked={value === true}
          onChange={({ currentTarget }) => change(currentTarget.checked)}
        />
        {spec.label}
      </label>
    );
  }
  if (spec.kind === 'choice') {
    return (
      <div class="figure-control">
        <label for={id} title={spec.help}>
          {spec.label}
        </label>
        <select
          id={id}
          name={name}
          value={String(value)}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        >
          {spec.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    );
  }
  const shown = withUnit(Number(value), spec.unit);
  return (
    <div class="figure-control">
      <label for={id} title={spec.help}>
        {spec.label}
      </label>
      <span class="figure-value" aria-hidden="true">
        {shown}
      </span>
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
    </div>
  );
}

/** 2500, "ms" → "2,500 ms". */
export function withUnit(value: number, unit: string): string {
  const digits = value.toLocaleString('en', { maximumFractionDigits: 3 });
  if (unit === '') return digits;
  return unit === '%' || unit === '×' ? `${digits}${unit === '%' ? ' %' : unit}` : `${digits} ${unit}`;
}
