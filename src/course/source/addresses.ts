// Names → addresses, each used once: signs that tell languages apart become words, a name that is taken gets a number.
// Not here: ids of headings, which follow GitHub's rule (outline.ts).
import { slugOf } from '../outline/slug.ts';
import type { Problem } from '../problems.ts';
import { shortId } from './safe-name.ts';

/** A file's name or a chapter's title → the last part of an address. */
export function addressOf(words: string, number: number, noun = 'chapter'): string {
  return shortId(slugOf(withSigns(words.normalize('NFC')), number, noun).replace(/-{2,}/g, '-'));
}

/** "C++", "C#" and "C" are three languages. */
function withSigns(words: string): string {
  return words
    .replace(/(?<=\p{L})\+\+(?!\+)/gu, '-plus-plus')
    .replace(/(?<=\p{L})#(?![\p{L}\p{N}])/gu, '-sharp');
}

export interface WantedAddress {
  readonly id: string;
  readonly file: string;
}

/** The same addresses in order, with a number, and a warning, where one is taken already. */
export function freeAddresses(
  wanted: readonly WantedAddress[],
  reserved: readonly string[],
  problems: Problem[],
): string[] {
  const owners = new Map<string, string>(reserved.map((id) => [id, 'one of Lectern’s own pages']));
  const counts = new Map<string, number>();
  // Those that need no number keep their names, whatever comes before them.
  const all = new Set(wanted.map(({ id }) => id));
  return wanted.map(({ id, file }) => {
    const owner = owners.get(id);
    if (owner === undefined) {
      owners.set(id, `"${file}"`);
      return id;
    }
    let count = counts.get(id) ?? 1;
    while (owners.has(`${id}-${count}`) || all.has(`${id}-${count}`)) count += 1;
    counts.set(id, count + 1);
    const free = `${id}-${count}`;
    owners.set(free, `"${file}"`);
    problems.push({
      grade: 'warning',
      code: 'address-taken',
      place: { file, line: 1, column: 1 },
      text: `Its address "${id}" already belongs to ${owner}, so it is "${free}" here.`,
      hint: 'Rename one of the two: the number follows the order and changes with it.',
    });
    return free;
  });
}
