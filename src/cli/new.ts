// `npm run new course "Title"` and `npm run new chapter "Title" in course`: start one where there is none yet.
// `npm run new -- course --from ../my-book` previews a book in another folder as a course, and copies it with `--yes`.
// Nothing is ever overwritten. CONTENT_DIR in the environment chooses where. What is written is in new-content.ts.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { displayPath } from '../course/source/source-file.ts';
import { planNew, USAGE, type ContentFolder } from './new-content.ts';

const contentDir = path.resolve(process.env['CONTENT_DIR'] || 'content');
const words = readWords();

if (!words) refuse(USAGE);
else if (words.from === undefined) writeNew(words.positionals);
else await copyFrom(words.positionals, words.from, words.isConfirmed, words.showsAll);

interface Words {
  readonly positionals: readonly string[];
  readonly from: string | undefined;
  readonly isConfirmed: boolean;
  readonly showsAll: boolean;
}

/** Undefined for unknown options. */
function readWords(): Words | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        yes: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
      },
    });
    return { positionals, from: values.from, isConfirmed: values.yes, showsAll: values.all };
  } catch {
    return undefined;
  }
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

function writeNew(positionals: readonly string[]): void {
  const plan = planNew(positionals, readContent());
  if ('refuse' in plan) return refuse(plan.refuse);
  try {
    for (const { name, text } of plan.write) {
      const file = path.join(contentDir, name);
      makeFolder(path.dirname(file));
      // The flag `wx` fails rather than overwrite a file that was created meanwhile.
      writeFileSync(file, text, { flag: 'wx' });
      console.log(`Written: ${displayPath(file)}`);
    }
    console.log(plan.next);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    refuse(
      `Nothing can be written into "${contentDir}" (${code}).\nName a folder in CONTENT_DIR that you may write into.`,
    );
  }
}

async function copyFrom(
  positionals: readonly string[],
  from: string,
  isConfirmed: boolean,
  showsAll: boolean,
): Promise<void> {
  if (positionals.join(' ') !== 'course' || from.trim() === '') return refuse(USAGE);
  // Imported only here, because it loads the whole renderer.
  const { newFrom } = await import('./new-from.ts');
  const { message, isRefused } = await newFrom({ from, contentDir, isConfirmed, showsAll });
  if (isRefused) return refuse(message);
  console.log(message);
}

function readContent(): ContentFolder {
  const names = statSync(contentDir, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(contentDir) : [];
  const folders = names.filter((name) =>
    statSync(path.join(contentDir, name), { throwIfNoEntry: false })?.isDirectory(),
  );
  return {
    files: names.filter((name) => !folders.includes(name)),
    folders: new Map(folders.map((name) => [name, readdirSync(path.join(contentDir, name))])),
  };
}

/** Creates folders one by one: `recursive` never returns in folders such as /proc, where none can be created. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}
