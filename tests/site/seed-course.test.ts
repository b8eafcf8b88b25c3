// An author's single-file course, exactly as authors write them, gives the chapters it names: built whole, from the
// reference folder beside the project. Where that folder is not, there is nothing to build.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseHTML } from 'linkedom';

const seed = path.resolve('../shared/seed');
const file = path.join(seed, 'backend-architecture.md');

describe.skipIf(!existsSync(file))('the original course file', () => {
  const out = path.join(mkdtempSync(path.join(tmpdir(), 'seed-')), 'site');
  let report = '';
  const page = (name: string): Document =>
    parseHTML(readFileSync(path.join(out, 'backend-architecture', name), 'utf8'))
      .document as unknown as Document;
  beforeAll(() => {
    report = execFileSync('node', ['src/cli/build.ts'], {
      env: { ...process.env, CONTENT_DIR: seed, OUT_DIR: out },
      encoding: 'utf8',
    });
  });

  test('nine chapters in order', () => {
    const titles = [...page('index.html').querySelectorAll('.contents h3')].map(({ textContent }) =>
      textContent.trim(),
    );
    expect(titles).toEqual([
      'Introduction to Systems Design',
      'Architectural Patterns',
      'Database Design',
      'API Design',
      'Caching Strategies',
      'Microservices Architecture',
      'Scalability & Performance',
      'Deployment & DevOps',
      'Conclusion',
    ]);
  });

  test('every entry of its contents list is an address that leads to its chapter', () => {
    const cover = page('index.html');
    const entries = [...readFileSync(file, 'utf8').matchAll(/^\d+\. \[(.+)\]\(#(.+)\)$/gm)];
    expect(entries).toHaveLength(8);
    for (const [, title = '', anchor = ''] of entries) {
      const chapter = cover.getElementById(anchor)?.closest('[data-chapter]');
      expect(chapter?.querySelector('h3')?.textContent.trim()).toBe(title);
    }
  });

  test('all 22 fences are whole, each with all its lines', () => {
    const wanted = [...readFileSync(file, 'utf8').matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(
      ([, text = '']) => text.trimEnd(),
    );
    expect(wanted).toHaveLength(22);
    const names = readdirSync(path.join(out, 'backend-architecture'));
    const blocks = names.flatMap((name) =>
      [...page(name).querySelectorAll('pre')].map(({ textContent }) => textContent.trimEnd()),
    );
    expect(blocks.sort()).toEqual(wanted.sort());
  });

  test('nothing is reported but what is explained: no problem at all', () => {
    expect(report).not.toMatch(/warning|error/);
  });
});
