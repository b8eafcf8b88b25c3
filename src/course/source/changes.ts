// When texts last changed, by the author's version control: the same text has the same date on every machine.
// Not here: what is made of the dates (pages/[course]/feed.xml.ts, downloads/epub/epub.ts).
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Histories longer than this say no more of what is new. */
const MOST_COMMITS = 20_000;
const known = new Map<string, ReadonlyMap<string, Date>>();

/** The date of each file's last change, by its path below `folder`; empty where there is no Git or no repository. */
export function lastChanges(folder: string): ReadonlyMap<string, Date> {
  const whole = path.resolve(folder);
  const found = known.get(whole) ?? readLog(whole);
  known.set(whole, found);
  return found;
}

/** The latest of the changes to files that `isOf` is true of. */
export function latestChange(folder: string, isOf: (file: string) => boolean): Date | undefined {
  let latest: Date | undefined;
  for (const [file, date] of lastChanges(folder))
    if (isOf(file) && (latest === undefined || date > latest)) latest = date;
  return latest;
}

function readLog(folder: string): ReadonlyMap<string, Date> {
  const changes = new Map<string, Date>();
  let date = new Date(0);
  for (const line of askGit(folder).split('\0')) {
    const [, seconds] = /^\n*@(\d+)\n*$/.exec(line) ?? [];
    if (seconds !== undefined) date = new Date(Number(seconds) * 1000);
    else {
      // The newest commit comes first.
      const file = line.replace(/^\n+/, '');
      if (file !== '' && !changes.has(file)) changes.set(file, date);
    }
  }
  return changes;
}

function askGit(folder: string): string {
  try {
    return execFileSync(
      'git',
      ['log', `-${MOST_COMMITS}`, '-z', '--format=%x00@%ct%x00', '--name-only', '--relative', '--', '.'],
      { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 },
    );
  } catch {
    return '';
  }
}
