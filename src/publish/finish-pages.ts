// What is done to every built page: its addresses become relative, then its security policy is written.
// In this order, because the policy holds digests of what stands in the page. Running it twice changes nothing.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { relativeAddresses } from './relative-addresses.ts';
import { writePolicy } from './security-policy.ts';

/** Finishes all `.html` files below the folder; gives their number. */
export async function finishPages(folder: string): Promise<number> {
  const pages = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
  for (const page of pages) {
    const file = path.join(folder, page);
    const html = await readFile(file, 'utf8');
    const depth = page.split(path.sep).length - 1;
    const finished = writePolicy(relativeAddresses(html, depth));
    if (finished !== html) await writeFile(file, finished);
  }
  return pages.length;
}
