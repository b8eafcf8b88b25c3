// The resting figure, made at build: the frame at the model's teaching moment, complete without any script.
// Runs where Vite resolves `import.meta.glob`: in the content loader and in tests.
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Problem } from '../course/problems.ts';
import type { Place } from '../course/types.ts';
import { translationsFor } from '../languages/index.ts';
import { ENGLISH, translate, withTranslations, translationLanguage } from '../languages/translate.ts';
import type { AnyFigure, Params } from './figure.ts';
import { Frame, type Commands } from './frame.tsx';
import { Playback } from './playback.ts';
import { validateFigure } from './validate.ts';

const modules = import.meta.glob<AnyFigure>('./*/figure.ts', { eager: true, import: 'figure' });
export const figures: ReadonlyMap<string, AnyFigure> = new Map(
  Object.values(modules).map((figure) => [figure.model.name, figure]),
);

const nothing = (): void => undefined;
const NO_COMMANDS: Commands = {
  play: nothing,
  pause: nothing,
  step: nothing,
  stepBack: nothing,
  jump: nothing,
  goTo: nothing,
  restart: nothing,
  reset: nothing,
  copyLink: nothing,
  setSpeed: nothing,
  setSeed: nothing,
  setParam: nothing,
  act: nothing,
  refuse: nothing,
};

export function renderFigure(
  name: string,
  given: Readonly<Record<string, unknown>>,
  place: Place,
  id = `figure-${name}`,
  language = 'en',
): { html: string } | { problems: readonly Problem[] } {
  const valid = validateFigure(figures, name, given, place);
  if ('problems' in valid) return valid;
  const table = translationsFor(language, ['figure']) ?? ENGLISH;
  return { html: withTranslations(table, () => restingFigure(valid.figure, valid.params, valid.seed, id)) };
}

/** The `<lectern-figure>` that the browser wakes. */
export function restingFigure(figure: AnyFigure, params: Params, seed: number, id: string): string {
  const playback = new Playback(figure, params, seed);
  playback.goToTeachingMoment();
  const snapshot = playback.snapshot();
  const possible = Object.entries(figure.model.actions).filter(([, action]) => action.possible(snapshot));
  const frame = renderToString(
    h(Frame, {
      id,
      figure,
      scene: figure.scene(snapshot, params),
      ghosts: [],
      params,
      seed,
      speed: playback.speed,
      nowMs: playback.now,
      lengthMs: playback.now,
      playing: false,
      atStart: playback.atStart,
      atEnd: playback.atEnd,
      possibleActions: possible.map(([action]) => action),
      stepsOnly: false,
      copyWords: translate('figure', 'copyLink', 'Copy link'),
      announcement: '',
      resting: true,
      commands: NO_COMMANDS,
    }),
  );
  const data = JSON.stringify(params)
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;')
    .replaceAll('<', '&lt;');
  // A figure's own sentences are English, and its picture is laid out for text from left to right.
  const own = translationLanguage() === undefined ? '' : ' lang="en" dir="ltr"';
  return `<lectern-figure id="${id}"${own} data-figure="${figure.model.name}" data-seed="${seed}" data-params='${data}'>${frame}</lectern-figure>`;
}
