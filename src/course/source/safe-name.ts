// Names of files and folders → names that are the same in an address, on a host and on any disk: letters and digits of any
// script, `.`, `_` and `-`, and no more bytes than disks allow. A name that has to change gets a mark made of what it was,
// so that two of them never meet and each is the same every time. Not here: which names are refused (offered-files.ts).
import { createHash } from 'node:crypto';
import path from 'node:path';

/** Disks allow 255; a host may add an ending, and a build writes below other folders. */
const MOST_BYTES = 120;
const MOST_BYTES_OF_ENDING = 16;
const SAFE = /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_-])?$/u;
/** Names that Windows keeps for devices, whatever ending follows, so no file there can have them. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** What a name that had to change looks like, so none that is safe by itself may. */
const MARKED = /-x[0-9a-f]{10}(?:\.|$)/;

/** A file's name in its address; `ending` replaces its own, such as `.jpg`. One that is taken has to change. */
export function safeFileName(name: string, ending?: string, isTaken = false): string {
  const own = path.posix.extname(name);
  if (!isTaken && isSafe(name) && (ending === undefined || ending === own)) return name;
  const shown = ending ?? (isSafe(`a${own}`) && Buffer.byteLength(own) <= MOST_BYTES_OF_ENDING ? own : '');
  return `${marked(path.posix.basename(name, own), name)}${shown}`;
}

/** A folder's name in an address. One that is called like a page would lie where the page is written. */
export function safeFolderName(name: string): string {
  return isSafe(name) && !/\.html?$/i.test(name) ? name : marked(name.replaceAll('.', '-'), name);
}

/** A page's or a course's id, which has only safe letters, but may be too long or the name of a device. */
export function shortId(id: string): string {
  return fitsEveryDisk(id) ? id : marked(id, id);
}

/** Whether every system can have a file or a folder of this name, as far as its length and its words go. */
export function fitsEveryDisk(name: string): boolean {
  return Buffer.byteLength(name) <= MOST_BYTES && !DEVICE.test(name) && !/[. ]$/.test(name);
}

function isSafe(name: string): boolean {
  return (
    SAFE.test(name) &&
    !MARKED.test(name) &&
    !name.includes('..') &&
    name === name.normalize('NFC') &&
    fitsEveryDisk(name)
  );
}

function marked(stem: string, whole: string): string {
  const words = stem
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M}_.-]+/gu, '-')
    .replaceAll(/\.{2,}/g, '.');
  const mark = createHash('sha256').update(whole).digest('hex').slice(0, 10);
  const short = shortened(words, MOST_BYTES / 2).replaceAll(/^[-.\p{M}]+|[-.]+$/gu, '');
  return `${(DEVICE.test(short) ? short.replaceAll('.', '-') : short) || 'file'}-x${mark}`;
}

/** The first letters, as many as have together no more bytes. */
function shortened(text: string, mostBytes: number): string {
  let bytes = 0;
  let short = '';
  for (const letter of text.slice(0, mostBytes)) {
    bytes += Buffer.byteLength(letter);
    if (bytes > mostBytes) break;
    short += letter;
  }
  return short;
}
