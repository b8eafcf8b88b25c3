// Two plans for the same change, from a column `price` in euros to `price_cents`. Data only.
import type { ExpandContractParams } from '../expand-contract.ts';

export interface PlanStep {
  readonly name: string;
  /** Whether it needs the lock that excludes everybody (ACCESS EXCLUSIVE). */
  readonly isExclusive: boolean;
  readonly lastsMs: number;
  /** Fills the new column of the old rows while it lasts. */
  readonly fills?: true;
}

/** A change of the catalogue only. */
const MOMENT_MS = 5;
/** To read all rows without writing them, and to roll out a release. */
const VALIDATE_SHARE = 0.25;
const RELEASE_MS = 1000;
/** Batches, with pauses between them. */
const FILL_SHARE = 1.5;

export function planOf({ plan, rewriteSeconds }: ExpandContractParams): readonly PlanStep[] {
  const allRowsMs = 1000 * rewriteSeconds;
  if (plan === 'one')
    return [{ name: 'ALTER TABLE … TYPE', isExclusive: true, lastsMs: allRowsMs, fills: true }];
  return [
    { name: '1 add price_cents', isExclusive: true, lastsMs: MOMENT_MS },
    { name: '2 release: write both', isExclusive: false, lastsMs: RELEASE_MS },
    { name: '3 fill in batches', isExclusive: false, lastsMs: FILL_SHARE * allRowsMs, fills: true },
    { name: '4a CHECK, NOT VALID', isExclusive: true, lastsMs: MOMENT_MS },
    { name: '4b VALIDATE', isExclusive: false, lastsMs: VALIDATE_SHARE * allRowsMs },
    { name: '4c SET NOT NULL', isExclusive: true, lastsMs: MOMENT_MS },
    { name: '5 release: read new', isExclusive: false, lastsMs: RELEASE_MS },
    { name: '6 release: write new', isExclusive: false, lastsMs: RELEASE_MS },
    { name: '7 drop price', isExclusive: true, lastsMs: MOMENT_MS },
  ];
}
