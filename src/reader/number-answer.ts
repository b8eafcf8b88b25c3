// Parses a number as readers type it: with comma or point, with or without the unit.

/** All numbers that the text can mean, the likeliest first; empty if it is no number. */
export function readNumbers(text: string): number[] {
  const digits = text
    .trim()
    .replace(/^[+]/, '')
    .replace(/^[\u2212\u2013]/, '-')
    .replace(/[\s\u00a0\u202f'’_](?=\d)/g, '')
    .replace(/[\s\u00a0\u202f]*[^\d.,]*$/, '');
  if (!/^-?(?:\d[\d.,]*|[.,]\d+)(?:e[-+]?\d+)?$/i.test(digits)) return [];
  const commas = digits.split(',').length - 1;
  const points = digits.split('.').length - 1;
  const candidates: string[] = [];
  if (commas > 0 && points > 0) {
    // The separator that comes last is the decimal one; the other groups digits.
    candidates.push(
      digits.lastIndexOf(',') > digits.lastIndexOf('.')
        ? digits.replaceAll('.', '').replace(',', '.')
        : digits.replaceAll(',', ''),
    );
  } else if (commas > 1) candidates.push(digits.replaceAll(',', ''));
  else if (points > 1) candidates.push(digits.replaceAll('.', ''));
  else {
    candidates.push(digits.replace(',', '.'));
    // "3,601" is ambiguous: the comma groups thousands in some languages and is the decimal separator in others.
    if (/^-?[1-9]\d{0,2},\d{3}$/.test(digits)) candidates.unshift(digits.replace(',', ''));
  }
  return candidates.map(Number).filter(Number.isFinite);
}

/** True if one of the numbers is within the tolerance. */
export function isRightNumber(readings: readonly number[], expected: number, tolerance: number): boolean {
  // Allows for binary rounding: 0.1 + 0.2 counts as 0.3.
  const slack = 1e-9 * Math.max(1, Math.abs(expected));
  return readings.some((reading) => Math.abs(reading - expected) <= tolerance + slack);
}
