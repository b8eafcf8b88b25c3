// Adds buttons to examples that can be run. Everything else of a lab is loaded with the first press.
import { translate } from '../languages/translate.ts';

/** What a lab does for one example; its script is loaded with the first press. */
interface Lab {
  run(): void | Promise<void>;
  edit?(): void | Promise<void>;
}

export function offerLabs(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('figure[data-lab]:not([data-setup])')) {
    const bar = document.createElement('div');
    bar.className = 'lab-bar';
    if (figure.dataset['lab'] === 'http') {
      bar.append(button(figure, translate('lab', 'tryIt', 'Try it'), 'run'));
    } else {
      const isTask = figure.dataset['lab'] === 'task';
      bar.append(
        button(figure, isTask ? translate('lab', 'check', 'Check') : translate('lab', 'run', 'Run'), 'run'),
        button(figure, translate('lab', 'edit', 'Edit'), 'edit'),
      );
    }
    figure.append(bar);
  }
}

function button(figure: HTMLElement, words: string, act: 'run' | 'edit'): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = words;
  made.addEventListener('click', () => void start(figure, act));
  // Names the example, so that several buttons can be told apart in a list of controls.
  const which = document.createElement('span');
  which.className = 'visually-hidden';
  which.textContent = ` ${figure.querySelector('pre')?.ariaLabel ?? ''}`;
  made.append(which);
  return made;
}

async function start(figure: HTMLElement, act: 'run' | 'edit'): Promise<void> {
  try {
    const lab = await labFor(figure);
    figure.querySelector('.lab-failed')?.remove();
    await lab[act]?.();
  } catch {
    const note = figure.querySelector('.lab-failed') ?? document.createElement('p');
    note.className = 'lab-failed';
    note.role = 'status';
    figure.append(note);
    note.textContent = translate(
      'lab',
      'failed',
      'PostgreSQL could not be loaded. Check the connection, then run the example again.',
    );
  }
}

async function labFor(figure: HTMLElement): Promise<Lab> {
  if (figure.dataset['lab'] === 'http') return (await import('./http/open.tsx')).tryRequest(figure);
  return (await import('./sql/panel.tsx')).panelFor(figure);
}
