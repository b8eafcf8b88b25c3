// The cover: redirects an anchor from a replaced contents list to its chapter, and loads what the reader's record adds
// (cover-progress.ts).
import { startCoverFigure } from './cover-figure.ts';
import { mayHaveRecord } from './record/hint.ts';

export function startCover(): void {
  followMovedAddress();
  addEventListener('hashchange', followMovedAddress);
  startCoverFigure();
  showProgress();
  // Restored from the back/forward cache, after reading elsewhere.
  addEventListener('pageshow', ({ persisted }) => persisted && showProgress());
}

function followMovedAddress(): void {
  const target = document.getElementById(nameIn(location.hash));
  const address = target?.dataset['movedTo'];
  const own = target?.matches('[data-chapter]')
    ? target.querySelector<HTMLAnchorElement>('h3 a')?.href
    : undefined;
  if (target && (address ?? own)) location.replace(new URL(address ?? own ?? '', location.href));
}

/** The decoded text after the `#`; an invalid escape is left as it is. */
function nameIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

function showProgress(): void {
  if (!mayHaveRecord()) return;
  // Without a network the cover stays as for a new reader.
  import('./cover-progress.ts').then(({ showCoverProgress }) => showCoverProgress()).catch(() => undefined);
}
