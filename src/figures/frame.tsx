// The frame around every figure: picture, sentence, transport, controls, table. The same component makes the resting
// figure at build and the live one in the browser, so nothing moves when it wakes up.
// Not here: time (playback.ts), what is drawn (each figure's scene), waking up (start.tsx).
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { say, spoken } from '../languages/say.ts';
import { actionKey, ControlsHelp } from './controls-help.tsx';
import { Choice, Controls, helpId, valueInWords } from './controls.tsx';
import { DataTable } from './data-table.tsx';
import type { AnyFigure, Params, Scene } from './figure.ts';
import { Picture, signPath } from './picture.tsx';
import { SPEEDS } from './playback.ts';

/** What the frame shows and what its buttons do; at build the buttons do nothing. */
export interface FrameProps {
  readonly id: string;
  readonly figure: AnyFigure;
  readonly scene: Scene;
  readonly params: Params;
  readonly seed: number;
  readonly speed: number;
  readonly nowMs: number;
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

const SPEED_OPTIONS = SPEEDS.map((factor) => ({ value: String(factor), label: `${factor}×` }));

export function Frame(props: FrameProps): JSX.Element {
  const { id, figure, scene, params, commands } = props;
  const { model } = figure;
  return (
    <figure class="figure-frame" aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`}>{model.title}</figcaption>
      <p class="figure-question">{figure.question}</p>
      <Picture scene={scene} labelledBy={`${id}-title`} describedBy={`${id}-summary`} />
      <ul class="figure-legend" aria-label={say('figure', 'key', 'Key')}>
        {figure.legend.map(({ tone, sign, means }) => (
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
      <Transport {...props} />
      <p class="figure-summary" id={`${id}-summary`}>
        {scene.summary}
      </p>
      {/* Kept even when empty: a line that comes and goes would move the page. */}
      <p class="figure-theory">{scene.theory}</p>
      <div
        class="figure-settings needs-script"
        role="group"
        aria-label={say('figure', 'parameters', '{figure}: parameters', { figure: model.title })}
      >
        <Controls
          id={id}
          specs={model.params}
          params={params}
          resting={props.resting}
          change={commands.setParam}
        />
        <div class="figure-more">
          {model.hasChance !== false && (
            <label lang={spoken()} for={props.resting ? undefined : `${id}-seed`}>
              {say('figure', 'seed', 'Seed')}
            </label>
          )}
          {model.hasChance === false ? null : props.resting ? (
            <i />
          ) : (
            <input
              id={`${id}-seed`}
              type="number"
              min="0"
              max="999999999"
              step="1"
              value={props.seed}
              onChange={({ currentTarget }) => commands.setSeed(currentTarget.valueAsNumber)}
            />
          )}
          <button type="button" lang={spoken()} class="quiet figure-copy" onClick={() => commands.copyLink()}>
            {props.copyWords}
          </button>
          <button type="button" lang={spoken()} class="quiet" onClick={() => commands.reset()}>
            {say('figure', 'reset', 'Reset')}
          </button>
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
      <ControlsHelp id={id} model={model} />
      <DataTable table={scene.table} />
      <Status words={props.announcement} />
    </figure>
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

interface PressProps {
  readonly children: string;
  readonly class?: string;
  readonly describedBy?: string;
  /** Why pressing would do nothing now; the button stays where it is, and keeps the focus. */
  readonly unable: string | false;
  press(): void;
  refuse(why: string): void;
}

function Press({ children, describedBy, unable, press, refuse, ...rest }: PressProps): JSX.Element {
  return (
    <button
      type="button"
      lang={rest.class === 'act' ? undefined : spoken()}
      class={rest.class}
      aria-describedby={describedBy}
      aria-disabled={unable === false ? undefined : 'true'}
      onClick={() => (unable === false ? press() : refuse(unable))}
    >
      {children}
    </button>
  );
}

function Transport({
  id,
  figure,
  playing,
  atStart,
  atEnd,
  stepsOnly,
  speed,
  nowMs,
  possibleActions,
  resting,
  commands,
}: FrameProps): JSX.Element {
  const { model } = figure;
  const running = playing && !atEnd;
  const { refuse } = commands;
  const ended =
    atEnd && say('figure', 'ended', 'The run has ended: nothing more happens. Restart begins it again.');
  const begun = atStart && say('figure', 'begun', 'This is the beginning of the run.');
  return (
    <div
      class="figure-transport needs-script"
      role="group"
      aria-label={say('figure', 'time', '{figure}: time', { figure: model.title })}
    >
      {stepsOnly ? (
        <Press class="main" unable={ended} press={commands.jump} refuse={refuse}>
          {say('figure', 'jump', 'Jump ahead')}
        </Press>
      ) : (
        <Press class="main" unable={ended} press={running ? commands.pause : commands.play} refuse={refuse}>
          {running ? say('figure', 'pause', 'Pause') : say('figure', 'play', 'Play')}
        </Press>
      )}
      <Press unable={begun} press={commands.stepBack} refuse={refuse}>
        {say('figure', 'stepBack', 'Step back')}
      </Press>
      <Press unable={ended} describedBy={`${id}-step`} press={commands.step} refuse={refuse}>
        {say('figure', 'step', 'Step')}
      </Press>
      <span id={`${id}-step`} hidden>
        {say('figure', 'stepTo', 'Goes to {step}.', { step: model.step })}
      </span>
      <Press unable={begun} press={commands.restart} refuse={refuse}>
        {say('figure', 'restart', 'Restart')}
      </Press>
      <label class="figure-speed">
        <span lang={spoken()}>{say('figure', 'speed', 'Speed')}</span>
        {resting ? (
          <i />
        ) : (
          <Choice
            id={`${id}-speed`}
            value={String(speed)}
            options={SPEED_OPTIONS}
            change={(value) => commands.setSpeed(Number(value))}
          />
        )}
      </label>
      <span class="figure-clock">{clock(nowMs, model.stepMs)}</span>
      {Object.entries(model.actions).map(([name, action]) => (
        <Press
          key={name}
          class="act"
          describedBy={helpId(`${id}-${actionKey(name)}`)}
          unable={
            !possibleActions.includes(name) &&
            say('figure', 'noChange', '“{action}” would change nothing now.', { action: action.label })
          }
          press={() => commands.act(name)}
          refuse={refuse}
        >
          {action.label}
        </Press>
      ))}
    </div>
  );
}

/** Model time with three digits of use: "0.35 s", "12.4 s", "3 min 05.0 s"; where a model knows only steps, "Step 4". */
export function clock(timeMs: number, stepMs?: number): string {
  if (stepMs !== undefined)
    return say('figure', 'stepNumber', 'Step {number}', { number: Math.floor(timeMs / stepMs) });
  const seconds = timeMs / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  return `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(1).padStart(4, '0')} s`;
}
