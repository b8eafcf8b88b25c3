// The map on a cover: marks which chapters were read or begun, and where the reader stopped.
// Not here: the contents and the button (cover-progress.ts), the record (record/).
import { translate } from '../languages/translate.ts';
import type { Reading } from './record/progress.ts';

export function showMap(
  contents: HTMLElement,
  lastChapter: string | undefined,
  readings: ReadonlyMap<string, ReadonlyMap<string, Reading>>,
): void {
  for (const station of document.querySelectorAll<HTMLElement>('[data-station]')) {
    const id = station.dataset['station'] ?? '';
    const row = contents.querySelector<HTMLElement>(`[data-chapter="${CSS.escape(id)}"]`);
    const total = Number(row?.dataset['sections']);
    const count = readings.get(id)?.size ?? 0;
    if (count > 0) station.dataset['state'] = count >= total ? 'read' : 'part';
    if (id === lastChapter) markHere(station);
  }
}

function markHere(station: HTMLElement): void {
  for (const before of document.querySelectorAll<HTMLElement>('[data-here]')) {
    delete before.dataset['here'];
    before.querySelector('.station-here')?.remove();
  }
  station.dataset['here'] = '';
  const words = document.createElement('span');
  words.className = 'station-here';
  words.textContent = translate('cover', 'here', 'You are here');
  station.querySelector('.station-title')?.append(words);
}
