// Counts what was done with the fences, by chapter and language, and lays it out as a table.
import type { Fence } from './fences.ts';
import type { Outcome } from './outcome.ts';

type Counts = Record<Outcome['did'] | 'failed', number>;

export class Tally {
  private readonly rows = new Map<string, Counts>();
  private readonly reasons: string[] = [];

  /** `null`: the fence failed. */
  add(fence: Fence, outcome: Outcome | null): void {
    const key = `${fence.file.replace(/^content\//, '')}\t${fence.language}`;
    const counts = this.rows.get(key) ?? { executed: 0, validated: 0, skipped: 0, failed: 0 };
    counts[outcome?.did ?? 'failed'] += 1;
    this.rows.set(key, counts);
    if (outcome?.did === 'skipped')
      this.reasons.push(`${fence.file}:${String(fence.line)} ${fence.language}: ${outcome.reason}`);
  }

  /** The table with its sums, and below it each skipped fence with its reason. */
  toString(): string {
    const head = ['chapter', 'language', 'executed', 'validated', 'skipped', 'failed'];
    const numbers = (counts: Counts) => [counts.executed, counts.validated, counts.skipped, counts.failed];
    const body = [...this.rows].map(([key, counts]) => [...key.split('\t'), ...numbers(counts).map(String)]);
    const sums = [2, 3, 4, 5].map((column) => body.reduce((sum, row) => sum + Number(row[column]), 0));
    const table = [head, ...body, ['all', '', ...sums.map(String)]];
    const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
    const lines = table.map((row) =>
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
    const skipped =
      this.reasons.length > 0
        ? ['', 'Not run, and why:', ...this.reasons.map((reason) => `  ${reason}`)]
        : [];
    return [...lines, ...skipped].join('\n');
  }
}
