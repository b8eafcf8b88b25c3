// A figure awake: playback joined to the frame, the page's visibility, the reader's wishes and the address.
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { translate } from '../languages/translate.ts';
import { readParams } from '../sim/params.ts';
import { addressKey, addressOf } from './address.ts';
import type { AnyFigure, Params, Shape } from './figure.ts';
import { Frame, type Commands } from './frame.tsx';
import { curvesOf } from './picture.tsx';
import { Playback } from './playback.ts';
import { clock } from './transport.tsx';

interface Props {
  readonly id: string;
  readonly figure: AnyFigure;
  /** The author's parameters and seed: what Reset returns to. */
  readonly own: Params;
  readonly ownSeed: number;
  /** The run, at the moment to begin with. */
  readonly playback: Playback;
  /** The element that must be on screen for the run to go on. */
  readonly host: HTMLElement;
  /** As it was made at build, without controls. */
  readonly resting: boolean;
}

/** A value that is being dragged is told when it rests, so that nobody has to hear the ones between. */
const TOLD_AFTER_MS = 500;
/** What a jump skips, in seconds of watching: enough that the picture is another one. */
const JUMP_SECONDS = 3;

/** The button's own words, and how long it says what came of pressing it. */
const copyLink = (): string => translate('figure', 'copyLink', 'Copy link');
const COPIED_MS = 4000;
const NO_GHOSTS: readonly Shape[] = [];

export function LiveFigure({ id, figure, own, ownSeed, playback, host, resting }: Props): JSX.Element {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [playing, setPlaying] = useState(false);
  const [announcement, announce] = useState('');
  const settling = useRef(0);
  /** The curves before the last change of a parameter, and the moment that they belong to. */
  const before = useRef({ atMs: 0, curves: NO_GHOSTS });
  const [copyWords, describeCopied] = useState(copyLink);
  const copying = useRef(0);
  const visible = useVisible(host);
  const stepsOnly = useReducedMotion();

  const snapshot = playback.snapshot();
  const scene = figure.scene(snapshot, playback.params);
  useFrames(playing && visible && !stepsOnly && !playback.atEnd, (wallMs) => {
    playback.advance(wallMs);
    if (playback.atEnd) setPlaying(false);
    redraw(0);
  });

  const afterwards = (): void => {
    clearTimeout(settling.current);
    settling.current = 0;
    redraw(0);
    announce(
      `${clock(playback.now, figure.model.stepMs)}. ${figure.scene(playback.snapshot(), playback.params).summary}`,
    );
  };
  /** While a slider or the time line is dragged, only where it rests is told. */
  const afterRest = (): void => {
    redraw(0);
    clearTimeout(settling.current);
    settling.current = window.setTimeout(afterwards, TOLD_AFTER_MS);
  };
  const remember = (): void => {
    history.replaceState(history.state, '', linkTo(id, own, ownSeed, playback));
  };
  const commands: Commands = {
    play: () => setPlaying(true),
    pause: () => {
      setPlaying(false);
      afterwards();
    },
    step: () => {
      setPlaying(false);
      playback.step();
      afterwards();
    },
    stepBack: () => {
      setPlaying(false);
      playback.stepBack();
      afterwards();
    },
    jump: () => {
      playback.goTo(playback.now + JUMP_SECONDS * figure.model.paceMsPerSecond * playback.speed);
      afterwards();
    },
    goTo: (timeMs) => {
      setPlaying(false);
      playback.goTo(timeMs);
      afterRest();
    },
    restart: () => {
      playback.restart();
      afterwards();
    },
    reset: () => {
      setPlaying(false);
      playback.restart(own, ownSeed);
      playback.goToTeachingMoment();
      before.current = { atMs: 0, curves: NO_GHOSTS };
      remember();
      afterwards();
    },
    copyLink: () => {
      const link = linkTo(id, own, ownSeed, playback);
      history.replaceState(history.state, '', link);
      const copied = navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('No clipboard'));
      const answer = (seen: string, told: string): void => {
        describeCopied(seen);
        announce(told);
        clearTimeout(copying.current);
        copying.current = window.setTimeout(() => describeCopied(copyLink()), COPIED_MS);
      };
      copied.then(
        () =>
          answer(
            translate('figure', 'copied', 'Copied'),
            translate('figure', 'linkCopied', 'The link is copied.'),
          ),
        () =>
          answer(
            translate('figure', 'inBar', 'In the address bar'),
            translate('figure', 'linkInBar', 'The link is in the address bar: copy it from there.'),
          ),
      );
    },
    setSpeed: (speed) => {
      playback.speed = speed;
      redraw(0);
    },
    setSeed: (value) => {
      if (!Number.isInteger(value) || value < 0) return redraw(0);
      playback.vary(playback.params, value);
      remember();
      afterwards();
    },
    setParam: (name, value) => {
      const reading = readParams(figure.model, { ...playback.params, [name]: value });
      if (!reading.ok) return announce(reading.problems.map(({ message }) => message).join(' '));
      // A slider on its way is one change, from where it began.
      if (settling.current === 0 || before.current.atMs !== playback.now)
        before.current = { atMs: playback.now, curves: curvesOf(scene) };
      playback.vary(reading.params as Params);
      remember();
      afterRest();
    },
    act: (action) => {
      playback.act(action);
      afterwards();
    },
    // The same words again would be no news to a screen reader.
    refuse: (why) => announce((before) => (before === why ? `${why}\u00a0` : why)),
  };
  const possible = Object.entries(figure.model.actions).filter(([, action]) => action.possible(snapshot));
  return (
    <Frame
      id={id}
      figure={figure}
      scene={scene}
      ghosts={before.current.atMs === playback.now ? before.current.curves : NO_GHOSTS}
      params={playback.params}
      seed={playback.seed}
      speed={playback.speed}
      nowMs={playback.now}
      lengthMs={resting ? playback.now : playback.length}
      playing={playing}
      atStart={playback.atStart}
      atEnd={playback.atEnd}
      possibleActions={possible.map(([name]) => name)}
      stepsOnly={stepsOnly}
      copyWords={copyWords}
      announcement={announcement}
      resting={resting}
      commands={commands}
    />
  );
}

