// The formulas of availability behind the numbers of the first chapter. Availabilities are shares from 0 to 1.

/** Availability of a whole that needs all its independent parts. */
export function allOf(availabilities: readonly number[]): number {
  return availabilities.reduce((whole, part) => whole * part, 1);
}

/** Availability of a whole that needs any one of its independent parts. */
export function anyOf(availabilities: readonly number[]): number {
  return 1 - allOf(availabilities.map((part) => 1 - part));
}

/** Unavailability of two equal parts, of which one suffices, when the share `common` of each part's downtime has a
 *  cause that takes both down (the beta-factor model) and the rest is independent. */
export function pairDownShare(availability: number, common: number): number {
  const down = 1 - availability;
  return common * down + ((1 - common) * down) ** 2;
}

/** Availability from the mean time up between failures and the mean time to repair, in one unit. */
export function availabilityOf(upTime: number, repairTime: number): number {
  return upTime / (upTime + repairTime);
}

/** How long a period of `length` may be down, in the unit of `length`. */
export function allowedDowntime(availability: number, length: number): number {
  return (1 - availability) * length;
}
