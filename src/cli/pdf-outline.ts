// On which page each top entry of a PDF's outline lies. Chromium writes its objects as plain text and packs only streams, so
// they can be read as they stand; a file that is written in another way gives no numbers, and the contents go without.

/** Page numbers from 1, in the outline's order. */
export function pagesOfOutline(pdf: Uint8Array): (number | undefined)[] {
  const text = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, number = '', body = ''] of text.matchAll(/(?:^|[\r\n])(\d+) 0 obj\s([\s\S]*?)endobj/g))
    objects.set(number, body);
  const root = [...objects.values()].find((body) => /\/Type\s*\/Catalog\b/.test(body)) ?? '';
  const reference = (body: string, name: string): string | undefined =>
    new RegExp(`/${name}\\s+(\\d+) 0 R`).exec(body)?.[1];
  const pages = new Map<string, number>();
  const countPages = (number: string | undefined): void => {
    const body = objects.get(number ?? '') ?? '';
    const [, kids] = /\/Kids\s*\[([^\]]*)\]/.exec(body) ?? [];
    if (/\/Type\s*\/Page\b(?!s)/.test(body) && number !== undefined) pages.set(number, pages.size + 1);
    else for (const [, kid] of (kids ?? '').matchAll(/(\d+) 0 R/g)) countPages(kid);
  };
  countPages(reference(root, 'Pages'));
  const found: (number | undefined)[] = [];
  let entry = reference(objects.get(reference(root, 'Outlines') ?? '') ?? '', 'First');
  // A document's title may be the only entry, with all others below it.
  while (entry !== undefined && found.length < MOST_ENTRIES) {
    const body: string = objects.get(entry) ?? '';
    const [, page = ''] = /\/Dest\s*\[\s*(\d+) 0 R/.exec(body) ?? [];
    found.push(pages.get(page));
    entry = reference(body, 'Next');
  }
  return found;
}

const MOST_ENTRIES = 10_000;
