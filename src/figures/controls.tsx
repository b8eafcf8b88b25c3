// The parameters as native inputs, made from the model's own specification.
// In a resting figure each is an empty `i` of its size: browsers that fill in forms would have every figure of a page laid
// out before the reader can do anything.
import type { JSX } from 'preact';
import { translate, translationLanguage } from '../languages/translate.ts';
import type { ParamSpec, ParamSpecs } from '../sim/model.ts';
import type { Params } from './figure.ts';

interface Props {
  readonly id: string;
  readonly specs: ParamSpecs;
  readonly params: Params;
  readonly resting: boolean;
  change(name: string, value: number | string | boolean): void;
}

/** The first few are what the figure is about; the others are folded away, one key further. On a phone they are fewer. */
const ALWAYS_SHOWN = 6;
const ON_PHONES = 3;

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
  const first = foldedFrom(ON_PHONES, controls.length);
  const shown = foldedFrom(ALWAYS_SHOWN, controls.length);
  const rest = shown < controls.length && (
    <details class="figure-rest">
      <summary lang={translationLanguage()} dir="auto">
        {translate('figure', 'more', 'More parameters')}
      </summary>
      <div class="figure-controls">{controls.slice(shown)}</div>
    </details>
  );
  return (
    <>
      <div class="figure-controls">{controls.slice(0, first)}</div>
      {/* On a phone the outer one folds and the inner one stands open, elsewhere the other way round (figures.css). */}
      {first < controls.length && (
        <details class="figure-also">
          <summary lang={translationLanguage()} dir="auto">
            {translate('figure', 'more', 'More parameters')}
          </summary>
          <div class="figure-controls">{controls.slice(first, shown)}</div>
          {rest}
        </details>
      )}
    </>
  );
}

/** One parameter alone is no longer to scroll past than the line that would hide it. */
function foldedFrom(wanted: number, all: number): number {
  return all <= wanted + 1 ? all : wanted;
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
      <label class="figure-switch">
        {resting ? (
          <i />
        ) : (
          <input
            id={id}
            name={name}
            type="checkbox"
            checked={value === true}
            aria-describedby={helpId(id)}
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
        <label for={resting ? undefined : id}>{spec.label}</label>
        {resting ? (
          <i class="tall" />
        ) : (
          <Choice
            id={id}
            name={name}
            value={String(value)}
            options={spec.options}
            describedBy={helpId(id)}
            change={change}
          />
        )}
      </div>
    );
  }
  const shown = withUnit(Number(value), spec.unit);
  return (
    <div class="figure-control">
      <label for={resting ? undefined : id}>{spec.label}</label>
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
          aria-describedby={helpId(id)}
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
  readonly describedBy?: string;
  change(value: string): void;
}

export function Choice({ id, name, value, options, describedBy, change }: ChoiceProps): JSX.Element {
  return (
    <select
      id={id}
      name={name}
      value={value}
      aria-describedby={describedBy}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** Where the sentence about a parameter or an action stands (controls-help.tsx); `id` is its control's. */
export function helpId(id: string): string {
  return `${id}-help`;
}

/** A parameter's value as the interface says it: "on", an option's label, "2,500 ms". */
export function valueInWords(spec: ParamSpec, value: number | string | boolean): string {
  if (spec.kind === 'switch')
    return value === true ? translate('figure', 'on', 'on') : translate('figure', 'off', 'off');
  if (spec.kind === 'choice')
    return spec.options.find((option) => option.value === value)?.label ?? String(value);
  return withUnit(Number(value), spec.unit);
}

/** 2500, "ms" → "2,500 ms"; 1, "requests/s" → "1 request/s". */
export function withUnit(value: number, unit: string): string {
  const digits = value.toLocaleString('en', { maximumFractionDigits: 3 });
  if (unit === '') return digits;
  if (unit === '×' || unit === '%') return digits + unit;
  const counted = digits === '1' ? singular(unit) : unit;
  return `${digits}\u00a0${counted}`;
}

/** Units are written for many: "queries/s" → "query/s", "good probes" → "good probe". "ms" and "s" are no plurals. */
function singular(unit: string): string {
  return unit.replace(/^\w+?ies\b/, (plural) => `${plural.slice(0, -3)}y`).replace(/\b(\w{2,})s\b/, '$1');
}
