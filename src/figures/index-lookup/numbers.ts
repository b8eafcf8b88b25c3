// Large numbers, short enough for a picture and exact enough to be counted with.

/** 999,999 → "999,999"; 3,333,334 → "3.3 million". */
export function inWords(number: number): string {
  if (number < 1_000_000) return number.toLocaleString('en');
  const [of, unit] = number < 1_000_000_000 ? [1_000_000, 'million'] : [1_000_000_000, 'billion'];
  return `${(number / of).toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}
