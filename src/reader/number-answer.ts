// What a reader may mean by the digits they typed: comma or point, with or without the unit.

/** All numbers the text can stand for, the likeliest first; empty if it is none. */
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
    // The sign that comes last divides; the other groups.
    candidates.push(
      digits.lastIndexOf(',') > digits.lastIndexOf('.')
        ? digits.replaceAll('.', '').replace(',', '.')
        : digits.replaceAll(',', ''),
    );
  } else if (commas > 1) candidates.push(digits.replaceAll(',', ''));
  else if (points > 1) candidates.push(digits.replaceAll('.', ''));
  else {
    candidates.push(digits.replace(',', '.'));
    // "3,601" is three thousand to some and three and a bit to others.
    if (/^-?[1-9]\d{0,2},\d{3}$/.test(digits)) candidates.unshift(digits.replace(',', ''));
  }
  return candidates.map(Number).filter(Number.isFinite);
}

/** True if one reading is within the tolerance. */
export function isRightNumber(readings: readonly number[], expected: number, tolerance: number): boolean {
  // Room for the rounding of binary fractions: 0.1 + 0.2 is 0.3 to a reader.
  const slack = 1e-9 * Math.max(1, Math.abs(expected));
  return readings.some((reading) => Math.abs(reading - expected) <= tolerance + slack);
}
