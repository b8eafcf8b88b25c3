// *Try it* at a request of the text: opens the console beside it, filled with this request.
// Not here: the console (console.tsx).
import { translationLanguage } from '../../languages/translate.ts';
import { addConsoleStyles } from '../stylesheet.ts';
import { ChapterKiosk } from './chapter-kiosk.ts';
import { drawConsole, type ConsoleState } from './console.tsx';
import { readRequest, type HttpRequest } from './message.ts';

let place: HTMLElement | undefined;
let state: ConsoleState | undefined;
let figures: HTMLElement[] = [];

export function tryRequest(figure: HTMLElement): { run(): Promise<void> } {
  return {
    async run() {
      await addConsoleStyles();
      const { console, at } = consoleFor(figure);
      const request = console.kiosk.requests[at];
      if (!request) return;
      console.opener = figure.querySelector<HTMLElement>('.lab-bar button');
      console.kiosk.goTo(at);
      console.fill(request);
      console.open();
    },
  };
}

function consoleFor(figure: HTMLElement): { console: ConsoleState; at: number } {
  if (!state) {
    const found = [...document.querySelectorAll<HTMLElement>('figure[data-lab="http"]')].flatMap((each) => {
      const request = readRequest(each.querySelector('pre code')?.textContent ?? '');
      return request ? [{ figure: each, request }] : [];
    });
    figures = found.map((each) => each.figure);
    place = document.createElement('div');
    const language = translationLanguage();
    if (language) place.lang = language;
    // Beside the text for the eye, behind the example for the keyboard.
    document.querySelector('main')?.after(place);
    state = drawConsole(place, new ChapterKiosk(found.map(({ request }): HttpRequest => request)));
  }
  return { console: state, at: figures.indexOf(figure) };
}
