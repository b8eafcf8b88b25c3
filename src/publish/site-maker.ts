// The first part of `npm run build`, a process of its own (make-site.ts): its memory is free before the search index is
// made. Reads and renders the courses while Astro compiles the templates, then writes the pages.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sayFailure } from '../cli/build-failure.ts';
import { endWithParent } from './end-with-parent.ts';
import { finishCourses } from './finish-courses.ts';
import { shareFolder } from './kept-folder.ts';
import type { MakeSiteOptions, SiteReport } from './make-site.ts';
import { writeInThread } from './page-workers.ts';
import { writePages } from './site-pages.ts';
import { siteTemplates } from './site-templates.ts';

const done = endWithParent();
process.once('message', (options: MakeSiteOptions) => {
  makeSite(options)
    .then((report) => new Promise((sent) => process.send?.(report, sent)))
    .catch((error: unknown) => {
      console.error(`\n${sayFailure(error)}\n`);
      process.exitCode = 1;
    })
    .finally(done);
});

async function makeSite({
  cache,
  contentDir,
  staging,
  site,
  isStrict,
  args,
}: MakeSiteOptions): Promise<SiteReport> {
  const templates = siteTemplates({ cache, site, args });
  const renderer = templates.then(({ renderer }) => importRenderer(renderer));
  const [problems, { client, renderer: code }, { sitePages }] = await Promise.all([
    finishCourses({
      contentDir,
      isStrict,
      figures: async () => (await renderer).renderFigure,
      roomForThreads: templates,
    }),
    templates,
    renderer,
  ]);
  shareFolder(client, staging);
  const folders = { target: staging, kept: path.join(cache, 'pages') };
  const written = await writePages(await sitePages(), folders, (names) =>
    writeInThread({ renderer: code, folders, names }),
  );
  return { problems, ...written };
}

async function importRenderer(file: string): Promise<typeof import('./page-renderer.ts')> {
  return (await import(pathToFileURL(file).href)) as typeof import('./page-renderer.ts');
}
