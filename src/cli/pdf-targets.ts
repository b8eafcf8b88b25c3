// The page number of each link target in a PDF. Chromium writes PDF objects as plain text and compresses only streams, so they
// can be read with patterns; a file that is written otherwise gives no numbers, and the contents are printed without.

/** Page numbers from 1, by the targets' ids. */
export function pagesOfTargets(pdf: Uint8Array): Map<string, number> {
  const text = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, number = '', body = ''] of text.matchAll(/(?:^|[\r\n])(\d+) 0 obj\s([\s\S]*?)endobj/g))
    objects.set(number, body);
  const catalog = [...objects.values()].find((body) => /\/Type\s*\/Catalog\b/.test(body)) ?? '';
  const pages = new Map<string, number>();
  const countPages = (number = ''): void => {
    const body = objects.get(number) ?? '';
    const [, kids = ''] = /\/Kids\s*\[([^\]]*)\]/.exec(body) ?? [];
    if (/\/Type\s*\/Page\b/.test(body)) pages.set(number, pages.size + 1);
    else for (const [, kid] of kids.matchAll(/(\d+) 0 R/g)) countPages(kid);
  };
  countPages(/\/Pages\s+(\d+) 0 R/.exec(catalog)?.[1]);
  const targets = objects.get(/\/Dests\s+(\d+) 0 R/.exec(catalog)?.[1] ?? '') ?? '';
  const found = new Map<string, number>();
  for (const [, name = '', page = ''] of targets.matchAll(/\/([^\s[/]+)\s*\[\s*(\d+) 0 R/g)) {
    const number = pages.get(page);
    if (number !== undefined) found.set(idOf(name), number);
  }
  return found;
}

/** Decodes a PDF name, in which other bytes than ASCII letters are written as `#xx`. */
function idOf(name: string): string {
  const bytes = name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
