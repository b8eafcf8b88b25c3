/** Keys in localStorage under which the first version stored what is in the record now (first-version.ts). */
export const FIRST_VERSION_KEYS = { place: 'lectern:place', answers: 'lectern:answers' } as const;
