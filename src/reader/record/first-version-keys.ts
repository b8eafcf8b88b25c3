/** Where the first version kept what is a record now (first-version.ts). */
export const FIRST_VERSION_KEYS = { place: 'lectern:place', answers: 'lectern:answers' } as const;
