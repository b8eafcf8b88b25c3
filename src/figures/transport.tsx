// The buttons of a figure's time, in one row, and of what the reader may do to the system.
// Not here: what they do (live-figure.tsx), the parameters (controls.tsx).
import type { JSX } from 'preact';
import { translate, translationLanguage } from '../languages/translate.ts';
import { actionKey } from './controls-help.tsx';
import { Choice, helpId } from './controls.tsx';
import type { FrameProps } from './frame.tsx';
import { SPEEDS } from './playback.ts';

const SPEED_OPTIONS = SPEEDS.map((factor) => ({ value: String(factor), label: `${factor}×` }));

/** How finely the time line can be dragged where the model has no steps of its own. */
const LINE_GRAINS = 500;

/** In a square of 20; filled with the color of the words. */
const ICONS = {
  restart: 'M4 4h2v12H4zM16 4v12L7 10z',
  stepBack: 'M14 4v12h-2V4zM10 4v12l-7-6z',
  play: 'M5 3l12 7-12 7z',
  pause: 'M5 3h4v14H5zM11 3h4v14h-4z',
  step: 'M6 4v12h2V4zM10 4v12l7-6z',
  jump: 'M3 4l7 6-7 6zM10 4l7 6-7 6z',
} as const;

export function Transport(props: FrameProps): JSX.Element {
  const { id, figure, playing, atStart, atEnd, stepsOnly, speed, nowMs, resting, commands } = props;
  const { model } = figure;
  const running = playing && !atEnd;
  const { refuse } = commands;
  const ended =
    atEnd &&
    translate('figure', 'ended', 'The run has ended: nothing more happens. Restart begins it again.');
  const begun = atStart && translate('figure', 'begun', 'This is the beginning of the run.');
  return (
    <div
      class="figure-transport needs-script"
      role="group"
      aria-label={translate('figure', 'time', '{figure}: time', { figure: model.title })}
    >
      <Press icon="restart" unable={begun} press={commands.restart} refuse={refuse}>
        {translate('figure', 'restart', 'Restart')}
      </Press>
      <Press icon="stepBack" unable={begun} press={commands.stepBack} refuse={refuse}>
        {translate('figure', 'stepBack', 'Step back')}
      </Press>
      {stepsOnly ? (
        <Press class="main" icon="jump" unable={ended} press={commands.jump} refuse={refuse}>
          {translate('figure', 'jump', 'Jump ahead')}
        </Press>
      ) : (
        <Press
          class="main"
          icon={running ? 'pause' : 'play'}
          unable={ended}
          press={running ? commands.pause : commands.play}
          refuse={refuse}
        >
          {running ? translate('figure', 'pause', 'Pause') : translate('figure', 'play', 'Play')}
        </Press>
      )}
      <Press icon="step" unable={ended} describedBy={`${id}-step`} press={commands.step} refuse={refuse}>
        {translate('figure', 'step', 'Step')}
      </Press>
      <span id={`${id}-step`} hidden>
        {translate('figure', 'stepTo', 'Goes to {step}.', { step: model.step })}
      </span>
      {resting ? <i class="figure-line" /> : <TimeLine {...props} />}
      <span class="figure-clock">{clock(nowMs, model.stepMs)}</span>
      <label class="figure-speed">
        <span class="visually-hidden" lang={translationLanguage()}>
          {translate('figure', 'speed', 'Speed')}
        </span>
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
    </div>
  );
}

function TimeLine({ figure, nowMs, lengthMs, commands }: FrameProps): JSX.Element {
  const { stepMs } = figure.model;
  return (
    <input
      class="figure-line"
      type="range"
      min="0"
      max={lengthMs}
      step={stepMs ?? lengthMs / LINE_GRAINS}
      value={nowMs}
      aria-label={translate('figure', 'timeLine', 'Time')}
      aria-valuetext={clock(nowMs, stepMs)}
      onInput={({ currentTarget }) => commands.goTo(currentTarget.valueAsNumber)}
    />
  );
}

/** What the reader may do to the system while it runs. */
export function Actions({ id, figure, possibleActions, commands }: FrameProps): JSX.Element | null {
  const { model } = figure;
  const actions = Object.entries(model.actions);
  if (actions.length === 0) return null;
  return (
    <div
      class="figure-actions needs-script"
      role="group"
      aria-label={translate('figure', 'actions', '{figure}: actions', { figure: model.title })}
    >
      {actions.map(([name, action]) => (
        <Press
          key={name}
          class="act"
          describedBy={helpId(`${id}-${actionKey(name)}`)}
          unable={
            !possibleActions.includes(name) &&
            translate('figure', 'noChange', '“{action}” would change nothing now.', { action: action.label })
          }
          press={() => commands.act(name)}
          refuse={commands.refuse}
        >
          {action.label}
        </Press>
      ))}
    </div>
  );
}

interface PressProps {
  readonly children: string;
  /** Shown in place of the words, which are its name. */
  readonly icon?: keyof typeof ICONS;
  readonly class?: string;
  readonly describedBy?: string;
  /** Why pressing would do nothing now; the button stays where it is, and keeps the focus. */
  readonly unable: string | false;
  press(): void;
  refuse(why: string): void;
}

function Press({ children, icon, describedBy, unable, press, refuse, ...rest }: PressProps): JSX.Element {
  return (
    <button
      type="button"
      lang={rest.class === 'act' ? undefined : translationLanguage()}
      class={[rest.class, icon && 'figure-icon'].filter(Boolean).join(' ')}
      aria-describedby={describedBy}
      aria-disabled={unable === false ? undefined : 'true'}
      onClick={() => (unable === false ? press() : refuse(unable))}
    >
      {icon ? (
        <>
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d={ICONS[icon]} />
          </svg>
          <span>{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}

/** Model time with three digits of use: "0.35 s", "12.4 s", "3 min 05.0 s", "14 h 19 min"; where a model knows only steps, "Step 4". */
export function clock(timeMs: number, stepMs?: number): string {
  if (stepMs !== undefined)
    return translate('figure', 'stepNumber', 'Step {number}', { number: Math.floor(timeMs / stepMs) });
  const seconds = timeMs / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${minutes} min ${(seconds % 60).toFixed(1).padStart(4, '0')} s`;
}
