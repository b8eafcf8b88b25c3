import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { courseTable } from '../../../src/cli/course-table.ts';
import { renderFolder } from '../../rendered-library.ts';

test('titles cannot steer the terminal that the table is printed on', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-table-'));
  try {
    writeFileSync(path.join(folder, 'a.md'), '# A\u001b[2J\n\n## B\u001b[2J\u202e\n\nText.\n');
    const { courses } = await renderFolder(folder, () => ({ html: '' }));
    const table = courseTable(courses, new Map());
    expect(table).toContain('1. B\ufffd[2J\ufffd');
    expect(table).not.toMatch(/[\u001b\u202e]/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
