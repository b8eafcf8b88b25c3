// Page numbers are read off a PDF as Chromium writes one.
import { expect, test } from 'vitest';
import { pagesOfTargets } from '../../../src/cli/pdf-targets.ts';

const PDF = `%PDF-1.4
1 0 obj
<</Type /Catalog
/Pages 2 0 R
/Dests 7 0 R>>
endobj
2 0 obj
<</Type /Pages
/Count 3
/Kids [3 0 R 4 0 R]>>
endobj
3 0 obj
<</Type /Pages
/Kids [5 0 R 6 0 R]>>
endobj
4 0 obj
<</Type /Page
/Parent 2 0 R>>
endobj
5 0 obj
<</Type /Page>>
endobj
6 0 obj
<</Type /Page>>
endobj
7 0 obj
<</tea [6 0 R /XYZ 0 793 0]
/caf#C3#A9 [4 0 R /XYZ 0 793 0]
/nowhere [99 0 R /XYZ 0 0 0]>>
endobj
`;

test('targets have the pages that they lie on, whatever the letters of their ids', () => {
  expect(pagesOfTargets(Buffer.from(PDF))).toEqual(
    new Map([
      ['tea', 2],
      ['café', 3],
    ]),
  );
});

test('a file that is no such PDF gives no numbers', () => {
  expect(pagesOfTargets(Buffer.from('%PDF-1.7 packed')).size).toBe(0);
});
