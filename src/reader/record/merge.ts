// Merges two records: of each item the version that was changed last, of attempts all. The merge is commutative, associative and
// idempotent, so devices may exchange files in any order. Pure.
import {
  emptyRecord,
  isDeleted,
  PARTS,
  type Attempt,
  type Item,
  type LearnerRecord,
  type PartName,
} from './record.ts';

/** The first attempt at a question is worth keeping, and the last ones. */
const LAST_ATTEMPTS = 39;

export function mergeRecords(one: LearnerRecord, other: LearnerRecord): LearnerRecord {
  const merged = emptyRecord();
  for (const part of PARTS) mergePart(part, one, other, merged);
  return merged;
}

function mergePart<Part extends PartName>(
  part: Part,
  one: LearnerRecord,
  other: LearnerRecord,
  into: LearnerRecord,
): void {
  const items = into[part] as Map<string, Item<Part>>;
  for (const record of [one, other])
    for (const [key, item] of record[part] as ReadonlyMap<string, Item<Part>>) {
      const before = items.get(key);
      items.set(key, before === undefined ? tidy(item) : mergeItems(before, item));
    }
}

/** Of one item's two states the later; of two lists of attempts, all that are worth keeping. */
export function mergeItems<Part extends PartName>(one: Item<Part>, other: Item<Part>): Item<Part> {
  if (Array.isArray(one) || Array.isArray(other))
    return mergeAttempts([one as Attempt[], other as Attempt[]].flat()) as Item<Part>;
  return (isLater(one, other) ? one : other) as Item<Part>;
}

/** Adds an attempt to those before. */
export function mergeAttempts(attempts: readonly Attempt[]): Attempt[] {
  const byTime = new Map<number, Attempt>();
  for (const attempt of attempts) {
    const known = byTime.get(attempt.at);
    if (!known || isFuller(attempt, known)) byTime.set(attempt.at, attempt);
  }
  const all = [...byTime.values()].sort((a, b) => a.at - b.at);
  return all.length <= LAST_ATTEMPTS + 1 ? all : [...all.slice(0, 1), ...all.slice(-LAST_ATTEMPTS)];
}

function tidy<Part extends PartName>(item: Item<Part>): Item<Part> {
  return Array.isArray(item) ? (mergeAttempts(item) as Item<Part>) : item;
}

/** For equal times, a deletion wins, then the greater JSON text, so that every device decides alike. */
function isLater(one: Stated, other: Stated): boolean {
  if (one.at !== other.at) return one.at > other.at;
  if (isDeleted(one) !== isDeleted(other)) return isDeleted(one);
  return canonical(one) >= canonical(other);
}

interface Stated {
  readonly at: number;
}

/** An attempt that says how sure the reader was was completed later than one that does not. */
function isFuller(one: Attempt, other: Attempt): boolean {
  const [knows, knew] = [one.sure !== undefined, other.sure !== undefined];
  return knows === knew ? canonical(one) > canonical(other) : knows;
}

/** JSON with sorted keys, so that equal values give equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
