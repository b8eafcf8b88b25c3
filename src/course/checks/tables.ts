// No row of a table has more cells than its header: other programs drop them. Mostly a sign "|" in code divides a cell.
import { visit } from 'unist-util-visit';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';
import { pagesOf } from './pages.ts';

export function checkTables(course: CourseDraft): Problem[] {
  const problems: Problem[] = [];
  for (const { tree, source } of pagesOf(course)) {
    visit(tree, 'table', ({ children: [header, ...rows] }) => {
      const width = header?.children.length ?? 0;
      const [first] = rows.filter(({ children }) => children.length > width);
      if (!first) return;
      const { line, column } = first.position?.start ?? { line: 1, column: 1 };
      problems.push({
        grade: 'warning',
        code: 'table-cells-lost',
        place: { file: source.file, line, column },
        text: `This row has ${first.children.length} cells and the header of its table ${width}; other programs drop what is beyond the header.`,
        hint: 'Write "\\|" for a sign that divides no cells, in code too, or add a cell to the header.',
      });
    });
  }
  return problems;
}
