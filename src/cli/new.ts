// `npm run new course "Title"` and `npm run new chapter "Title" in course`: begins one where there is none yet.
// Nothing is ever overwritten. CONTENT_DIR in the environment chooses where. What is written is in new-content.ts.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { displayPath } from '../course/source/source-file.ts';
import { planNew, type ContentFolder } from './new-content.ts';

const contentDir = path.resolve(process.env['CONTENT_DIR'] || 'content');
const plan = planNew(process.argv.slice(2), readContent());

if ('refuse' in plan) {
  console.error(plan.refuse);
  process.exitCode = 1;
} else {
  for (const { name, text } of plan.write) {
    const file = path.join(contentDir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    // Fails rather than overwrite, should the file have come into being meanwhile.
    writeFileSync(file, text, { flag: 'wx' });
    console.log(`Written: ${displayPath(file)}`);
  }
  console.log(plan.next);
}

function readContent(): ContentFolder {
  const names = existsSync(contentDir) ? readdirSync(contentDir) : [];
  const folders = names.filter((name) =>
    statSync(path.join(contentDir, name), { throwIfNoEntry: false })?.isDirectory(),
  );
  return {
    files: names.filter((name) => !folders.includes(name)),
    folders: new Map(folders.map((name) => [name, readdirSync(path.join(contentDir, name))])),
  };
}
