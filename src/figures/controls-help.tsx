// What each parameter and action of a figure means, as a list that opens: for fingers, for keys and, by reference from each
// control, for screen readers. Not here: the controls (controls.tsx, frame.tsx).
import type { JSX } from 'preact';
import { helpId } from './controls.tsx';
import { translate, translationLanguage } from '../languages/translate.ts';
import type { AnyFigure } from './figure.ts';

interface Props {
  readonly id: string;
  readonly model: AnyFigure['model'];
}

export function ControlsHelp({ id, model }: Props): JSX.Element {
  const entries = [
    ...Object.entries(model.params).map(([name, { label, help }]) => ({ name, label, help })),
    ...Object.entries(model.actions).map(([name, { label, help }]) => ({
      name: actionKey(name),
      label,
      help,
    })),
  ];
  return (
    <details class="figure-help" data-search-skip>
      <summary lang={translationLanguage()} dir="auto">
        {translate('figure', 'help', 'What the controls mean')}
      </summary>
      <dl>
        {entries.map(({ name, label, help }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd id={helpId(`${id}-${name}`)}>{help}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** An action may be named like a parameter. */
export function actionKey(name: string): string {
  return `act-${name}`;
}
