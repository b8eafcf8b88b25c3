// The record as a file for export and import: JSON with sorted keys, so that equal records give equal bytes. An imported file is
// not trusted. Pure. Not here: choosing the file (notebook/tools.ts).
import { canonical, mergeRecords } from './merge.ts';
import {
  emptyRecord,
  isKey,
  parseItem,
  PARTS,
  VERSION,
  type Item,
  type LearnerRecord,
  type PartName,
} from './record.ts';

/** A record of many years has a few megabytes; a larger file is refused, since parsing it would block the page. */
export const LARGEST_FILE = 20 * 1024 * 1024;
const FORMAT = 'lectern-record';

export function writeFile(record: LearnerRecord): string {
  const parts = PARTS.map((part) => [part, Object.fromEntries(record[part])] as const);
  return `${JSON.stringify(JSON.parse(canonical({ format: FORMAT, version: VERSION, ...Object.fromEntries(parts) })), null, 1)}\n`;
}

export type FileReading =
  | { readonly record: LearnerRecord }
  | { readonly refused: 'no-record' | 'newer' | 'damaged'; readonly at?: string };

/** The record, or why the file is refused; it is never read in part, which would look complete. */
export function readFile(text: string): FileReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refused: 'no-record' };
  }
  if (!isObject(value) || value['format'] !== FORMAT) return { refused: 'no-record' };
  const { version } = value;
  if (typeof version === 'number' && version > VERSION) return { refused: 'newer' };
  if (version !== VERSION) return { refused: 'no-record' };
  const record = emptyRecord();
  for (const part of PARTS) {
    const at = readPart(part, value[part], record);
    if (at !== undefined) return { refused: 'damaged', at };
  }
  return { record: mergeRecords(record, emptyRecord()) };
}

/** Fills the part; returns the place that cannot be read, if any. */
function readPart<Part extends PartName>(
  part: Part,
  value: unknown,
  into: LearnerRecord,
): string | undefined {
  if (!isObject(value)) return part;
  const items = into[part] as Map<string, Item<Part>>;
  for (const [key, item] of Object.entries(value)) {
    const read = isKey(key) ? parseItem(part, item) : undefined;
    if (read === undefined) return `${part}: ${key.slice(0, 80)}`;
    items.set(key, read);
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
