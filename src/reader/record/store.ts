// The record in this browser: an IndexedDB database for each site of an origin, an object store for each part of the record,
// an entry for each item, so that two tabs never overwrite each other. Everything read is validated; invalid items are set aside
// and reported. Where nothing can be stored the page works with the items in memory. Not here: what the items mean.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { translate } from '../../languages/translate.ts';
import { load, notify } from '../stored.ts';
import { fromFirstVersion } from './first-version.ts';
import { FIRST_VERSION_KEYS } from './first-version-keys.ts';
import { forgetFirstVersion, mayHaveRecord, noteRecord, siteRoot } from './hint.ts';
import { mergeItems } from './merge.ts';
import {
  emptyRecord,
  isKey,
  parseItem,
  PARTS,
  type Item,
  type LearnerRecord,
  type PartName,
} from './record.ts';

/** The version of the database; one of a newer Lectern is not touched. */
const DATABASE_VERSION = 1;

type Stores = { [Part in PartName]: { key: string; value: unknown } };
interface Schema extends DBSchema, Stores {
  /** Invalid items, as they were found. */
  aside: { key: number; value: { part: string; key: unknown; value: unknown; at: number } };
}
type Database = IDBPDatabase<Schema>;
type StoreNames = PartName | 'aside';
type Writing = IDBPTransaction<Schema, StoreNames[], 'readwrite'>;

let opening: Promise<Database | undefined> | undefined;
/** Items that could not be stored; they last until the reader leaves the page. */
const unsaved = emptyRecord();
/** Why nothing can be stored, for the report when something is to be. */
let trouble: 'forbidden' | 'newer' | undefined;

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`lectern:${siteRoot()}`) : undefined;
const listeners: { readonly parts: readonly PartName[]; readonly listener: () => void }[] = [];
channel?.addEventListener('message', ({ data }) => callListeners(PARTS.filter((part) => part === data)));

/** Calls `listener` when one of these parts of the record has been changed, in this tab or another. */
export function onChange(parts: readonly PartName[], listener: () => void): void {
  listeners.push({ parts, listener });
}

function reportChange(...parts: readonly PartName[]): void {
  for (const part of parts) channel?.postMessage(part);
  callListeners(parts);
}

function callListeners(changed: readonly PartName[]): void {
  for (const { parts, listener } of listeners) if (parts.some((part) => changed.includes(part))) listener();
}

/** All items of a part whose keys begin with `prefix`. Makes no database where there is none. */
export async function readPart<Part extends PartName>(
  part: Part,
  prefix = '',
): Promise<Map<string, Item<Part>>> {
  const items = new Map<string, Item<Part>>();
  const bad: [IDBValidKey, unknown][] = [];
  const read = async (database: Database): Promise<void> => {
    const range = prefix === '' ? null : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    let cursor = await database.transaction(part).store.openCursor(range);
    for (; cursor; cursor = await cursor.continue()) {
      const key: unknown = cursor.key;
      const item = isKey(key) ? parseItem(part, cursor.value) : undefined;
      if (item === undefined) bad.push([key as IDBValidKey, cursor.value]);
      else items.set(key as string, item);
    }
  };
  if (opening || mayHaveRecord()) await withDatabase(read);
  if (bad.length > 0) await setAside(part, bad);
  for (const [key, item] of unsaved[part] as ReadonlyMap<string, Item<Part>>)
    if (key.startsWith(prefix)) items.set(key, item);
  return items;
}

export async function readItem<Part extends PartName>(
  part: Part,
  key: string,
): Promise<Item<Part> | undefined> {
  return (await readPart(part, key)).get(key);
}

/** The whole record; the reader is notified if it cannot be read. */
export async function readRecord(): Promise<LearnerRecord> {
  if (!(await open())) reportTrouble();
  const record = emptyRecord();
  const fill = async <Part extends PartName>(part: Part): Promise<void> => {
    for (const [key, item] of await readPart(part)) (record[part] as Map<string, Item<Part>>).set(key, item);
  };
  for (const part of PARTS) await fill(part);
  return record;
}

/**
 * Changes one item in a transaction; a change to undefined leaves it as it is. If it could not be stored the result is false, the
 * reader is notified, and the change lasts until they leave the page.
 */
export async function changeItem<Part extends PartName>(
  part: Part,
  key: string,
  change: (before: Item<Part> | undefined) => Item<Part> | undefined,
): Promise<boolean> {
  return changeItems(part, [[key, change]]);
}

/** The same for several items of a part at once. */
export async function changeItems<Part extends PartName>(
  part: Part,
  changes: readonly (readonly [
    key: string,
    change: (before: Item<Part> | undefined) => Item<Part> | undefined,
  ])[],
): Promise<boolean> {
  const here = unsaved[part] as Map<string, Item<Part>>;
  const isSaved = await write([part, 'aside'], async (transaction) => {
    const store = transaction.objectStore(part);
    for (const [key, change] of changes) {
      const stored: unknown = await store.get(key);
      const before = here.get(key) ?? parseItem(part, stored);
      const after = change(before);
      if (after === undefined) continue;
      if (stored !== undefined && before === undefined) await putAside(transaction, part, key, stored);
      await store.put(after, key);
    }
  });
  for (const [key, change] of changes) {
    if (isSaved) here.delete(key);
    else {
      const before = here.get(key) ?? (await readItem(part, key));
      const after = change(before);
      if (after !== undefined) here.set(key, after);
    }
  }
  reportChange(part);
  return isSaved;
}

