// What is shown before the engine runs: how much is to be loaded, and the progress of loading.
import { translate } from '../languages/translate.ts';
import { ENGINE_MB, ENGINE_MB_COMPRESSED } from './engine/size.ts';
import type { Phase } from './sql/chapter-database.ts';

interface AskProps {
  readonly forKiosk?: boolean;
  load(): void;
  leave(): void;
}

export function AskToLoad({ forKiosk = false, load, leave }: AskProps) {
  const sizes = { compressed: ENGINE_MB_COMPRESSED, plain: ENGINE_MB };
  return (
    <div class="lab-ask">
      <p>
        {forKiosk
          ? translate(
              'lab',
              'askKiosk',
              'This runs Kiosk’s API and its PostgreSQL in your browser. They are loaded once: {compressed} MB, or {plain} MB where the host does not compress.',
              sizes,
            )
          : translate(
              'lab',
              'ask',
              'This runs PostgreSQL in your browser. It is loaded once: {compressed} MB, or {plain} MB where the host does not compress.',
              sizes,
            )}
      </p>
      <p class="lab-buttons">
        <button type="button" class="lab-first" onClick={load}>
          {translate('lab', 'load', 'Load and run')}
        </button>
        <button type="button" onClick={leave}>
          {translate('lab', 'notNow', 'Not now')}
        </button>
      </p>
    </div>
  );
}

export function Busy({ phase, stop }: { readonly phase: Phase; stop(): void }) {
  const words = phaseWords(phase);
  return (
    <div class="lab-busy">
      <span>{words} …</span>
      {phase.name === 'loading' && <progress value={phase.loaded} max={1} aria-label={words} />}
      <button type="button" onClick={stop}>
        {translate('lab', 'stop', 'Stop')}
      </button>
    </div>
  );
}

export function phaseWords(phase: Phase): string {
  if (phase.name === 'loading') return translate('lab', 'loading', 'Loading PostgreSQL');
  if (phase.name === 'starting') return translate('lab', 'starting', 'Starting PostgreSQL');
  if (phase.name === 'running') return translate('lab', 'running', 'Running');
  return translate(
    'lab',
    'preparing',
    { one: 'Running {count} example before this one', other: 'Running {count} examples before this one' },
    { count: phase.count },
  );
}
