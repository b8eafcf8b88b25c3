// The frame around every figure: picture, sentence, transport, controls, table. The same component makes the resting
// figure at build and the live one in the browser, so nothing moves when it wakes up.
// Not here: the buttons of time (transport.tsx), time itself (playback.ts), what is drawn (each figure's scene), waking up (start.tsx).
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { translate, translationLanguage } from '../languages/translate.ts';
import { ControlsHelp } from './controls-help.tsx';
import { Controls, valueInWords } from './controls.tsx';
import { DataTable } from './data-table.tsx';
import type { AnyFigure, Params, Scene, Shape } from './figure.ts';
import { Picture, signPath } from './picture.tsx';
import { Share } from './share.tsx';
import { Actions, Transport } from './transport.tsx';

/** What the frame shows and what its buttons do; at build the buttons do nothing. */
export interface FrameProps {
  readonly id: string;
  readonly figure: AnyFigure;
  readonly scene: Scene;
  /** Curves as they were before the last change of a parameter. */
  readonly ghosts: readonly Shape[];
  readonly params: Params;
  readonly seed: number;
  readonly speed: number;
  readonly nowMs: number;
  /** Where the time line ends. */
  readonly lengthMs: number;
  readonly playing: boolean;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly possibleActions: readonly string[];
  /** Motion that the reader has asked not to see: no play, but jumps. */
  readonly stepsOnly: boolean;
  /** What the button that copies says: its name, or for a while what came of it. */
  readonly copyWords: string;
  /** Said politely to screen readers after something the reader did. */
  readonly announcement: string;
  /** Nobody can use it yet: made at build, or not yet awake. */
  readonly resting: boolean;
  readonly commands: Commands;
}

export interface Commands {
  play(): void;
  pause(): void;
  step(): void;
  stepBack(): void;
  jump(): void;
  goTo(timeMs: number): void;
  restart(): void;
  reset(): void;
  copyLink(): void;
  setSpeed(speed: number): void;
  setSeed(seed: number): void;
  setParam(name: string, value: number | string | boolean): void;
  act(action: string): void;
  /** Something was pressed that can do nothing now: says why. */
  refuse(why: string): void;
}

export function Frame(props: FrameProps): JSX.Element {
  const { id, figure, scene, params, commands } = props;
  const { model } = figure;
  return (
    <figure class="figure-frame" aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`}>{model.title}</figcaption>
      <p class="figure-question">{figure.question}</p>
      <div class="figure-glance">
        <Picture
          scene={scene}
          ghosts={props.ghosts}
          labelledBy={`${id}-title`}
          describedBy={`${id}-summary`}
        />
        <Legend legend={figure.legend} />
        <Transport {...props} />
        <Actions {...props} />
        <Sentence id={`${id}-summary`} words={scene.summary} />
        {/* Kept even when empty: a line that comes and goes would move the page. */}
        <p class="figure-theory">{scene.theory}</p>
        <div
          class="figure-settings needs-script"
          role="group"
          aria-label={translate('figure', 'parameters', '{figure}: parameters', { figure: model.title })}
        >
          <Controls
            id={id}
            specs={model.params}
            params={params}
            resting={props.resting}
            change={commands.setParam}
          />
        </div>
      </div>
      <dl class="figure-params">
        {Object.entries(model.params).map(([name, spec]) => (
          <div key={name}>
            <dt>{spec.label}</dt>
            <dd>{valueInWords(spec, params[name] ?? spec.default)}</dd>
          </div>
        ))}
      </dl>
      <div class="figure-folds">
        <Share {...props} />
        <ControlsHelp id={id} model={model} />
        <DataTable table={scene.table} />
      </div>
      <Status words={props.announcement} />
    </figure>
  );
}

function Legend({ legend }: Pick<AnyFigure, 'legend'>): JSX.Element {
  return (
    <ul class="figure-legend" aria-label={translate('figure', 'key', 'Key')}>
      {legend.map(({ tone, sign, means }) => (
        <li key={means}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            {sign ? (
              <path class={`sign ${tone}`} d={signPath(sign, 8, 8, 6)} />
            ) : (
              <circle class={`circle ${tone}`} cx="8" cy="8" r="5" />
            )}
          </svg>
          {means}
        </li>
      ))}
    </ul>
  );
}

/** What the picture shows now. On a phone two lines of it, so that the controls stay near, until the reader wants all. */
function Sentence({ id, words }: { readonly id: string; readonly words: string }): JSX.Element {
  const [whole, setWhole] = useState(false);
  return (
    <div class={whole ? 'figure-sentence whole' : 'figure-sentence'}>
      <p class="figure-summary" id={id}>
        {words}
      </p>
      <button
        type="button"
        class="figure-whole needs-script"
        lang={translationLanguage()}
        aria-expanded={whole}
        aria-controls={id}
        onClick={() => setWhole(!whole)}
      >
        {whole ? translate('figure', 'less', 'Less') : translate('figure', 'whole', 'All of it')}
      </button>
    </div>
  );
}

/** Made again only when there is something to say: assistive technology looks at every change. */
function Status({ words }: { readonly words: string }): JSX.Element {
  return useMemo(
    () => (
      <p class="visually-hidden" role="status">
        {words === '' ? null : words}
      </p>
    ),
    [words],
  );
}