/** Merges another record in one transaction. */
export async function mergeIn(other: LearnerRecord): Promise<boolean> {
  const isSaved = await write([...PARTS], async (transaction) => {
    const merge = async <Part extends PartName>(part: Part): Promise<void> => {
      const store = transaction.objectStore(part);
      for (const [key, item] of other[part] as ReadonlyMap<string, Item<Part>>) {
        const before = parseItem(part, await store.get(key));
        await store.put(before === undefined ? item : mergeItems(before, item), key);
      }
    };
    for (const part of PARTS) await merge(part);
  });
  reportChange(...PARTS);
  return isSaved;
}

/** Deletes everything that this site has stored in this browser, its first version included. */
export async function deleteRecord(): Promise<boolean> {
  for (const part of PARTS) (unsaved[part] as Map<string, unknown>).clear();
  const isDone = await write([...PARTS, 'aside'], async (transaction) => {
    for (const part of PARTS) await transaction.objectStore(part).clear();
    await transaction.objectStore('aside').clear();
  });
  if (isDone) {
    noteRecord(false);
    forgetFirstVersion();
  }
  reportChange(...PARTS);
  return isDone;
}

/** Runs one transaction. If it fails, nothing is changed and the reader is notified. */
async function write(
  stores: readonly StoreNames[],
  step: (transaction: Writing) => Promise<void>,
): Promise<boolean> {
  try {
    const database = await open();
    if (!database) {
      reportTrouble();
      return false;
    }
    const transaction = database.transaction([...stores], 'readwrite');
    // The transaction's own result has the reason of a failure, such as an exceeded quota.
    await Promise.all([step(transaction), transaction.done]);
    noteRecord(true);
    return true;
  } catch {
    trouble ??= 'forbidden';
    reportTrouble();
    return false;
  }
}

async function withDatabase(read: (database: Database) => Promise<void>): Promise<void> {
  try {
    const database = await open();
    if (database) await read(database);
  } catch {
    // A database that cannot be read counts as empty; the next write reports the problem.
  }
}

/** Blocked storage is reported when something is to be stored, not before. */
function reportTrouble(): void {
  notify(
    trouble === 'newer'
      ? translate(
          'record',
          'newer',
          'What this browser keeps of you here was written by a newer version of this site. It is left as it is, and nothing is added to it. Reload the page to get the newer version.',
        )
      : translate(
          'record',
          'notKept',
          'This browser cannot keep this: its storage is full or forbidden. What you do here lasts until you leave the page.',
        ),
  );
}

function open(): Promise<Database | undefined> {
  return (opening ??= openDB<Schema>(`lectern:${siteRoot()}`, DATABASE_VERSION, {
    upgrade(database, _oldVersion, _newVersion, transaction) {
      for (const part of PARTS) database.createObjectStore(part as PartName);
      database.createObjectStore('aside', { autoIncrement: true });
      moveFirstVersion(transaction);
    },
    // Closes the database for a newer version of the page, which upgrades it.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opening = undefined;
    },
    terminated: () => (opening = undefined),
  }).catch((error: unknown) => {
    trouble = error instanceof DOMException && error.name === 'VersionError' ? 'newer' : 'forbidden';
    return undefined;
  }));
}

/** Imports what the first version stored; once, since it runs in the upgrade that creates the database. */
function moveFirstVersion(transaction: IDBPTransaction<Schema, StoreNames[], 'versionchange'>): void {
  const earlier = fromFirstVersion(
    load(FIRST_VERSION_KEYS.place, isFirstVersion),
    load(FIRST_VERSION_KEYS.answers, isFirstVersion),
    Date.now(),
  );
  for (const part of PARTS)
    for (const [key, item] of earlier[part]) void transaction.objectStore(part).put(item, key);
}

function isFirstVersion(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
}

async function setAside(part: PartName, bad: readonly [IDBValidKey, unknown][]): Promise<void> {
  const isMoved = await write([part, 'aside'], async (transaction) => {
    for (const [key, value] of bad) {
      await putAside(transaction, part, key, value);
      await transaction.objectStore(part).delete(key as string);
    }
  });
  notify(
    isMoved
      ? translate(
          'record',
          'setAside',
          'Part of what this browser keeps of you here could not be read. It was set aside; everything else is there.',
        )
      : translate(
          'notice',
          'leftAsItIs',
          'What this browser had stored for the course could not be read. It was left as it is.',
        ),
  );
}

async function putAside(
  transaction: Writing,
  part: PartName,
  key: IDBValidKey,
  value: unknown,
): Promise<void> {
  await transaction.objectStore('aside').add({ part, key, value, at: Date.now() });
}
