// The cover: sends a reader who arrives at an address from a replaced contents list on to the chapter, and fetches what it
// has to say to somebody who has been here before (cover-progress.ts).
import { startCoverFigure } from './cover-figure.ts';
import { mayHaveRecord } from './record/hint.ts';

export function startCover(): void {
  followMovedAddress();
  addEventListener('hashchange', followMovedAddress);
  startCoverFigure();
  showProgress();
  // Shown again from memory, after reading.
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

/** What stands after the `#`; a broken escape is taken as it is. */
function nameIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

function showProgress(): void {
  if (!mayHaveRecord()) return;
  // Without a network the cover is one for a new reader.
  import('./cover-progress.ts').then(({ showCoverProgress }) => showCoverProgress()).catch(() => undefined);
}
