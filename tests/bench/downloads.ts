// The sizes of a course's downloads and of its offline copy.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { builtCourses } from '../../src/downloads/built-course.ts';
import type { OfflineFileList } from '../../src/offline/copies.ts';
import { courseSite } from './sites.ts';
import { printTable } from './table.ts';

export async function benchDownloads(): Promise<void> {
  const site = await courseSite();
  for (const { id } of builtCourses(site)) {
    const files = [`${id}.epub`, `${id}.pdf`, 'print.html', `${id}.md`, 'examples.zip', 'feed.xml'];
    const list = JSON.parse(readFileSync(`${site}/${id}/offline.json`, 'utf8')) as OfflineFileList;
    const bytesOf = (part: OfflineFileList['files']): number =>
      part.reduce((sum, [, , bytes]) => sum + bytes, 0);
    printTable(`Downloads: ${id}`, [
      ...files
        .filter((name) => existsSync(`${site}/${id}/${name}`))
        .map((name) => ({ what: name, measured: statSync(`${site}/${id}/${name}`).size / 1000, unit: 'kB' })),
      { what: `offline: ${list.files.length} files`, measured: bytesOf(list.files) / 1000, unit: 'kB' },
      { what: 'offline: engines of labs', measured: bytesOf(list.engine) / 1000, unit: 'kB' },
      {
        what: 'offline: the service worker',
        measured: statSync(`${site}/service-worker.js`).size / 1000,
        unit: 'kB',
      },
    ]);
  }
}
