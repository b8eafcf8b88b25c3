// What a reader needs who wants to show a state of a figure to somebody, or the same run again: seed, link, the way back
// to the author's figure. Folded, since most readers need none of it.
import type { JSX } from 'preact';
import { translate, translationLanguage } from '../languages/translate.ts';
import type { FrameProps } from './frame.tsx';

export function Share({ id, figure, seed, copyWords, resting, commands }: FrameProps): JSX.Element {
  return (
    <details class="figure-share needs-script">
      <summary lang={translationLanguage()} dir="auto">
        {translate('figure', 'share', 'Share')}
      </summary>
      <div class="figure-more">
        {figure.model.hasChance !== false && (
          <label for={resting ? undefined : `${id}-seed`} lang={translationLanguage()}>
            {translate('figure', 'seed', 'Seed')}
          </label>
        )}
        {figure.model.hasChance === false ? null : resting ? (
          <i />
        ) : (
          <input
            id={`${id}-seed`}
            type="number"
            min="0"
            max="999999999"
            step="1"
            value={seed}
            onChange={({ currentTarget }) => commands.setSeed(currentTarget.valueAsNumber)}
          />
        )}
        <button
          type="button"
          class="quiet figure-copy"
          lang={translationLanguage()}
          onClick={() => commands.copyLink()}
        >
          {copyWords}
        </button>
        <button type="button" class="quiet" lang={translationLanguage()} onClick={() => commands.reset()}>
          {translate('figure', 'reset', 'Reset')}
        </button>
      </div>
    </details>
  );
}
