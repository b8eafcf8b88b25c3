// What a benchmark prints: a measurement a line, the budget beside it. A figure to read: nothing fails here.

export interface Row {
  readonly what: string;
  readonly measured: number | string;
  readonly unit?: string;
  /** The most it should be; below it nothing is said. */
  readonly budget?: number;
}

export function printTable(title: string, rows: readonly Row[]): void {
  const lines = rows.map(({ what, measured, unit = '', budget }) => [
    what,
    typeof measured === 'number' ? `${short(measured)} ${unit}`.trim() : measured,
    budget === undefined ? '' : `≤ ${short(budget)}`,
    budget !== undefined && typeof measured === 'number' && measured > budget ? 'over' : '',
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of lines) {
    const cells = line.map((cell, at) =>
      at === 0 || at === 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    console.log(`  ${cells.join('  ').trimEnd()}`);
  }
}

/** Three figures are enough to compare by. */
function short(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
