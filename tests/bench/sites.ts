// The sites that are measured, each built once a run from what is there now: our own courses, and the seed if it lies
// beside the project.
import { existsSync } from 'node:fs';
import { costOf } from './process-cost.ts';

const SEED = '../shared/seed';
const built = new Map<string, Promise<string>>();

export function courseSite(): Promise<string> {
  return build('content', '.lectern/bench/site-own');
}

/** Undefined where there is no seed. */
export async function seedSite(): Promise<string | undefined> {
  return existsSync(SEED) ? build(SEED, '.lectern/bench/site-seed') : undefined;
}

function build(content: string, site: string): Promise<string> {
  let made = built.get(content);
  if (!made) {
    const env = { CONTENT_DIR: content, OUT_DIR: site };
    made = costOf('node', ['src/cli/build.ts'], { env }).then(() => site);
    built.set(content, made);
  }
  return made;
}
