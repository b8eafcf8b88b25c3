// Reading times as people say them.

/** 35 → "35 min"; 338 → "5½ hours". */
export function sayMinutes(minutes: number): string {
  if (minutes < 90) return `${minutes} min`;
  const halves = Math.round(minutes / 30);
  return `${Math.floor(halves / 2)}${halves % 2 === 1 ? '½' : ''} hours`;
}