function linkTo(id: string, own: Params, ownSeed: number, playback: Playback): string {
  return addressOf(location.href, addressKey(id), own, playback.params, playback.seed, ownSeed, id);
}

/** Calls back once a frame with the wall time since the last one, while `on`. */
function useFrames(on: boolean, frame: (wallMs: number) => void): void {
  const latest = useRef(frame);
  latest.current = frame;
  // A frame may come between a pause and the end of this effect; it must not move the model.
  const wanted = useRef(on);
  wanted.current = on;
  useEffect(() => {
    if (!on) return undefined;
    let before = performance.now();
    let request = requestAnimationFrame(function next(now) {
      if (!wanted.current) return;
      latest.current(now - before);
      before = now;
      request = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(request);
  }, [on]);
}

function useVisible(host: HTMLElement): boolean {
  const [onScreen, setOnScreen] = useState(true);
  const [pageVisible, setPageVisible] = useState(!document.hidden);
  useEffect(() => {
    const controller = new AbortController();
    document.addEventListener('visibilitychange', () => setPageVisible(!document.hidden), {
      signal: controller.signal,
    });
    const observer = new IntersectionObserver((entries) =>
      setOnScreen(entries.at(-1)?.isIntersecting ?? true),
    );
    observer.observe(host);
    return () => {
      controller.abort();
      observer.disconnect();
    };
  }, [host]);
  return onScreen && pageVisible;
}

function useReducedMotion(): boolean {
  const [query] = useState(() => matchMedia('(prefers-reduced-motion: reduce)'));
  const [reduced, setReduced] = useState(query.matches);
  useEffect(() => {
    const controller = new AbortController();
    query.addEventListener('change', () => setReduced(query.matches), { signal: controller.signal });
    return () => controller.abort();
  }, [query]);
  return reduced;
}
