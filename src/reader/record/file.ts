// The record as a file that a reader takes along: JSON in one order, so that the same record is always the same bytes.
// What comes in is treated as if a stranger had written it. Pure. Not here: asking for the file (notebook.ts).
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

/** A record of many years is a few megabytes; more is no record, and would stop the page while it is read. */
export const LARGEST_FILE = 20 * 1024 * 1024;
const FORMAT = 'lectern-record';

export function writeFile(record: LearnerRecord): string {
  const parts = PARTS.map((part) => [part, Object.fromEntries(record[part])] as const);
  return `${JSON.stringify(JSON.parse(canonical({ format: FORMAT, version: VERSION, ...Object.fromEntries(parts) })), null, 1)}\n`;
}

export type FileReading =
  | { readonly record: LearnerRecord }
  | { readonly refused: 'no-record' | 'newer' | 'damaged'; readonly at?: string };

/** The record, or why the file is refused as a whole: half of a record would look like all of it. */
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

/** Fills the part; gives back where it cannot be read. */
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
