// Builds a course of a test's own. A checkout builds one site at a time, and tests run side by side, so whoever comes
// second waits.
import { spawnSync } from 'node:child_process';

const FREE_AFTER_MS = 180_000;
const ASK_EVERY_MS = 500;

/** Builds `contentDir` into `outDir`; throws what the build said if it failed. */
export async function buildSite(contentDir: string, outDir: string): Promise<void> {
  const until = Date.now() + FREE_AFTER_MS;
  for (;;) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/build.ts'], {
      env: { ...process.env, CONTENT_DIR: contentDir, OUT_DIR: outDir },
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    });
    if (status === 0) return;
    const said = `${stdout}${stderr}`;
    if (!said.includes('Another build is at work') || Date.now() > until) throw new Error(said);
    await new Promise((next) => setTimeout(next, ASK_EVERY_MS));
  }
}
